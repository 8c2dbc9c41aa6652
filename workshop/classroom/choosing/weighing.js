// The arithmetic of weighing.py, in whole numbers as there. Weights run from 0 to 10, scores from 0 to 4.
function totalsOf(weights, scores) {
  return scores.map((one) => one.reduce((sum, score, place) => sum + weights[place] * score, 0));
}

function leadersOf(totals) {
  const most = Math.max(...totals);
  return totals.flatMap((total, place) => (total === most ? [place] : []));
}

function ranksOf(totals) {
  return totals.map((total) => 1 + totals.filter((other) => other > total).length);
}

const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);

// Where one weight has moved so far that another platform leads: a ratio of whole numbers, as
// weight `over / under`. The share is the weight divided by all weights, the others unchanged.
function turnOf(weights, scores, criterion, direction) {
  const now = weights[criterion];
  if ((direction < 0 && now === 0) || !scores.length) return null;
  const totals = totalsOf(weights, scores);
  const first = leadersOf(totals);
  const at = (place) => scores[place][criterion];
  const leader = first.reduce((best, place) => (direction * at(place) > direction * at(best) ? place : best));
  if (first.some((place) => at(place) !== at(leader))) {
    return turnAt(now, 1, weights, criterion, first.filter((place) => at(place) === at(leader)));
  }
  const crossings = [];
  scores.forEach((other, place) => {
    const more = at(leader) - other[criterion];
    if (direction * more >= 0) return;
    const size = Math.abs(more);
    const over = now * size + direction * (totals[leader] - totals[place]);
    if (over > 0) crossings.push({ place, over, under: size });
  });
  if (!crossings.length) return null;
  const isNearer = (one, other) => direction * (one.over * other.under - other.over * one.under) < 0;
  const nearest = crossings.reduce((best, one) => (isNearer(one, best) ? one : best));
  const there = crossings.filter((one) => one.over * nearest.under === nearest.over * one.under).map((one) => one.place);
  const best = Math.max(...there.map((place) => direction * at(place)));
  return turnAt(nearest.over, nearest.under, weights, criterion, there.filter((place) => direction * at(place) === best));
}

function turnAt(over, under, weights, criterion, by) {
  const rest = sumOf(weights) - weights[criterion];
  const whole = over + rest * under;
  return { share: whole ? over / whole : 1, by };
}

function roomOf(weights, scores, criterion) {
  return { down: turnOf(weights, scores, criterion, -1), up: turnOf(weights, scores, criterion, 1) };
}
