// Draws the charts of a deck when their slide comes near, and swaps the
// precomputed ones when a reader turns a control. A chart is drawn at the size
// of its box, so it is drawn again when that size changes.
const Charts = (() => {
  "use strict";
  const variants = new WeakMap();
  const shown = new WeakMap();

  function read(figure) {
    if (!variants.has(figure)) {
      variants.set(figure, JSON.parse(figure.querySelector(":scope > script").textContent));
      shown.set(figure, 0);
    }
    return variants.get(figure)[shown.get(figure)];
  }

  // Smaller type where the box is narrow (a phone), or where many lines share its height.
  function typeSize(box, wanted, lines, share = 0.9) {
    const narrow = document.documentElement.classList.contains("reading") ? box.offsetWidth / 26 : wanted;
    const low = lines ? (share * (box.offsetHeight - 50)) / lines : wanted;
    return Math.max(13, Math.round(Math.min(wanted, narrow, low)));
  }

  // On a phone, names get shorter lines, so that the bars keep half of the width.
  function narrower(name) {
    const lines = [""];
    for (const word of name.replaceAll("<br>", " ").split(" ")) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (longer.length > 18 && lines.at(-1)) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.join("<br>");
  }

  function narrow(data, layout) {
    for (const key of ["categoryarray", "ticktext"]) {
      if (layout.yaxis[key]) layout.yaxis[key] = layout.yaxis[key].map(narrower);
    }
    for (const trace of data) {
      if (trace.type === "bar") trace.y = trace.y.map(narrower);
      if (trace.meta) trace.text = trace.meta;
    }
  }

  // A number that does not fit into its segment of a bar is left out.
  function dropTight(data, width, size) {
    const sums = data[0].x.map((_, row) => data.reduce((sum, trace) => sum + (trace.x[row] || 0), 0));
    for (const trace of data) {
      trace.text = trace.text.map((text, row) => (trace.x[row] / sums[row]) * width < (text.length * 0.52 + 0.5) * size ? "" : text);
    }
  }

  function fitted(box, { figure, categories, rows }) {
    const { data, layout } = structuredClone(figure);
    if (rows && box.offsetWidth < 500) narrow(data, layout);
    const font = { ...layout.font, size: typeSize(box, layout.font.size, categories) };
    const margin = layout.margin && { ...layout.margin, t: (layout.margin.t * font.size) / layout.font.size };
    // Numbers on bars share the height with the bars of other series, names do not.
    const share = rows > categories ? 0.88 : 0.9;
    const numbers = typeSize(box, font.size, rows, share);
    if (rows) data.forEach((trace) => { trace.textfont = { size: numbers }; });
    if (layout.barnorm) dropTight(data, box.offsetWidth * 0.55, numbers);
    const size = { width: box.offsetWidth, height: box.offsetHeight };
    return [
      data,
      { ...layout, ...(margin && { margin }), ...size, font, autosize: false },
      { displayModeBar: false, responsive: false, showTips: false },
    ];
  }

  function draw(figure) {
    const box = figure.querySelector(":scope > .chart");
    if (!box.offsetWidth || !box.offsetHeight) return;
    const size = `${box.offsetWidth}x${box.offsetHeight}`;
    if (box.dataset.size === size) return;
    box.dataset.size = size;
    const chosen = read(figure);
    const { frames } = chosen.figure;
    Plotly.react(box, ...fitted(box, chosen)).then(() => {
      if (frames && frames.length && !box.dataset.frames) {
        box.dataset.frames = frames.length;
        Plotly.addFrames(box, frames);
      }
      box.dataset.drawn = "yes";
    });
  }

  function write(figure, name, text) {
    const place = figure.querySelector(`:scope > ${name}`);
    if (place) place.textContent = text;
  }

  function choose(figure) {
    const key = Array.from(figure.querySelectorAll("select"), (select) => select.value).join("|");
    read(figure);
    const index = variants.get(figure).findIndex((variant) => variant.key === key);
    if (index < 0) return;
    shown.set(figure, index);
    const { title, alt, source } = read(figure);
    write(figure, "figcaption", title);
    write(figure, ".source", source);
    write(figure, ".visually-hidden", alt);
    const box = figure.querySelector(":scope > .chart");
    box.setAttribute("aria-label", alt);
    delete box.dataset.size;
    draw(figure);
  }

  // Arrow keys turn the control; a presenter's remote still turns the slides.
  function keepKeys(event) {
    if (event.key === "PageDown" || event.key === "PageUp") event.preventDefault();
    else event.stopPropagation();
  }

  for (const select of document.querySelectorAll(".choices select")) {
    select.addEventListener("change", () => choose(select.closest(".chart-figure")));
    select.addEventListener("keydown", keepKeys);
  }

  return { drawIn: (place) => place.querySelectorAll(".chart-figure").forEach(draw) };
})();
