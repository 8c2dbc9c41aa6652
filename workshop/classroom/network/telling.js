// The capacity in words and numbers, as telling.py writes them.
const RARE = 0.001;

function filled(template, parts) {
  return template.replace(/\{(\w+)\}/g, (all, name) => (name in parts ? parts[name] : all));
}

function rounded(value, digits) {
  const step = 10 ** digits;
  return Math.floor(value * step + 0.5) / step;
}

class Teller {
  constructor({ language, words }) {
    this.words = words;
    this.form = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: 2 });
  }

  say(name, parts = {}) {
    return filled(this.words[name], parts);
  }

  number(value) {
    return this.form.format(value);
  }

  mbps(value) {
    return this.number(rounded(value, value >= 100 ? 0 : value >= 10 ? 1 : 2));
  }

  share(value) {
    return `${this.number(rounded(100 * value, 1))}%`;
  }

  rupiah(value) {
    const step = value >= 100 ? 100 : 1;
    return `Rp ${this.number(rounded(value / step, 0) * step)}`;
  }

  need({ peak, atOnce }) {
    return this.say("need", {
      activity: peak.activity.label,
      people: this.number(Math.ceil(atOnce)),
      needed: this.mbps(peak.link[1]),
      person: this.mbps(peak.person[1]),
      up: this.mbps(peak.up),
    });
  }

  verdict({ peak, fallback, link, usable }) {
    const parts = { link: this.mbps(link), usable: this.mbps(usable), people: this.number(peak.people) };
    if (peak.fits) return this.say("works", parts);
    if (!fallback) return this.say("nothing", parts);
    return this.say("fails", { ...parts, fallback: fallback.activity.label, needed: this.mbps(fallback.link[1]) });
  }

  short(found) {
    const { activity, link } = found.peak;
    return `${this.say("step", { activity: activity.label, link: this.mbps(link[1]) })}. ${this.verdict(found)}`;
  }

  chance({ peak }) {
    if (peak.chance > 1 - RARE) return this.words.always;
    if (peak.chance < RARE) return this.words.never;
    return this.say("chance", { chance: this.share(peak.chance) });
  }

  cost({ minutes, meetings, gb, gbInAll, price }) {
    return this.say("cost", {
      minutes: this.number(minutes),
      gb: this.mbps(gb),
      all: this.mbps(gbInAll),
      money: this.rupiah(gb * price),
      meetings: this.number(meetings),
      month_gb: this.mbps(gb * meetings),
      month_money: this.rupiah(gb * meetings * price),
    });
  }

  ladder({ ladder }) {
    const steps = ladder.map((need) => this.say("step", { activity: need.activity.label, link: this.mbps(need.leastLink) }));
    return this.say("ladder", { steps: steps.join("; ") });
  }
}
