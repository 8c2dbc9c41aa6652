# Golden values of frequencies, likert, crosstab and compare, from R alone.
# Rscript tests/survey/oracles/tables_and_groups.R > tests/survey/oracles/tables_and_groups.json
# Debian: r-base-core r-cran-psych r-cran-survey r-cran-effectsize r-cran-jsonlite

suppressMessages({
  library(effectsize)
  library(survey)
})
options(survey.lonely.psu = "fail", digits = 15)

interval <- function(x) unname(as.numeric(x))
both <- function(es) c(es$CI_low, es$CI_high)

# Limits of the noncentrality by R's own distributions, solved to the last digit.
ncp_chisq <- function(x, df) {
  f <- function(share) {
    if (pchisq(x, df) < share) return(0)
    uniroot(function(ncp) pchisq(x, df, ncp) - share, c(0, 10 * x + 100), tol = 1e-12)$root
  }
  c(f(.975), f(.025))
}
ncp_f <- function(x, df1, df2) {
  f <- function(share) {
    if (pf(x, df1, df2) < share) return(0)
    uniroot(function(ncp) pf(x, df1, df2, ncp) - share, c(0, 50 * x + 50), tol = 1e-12)$root
  }
  c(f(.975), f(.025))
}
ncp_t <- function(x, df) {
  f <- function(share) {
    uniroot(function(ncp) pt(x, df, ncp) - share, x + c(-30, 30), tol = 1e-12)$root
  }
  c(f(.975), f(.025))
}

out <- list(tools = list(
  R = R.version.string,
  effectsize = as.character(packageVersion("effectsize")),
  survey = as.character(packageVersion("survey")),
  psych = as.character(packageVersion("psych"))
))

# Frequencies.

wilson <- function(x, n) interval(prop.test(x, n, correct = FALSE)$conf.int)
out$wilson <- lapply(
  list(c(0, 5), c(3, 7), c(25, 50), c(91, 168), c(168, 168)),
  function(one) list(x = one[1], n = one[2], interval = wilson(one[1], one[2]))
)
ozone <- airquality$Ozone
out$ozone <- list(
  mean = mean(ozone, na.rm = TRUE), sd = sd(ozone, na.rm = TRUE),
  interval = interval(t.test(ozone)$conf.int),
  quantiles = interval(quantile(ozone, na.rm = TRUE))
)
cars <- data.frame(
  mpg = mtcars$mpg, wt = mtcars$wt, cyl = mtcars$cyl, gear = mtcars$gear, vs = mtcars$vs,
  am = mtcars$am, carb = mtcars$carb
)
design <- svydesign(ids = ~1, weights = ~wt, data = cars)
average <- svymean(~mpg, design)
out$weighted <- list(
  mean = interval(coef(average)), interval = interval(confint(average, df = degf(design))),
  sd = interval(sqrt(coef(svyvar(~mpg, design)))),
  quartiles = interval(coef(svyquantile(~mpg, design, c(.25, .5, .75), qrule = "school"))),
  shares = interval(coef(svymean(~factor(cyl), design)))
)

# Likert: three columns of `attitude`, cut into five steps.

items <- ceiling(attitude[, c("rating", "complaints", "learning")] / 20)
described <- psych::describe(items)
out$likert <- list(
  items = lapply(items, as.integer),
  counts = lapply(items, function(one) as.integer(table(factor(one, 1:5)))),
  mean = described$mean, sd = described$sd, median = described$median
)

# Tables of counts.

table_of <- function(counts) {
  plain <- suppressWarnings(chisq.test(counts, correct = FALSE))
  limits <- ncp_chisq(unname(plain$statistic), unname(plain$parameter))
  scale <- sum(counts) * (min(dim(counts)) - 1)
  list(
    counts = unname(as.matrix(counts)), statistic = unname(plain$statistic),
    degrees = unname(plain$parameter), p = plain$p.value,
    yates = suppressWarnings(chisq.test(counts)$p.value),
    residuals = unname(as.matrix(plain$stdres)), expected = unname(as.matrix(plain$expected)),
    v = cramers_v(counts, adjust = FALSE)[[1]],
    corrected = cramers_v(counts, adjust = TRUE)[[1]],
    interval = sqrt(limits / scale),
    effectsize = both(cramers_v(counts, adjust = FALSE, alternative = "two.sided")),
    fisher = if (sum(counts) < 100) fisher.test(counts, workspace = 2e7)$p.value else NA
  )
}
out$tables <- list(
  hair_eye = table_of(unclass(margin.table(HairEyeColor, c(1, 2)))),
  cyl_gear = table_of(unclass(table(cars$cyl, cars$gear))),
  vs_am = table_of(unclass(table(cars$vs, cars$am))),
  tea = table_of(matrix(c(3, 1, 1, 3), 2)),
  job = table_of(matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4))
)
rao <- suppressWarnings(svychisq(~cyl + gear, design, statistic = "F"))
out$cars <- as.list(cars)
out$rao_scott <- list(statistic = unname(rao$statistic), degrees = unname(rao$parameter),
                      p = unname(rao$p.value))
