// The explorer itself: controls, the chart in the middle, and small charts of all other
// questions. Text of respondents only ever becomes the text of a node, never markup.
class Explorer {
  constructor(root, payload) {
    this.root = root;
    this.model = new Model(payload);
    this.teller = new Teller(this.model);
    this.words = payload.words;
    this.everybody = this.model.questions.map((_, place) => this.model.margin(place, new Map()));
    this.build(payload);
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(this.stage);
    this.update();
  }

  build(payload) {
    const { words } = this;
    this.root.classList.add("rk-explorer");
    this.root.setAttribute("role", "region");
    this.root.setAttribute("aria-label", `${words.explorer}: ${payload.title}`);
    // For JupyterLab and reveal.js, which would take keys and swipes for their own.
    this.root.setAttribute("data-lm-suppress-shortcuts", "true");
    this.root.setAttribute("data-prevent-swipe", "");
    this.root.addEventListener("keydown", keepKeys);
    this.status = element("p", { class: "rk-status", role: "status", "aria-live": "polite" });
    this.root.append(
      element("div", { class: "rk-frame" },
        this.controls(),
        element("div", { class: "rk-who" }, this.status, this.filterPanel(), this.brushPanel()),
        this.mainPanel(payload),
        this.otherPanel()));
  }

  // Every control writes into the state and lets everything follow.
  chooser(label, options, value, change, isCompact = false) {
    const select = element("select", { "aria-label": label });
    options.forEach(([code, text]) => select.append(element("option", { value: code }, isCompact ? `${label}: ${text}` : text)));
    select.value = value;
    select.addEventListener("change", () => { change(Number(select.value)); this.update(); });
    const name = isCompact ? [] : [element("span", { "aria-hidden": "true" }, label)];
    return { select, box: element("label", { class: "rk-choice" }, ...name, select) };
  }

  controls() {
    const { words, model } = this;
    const { state, questions } = model;
    const listed = questions.map((one, place) => [place, one.label]);
    const set = (key) => (value) => { model.state[key] = value; };
    const flag = (key) => (value) => { model.state[key] = value === 1; };
    this.question = this.chooser(words.question, listed, state.question, set("question"));
    this.split = this.chooser(words.split, [[-1, words.nothing], ...listed], -1, set("split"));
    this.percent = this.chooser(words.numbers, [[1, words.percent], [0, words.counts]], 1, flag("percent"));
    this.order = this.chooser(words.order, [[0, words.scale], [1, words.size]], 0, flag("bySize"));
    this.stacked = this.chooser(words.bars, [[0, words.grouped], [1, words.stacked]], 0, flag("stacked"));
    this.asTable = this.chooser(words.view, [[0, words.chart], [1, words.table]], 0, flag("table"));
    const boxes = [this.question, this.split, this.percent, this.order, this.stacked, this.asTable];
    return element("div", { class: "rk-controls" }, ...boxes.map((one) => one.box));
  }

  filterPanel() {
    const { words, model } = this;
    this.filters = model.filters.map((place) => {
      const { label, levels } = model.questions[place];
      const change = (level) => (level < 0 ? model.state.filters.delete(place) : model.state.filters.set(place, level));
      return this.chooser(label, [[-1, words.everybody], ...levels.map((text, level) => [level, text])], -1, change, true);
    });
    const reset = element("button", { type: "button", class: "rk-reset", onclick: () => this.reset() }, words.reset);
    const head = element("div", { class: "rk-heading" }, element("span", {}, this.filters.length ? words.filters : ""), reset);
    return element("div", { class: "rk-filters", role: "group", "aria-label": words.filters }, head, ...this.filters.map((one) => one.box));
  }

