// The chart in words, numbers as the reader writes them, and what is saved to a file.
function filled(template, parts) {
  return template.replace(/\{(\w+)\}/g, (all, name) => (name in parts ? parts[name] : all));
}

class Teller {
  constructor(model) {
    const { language, words, smallest } = model.payload;
    this.model = model;
    this.words = words;
    this.smallest = smallest;
    this.locale = language === "id" ? "id-ID" : "en-GB";
    this.whole = new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0 });
    this.tenths = new Intl.NumberFormat(this.locale, { maximumFractionDigits: 1 });
  }

  say(name, parts = {}) {
    return filled(this.words[name], parts);
  }

  count(value) {
    if (value === HIDDEN) return this.words.hidden;
    return value === null ? "–" : this.whole.format(value);
  }

  share(value) {
    if (value === HIDDEN) return this.words.hidden;
    return value === null ? "–" : `${this.tenths.format(value)}%`;
  }

  get selected() {
    const { model } = this;
    const all = this.whole.format(model.payload.n);
    const n = model.selected;
    if (n === null) return model.protectedCounts ? this.words.too_fine : this.words.not_counted;
    if (n === HIDDEN) return this.say("selected_hidden", { smallest: this.smallest, all });
    return this.say("selected", { n: this.whole.format(n), all });
  }

  get who() {
    const { state, questions, isBrushed } = this.model;
    const parts = [...state.filters].map(([place, level]) =>
      this.say("who_filter", { label: questions[place].label, level: questions[place].levels[level] }));
    if (isBrushed) {
      const { label, levels } = questions[state.brush];
      const high = Math.min(state.high, this.model.answers(state.brush) - 1);
      parts.push(this.say("who_range", { label, low: levels[state.low], high: levels[high] }));
    }
    return parts.join(this.words.and) || this.words.who_all;
  }

  sentences(chart) {
    const { words } = this;
    const ending = this.model.payload.simulated ? [words.simulated_sentence] : [];
    if (!chart.groups) return [this.model.protectedCounts ? words.too_fine : words.not_counted, ...ending];
    const hidden = chart.groups.flatMap((one) => one.values).filter((value) => value === HIDDEN).length;
    const told = chart.split ? this.difference(chart) : this.largest(chart);
    const all = hidden && hidden === chart.groups.flatMap((one) => one.values).length;
    if (all) return [words.say_all_hidden, ...ending];
    if (hidden) told.push(this.say("say_hidden", { n: this.count(hidden), smallest: this.smallest }));
    const bases = chart.groups.map((one) => one.base).filter((base) => base >= 0);
    const least = Math.min(...bases);
    if (bases.length && !least && !Math.max(...bases)) return [words.nobody, ...ending];
    if (least < SMALL_BASE) told.push(this.say("say_small", { n: this.count(least) }));
    return [...told, ...ending];
  }

  largest({ label, levels, groups: [one] }) {
    const order = levels.map((_, index) => index).filter((index) => one.values[index] > 0);
    order.sort((a, b) => one.values[b] - one.values[a]);
    const base = one.base === HIDDEN ? [] : [this.say("say_who", { n: this.count(one.base), label, who: this.who })];
    const parts = order.slice(0, 2).map((index) => ({
      level: levels[index], share: this.share(one.shares[index]), n: this.count(one.values[index]),
    }));
    if (parts[0]) base.push(this.say("say_largest", parts[0]));
    if (parts[1]) base.push(this.say("say_second", parts[1]));
    return base;
  }

  difference({ label, levels, groups }) {
    const total = groups.reduce((sum, one) => sum + Math.max(0, one.base), 0);
    const told = this.model.counts.several(this.model.state.split) ? []
      : [this.say("say_who", { n: this.count(total), label, who: this.who })];
    let widest = null;
    levels.forEach((level, index) => {
      const shown = groups.filter((one) => one.shares[index] !== null && one.shares[index] !== HIDDEN);
      shown.sort((a, b) => b.shares[index] - a.shares[index]);
      const [high, low] = [shown[0], shown[shown.length - 1]];
      const gap = shown.length > 1 ? high.shares[index] - low.shares[index] : -1;
      if (gap >= 0 && (!widest || gap > widest.gap)) widest = { gap, level, index, high, low };
    });
    if (widest) {
      const { index, level, high, low } = widest;
      told.push(this.say("say_split", {
        level, high: this.share(high.shares[index]), group_high: high.name,
        low: this.share(low.shares[index]), group_low: low.name,
      }), this.words.say_chance);
    }
    return told;
  }

  // Header and rows as texts; a table is as wide as its groups.
  rows(chart, count = (value) => this.count(value), share = (value) => this.share(value)) {
    const { words } = this;
    const heads = chart.groups.flatMap((one) => (one.name ? [`${one.name}: ${words.count}`, `${one.name}: ${words.share}`] : [words.count, words.share]));
    const cells = (level) => chart.groups.flatMap((one) => [count(one.values[level]), share(one.shares[level])]);
    const bases = chart.groups.flatMap((one) => [count(one.base), ""]);
    return [[chart.label, ...heads], ...chart.levels.map((name, level) => [name, ...cells(level)]), [words.total, ...bases]];
  }

  notes(chart) {
    const { payload } = this.model;
    return [this.selected, ...(this.who === this.words.who_all ? [] : [this.who]),
      ...(chart.several ? [this.words.several] : []), ...(payload.simulated ? [this.words.simulated] : []), payload.title];
  }

  // With plain numbers, which a spreadsheet in the reader's language takes for numbers.
  csv(chart) {
    const [separator, point] = this.locale === "id-ID" ? [";", ","] : [",", "."];
    const count = (value) => (value === HIDDEN ? this.words.hidden : String(value ?? ""));
    const share = (value) => (value === HIDDEN || value === null ? count(value) : value.toFixed(2).replace(".", point));
    // A spreadsheet would take these first characters for the start of a formula.
    const safe = (text) => (/^[\s\0]*[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text);
    const cell = (text) => `"${safe(String(text)).replace(/"/g, '""')}"`;
    const lines = [...this.rows(chart, count, share), [], ...this.notes(chart).map((note) => [note])];
    return `\uFEFF${lines.map((line) => line.map(cell).join(separator)).join("\r\n")}\r\n`;
  }
}

