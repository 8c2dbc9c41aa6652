// The ranking to click: requirements, weights, the platforms as bars, and why. Text of the
// catalogue only ever becomes the text of a node, never markup.
class Ranking {
  constructor(root, payload, changed = () => {}) {
    Object.assign(this, { root, payload, changed, words: payload.words, selected: [] });
    this.weights = [...payload.weights];
    this.required = new Set(payload.required);
    root.classList.add("rk-ranking");
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", this.words.title);
    // For JupyterLab and reveal.js, which would take keys and swipes for their own.
    root.setAttribute("data-lm-suppress-shortcuts", "true");
    root.setAttribute("data-prevent-swipe", "");
    root.addEventListener("keydown", keepKeys);
    this.frame = element("div", { class: "rr-frame" }, this.requirementPanel(), this.weightPanel(), this.mainPanel(), this.whyPanel());
    root.append(this.frame);
    this.update();
  }

  requirementPanel() {
    this.boxes = this.payload.requirements.map((one) => {
      const box = element("input", { type: "checkbox", onchange: () => this.require(one, box.checked) });
      return { one, box, label: element("label", { class: "rr-chip", title: one.meaning }, box, element("span", {}, one.label)) };
    });
    return element("div", { class: "rr-requirements", role: "group", "aria-label": this.words.requirements },
      element("p", { class: "rr-heading" }, this.words.requirements), ...this.boxes.map(({ label }) => label));
  }

  weightPanel() {
    const { criteria, words, heaviest } = this.payload;
    this.sliders = criteria.map(({ label, question }, place) => {
      const value = element("span", { class: "rr-value" });
      const slider = element("input", { type: "range", min: 0, max: heaviest, step: 1, "aria-label": label });
      slider.addEventListener("input", () => this.weigh(place, Number(slider.value)));
      const box = element("label", { class: "rr-weight", title: question }, element("span", { class: "rr-name" }, label), value, slider);
      return { slider, value, box };
    });
    const reset = element("button", { type: "button", class: "rr-reset", onclick: () => this.reset() }, words.reset);
    return element("div", { class: "rr-weights", role: "group", "aria-label": words.weights, "data-scrolls": "" },
      element("p", { class: "rr-heading" }, element("span", {}, words.weights), reset), ...this.sliders.map(({ box }) => box));
  }

  mainPanel() {
    const { words } = this;
    this.status = element("p", { class: "rr-status", role: "status", "aria-live": "polite" });
    this.rows = new Map(this.payload.platforms.map((platform) => [platform, this.row(platform)]));
    this.list = element("div", { class: "rr-list" });
    this.out = element("div", { class: "rr-list rr-out" });
    this.outHead = element("p", { class: "rr-heading" }, words.fallen);
    const scrolled = element("div", { class: "rr-rows", role: "group", "aria-label": words.ranking, "data-scrolls": "" }, this.list, this.outHead, this.out);
    this.nearest = element("p", { class: "rr-nearest" });
    return element("div", { class: "rr-main" }, this.status, this.nearest, scrolled);
  }

  row(platform) {
    const part = (name) => element("span", { class: `rr-${name}` });
    const parts = { rank: part("rank"), bar: part("fill"), score: part("score") };
    const name = element("span", { class: "rr-name" }, platform.name);
    const track = element("span", { class: "rr-bar", "aria-hidden": "true" }, parts.bar);
    const button = element("button", { type: "button", class: "rr-row", onclick: () => this.select(platform) }, parts.rank, name, track, parts.score);
    return { ...parts, button };
  }

  whyPanel() {
    this.why = element("div", { class: "rr-why", role: "region", tabindex: "0", "aria-label": this.words.why, "data-scrolls": "" });
    return this.why;
  }

  require({ code, excludes }, isOn) {
    if (isOn) this.required.add(code).delete(excludes);
    else this.required.delete(code);
    this.follow();
  }

  weigh(place, weight) {
    this.weights[place] = weight;
    this.follow();
  }

  reset() {
    this.weights = [...this.payload.weights];
    this.required = new Set(this.payload.required);
    this.selected = [];
    this.follow();
  }

