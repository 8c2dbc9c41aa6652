// Bars as SVG. Every look is an attribute, so that a saved picture looks the same.
const INK = "#1f2933";
const QUIET = "#52606d";
const LINE = "#d9e0e6";
const ACCENT = "#0072B2";
const MUTED = "#8fa3b3";
// Okabe and Ito's colours, as in all charts of the kit; then greys.
const COLOURS = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#52606d", "#b8c4ce"];
const LOW = [0xb3, 0x5a, 0x00];
const MIDDLE = [0xe4, 0xe7, 0xeb];
const HIGH = [0x00, 0x72, 0xb2];
const SVG = "http://www.w3.org/2000/svg";
const FAMILY = '"Source Sans Pro", "Segoe UI", Helvetica, Arial, sans-serif';
const pen = document.createElement("canvas").getContext("2d");
let patterns = 0;

function svg(name, attributes = {}, text = "") {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== "") node.textContent = text;
  return node;
}

function mixed(from, to, share) {
  const hex = (value) => Math.round(value).toString(16).padStart(2, "0");
  return `#${from.map((value, index) => hex(value + (to[index] - value) * share)).join("")}`;
}

// Steps of a scale run from orange over grey to blue; other answers have a colour each.
function palette(count, ordered) {
  if (!ordered || count < 3) return Array.from({ length: count }, (_, index) => COLOURS[index % COLOURS.length]);
  const half = (count - 1) / 2;
  return Array.from({ length: count }, (_, index) =>
    index <= half ? mixed(LOW, MIDDLE, index / half) : mixed(MIDDLE, HIGH, (index - half) / half));
}

function inkOn(colour) {
  const parts = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16) / 255);
  const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.058 ? "#ffffff" : INK;
}

function widthOf(text, size, weight = 400) {
  pen.font = `${weight} ${size}px ${FAMILY}`;
  return pen.measureText(text).width;
}

// What no XML may hold; a saved picture is XML.
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

// At most so many lines; what does not fit ends with an ellipsis.
function linesOf(text, size, room, most = 2) {
  const lines = [];
  let line = "";
  for (const word of text.slice(0, 400).split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || widthOf(longer, size) <= room) line = longer;
    else { lines.push(line); line = word; }
  }
  lines.push(line);
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] += " …";
  return kept.map((one) => shortened(one, size, room));
}

function shortened(text, size, room) {
  if (widthOf(text, size) <= room) return text;
  let short = Array.from(text);
  while (short.length > 1 && widthOf(`${short.join("")}…`, size) > room) short = short.slice(0, -1);
  return `${short.join("")}…`;
}

function textAt(x, y, text, size, more = {}) {
  return svg("text", { x, y, "font-size": size, "font-family": FAMILY, fill: INK, ...more }, text.replace(UNPRINTABLE, "").toWellFormed());
}

