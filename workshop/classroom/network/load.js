// The live view: a class and its link by sliders, and what fits. Words only ever become text.
// A number by slider, which stops at usual values, and by field, which takes any.
class Amount {
  constructor({ name, label, unit, stops, low, high, whole }, write, change) {
    this.stops = stops;
    this.write = write;
    this.unit = unit;
    this.limits = [low, high];
    this.isWhole = whole;
    this.change = (value) => change(name, value);
    this.slider = element("input", { type: "range", min: 0, max: stops.length - 1, step: 1, "aria-label": label,
      oninput: () => this.change(stops[Number(this.slider.value)]) });
    this.field = element("input", { type: "number", min: low, max: high, step: whole ? 1 : "any", inputmode: whole ? "numeric" : "decimal",
      "aria-label": unit ? `${label} (${unit})` : label, onchange: () => this.typed() });
    this.box = element("div", { class: "rk-amount" },
      element("span", { class: "rk-label", "aria-hidden": "true" }, label),
      element("span", { class: "rk-typed" }, this.field, element("span", { class: "rk-unit", "aria-hidden": "true" }, unit)),
      this.slider);
  }

  typed() {
    const [low, high] = this.limits;
    const value = Number(this.field.value);
    const isNumber = this.field.value.trim() !== "" && Number.isFinite(value);
    if (isNumber) this.change(Math.min(high, Math.max(low, this.isWhole ? Math.round(value) : value)));
    else this.show(this.value);
  }

  show(value) {
    this.value = value;
    this.field.value = value;
    const distances = this.stops.map((stop) => Math.abs(stop - value));
    this.slider.value = distances.indexOf(Math.min(...distances));
    this.slider.setAttribute("aria-valuetext", `${this.write(value)} ${this.unit}`.trim());
  }
}

class Load {
  constructor(root, payload, changed) {
    this.root = root;
    this.payload = payload;
    this.words = payload.words;
    this.teller = new Teller(payload);
    this.state = { ...payload.state };
    this.changed = changed;
    this.build();
    this.update();
  }

  build() {
    const { words, root } = this;
    root.classList.add("rk-load");
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", words.title);
    // For JupyterLab and reveal.js, which would take keys and swipes for their own.
    root.setAttribute("data-lm-suppress-shortcuts", "true");
    root.setAttribute("data-prevent-swipe", "");
    root.addEventListener("keydown", keepKeys);
    this.status = element("p", { class: "rk-status", role: "status", "aria-live": "polite" });
    this.detail = element("p", { class: "rk-detail" });
    this.legend = element("p", { class: "rk-legend" });
    this.rungs = element("ol", { class: "rk-rungs", "aria-label": words.rungs });
    this.lists = element("div", { class: "rk-lists" });
    root.append(element("div", { class: "rk-frame" }, this.controls(),
      element("div", { class: "rk-main" }, this.status, this.legend, this.rungs),
      element("div", { class: "rk-side" }, this.lists, this.detail)));
  }

  controls() {
    const { words, payload, teller } = this;
    const set = (name, value) => this.set({ [name]: value });
    this.activity = element("select", { onchange: () => set("activity", this.activity.value) },
      ...payload.activities.map(({ key, label }) => element("option", { value: key }, label)));
    // Shares are shown in per cent.
    const factor = (name) => (name === "concurrency" ? 100 : 1);
    const change = (name, value) => set(name, value / factor(name));
    this.amounts = payload.amounts.map((amount) => [
      (state) => rounded(state[amount.name] * factor(amount.name), 6),
      new Amount(amount, (value) => teller.number(value), change),
    ]);
    const reset = element("button", { type: "button", class: "rk-reset", onclick: () => this.set(payload.state) }, words.reset);
    return element("div", { class: "rk-controls", role: "group", "aria-label": words.controls },
      element("label", { class: "rk-choice" }, element("span", { class: "rk-label" }, words.activity), this.activity),
      ...this.amounts.map(([, amount]) => amount.box), reset);
  }

  set(values) {
    Object.assign(this.state, values);
    this.update();
    this.changed({ ...this.state });
  }

  update() {
    const { state, teller } = this;
    this.activity.value = state.activity;
    this.amounts.forEach(([value, amount]) => amount.show(value(state)));
    const found = sizeUp(this.payload, state);
    this.status.textContent = teller.short(found);
    this.status.classList.toggle("rk-bad", !found.peak.fits);
    this.detail.textContent = teller.chance(found);
    this.legend.textContent = teller.say("carries", { usable: teller.mbps(found.usable) });
    this.drawRungs(found);
    this.drawLists(found);
  }

