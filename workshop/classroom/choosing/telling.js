// A choice and its sentences, as choice.py and telling.py have them.
function filled(template, parts) {
  return template.replace(/\{(\w+)\}/g, (all, name) => (name in parts ? parts[name] : all));
}

class Choice {
  constructor(payload, weights, required) {
    this.payload = payload;
    this.words = payload.words;
    this.criteria = payload.criteria;
    this.weights = weights;
    this.required = payload.requirements.filter((one) => required.has(one.code));
    this.sum = sumOf(weights);
    const misses = (platform) => this.required.filter((one) => platform.misses.includes(one.code));
    this.fallen = payload.platforms.map((platform) => ({ platform, missed: misses(platform) })).filter((one) => one.missed.length);
    const left = payload.platforms.filter((platform) => !misses(platform).length);
    const totals = totalsOf(weights, left.map((one) => one.scores));
    const order = left.map((_, place) => place).sort((one, other) => totals[other] - totals[one]);
    this.standing = order.map((place) => left[place]);
    this.totals = order.map((place) => totals[place]);
    this.scores = this.standing.map((one) => one.scores);
    this.winners = this.totals.length ? leadersOf(this.totals).map((place) => this.standing[place]) : [];
    const locale = payload.language === "id" ? "id-ID" : "en-GB";
    this.hundredths = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
    this.fixed = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    this.tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  }

  get wins() {
    if (!this.won) this.won = winsOf(this.weights, this.scores, this.payload.chance);
    return this.won;
  }

  say(name, parts = {}) { return filled(this.words[name], parts); }
  number(value) { return this.hundredths.format(value); }
  percent(value) { return `${this.tenths.format(100 * value)}%`; }
  total(platform) { return totalsOf(this.weights, [platform.scores])[0]; }
  score(platform) { return this.total(platform) / this.sum; }
  mean(platform) { return this.fixed.format(this.score(platform)); }
  share(place) { return this.weights[place] / this.sum; }
  gap(better, other) { return this.number((this.total(better) - this.total(other)) / this.sum); }
  missed(platform) { return this.fallen.find((one) => one.platform === platform)?.missed ?? []; }

  // Places of criteria by weight times value, the largest first; none that adds nothing.
  largest(values) {
    const products = values.map((value, place) => value * this.weights[place]);
    return products.map((_, place) => place).filter((place) => products[place] > 0).sort((one, other) => products[other] - products[one]);
  }

  strongest(platform) { return this.largest(platform.scores).slice(0, 2); }
  weakest(platform) { return this.largest(platform.scores.map((score) => this.payload.best - score)).slice(0, 1); }

  sentences() {
    const { platforms, judged } = this.payload;
    const told = this.standing.length ? [...this.winning(), ...this.firmness()] : [];
    const falls = this.fallen.flatMap(({ platform }) => this.falls(platform));
    const all = this.number(platforms.length * this.criteria.length);
    return [this.compared(), ...told, ...falls, this.say("judged", { judged: this.number(judged), all })];
  }

  compared() {
    const all = this.number(this.payload.platforms.length);
    if (!this.required.length) return this.say("compared", { all });
    if (this.standing.length) {
      const requirements = this.required.map((one) => one.label).join(", ");
      return this.say("left", { left: this.number(this.standing.length), all, requirements });
    }
    const without = this.required.map((one) => this.fallen.filter(({ missed }) => missed.length === 1 && missed[0] === one).length);
    const most = Math.max(...without);
    if (!most) return this.say("nobody_at_all");
    return this.say("nobody", { requirement: this.required[without.indexOf(most)].label, left: this.number(most) });
  }

  winning() {
    const { winners } = this;
    const score = this.number(this.score(winners[0]));
    const head = winners.length > 1
      ? this.say("tie", { names: names(winners), score }) : this.say("first", { name: winners[0].name, score });
    return [head, ...winners.flatMap((one) => [...this.why(one), ...this.better(one)]), ...this.next()];
  }

  why(platform) {
    const { name, scores } = platform;
    const label = (place) => this.criteria[place].label;
    const [first, second] = this.strongest(platform);
    const parts = { name, first: first === undefined ? "" : label(first), first_score: scores[first] };
    const told = [];
    if (second !== undefined) told.push(this.say("carried", { ...parts, second: label(second), second_score: scores[second] }));
    else if (first !== undefined) told.push(this.say("carried_one", parts));
    this.weakest(platform).forEach((place) => {
      told.push(this.say("costs", { name, criterion: label(place), score: scores[place], evidence: platform.evidence[this.criteria[place].code].text }));
    });
    return told;
  }

  better(winner) {
    return this.weakest(winner).flatMap((place) => {
      const score = Math.max(...this.scores.map((one) => one[place]));
      if (score <= winner.scores[place]) return [];
      return [this.say("better", { names: names(this.standing.filter((one) => one.scores[place] === score)), score })];
    });
  }