function hatching(drawing) {
  const id = `rk-hidden-${(patterns += 1)}`;
  const pattern = svg("pattern", { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(svg("rect", { width: 7, height: 7, fill: "#f3f6f9" }), svg("rect", { width: 2.4, height: 7, fill: "#9aa8b5" }));
  const definitions = svg("defs");
  definitions.append(pattern);
  drawing.append(definitions);
  return `url(#${id})`;
}

function legend(drawing, entries, size, width, top) {
  let x = 0;
  let y = top;
  for (const { name, fill, mark } of entries) {
    const text = shortened(name, size, width - size * 1.8);
    const needed = size * 1.5 + widthOf(text, size) + size;
    if (x && x + needed > width) { x = 0; y += size * 1.5; }
    const key = mark
      ? { x: x + size * 0.4, y: y - size * 0.85, width: 3, height: size, fill }
      : { x, y: y - size * 0.8, width: size * 0.9, height: size * 0.9, rx: 2, fill };
    drawing.append(svg("rect", key), textAt(x + size * 1.25, y, text, size));
    x += needed;
  }
  return entries.length ? y + size * 0.7 : top - size;
}

// Returns an <svg>; `write` turns a value into a label, `room` is the height to fill.
function drawChart(chart, { width, size, room, write, words, percent, stacked }) {
  const drawing = svg("svg", { width, xmlns: SVG });
  const hidden = hatching(drawing);
  const colours = stacked ? palette(chart.levels.length, chart.ordered) : palette(chart.groups.length, false);
  const anyHidden = chart.groups.some((one) => one.values.includes(HIDDEN));
  const names = stacked ? chart.levels : chart.split ? chart.groups.map((one) => one.name) : [];
  const entries = names.map((name, index) => ({ name, fill: colours[index] }));
  if (anyHidden) entries.push({ name: words.hidden_legend, fill: hidden });
  if (chart.everybody && !stacked && percent) entries.push({ name: words.everyone_mark, fill: INK, mark: true });
  const top = legend(drawing, entries, size, width, size);
  const draw = stacked ? drawStacked : drawGrouped;
  const height = draw(drawing, chart, { width, size, room: room - top, top, write, words, percent, colours, hidden });
  drawing.setAttribute("height", Math.ceil(height));
  drawing.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(height)}`);
  return drawing;
}

function labelColumn(names, size, width) {
  const widest = Math.max(...names.map((name) => widthOf(name, size)), size * 2);
  return Math.min(widest, width * 0.36);
}

function rowLabel(drawing, name, { size, column, middle, most }) {
  const lines = linesOf(name, size, column, most);
  lines.forEach((line, index) => {
    const y = middle + size * (0.35 + 1.1 * (index - (lines.length - 1) / 2));
    drawing.append(textAt(column, y, line, size, { "text-anchor": "end" }));
  });
}

function drawGrouped(drawing, chart, { width, size, room, top, write, words, percent, colours, hidden }) {
  const count = chart.groups.length;
  const pick = (one) => (percent ? one.shares : one.values);
  const column = labelColumn(chart.levels, size, width);
  const left = column + size * 0.6;
  const largest = Math.max(1, ...chart.groups.flatMap(pick), ...((percent && chart.everybody) || []));
  const number = Math.max(...chart.groups.flatMap(pick).map((value) => (value >= 0 ? widthOf(write(value), size) : 0)), widthOf(words.hidden, size));
  const scale = Math.max(10, width - left - number - size) / largest;
  const each = room / chart.levels.length;
  const gap = Math.max(size * 0.3, Math.min(size * 0.55, each - count * size * 1.1));
  const bar = Math.min(size * 2.2, Math.max(size * 0.95, (each - gap) / count));
  let y = top;
  drawing.append(svg("line", { x1: left, x2: left, y1: top, y2: top + (bar * count + gap) * chart.levels.length - gap, stroke: MUTED }));
  chart.levels.forEach((name, level) => {
    rowLabel(drawing, name, { size, column, middle: y + (bar * count) / 2, most: Math.max(1, Math.floor((bar * count + gap) / (size * 1.1))) });
    chart.groups.forEach((one, index) => {
      const value = pick(one)[level];
      const strong = chart.chosen < 0 || chart.chosen === level;
      const at = { x: left, y, height: bar - (count > 1 ? 1 : 0) };
      if (value === HIDDEN) {
        drawing.append(svg("rect", { ...at, width: size * 2.2, fill: hidden, stroke: "#9aa8b5", "stroke-width": 0.75 }));
        drawing.append(textAt(left + size * 2.7, y + bar / 2 + size * 0.35, words.hidden, size, { fill: QUIET, "font-style": "italic" }));
      } else if (value !== null) {
        drawing.append(svg("rect", { ...at, width: Math.max(0, value * scale), fill: strong ? colours[index] : MUTED, rx: 2 }));
        const before = percent && chart.everybody ? chart.everybody[level] : 0;
        const end = left + Math.max(value, before - value < (number + size) / scale ? before : 0) * scale;
        drawing.append(textAt(end + size * 0.4, y + bar / 2 + size * 0.35, write(value), size));
      }
      y += bar;
    });
    const before = chart.everybody && percent ? chart.everybody[level] : null;
    if (before !== null && before >= 0) {
      drawing.append(svg("rect", { x: left + before * scale - 1.5, y: y - bar - 2, width: 3, height: bar + 4, fill: INK }));
    }
    y += gap;
  });
  return y;
}

function drawStacked(drawing, chart, { width, size, room, top, write, words, percent, colours, hidden }) {
  const names = chart.groups.map((one) => one.name);
  const column = chart.split ? labelColumn(names, size, width) : 0;
  const left = column + (chart.split ? size * 0.6 : 0);
  const full = width - left - 1;
  const gap = size * 0.7;
  const bar = Math.min(size * 3.4, Math.max(size * 1.6, room / names.length - gap));
  const longest = Math.max(1, ...chart.groups.map((one) => one.base));
  let y = top;
  chart.groups.forEach((one) => {
    if (chart.split) rowLabel(drawing, one.name, { size, column, middle: y + bar / 2, most: 2 });
    const whole = percent ? one.base : longest;
    let x = left;
    one.values.forEach((value, index) => {
      const length = value > 0 && whole > 0 ? (full * value) / whole : 0;
      if (!length) return;
      drawing.append(svg("rect", { x, y, width: length, height: bar, fill: colours[index], stroke: "#fff" }));
      const label = write(percent ? one.shares[index] : value);
      if (widthOf(label, size) + 6 < length) {
        drawing.append(textAt(x + length / 2, y + bar / 2 + size * 0.35, label, size, { "text-anchor": "middle", fill: inkOn(colours[index]) }));
      }
      x += length;
    });
    if (one.values.includes(HIDDEN)) {
      const end = left + (one.base > 0 ? (full * one.base) / whole : size * 4);
      const length = Math.max(size, end - x);
      drawing.append(svg("rect", { x, y, width: length, height: bar, fill: hidden, stroke: "#9aa8b5", "stroke-width": 0.75 }));
      if (widthOf(words.hidden, size) + 12 < length) {
        const box = widthOf(words.hidden, size) + 8;
        drawing.append(svg("rect", { x: x + (length - box) / 2, y: y + bar / 2 - size * 0.7, width: box, height: size * 1.4, fill: "#fff", rx: 3 }));
        drawing.append(textAt(x + length / 2, y + bar / 2 + size * 0.35, words.hidden, size, { "text-anchor": "middle", fill: QUIET, "font-style": "italic" }));
      }
    }
    y += bar + gap;
  });
  return y;
}