  // Bars are cut where they would make the link too small to see.
  drawRungs(found) {
    const { usable, shown } = found;
    const longest = Math.max(...shown.map((need) => need.link[2]), usable * 1.15);
    const scale = Math.min(longest, usable * 2.5);
    this.rungs.classList.toggle("rk-many", shown.length > this.payload.ladder.length);
    this.rungs.style.setProperty("--rk-carries", `${(100 * usable) / scale}%`);
    this.rungs.replaceChildren(...shown.map((need) => this.rung(need, found, scale)));
  }

  rung(need, found, scale) {
    const { teller, words } = this;
    const percent = (value) => `${Math.min(100, (100 * value) / scale)}%`;
    const [low, likely, high] = need.link;
    const bar = element("span", { class: "rk-bar" });
    bar.style.width = percent(likely);
    const range = element("span", { class: "rk-range" });
    Object.assign(range.style, { left: percent(low), width: `calc(${percent(high)} - ${percent(low)})` });
    const isCut = likely > scale * 1.001;
    const track = element("span", { class: isCut ? "rk-track rk-cut" : "rk-track", "aria-hidden": "true" }, bar, range);
    const isAdvised = need === found.fallback && !found.peak.fits;
    const name = [element("span", { class: "rk-mark", "aria-hidden": "true" }, need.fits ? "✓" : "✗"), need.activity.label];
    if (isAdvised) name.push(element("strong", { class: "rk-advice" }, words.advice));
    const about = teller.say(need.fits ? "rung_works" : "rung_fails", {
      people: teller.number(need.people), all: teller.number(Math.ceil(found.atOnce)),
      link: teller.mbps(need.leastLink), chance: teller.share(need.chance),
    });
    const classes = ["rk-rung", need.fits ? "rk-fits" : "rk-fails", need === found.peak ? "rk-peak" : ""];
    return element("li", { class: classes.join(" ").trim(), "aria-current": need === found.peak && "true" },
      element("span", { class: "rk-name" }, ...name),
      element("span", { class: "rk-needs" }, teller.say("mbps", { mbps: teller.mbps(likely) })),
      track, element("span", { class: "rk-about" }, about));
  }

  drawLists(found) {
    const { words, teller } = this;
    const { devices } = found;
    const number = (value) => teller.number(value);
    const gb = (value) => teller.say("gb", { gb: teller.mbps(value) });
    // No <section>: reveal.js would take it for a slide.
    const section = (title, ...parts) => element("div", { role: "group", "aria-label": title },
      element("p", { class: "rk-title", "aria-hidden": "true" }, title), ...parts);
    const list = (pairs) => element("dl", {}, ...pairs.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
    this.lists.replaceChildren(
      section(words.student, list([
        [words.meeting, `${gb(found.gb)} · ${teller.rupiah(found.gb * found.price)}`],
        [teller.say("month", { meetings: number(found.meetings) }), `${gb(found.gb * found.meetings)} · ${teller.rupiah(found.gb * found.meetings * found.price)}`],
      ])),
      section(words.devices, list([
        [words.access_points, number(devices.accessPoints)],
        [words.switches, teller.say("ports", { count: number(devices.switches), ports: number(devices.switchPorts) })],
        [words.ups, teller.say("ups_about", { va: number(devices.upsVa), minutes: number(rounded(devices.upsMinutes, 0)) })],
      ])),
      section(words.servers, this.serverTable(found.servers)));
  }

  serverTable(servers) {
    const { words, teller } = this;
    const head = [words.platform, words.cores, words.ram, words.disk].map((text) => element("th", { scope: "col" }, text));
    const rows = servers.map(({ name, count, cores, ram, disk }) => element("tr", {},
      element("th", { scope: "row" }, count > 1 ? `${teller.number(count)} × ${name}` : name),
      ...[cores, ram, disk].map((value) => element("td", {}, teller.number(value)))));
    return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  }
}

function mount(root, payload, changed = () => {}) {
  return new Load(root, payload, changed);
}

function render({ model, el }) {
  const root = element("div");
  el.append(root);
  const load = mount(root, model.get("payload"), (state) => {
    model.set("state", state);
    model.save_changes();
  });
  const follow = () => {
    const state = model.get("state");
    if (Object.keys(state).some((name) => state[name] !== load.state[name])) {
      Object.assign(load.state, state);
      load.update();
    }
  };
  follow();
  model.on("change:state", follow);
  return () => model.off("change:state", follow);
}

export default { render };