  // One platform is explained, two are compared; a third takes the place of the older one.
  select(platform) {
    const isOn = this.selected.includes(platform);
    this.selected = isOn ? this.selected.filter((one) => one !== platform) : [...this.selected, platform].slice(-2);
    this.update();
  }

  follow() {
    this.update();
    const weights = Object.fromEntries(this.payload.criteria.map(({ code }, place) => [code, this.weights[place]]));
    this.changed(weights, this.payload.requirements.map(({ code }) => code).filter((code) => this.required.has(code)));
  }

  update() {
    this.boxes.forEach(({ one, box }) => { box.checked = this.required.has(one.code); });
    const sum = sumOf(this.weights);
    const choice = new Choice(this.payload, this.weights, this.required);
    this.sliders.forEach(({ slider, value }, place) => {
      const weight = this.weights[place];
      const share = choice.percent(sum ? weight / sum : 0);
      slider.value = weight;
      value.textContent = `${weight} · ${share}`;
      slider.setAttribute("aria-valuetext", choice.say("weight", { weight, share }));
    });
    this.frame.classList.toggle("rr-two", this.selected.length === 2);
    if (sum) this.showRanking(choice);
    else this.status.textContent = this.words.zero;
    this.why.replaceChildren(...(sum ? this.explanation(choice) : []));
  }

  showRanking(choice) {
    const ranks = ranksOf(choice.totals);
    choice.standing.forEach((platform, place) => {
      const { rank, bar, score } = this.rows.get(platform);
      rank.textContent = ranks[place];
      bar.style.width = `${(100 * choice.score(platform)) / this.payload.best}%`;
      score.textContent = choice.mean(platform);
    });
    choice.fallen.forEach(({ platform, missed }) => {
      const { rank, bar, score } = this.rows.get(platform);
      rank.textContent = "–";
      bar.style.width = "0";
      score.textContent = missed.map((one) => one.label).join(", ");
    });
    fill(this.list, choice.standing.map((one) => this.rows.get(one).button));
    fill(this.out, choice.fallen.map((one) => this.rows.get(one.platform).button));
    this.outHead.hidden = !choice.fallen.length;
    this.rows.forEach(({ button }, platform) => {
      const place = this.selected.indexOf(platform);
      button.setAttribute("aria-pressed", String(place >= 0));
      button.classList.toggle("rr-first", choice.winners.includes(platform));
      button.classList.toggle("rr-second", place === 1);
    });
    this.status.textContent = this.headline(choice);
    this.nearest.textContent = choice.standing.length ? choice.nearest().join(" ") : "";
  }

  headline(choice) {
    const [first, second] = this.selected;
    if (second) return choice.comparison(first, second)[0];
    if (first) return choice.reasons(first)[0];
    return choice.standing.length ? choice.winning()[0] : choice.compared();
  }

  explanation(choice) {
    const [first, second] = this.selected;
    if (second) return this.comparisonOf(choice, first, second);
    if (first) return this.reasonsOf(choice, first);
    const meanings = choice.required.map(({ label, meaning }) =>
      element("p", { class: "rr-quiet" }, element("b", {}, label), ` – ${meaning}`));
    if (!choice.standing.length) return [...sentencesOf([choice.compared(), this.words.pick]), ...meanings];
    // The first sentence stands above the ranking already, and so does the nearest turn.
    const [, ...winning] = choice.winning();
    return [
      ...sentencesOf(winning),
      heading(this.words.firmness),
      ...sentencesOf([...choice.nearby(), ...choice.turns().slice(1, 3).map((one) => choice.turning(one))]),
      ...sentencesOf([choice.compared()]),
      ...meanings,
      element("p", { class: "rr-quiet" }, choice.say("judged", { judged: choice.number(this.payload.judged), all: choice.number(this.payload.platforms.length * this.payload.criteria.length) })),
      element("p", { class: "rr-hint" }, this.words.pick),
    ];
  }

  get closer() {
    const close = () => {
      this.selected = [];
      this.update();
      this.why.focus();
    };
    return element("button", { type: "button", class: "rr-reset", onclick: close }, this.words.close);
  }