hair <- as.data.frame(HairEyeColor)
person <- hair[rep(seq_len(nrow(hair)), hair$Freq), ]
weight <- rep(1 + seq_len(nrow(person)) %% 3, 1)
rao <- svychisq(~Hair + Eye, svydesign(ids = ~1, weights = weight, data = person))
out$rao_scott_hair <- list(hair = as.integer(person$Hair), eye = as.integer(person$Eye),
                           weight = weight, statistic = unname(rao$statistic),
                           degrees = unname(rao$parameter), p = unname(rao$p.value))

# Several answers: each option against the columns, adjusted by Holm.

ticks <- list(red = person$Hair == "Red", blue = person$Eye == "Blue", both = person$Freq > 30)
each <- sapply(ticks, function(tick) chisq.test(table(tick, person$Sex), correct = FALSE)$p.value)
out$several <- list(ticks = lapply(ticks, as.integer), sex = as.character(person$Sex),
                    p = interval(each), holm = interval(p.adjust(each, "holm")))

# Groups.

two <- function(x, g) {
  g <- factor(g)
  a <- x[g == levels(g)[1]]
  b <- x[g == levels(g)[2]]
  welch <- t.test(a, b)
  ranks <- suppressWarnings(wilcox.test(a, b))
  d <- cohens_d(a, b)[[1]]
  df <- length(a) + length(b) - 2
  scale <- sqrt(1 / length(a) + 1 / length(b))
  exact <- exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
  list(
    x = x, g = as.character(g), t = unname(welch$statistic), df = unname(welch$parameter),
    p = welch$p.value, difference = interval(welch$conf.int), d = d,
    g_effect = hedges_g(a, b)[[1]], g_interval = exact * scale * ncp_t(d / scale, df),
    g_effectsize = both(hedges_g(a, b)),
    u = unname(ranks$statistic), u_p = ranks$p.value,
    rank_biserial = rank_biserial(a, b)[[1]], rank_interval = both(rank_biserial(a, b))
  )
}
many <- function(x, g) {
  keep <- !is.na(x)
  x <- x[keep]
  g <- factor(g[keep])
  fit <- aov(x ~ g)
  f <- summary(fit)[[1]]$`F value`[1]
  df <- summary(fit)[[1]]$Df
  welch <- oneway.test(x ~ g)
  kruskal <- kruskal.test(x, g)
  h <- unname(kruskal$statistic)
  ranked <- (h / df[1]) / ((length(x) - 1 - h) / df[2])
  limits <- ncp_f(f, df[1], df[2])
  rank_limits <- ncp_f(ranked, df[1], df[2])
  list(
    x = x, g = as.character(g), f = f, df = df, p = summary(fit)[[1]]$`Pr(>F)`[1],
    eta = eta_squared(fit, partial = FALSE)$Eta2, omega = omega_squared(fit, partial = FALSE)$Omega2,
    eta_interval = limits / (limits + df[2]),
    eta_effectsize = both(eta_squared(fit, partial = FALSE, alternative = "two.sided")),
    welch = unname(welch$statistic), welch_df = unname(welch$parameter), welch_p = welch$p.value,
    h = h, h_p = kruskal$p.value, epsilon = rank_epsilon_squared(x, g, ci = NULL)[[1]],
    epsilon_interval = rank_limits / (rank_limits + df[2]),
    rank_effectsize = both(eta_squared(aov(rank(x) ~ g), partial = FALSE, alternative = "two.sided")),
    pairs = as.vector(na.omit(as.vector(
      pairwise.t.test(x, g, pool.sd = FALSE, p.adjust.method = "holm")$p.value))),
    rank_pairs = as.vector(na.omit(as.vector(suppressWarnings(
      pairwise.wilcox.test(x, g, p.adjust.method = "holm"))$p.value))),
    means = interval(tapply(x, g, mean)),
    low = interval(tapply(x, g, function(one) t.test(one)$conf.int[1])),
    high = interval(tapply(x, g, function(one) t.test(one)$conf.int[2]))
  )
}
out$sleep <- two(sleep$extra, sleep$group)
out$mpg <- two(cars$mpg, cars$am)
out$carb <- two(cars$carb, cars$vs)
out$plant_growth <- many(PlantGrowth$weight, PlantGrowth$group)
out$airquality <- many(airquality$Ozone, airquality$Month)
out$insects <- many(InsectSprays$count, InsectSprays$spray)

cat(jsonlite::toJSON(out, digits = I(15), auto_unbox = TRUE, na = "null"), "\n")