  brushPanel() {
    const { words, model } = this;
    if (!model.brushes.length) return "";
    const listed = model.brushes.map((place) => [place, model.questions[place].label]);
    this.brush = this.chooser(words.brush, listed, model.state.brush, (place) => {
      Object.assign(model.state, { brush: place, low: 0, high: Infinity });
    });
    this.histogram = svg("svg", { class: "rk-histogram", viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" });
    this.histogram.addEventListener("pointerdown", (event) => this.startDrag(event));
    this.histogram.addEventListener("pointermove", (event) => this.drag(event));
    this.handles = ["low", "high"].map((end) => {
      const handle = element("input", { type: "range", min: 0, step: 1, "aria-label": end === "low" ? words.from : words.to });
      handle.addEventListener("input", () => this.moveHandle(end, Number(handle.value)));
      return handle;
    });
    this.range = element("p", { class: "rk-range" });
    return element("div", { class: "rk-brush", role: "group", "aria-label": words.brush }, this.brush.box, this.histogram, element("div", { class: "rk-handles" }, ...this.handles), this.range);
  }

  reset() {
    this.model.reset();
    this.split.select.value = -1;
    this.percent.select.value = 1;
    [this.order, this.stacked, this.asTable].forEach((one) => { one.select.value = 0; });
    this.filters.forEach((one) => { one.select.value = -1; });
    if (this.brush) this.brush.select.value = this.model.state.brush;
    this.update();
  }

  mainPanel(payload) {
    const { words } = this;
    this.title = element("p", { class: "rk-title" });
    this.stage = element("div", { class: "rk-stage", tabindex: "0", role: "region", "data-scrolls": "" });
    this.foot = element("p", { class: "rk-base" });
    const button = (name, act) => element("button", { type: "button", onclick: act }, words[name]);
    this.say = button("say", () => this.tell(!this.isTelling));
    this.say.setAttribute("aria-expanded", "false");
    const buttons = element("div", { class: "rk-buttons" }, this.say,
      button("download_table", () => this.saveTable()), button("download_picture", () => this.savePicture()));
    const badge = payload.simulated ? [element("p", { class: "rk-simulated" }, words.simulated)] : [];
    const notes = payload.notes.length
      ? [element("details", { class: "rk-notes" }, element("summary", {}, words.notes), ...payload.notes.map((note) => element("p", {}, note)))] : [];
    return element("div", { class: "rk-main" }, this.title, this.stage,
      element("div", { class: "rk-foot" }, this.foot, ...badge), buttons, ...notes);
  }

  otherPanel() {
    const { words, model } = this;
    this.others = model.questions.map(({ label }, place) => {
      const bars = svg("svg", { class: "rk-bars", viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" });
      const most = element("span", { class: "rk-most" });
      const button = element("button", { type: "button", class: "rk-other", onclick: () => this.show(place) },
        element("span", { class: "rk-name" }, label), bars, most);
      return { place, button, bars, words: most, rects: this.smallBars(place, bars) };
    });
    const list = element("div", { class: "rk-list", role: "group", "aria-label": words.others, "data-scrolls": "" },
      ...this.others.map((one) => one.button));
    this.told = element("div", { class: "rk-told", "aria-live": "polite", tabindex: "0", role: "region", "aria-label": words.say, "data-scrolls": "" });
    return element("div", { class: "rk-others" }, this.told, element("p", { class: "rk-heading" }, words.others), list);
  }

  // Grey bars for everybody behind blue ones for who is chosen now.
  smallBars(place, drawing) {
    const levels = this.model.shownLevels(place);
    const shares = this.everybody[place].shares;
    const largest = Math.max(1, ...shares);
    const step = 100 / levels.length;
    const rects = levels.map((level, index) => {
      const at = { x: index * step + step * 0.08, width: step * 0.84 };
      const height = (36 * Math.max(0, shares[index])) / largest;
      drawing.append(svg("rect", { ...at, y: 40 - height, height, fill: LINE }));
      const rect = svg("rect", { x: at.x + step * 0.14, width: step * 0.56, fill: ACCENT });
      drawing.append(rect);
      return rect;
    });
    return { rects, largest };
  }

  show(place) {
    this.question.select.value = place;
    this.model.state.question = place;
    if (this.model.state.split === place) this.split.select.value = this.model.state.split = -1;
    this.update();
  }

  update() {
    const { model, teller } = this;
    const { state } = model;
    if (state.split === state.question) this.split.select.value = state.split = -1;
    this.chart = model.main();
    this.status.textContent = teller.selected;
    this.stacked.box.hidden = this.chart.several;
    this.updateBrush();
    this.others.forEach((one) => this.updateOther(one));
    this.draw();
    this.tell(this.isTelling);
  }

  updateOther({ place, button, words, rects: { rects, largest } }) {
    const { model, teller } = this;
    const margin = model.margin(place);
    const { label, levels } = model.questions[place];
    button.setAttribute("aria-pressed", String(place === model.state.question));
    const chosen = model.state.filters.get(place);
    rects.forEach((rect, index) => {
      const share = margin ? Math.max(0, margin.shares[index] ?? 0) : 0;
      const height = Math.min(40, (36 * share) / largest);
      rect.setAttribute("y", 40 - height);
      rect.setAttribute("height", height);
      const inRange = place === model.state.brush && model.isBrushed ? index >= model.state.low && index <= model.state.high : true;
      rect.setAttribute("fill", inRange && (chosen === undefined || chosen === index) ? ACCENT : MUTED);
    });
    const shares = margin ? margin.shares : [];
    const most = shares.reduce((best, share, index) => (share > (shares[best] ?? 0) ? index : best), -1);
    const anyHidden = !margin || shares.includes(HIDDEN);
    words.textContent = most < 0 ? (anyHidden ? this.words.hidden : "–") : `${levels[most]}: ${teller.share(shares[most])}`;
    words.classList.toggle("rk-partly", anyHidden);
    const shown = model.shownLevels(place);
    button.title = [label, ...shown.map((level, index) => `${levels[level]}: ${teller.count(margin ? margin.values[index] : HIDDEN)}`)].join("\n");
  }

  updateBrush() {
    if (!this.brush) return;
    const { model } = this;
    const { state } = model;
    const last = model.answers(state.brush) - 1;
    const high = Math.min(state.high, last);
    const margin = model.margin(state.brush);
    const values = Array.from({ length: last + 1 }, (_, level) => Math.max(0, margin ? margin.values[level] : 0));
    const largest = Math.max(1, ...values);
    const step = 100 / (last + 1);
    this.histogram.replaceChildren(
      svg("rect", { x: state.low * step, width: (high - state.low + 1) * step, y: 0, height: 40, fill: "#dcebf6" }),
      ...values.map((value, level) => svg("rect", {
        x: level * step + step * 0.06, width: step * 0.88, y: 40 - (38 * value) / largest, height: (38 * value) / largest,
        fill: level >= state.low && level <= high ? ACCENT : MUTED,
      })));
    const { levels, unit } = model.questions[state.brush];
    [state.low, high].forEach((value, index) => {
      const handle = this.handles[index];
      Object.assign(handle, { max: last, value });
      handle.setAttribute("aria-valuetext", levels[value]);
    });
    const ends = state.low === high ? levels[high] : `${levels[state.low]} → ${levels[high]}`;
    this.range.textContent = model.isBrushed ? `${ends}${unit ? ` (${unit})` : ""}` : this.words.drag;
  }

  moveHandle(end, value) {
    const { state } = this.model;
    state[end] = value;
    if (end === "low") state.high = Math.max(value, Math.min(state.high, this.model.answers(state.brush) - 1));
    else state.low = Math.min(value, state.low);
    this.update();
  }

  binAt(event) {
    const box = this.histogram.getBoundingClientRect();
    const count = this.model.answers(this.model.state.brush);
    return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - box.left) / box.width) * count)));
  }

  startDrag(event) {
    event.preventDefault();
    this.histogram.setPointerCapture(event.pointerId);
    this.dragged = this.binAt(event);
    this.mark(this.dragged);
  }

  drag(event) {
    if (this.dragged !== undefined && this.histogram.hasPointerCapture(event.pointerId)) this.mark(this.binAt(event));
  }

  mark(bin) {
    const [low, high] = [Math.min(bin, this.dragged), Math.max(bin, this.dragged)];
    const { state } = this.model;
    if (state.low === low && state.high === high) return;
    Object.assign(state, { low, high });
    this.update();
  }

  get options() {
    const { state } = this.model;
    return {
      words: this.words, percent: state.percent, stacked: state.stacked && !this.chart.several,
      write: (value) => (state.percent ? this.teller.share(value) : this.teller.count(value)),
    };
  }

  draw() {
    const { chart, teller, stage } = this;
    this.title.textContent = chart.split ? `${chart.label} · ${chart.split}` : chart.label;
    const sentences = teller.sentences(chart);
    stage.setAttribute("aria-label", this.words.chart);
    stage.classList.toggle("rk-empty", !chart.groups);
    if (!chart.groups) {
      stage.replaceChildren(element("p", {}, sentences[0]));
    } else if (this.model.state.table) {
      stage.replaceChildren(this.asTableOf(chart));
    } else if (stage.clientWidth > 40) {
      const size = parseFloat(getComputedStyle(stage).fontSize);
      const room = stage.clientHeight - 4;
      const drawing = drawChart(chart, { ...this.options, width: stage.clientWidth, size, room });
      drawing.setAttribute("role", "img");
      drawing.setAttribute("aria-label", sentences.join(" "));
      stage.replaceChildren(drawing);
    }
    this.foot.textContent = this.footOf(chart);
  }

  footOf(chart) {
    if (!chart.groups) return "";
    const parts = chart.groups.length === 1 ? [this.teller.say("base", { n: this.teller.count(chart.groups[0].base) })] : [];
    const missing = chart.groups.reduce((sum, one) => sum + one.missing, 0);
    if (missing > 0) parts.push(this.teller.say("no_answer", { n: this.teller.count(missing) }));
    if (chart.several) parts.push(this.words.several_short);
    return parts.join(" · ");
  }

  asTableOf(chart) {
    const [head, ...rows] = this.teller.rows(chart);
    const cells = (row) => row.map((text, index) => (index ? element("td", {}, text) : element("th", { scope: "row" }, text)));
    return element("table", {},
      element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row)))));
  }

  tell(isTelling) {
    this.isTelling = Boolean(isTelling);
    this.say.setAttribute("aria-expanded", String(this.isTelling));
    const sentences = this.isTelling ? this.teller.sentences(this.chart) : [];
    this.told.replaceChildren(...sentences.map((sentence) => element("p", {}, sentence)));
  }

  get fileName() {
    const { questions, state } = this.model;
    const parts = [questions[state.question], ...(state.split < 0 ? [] : [questions[state.split]])];
    return parts.map((one) => one.id.replace(/[^\w-]+/g, "_").slice(0, 40)).join("-");
  }

  saveTable() {
    if (this.chart.groups) save(new Blob([this.teller.csv(this.chart)], { type: "text/csv" }), `${this.fileName}.csv`);
  }

  async savePicture() {
    if (this.chart.groups) save(await pngOf(pictureOf(this.chart, this.teller, this.options)), `${this.fileName}.png`);
  }
}

function mount(root, payload) {
  return new Explorer(root, payload);
}

function render({ model, el }) {
  const root = element("div");
  el.append(root);
  const explorer = mount(root, model.get("payload"));
  return () => explorer.sizes.disconnect();
}

export default { render };