  reasonsOf(choice, platform) {
    const { criteria, facts, words } = this.payload;
    const scored = criteria.map(({ code, label }, place) => element("li", {},
      element("p", {}, element("b", {}, label), " ", this.dots(platform.scores[place])), this.evidence(platform.evidence[code])));
    const known = facts.map((fact) => element("li", {}, element("p", {}, element("b", {}, words[fact])), this.evidence(platform.evidence[fact])));
    return [
      element("p", { class: "rr-head" }, element("span", {}, `${platform.name} · ${platform.kind}`), this.closer),
      ...sentencesOf(choice.reasons(platform)),
      heading(words.scores), element("ul", {}, ...scored), heading(words.facts), element("ul", {}, ...known),
    ];
  }

  comparisonOf(choice, first, second) {
    const { criteria, facts, words } = this.payload;
    const both = [first, second];
    const cell = (...inside) => element("td", {}, ...inside);
    const scored = criteria.map(({ code, label }, place) => element("tr", {}, element("th", { scope: "row" }, label),
      ...both.map((one) => cell(this.dots(one.scores[place]), this.brief(one.evidence[code])))));
    const known = facts.map((fact) => element("tr", {}, element("th", { scope: "row" }, words[fact]),
      ...both.map((one) => cell(this.brief(one.evidence[fact])))));
    const mean = element("tr", {}, element("th", { scope: "row" }, words.sum),
      ...both.map((one) => cell(element("b", {}, choice.say("of", { score: choice.mean(one) })))));
    const head = element("tr", {}, element("td", {}), ...both.map((one) => element("th", { scope: "col" }, one.name)));
    return [
      element("p", { class: "rr-head" }, element("span", {}, both.map((one) => one.name).join(" · ")), this.closer),
      ...sentencesOf(choice.comparison(first, second)),
      element("div", { class: "rr-wide" }, element("table", {}, element("thead", {}, head), element("tbody", {}, mean, ...scored, ...known))),
    ];
  }

  dots(score) {
    const { best, words } = this.payload;
    const text = filled(words.of, { score });
    return element("span", { class: "rr-dots", role: "img", "aria-label": text, title: text },
      ...Array.from({ length: best }, (_, place) => element("i", { class: place < score ? "rr-on" : "" })));
  }

  // Beside another platform there is room for the sentence; its source follows in the tool tip.
  brief({ text, basis, source, date }) {
    const { words } = this;
    const mark = basis === "judgement" ? [element("small", { class: "rr-judgement" }, words.judgement)] : [];
    return element("p", { class: "rr-evidence", title: filled(words.source, { source, date }) }, text, " ", ...mark);
  }

  evidence({ text, basis, source, date }) {
    const { words } = this;
    return element("p", { class: "rr-evidence" }, text, " ",
      element("small", { class: `rr-${basis}` }, `${words[basis]} · ${filled(words.source, { source, date })}`));
  }
}

const sentencesOf = (sentences) => sentences.map((one) => element("p", {}, one));
const heading = (text) => element("p", { class: "rr-heading" }, text);

// Moving a node would take the focus from it, so that nothing moves without need.
function fill(list, nodes) {
  if (nodes.length === list.children.length && nodes.every((node, place) => node === list.children[place])) return;
  const focused = document.activeElement;
  list.replaceChildren(...nodes);
  if (nodes.includes(focused)) focused.focus();
}

function mount(root, payload) {
  return new Ranking(root, payload);
}

function render({ model, el }) {
  const root = element("div");
  el.append(root);
  const payload = model.get("payload");
  const ranking = new Ranking(root, payload, (weights, required) => {
    model.set("weights", weights);
    model.set("requirements", required);
    model.save_changes();
  });
  // A second view of the same choice begins where the first one stands; so does Python's.
  const take = () => {
    const weights = model.get("weights");
    ranking.weights = payload.criteria.map(({ code }) => weights[code]);
    ranking.required = new Set(model.get("requirements"));
    ranking.update();
  };
  model.on("change:weights", take);
  model.on("change:requirements", take);
  take();
  return () => {
    model.off("change:weights", take);
    model.off("change:requirements", take);
  };
}

export default { render };
