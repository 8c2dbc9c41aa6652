// What a reader has chosen, and the numbers that follow from it.
const SMALL_BASE = 30;

class Model {
  constructor(payload) {
    this.payload = payload;
    this.questions = payload.questions;
    this.counts = new Counts(payload);
    this.filters = this.places((one) => one.filter);
    this.brushes = this.places((one) => one.kind === "number");
    this.protectedCounts = payload.smallest > 1;
    this.reset();
  }

  places(test) {
    return this.questions.flatMap((one, place) => (test(one) ? [place] : []));
  }

  reset() {
    const first = this.places((one) => !one.filter)[0] || 0;
    this.state = {
      question: this.state ? this.state.question : first,
      split: -1, filters: new Map(), brush: this.brushes.length ? this.brushes[0] : -1, low: 0, high: Infinity,
      percent: true, bySize: false, stacked: false, table: false,
    };
  }

  answers(place) {
    const { levels, missing } = this.questions[place];
    return levels.length - (missing ? 1 : 0);
  }

  get isBrushed() {
    const { brush, low, high } = this.state;
    return brush >= 0 && (low > 0 || high < this.answers(brush) - 1);
  }

  // Place → levels of everything that is chosen, but not on the questions that are drawn whole.
  fixed(...drawn) {
    const { filters, brush, low, high } = this.state;
    const fixed = new Map([...filters].map(([place, level]) => [place, [level]]));
    if (this.isBrushed) {
      const last = Math.min(high, this.answers(brush) - 1);
      fixed.set(brush, Array.from({ length: last - low + 1 }, (_, step) => low + step));
    }
    drawn.forEach((place) => fixed.delete(place));
    return fixed;
  }

  get selected() {
    const found = this.counts.read([], this.fixed());
    return found ? found[0] : null;
  }

  // Published shares are of everybody: who did not answer is a bar of its own there, because
  // what is left of a hidden number must not be computed from it.
  countsMissing(place) {
    return this.protectedCounts && this.questions[place].missing;
  }

  shownLevels(place) {
    const count = this.countsMissing(place) ? this.questions[place].levels.length : this.answers(place);
    return Array.from({ length: count }, (_, level) => level);
  }

  // One group's numbers: a count and a share a level, HIDDEN or null where there is none.
  group(place, cells, start, whole) {
    const width = this.counts.widths[place];
    const row = Array.from(cells.slice(start, start + width));
    const levels = this.shownLevels(place);
    const values = levels.map((level) => row[level]);
    let base = whole;
    if (this.counts.several(place)) base = row[width - 1];
    else if (!this.protectedCounts) base = values.reduce((sum, value) => sum + value, 0);
    const missing = this.questions[place].missing && !this.countsMissing(place) ? row[width - 1] : 0;
    const shares = values.map((value) => (value === HIDDEN ? HIDDEN : base > 0 ? (100 * value) / base : null));
    return { values, shares, base, missing };
  }

  // A question by itself, among the respondents that are chosen elsewhere.
  margin(place, fixed = this.fixed(place)) {
    const cells = this.counts.read([place], fixed);
    if (!cells) return null;
    const whole = this.counts.read([], fixed);
    return this.group(place, cells, 0, whole ? whole[0] : HIDDEN);
  }

  // The main chart: levels of the question, and one group, or one for each answer to the split.
  main() {
    const { question, split, bySize } = this.state;
    const levels = this.shownLevels(question);
    const { label, kind } = this.questions[question];
    const groups = split < 0 ? this.alone(question) : this.groups(question, split);
    if (!groups) return { label, kind, levels: [], groups: null };
    const weight = (level) => groups.reduce((sum, one) => sum + Math.max(0, one.values[levels.indexOf(level)]), 0);
    const order = bySize ? [...levels].sort((a, b) => weight(b) - weight(a)) : levels;
    const pick = (list) => order.map((level) => list[levels.indexOf(level)]);
    return {
      label, kind,
      several: this.counts.several(question),
      levels: order.map((level) => this.questions[question].levels[level]),
      chosen: this.state.filters.has(question) ? order.indexOf(this.state.filters.get(question)) : -1,
      groups: groups.map((one) => ({ ...one, values: pick(one.values), shares: pick(one.shares) })),
      everybody: split < 0 && this.fixed(question).size ? pick(this.margin(question, new Map()).shares) : null,
      split: split < 0 ? "" : this.questions[split].label,
      ordered: kind === "likert" || kind === "number",
    };
  }

  alone(question) {
    const group = this.margin(question);
    return group && [{ ...group, name: "" }];
  }

  groups(question, split) {
    const fixed = this.fixed(question, split);
    const cells = this.counts.read([split, question], fixed);
    const wholes = this.counts.read([split], fixed);
    if (!cells || !wholes) return null;
    const own = this.fixed(question).get(split);
    const width = this.counts.widths[question];
    return this.shownLevels(split)
      .filter((level) => !own || own.includes(level))
      .map((level) => ({
        ...this.group(question, cells, level * width, wholes[level]),
        name: this.questions[split].levels[level],
      }));
  }
}
