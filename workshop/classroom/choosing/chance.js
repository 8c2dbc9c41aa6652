// How often each platform wins nearby: chance.py explains it; the numbers are the same.
const MODULUS = 2147483647;
const MULTIPLIER = 48271;

function uniformFrom(seed) {
  let state = seed;
  return () => {
    state = (state * MULTIPLIER) % MODULUS;
    return state / MODULUS;
  };
}

function normalFrom(following) {
  const radius = Math.sqrt(-2 * Math.log(following()));
  return radius * Math.cos(2 * Math.PI * following());
}

function gammaFrom(shape, following) {
  if (shape < 1) return gammaFrom(shape + 1, following) * following() ** (1 / shape);
  const size = shape - 1 / 3;
  const spread = 1 / Math.sqrt(9 * size);
  for (;;) {
    const normal = normalFrom(following);
    const cube = (1 + spread * normal) ** 3;
    if (cube <= 0) continue;
    const limit = (normal * normal) / 2 + size - size * cube + size * Math.log(cube);
    if (Math.log(following()) < limit) return size * cube;
  }
}

function winsOf(weights, scores, { seed, concentration, draws }) {
  const won = scores.map(() => 0);
  if (!scores.length) return won;
  const following = uniformFrom(seed);
  const total = sumOf(weights);
  const shapes = weights.map((weight) => (concentration * weight) / total);
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = shapes.map((shape) => (shape ? gammaFrom(shape, following) : 0));
    const first = leadersOf(totalsOf(drawn, scores));
    first.forEach((place) => { won[place] += 1 / first.length; });
  }
  return won.map((one) => one / draws);
}