  next() {
    const behind = this.standing.slice(this.winners.length);
    if (!behind.length) return [];
    const score = this.score(behind[0]);
    const level = behind.filter((one) => this.score(one) === score);
    return [this.say("next", { names: names(level), score: this.number(score), gap: this.gap(this.winners[0], behind[0]) })];
  }

  reasons(platform) {
    const place = this.standing.indexOf(platform);
    if (place < 0) return this.falls(platform);
    const rank = ranksOf(this.totals)[place];
    const isShared = this.totals.filter((one) => one === this.totals[place]).length > 1;
    const parts = { name: platform.name, place: rank, left: this.standing.length, score: this.number(this.score(platform)) };
    const told = [this.say(isShared ? "place_shared" : "place", parts), ...this.why(platform)];
    return rank > 1 ? [...told, this.behind(platform)] : told;
  }

  behind(platform) {
    const [leader] = this.winners;
    const [place] = this.largest(leader.scores.map((score, index) => score - platform.scores[index]));
    return this.say("behind", {
      gap: this.gap(leader, platform), leader: leader.name, criterion: this.criteria[place].label,
      mine: platform.scores[place], theirs: leader.scores[place],
    });
  }

  falls(platform) {
    return this.missed(platform).map((one) =>
      this.say("falls", { name: platform.name, requirement: one.label, evidence: platform.evidence[one.fact].text }));
  }

  firmness() { return [...this.nearby(), ...this.nearest()]; }

  nearby() {
    if (this.standing.length === 1) return [];
    const first = this.winners.length;
    const told = this.winners.map(({ name }, place) =>
      this.say("wins", { name, share: this.percent(this.wins[place]), draws: this.number(this.payload.chance.draws) }));
    const others = this.wins.slice(first);
    const most = Math.max(0, ...others);
    if (first === 1 && most > 0) {
      told.push(this.say("rival", { name: this.standing[first + others.indexOf(most)].name, share: this.percent(most) }));
    }
    return told;
  }

  nearest() {
    if (this.standing.length === 1) return [this.words.only];
    if (this.winners.length > 1) {
      const apart = this.criteria.filter((_, place) => new Set(this.winners.map((one) => one.scores[place])).size > 1);
      return apart.length ? [this.say("moved", { criteria: apart.map((one) => one.label).join(", ") })] : [];
    }
    const turns = this.turns();
    return [turns.length ? this.turning(turns[0]) : this.words.never];
  }

  turns() {
    if (this.winners.length !== 1) return [];
    const found = this.criteria.flatMap((_, place) => {
      const { down, up } = roomOf(this.weights, this.scores, place);
      return [["below", down], ["above", up]].flatMap(([name, turn]) => (turn ? [{ place, name, turn }] : []));
    });
    const distance = ({ place, turn }) => Math.abs(turn.share - this.share(place));
    return found.sort((one, other) => distance(one) - distance(other));
  }

  turning({ place, name, turn }) {
    return this.say(name, {
      criterion: this.criteria[place].label, share: this.percent(turn.share), now: this.percent(this.share(place)),
      names: names(turn.by.map((one) => this.standing[one])),
    });
  }

  comparison(first, second) {
    const [ahead, other] = this.total(second) > this.total(first) ? [second, first] : [first, second];
    const [high, low] = [ahead, other].map((one) => this.number(this.score(one)));
    const pair = { first: ahead.name, second: other.name };
    const head = this.total(ahead) === this.total(other)
      ? this.say("level", { ...pair, score: high })
      : this.say("ahead", { ...pair, gap: this.gap(ahead, other), first_score: high, second_score: low });
    const same = this.criteria.filter((_, place) => ahead.scores[place] === other.scores[place]);
    return [head, ...this.deciding(ahead, other), ...this.stronger(ahead, other), ...this.stronger(other, ahead),
      ...(same.length ? [this.say("alike", { criteria: same.map((one) => one.label).join(", ") })] : []),
      ...this.falls(ahead), ...this.falls(other)];
  }

  deciding(first, second) {
    return this.largest(first.scores.map((score, place) => Math.abs(score - second.scores[place]))).slice(0, 1).map((place) =>
      this.say("decides", {
        criterion: this.criteria[place].label, first_score: first.scores[place], second_score: second.scores[place], share: this.percent(this.share(place)),
      }));
  }

  stronger(one, against) {
    const better = this.criteria.filter((_, place) => one.scores[place] > against.scores[place]);
    return better.length ? [this.say("stronger", { name: one.name, criteria: better.map(({ label }) => label).join(", ") })] : [];
  }
}

const names = (platforms) => platforms.map((one) => one.name).join(", ");
