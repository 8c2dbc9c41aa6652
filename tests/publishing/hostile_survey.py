"""A survey whose every word was written by somebody who wishes us ill."""

import random
from typing import Any

import pandas as pd

from workshop.survey.questionnaire.model import Option, Question, Questionnaire, Scale
from workshop.survey.responses import Responses
from workshop.tables import Text

SCRIPT = "<script>window.stolen = 1</script>"
FORMULA = '=HYPERLINK("http://evil.example","x")'
WORDS = (
    SCRIPT,
    FORMULA,
    '#import "x" $a$ @b *c* _d_ \\f #[g] <h>',
    "`ticks` ```fence",
    "\u202eright to left\u200f",
    "x" * 10_000,
    "word " * 2_000,
    "![p](https://evil.example/p.png)",
    "&lt;b&gt; <img src=x onerror=window.stolen=1>",
    "line\nbreak\ttab\x00nul",
)
PEOPLE = 80


def _text(place: int) -> Text:
    words = WORDS[place % len(WORDS)]
    return Text(words, words)


def responses() -> Responses:
    """Return answers of eighty people; the same ones every time."""
    chance = random.Random(1)  # noqa: S311  # chance for tests
    options = tuple(Option(f"o{place}", _text(place)) for place in range(3))
    steps = tuple(Option(str(step), _text(step)) for step in range(1, 4))
    questions = [
        Question("who", _text(0), "single", options, role="demographic"),
        Question("likes", _text(2), "multiple", options),
        *(Question(f"i{place}", _text(place), "likert", steps, scale="s") for place in (3, 4, 5)),
        Question("score", _text(6), "number", role="outcome"),
        Question("remark", _text(7), "text"),
    ]
    columns: dict[str, Any] = {
        "who": pd.Categorical(_dealt(chance, ["o0", "o1", "o2"]), ["o0", "o1", "o2"]),
        **{f"likes/o{n}": pd.array(_dealt(chance, [True, False]), "boolean") for n in range(3)},
        **{
            f"i{place}": pd.Categorical(_dealt(chance, list("123")), list("123"), ordered=True)
            for place in (3, 4, 5)
        },
        "score": [chance.gauss(5, 2) for _ in range(PEOPLE)],
        "remark": [WORDS[n % len(WORDS)] for n in range(PEOPLE)],
    }
    title = Text(WORDS[2] + SCRIPT, WORDS[2] + SCRIPT)
    scales = (Scale("s", _text(8)),)
    asked = Questionnaire(title, tuple(questions), scales=scales)
    return Responses(asked, pd.DataFrame(columns), source="../=bad <name>.csv")


def _dealt(chance: random.Random, answers: list[Any]) -> list[Any]:
    """Deal answers out about equally often, in any order."""
    dealt = [answers[n % len(answers)] for n in range(PEOPLE)]
    chance.shuffle(dealt)
    return dealt
