"""The scripts of the ranking in Node, where there is no page: weights in, numbers and words out."""

import json
import subprocess
from pathlib import Path
from typing import Any

import playwright

from workshop.views import RANKING

NODE = next((Path(playwright.__file__).parent / "driver").glob("node*"))
FOLDER = Path(__file__).parents[3] / "workshop" / RANKING.folder
ASK = """
const { payload, cases } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const platform = (code) => payload.platforms.find((one) => one.code === code);
const told = cases.map(({ weights, required, pair }) => {
  const choice = new Choice(payload, weights, new Set(required));
  const turned = choice.standing.length ? weights : [];
  const rooms = turned.map((_, place) => roomOf(weights, choice.scores, place));
  return {
    standing: choice.standing.map((one) => one.code),
    scores: choice.standing.map((one) => choice.score(one)),
    wins: choice.wins,
    sentences: choice.sentences(),
    rooms: rooms.map(({ down, up }) => [down, up].map((turn) => turn && [turn.share, turn.by])),
    reasons: payload.platforms.map((one) => choice.reasons(one)),
    comparison: choice.comparison(...pair.map(platform)),
  };
});
process.stdout.write(JSON.stringify(told));
"""


def answers(payload: dict[str, Any], cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the page would compute and say for each case."""
    parts = RANKING.parts[:-1]
    script = "".join((FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in parts)
    result = subprocess.run(
        [NODE, "-e", script + ASK],
        input=json.dumps({"payload": payload, "cases": cases}),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr
    told: list[dict[str, Any]] = json.loads(result.stdout)
    return told
