// The counts of a survey and what can be read from them; see counting.py and encoding.py.
const HIDDEN = -1;

function decodeCounts(text, size) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const cells = new Float64Array(size);
  let at = 0;
  let next = 0;
  const token = () => {
    let value = 0;
    let weight = 1;
    let byte;
    do {
      byte = bytes[next++];
      value += (byte & 127) * weight;
      weight *= 128;
    } while (byte > 127);
    return value;
  };
  while (next < bytes.length) {
    const value = token();
    if (value === 0) at += token() + 1;
    else cells[at++] = value === 1 ? HIDDEN : value - 1;
  }
  return cells;
}

class Counts {
  constructor(payload) {
    this.n = payload.n;
    this.questions = payload.questions;
    this.widths = payload.questions.map((one) => one.levels.length + (one.kind === "multiple" ? 1 : 0));
    let start = 0;
    this.tables = payload.tables.map((places) => {
      const size = places.reduce((product, place) => product * this.widths[place], 1);
      const table = { places, start, size };
      start += size;
      return table;
    });
    this.cells = decodeCounts(payload.cells, start);
    this.found = new Map();
  }

  several(place) {
    return this.questions[place].kind === "multiple";
  }

  // The smallest table of these questions; others may be summed away, but not several answers.
  table(places) {
    const key = [...places].sort((a, b) => a - b).join();
    if (!this.found.has(key)) {
      const fits = (one) =>
        places.every((place) => one.places.includes(place)) &&
        one.places.every((place) => places.includes(place) || !this.several(place));
      const fitting = this.tables.filter(fits).sort((a, b) => a.size - b.size);
      this.found.set(key, fitting[0] || null);
    }
    return this.found.get(key);
  }

  // Counts of the wanted questions, the last one running fastest, among respondents whose
  // answers are fixed: place → levels. Null when no table holds all of them.
  read(wanted, fixed) {
    const places = [...new Set([...wanted, ...fixed.keys()])];
    if (!places.length) return [this.n];
    const table = this.table(places);
    if (!table) return null;
    const size = wanted.reduce((product, place) => product * this.widths[place], 1);
    const result = new Float64Array(size);
    const steps = (all, place) => all.slice(all.indexOf(place) + 1).reduce((product, one) => product * this.widths[one], 1);
    const axes = table.places.map((place) => ({
      levels: fixed.get(place) || Array.from({ length: this.widths[place] }, (_, level) => level),
      from: steps(table.places, place),
      to: wanted.includes(place) ? steps(wanted, place) : 0,
    }));
    this.add(axes, 0, table.start, 0, result);
    return result;
  }

  // A sum with a hidden part is hidden itself.
  add(axes, depth, from, to, result) {
    if (depth === axes.length) {
      const value = this.cells[from];
      result[to] = value === HIDDEN || result[to] === HIDDEN ? HIDDEN : result[to] + value;
      return;
    }
    const axis = axes[depth];
    for (const level of axis.levels) this.add(axes, depth + 1, from + level * axis.from, to + level * axis.to, result);
  }
}
