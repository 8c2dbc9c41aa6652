"""Words that strangers wrote, made fit for headings, tables and the labels of charts."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.tables import Text

LONGEST, LONGEST_LABEL = 200, 90
# Signs that turn the direction of the words after them, far beyond the text they stand in.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def legible(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, without signs that cannot be seen, and of a bearable length.

    Examples
    --------
    >>> legible("a\\u202e b\\n c"), legible("word " * 99, 12)
    ('a b c', 'word word w…')
    """
    seen = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    line = " ".join(_TURNS.sub("", seen).split())
    line = line.encode("utf-8", "replace").decode()
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def worded(asked: Questionnaire) -> Questionnaire:
    """Return the questionnaire with legible titles, questions and options."""
    return replace(
        asked,
        title=_legible(asked.title),
        questions=tuple(map(_question, asked.questions)),
        scales=tuple(replace(scale, title=_legible(scale.title)) for scale in asked.scales),
    )


def _question(question: Question) -> Question:
    text = _legible(question.text)
    return replace(
        question,
        text=text if text.id or text.en else Text(question.id, question.id),
        options=_options(question.options),
        unit=_legible(question.unit),
    )


def _options(options: Iterable[Option]) -> tuple[Option, ...]:
    """Keep labels different that were different only beyond their length."""
    found: list[Option] = []
    times: dict[Text, int] = {}
    for option in options:
        label = _legible(option.label, LONGEST_LABEL)
        times[label] = times.get(label, 0) + 1
        again = f" ({times[label]})" if times[label] > 1 else ""
        found.append(replace(option, label=Text(label.id + again, label.en + again)))
    return tuple(found)


def _legible(text: Text, longest: int = LONGEST) -> Text:
    return Text(legible(text.id, longest), legible(text.en, longest))