function save(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// A picture for a paper or a slide: title, who was asked, the chart, and the notes below it.
function pictureOf(chart, teller, options) {
  const width = 1200;
  const size = 24;
  const margin = 40;
  const inner = width - 2 * margin;
  const drawing = svg("svg", { xmlns: SVG, width });
  const content = drawChart(chart, { ...options, width: inner, size, room: 480 });
  const heading = linesOf(chart.split ? `${chart.label} · ${chart.split}` : chart.label, 34, inner, 3);
  const notes = teller.notes(chart).flatMap((note) => linesOf(note, 20, inner, 3));
  let y = margin + 30;
  heading.forEach((line) => { drawing.append(textAt(margin, y, line, 34, { "font-weight": 600 })); y += 42; });
  content.setAttribute("x", margin);
  content.setAttribute("y", y - 10);
  drawing.append(content);
  y += Number(content.getAttribute("height")) + 24;
  notes.forEach((line) => { drawing.append(textAt(margin, y, line, 20, { fill: QUIET })); y += 28; });
  drawing.prepend(svg("rect", { width, height: y + margin - 20, fill: "#fff" }));
  drawing.setAttribute("height", y + margin - 20);
  return drawing;
}

function pngOf(drawing) {
  const source = new XMLSerializer().serializeToString(drawing);
  const image = new Image();
  return new Promise((resolve, reject) => {
    image.onerror = reject;
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = 2 * drawing.getAttribute("width");
      canvas.height = 2 * drawing.getAttribute("height");
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(resolve, "image/png");
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  });
}
