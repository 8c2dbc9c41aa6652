# Golden values for paired comparison, correlation, reliability and raking.
# Made with R 4.2.2, psych 2.2.9 and survey 4.1-1 (Debian 12); run in this folder:
#   Rscript pairs_and_scales.R
# Writes the data sets that R and psych ship, and pairs_and_scales.csv with lines "name,value".
suppressMessages({library(psych); library(survey)})

golden <- list()
keep <- function(name, ...) {
  values <- unlist(list(...))
  for (key in names(values)) golden[[paste(name, key, sep = ".")]] <<- unname(values[[key]])
}

# d_z: the noncentralities at which the t found is the upper and the lower 2.5 % point.
d_z <- function(before, after) {
  change <- after - before
  n <- length(change)
  t <- mean(change) / (sd(change) / sqrt(n))
  at <- function(q) uniroot(
    function(ncp) suppressWarnings(pt(t, n - 1, ncp)) - q, c(t - 9, t + 9), tol = 1e-13
  )$root / sqrt(n)
  c(d_z = mean(change) / sd(change), d_z_low = at(.975), d_z_high = at(.025))
}
pair <- function(name, before, after) {
  t <- t.test(after, before, paired = TRUE)
  w <- suppressWarnings(wilcox.test(after, before, paired = TRUE))
  keep(name, difference = t$estimate[[1]], low = t$conf.int[1], high = t$conf.int[2],
       t = t$statistic[[1]], df = t$parameter[[1]], p = t$p.value,
       w = w$statistic[[1]], w_p = w$p.value, d_z(before, after))
}
pair("sleep", sleep$extra[sleep$group == 2], sleep$extra[sleep$group == 1])
# The example of ?wilcox.test (Hollander & Wolfe 1973): no ties, so that R's p is exact.
depression_first <- c(1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30)
depression_second <- c(0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29)
pair("depression", depression_first, depression_second)
# Whole points with ties and no change: R's approximation with continuity correction.
points_before <- c(4, 5, 6, 3, 7, 8, 5, 6, 4, 5, 9, 2, 6, 7)
points_after <- c(6, 5, 9, 4, 7, 9, 8, 5, 7, 8, 9, 6, 8, 6)
pair("points", points_before, points_after)

correlate <- function(name, x, y) {
  pearson <- cor.test(x, y)
  spearman <- cor.test(x, y, method = "spearman", exact = FALSE)
  rho <- spearman$estimate[[1]]
  # Bonett & Wright (2000), formula 4.
  at <- function(sign) tanh(atanh(rho) + sign * qnorm(.975) * sqrt((1 + rho^2 / 2) / (length(x) - 3)))
  keep(name, r = pearson$estimate[[1]], low = pearson$conf.int[1], high = pearson$conf.int[2],
       t = pearson$statistic[[1]], p = pearson$p.value,
       rho = rho, rho_p = spearman$p.value, rho_low = at(-1), rho_high = at(1))
}
correlate("ratings", attitude$complaints, attitude$rating)
correlate("weight", mtcars$wt, mtcars$mpg)
correlate("carb", mtcars$carb, mtcars$mpg)

reliable <- function(name, items, pairwise = items) {
  a <- suppressWarnings(alpha(items, check.keys = FALSE, warnings = FALSE))
  f <- a$feldt
  keep(name, alpha = a$total$raw_alpha, standardised = a$total$std.alpha,
       low = f$lower.ci[[1]], high = f$upper.ci[[1]],
       pairwise = suppressWarnings(
         alpha(pairwise, check.keys = FALSE, warnings = FALSE)$total$raw_alpha))
  keep(name, setNames(a$alpha.drop$raw_alpha, paste0("dropped.", colnames(items))))
  keep(name, setNames(a$item.stats$r.drop, paste0("r_drop.", colnames(items))))
  omega_of <- function(some) {
    r <- cor(some)
    l <- fa(r, nfactors = 1, fm = "minres", n.obs = nrow(some))$loadings[, 1]
    list(loadings = l, omega = 1 - sum(1 - l^2) / sum(r))
  }
  whole <- omega_of(items)
  sign <- sign(sum(whole$loadings))
  keep(name, omega = whole$omega)
  keep(name, setNames(sign * whole$loadings, paste0("loading.", colnames(items))))
  if (ncol(items) > 3) keep(name, setNames(
    sapply(seq_along(items), function(i) omega_of(items[-i])$omega),
    paste0("omega_dropped.", colnames(items))))
}
reliable("attitude", attitude)
keep("attitude", omega_function = suppressWarnings(suppressMessages(
  omega(attitude, nfactors = 1, plot = FALSE)$omega.tot)))
agreeable <- psych::bfi[1:300, paste0("A", 1:5)]  # A1 is not turned round
reliable("agreeable", na.omit(agreeable), agreeable)
extravert <- psych::bfi[1:300, paste0("E", 1:5)]
extravert[, 1:2] <- 7 - extravert[, 1:2]
reliable("extravert", na.omit(extravert), extravert)

keep("margin", of_168 = qnorm(.975) * sqrt(.25 / 168),
     of_168_in_300 = qnorm(.975) * sqrt(.25 / 168) * sqrt(132 / 299))

# The example of ?rake: schools of California, 15 districts chosen by chance.
data(api)
sample <- svydesign(ids = ~1, weights = rep(1, nrow(apiclus1)), data = apiclus1)
raked <- rake(sample, list(~stype, ~sch.wide),
  list(data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)),
       data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))),
  control = list(maxit = 1000, epsilon = 1e-12, verbose = FALSE))
w <- weights(raked) / mean(weights(raked))
cells <- tapply(w, paste0(apiclus1$stype, ".", apiclus1$sch.wide), mean)
keep("api.weight", cells)
keep("api", deff = length(w) * sum(w^2) / sum(w)^2, effective = sum(w)^2 / sum(w^2))
cells <- as.data.frame(table(stype = apiclus1$stype, sch.wide = apiclus1$sch.wide))
write.csv(cells, "api.csv", row.names = FALSE, quote = FALSE)

write.csv(attitude, "attitude.csv", row.names = FALSE, quote = FALSE)
write.csv(mtcars[c("mpg", "wt", "carb")], "mtcars.csv", row.names = FALSE, quote = FALSE)
write.csv(psych::bfi[1:300, c(paste0("A", 1:5), paste0("E", 1:5))], "bfi.csv",
          row.names = FALSE, quote = FALSE, na = "")
writeLines(c("name,value", sprintf("%s,%.15g", names(golden), unlist(golden))), "pairs_and_scales.csv")
