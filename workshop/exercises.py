"""Checks and hints for the exercises of the notebooks.

The exercises stand in ``notebooks/exercises.toml``. Right answers are stored as
fingerprints, so that a curious reader does not stumble over them (it is no
secret: whoever tries every number finds it); conclusions in own words are
judged by what they must mention. A check never scolds: it says what was right,
what is still missing, and where to look again.
"""

import functools
import hashlib
import html
import json
import math
import numbers
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from workshop import config
from workshop.errors import ExerciseError, Message
from workshop.i18n import language, ntr, tr
from workshop.tables import TableReader, Text, read_table

KINDS = ("choice", "number", "text", "value")
Mood = Literal["right", "wrong", "waiting", "hint"]

_STYLES: Mapping[Mood, tuple[str, str, str]] = {
    "right": ("✅", "#e6f4ea", "#137333"),
    "wrong": ("🔎", "#fdf3e1", "#8a5300"),
    "waiting": ("✏️", "#eef2f6", "#3e5060"),
    "hint": ("💡", "#e8f1fb", "#0b5394"),
}
_hints_given: dict[str, int] = {}


@dataclass(frozen=True)
class Mention:
    """Words of which a conclusion must use at least one, and what to say if it does not."""

    any: tuple[str, ...]
    missing: Text


@dataclass(frozen=True)
class Exercise:
    """One exercise of ``notebooks/exercises.toml``."""

    id: str
    kind: str
    right: Text
    wrong: Text
    hints: tuple[Text, ...]
    answer: str = ""
    decimals: int = 0
    question: Text = Text("", "")
    options: Mapping[str, Text] = field(default_factory=dict)
    mistakes: Mapping[str, Text] = field(default_factory=dict)
    minimum_words: int = 0
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class Feedback:
    """An answer to the participant, shown as a coloured box."""

    mood: Mood
    text: str

    @property
    def html(self) -> str:
        """The box; what it says is escaped."""
        sign, background, colour = _STYLES[self.mood]
        return (
            f'<div role="status" style="background:{background};color:#1f2933;'
            f"border-left:5px solid {colour};border-radius:4px;padding:.7em 1em;"
            f'margin:.4em 0;max-width:46em;line-height:1.45">'
            f'<span aria-hidden="true">{sign}</span> {html.escape(self.text)}</div>'
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def check(exercise_id: str, answer: object) -> Feedback:
    """Look at an answer and say kindly how it stands.

    Parameters
    ----------
    exercise_id
        Id of the exercise, the same as the id of its cell.
    answer
        The participant's answer; ``...`` counts as not yet given.

    Raises
    ------
    ExerciseError
        When there is no such exercise.
    """
    exercise = find(exercise_id)
    if _is_blank(answer):
        return Feedback("waiting", tr("Not filled in yet. Give your answer, then check again."))
    if exercise.kind == "text":
        return _check_conclusion(exercise, str(answer))
    try:
        given = fingerprint(exercise_id, answer, _decimals(exercise))
    except ValueError:
        return Feedback("wrong", tr("A number is expected here, for example 12.5."))
    if given == exercise.answer:
        return Feedback("right", _words(exercise.right))
    return Feedback("wrong", _words(exercise.mistakes.get(given, exercise.wrong)))


def hint(exercise_id: str) -> Feedback:
    """Give the next hint; each call tells a little more.

    Raises
    ------
    ExerciseError
        When there is no such exercise.
    """
    hints = find(exercise_id).hints
    number = min(_hints_given.get(exercise_id, 0) + 1, len(hints))
    _hints_given[exercise_id] = number
    words = _words(hints[number - 1])
    left = len(hints) - number
    if left:
        rest = ntr("{count} more hint.", "{count} more hints.", left)
    else:
        rest = tr("This is the last hint.")
    return Feedback("hint", f"{words} ({rest})")


def find(exercise_id: str) -> Exercise:
    """Return one exercise.

    Raises
    ------
    ExerciseError
        When there is no such exercise; the message names those that exist.
    """
    known = catalog()
    if exercise_id in known:
        return known[exercise_id]
    raise ExerciseError(
        "There is no exercise {name!r}; known are: {known}. "
        "Put back the original name in this cell.",
        name=exercise_id,
        known=", ".join(known),
    )


@functools.cache
def catalog() -> dict[str, Exercise]:
    """Return every exercise of the kit by id.

    Raises
    ------
    SettingsError
        With every mistake in ``notebooks/exercises.toml``.

    Examples
    --------
    >>> len(catalog()) >= 7
    True
    """
    path = config.kit_folder() / "notebooks" / "exercises.toml"
    reader = TableReader(path.name)
    table = read_table(path)
    known = {name: _exercise(reader, name, reader.table(table, name)) for name in table}
    reader.finish()
    return known


def fingerprint(exercise_id: str, value: object, decimals: int | None = None) -> str:
    """Return what is stored instead of an answer.

    Parameters
    ----------
    exercise_id
        Part of the fingerprint, so that equal answers do not look alike.
    value
        A number, a text, or anything that JSON or pandas can write.
    decimals
        For numbers: how many decimals count.

    Raises
    ------
    ValueError
        When ``decimals`` is given and ``value`` is not a finite number.

    Examples
    --------
    >>> fingerprint("a", 3.601, 1) == fingerprint("a", "3,6", 1)
    True
    """
    normal = _normal_number(value, decimals) if decimals is not None else _normal_value(value)
    return hashlib.sha256(f"{exercise_id}|{normal}".encode()).hexdigest()[:16]


def _is_blank(answer: object) -> bool:
    if isinstance(answer, str):
        return answer.strip(" .…\n\t") == ""
    return answer is ... or answer is None


def _decimals(exercise: Exercise) -> int | None:
    return exercise.decimals if exercise.kind == "number" else None


def _check_conclusion(exercise: Exercise, answer: str) -> Feedback:
    words = len(answer.split())
    if words < exercise.minimum_words:
        missing = exercise.minimum_words - words
        return Feedback(
            "wrong",
            ntr(
                "A good start. Write {count} more word, in whole sentences.",
                "A good start. Write {count} more words, in whole sentences.",
                missing,
            ),
        )
    folded = answer.casefold()
    for mention in exercise.mentions:
        if not any(word.casefold() in folded for word in mention.any):
            return Feedback("wrong", _words(mention.missing))
    return Feedback("right", _words(exercise.right))


def _normal_number(value: object, decimals: int) -> str:
    if isinstance(value, str):
        value = float(value.strip().rstrip("%").strip().replace(",", "."))
    elif hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise ValueError
    if not math.isfinite(value):
        raise ValueError
    # Adding zero turns -0.0 into 0.0, which is written without a sign.
    return f"{round(float(value), decimals) + 0.0:.{decimals}f}"


def _normal_value(value: object) -> str:
    if isinstance(value, str):
        return value.strip().casefold()
    return json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, default=str)


def _plain(value: Any) -> Any:
    """Turn what pandas and numpy hold into what JSON can write."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(one) for one in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _words(text: Text) -> str:
    return text.in_language(language())


def _exercise(reader: TableReader, name: str, row: dict[str, Any]) -> Exercise:
    reader.known(row, f"{name}.", tuple(Exercise.__dataclass_fields__)[1:])
    kind = reader.one_of(row, f"{name}.kind", KINDS)
    hints = tuple(reader.text(one, f"{key}.text") for key, one in _texts(reader, row, name))
    if len(hints) < 2:
        reader.wrong(f"{name}.hints", len(hints), Message("at least two hints"))
    return Exercise(
        id=name,
        kind=kind,
        right=reader.text(row, f"{name}.right", required=True),
        wrong=reader.text(row, f"{name}.wrong", required=kind != "text"),
        hints=hints,
        answer=reader.string(row, f"{name}.answer", required=kind != "text"),
        decimals=reader.whole(row, f"{name}.decimals", 0, 6, default=0),
        question=reader.text(row, f"{name}.question", required=kind == "choice"),
        options={
            key: reader.text({"text": text}, f"{name}.options.{key}.text", required=True)
            for key, text in reader.table(row, "options").items()
        },
        mistakes=_mistakes(reader, row, name),
        minimum_words=reader.whole(row, f"{name}.minimum_words", 0, 200, default=0),
        mentions=_mentions(reader, row, name),
    )


def _texts(reader: TableReader, row: dict[str, Any], name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(f"{name}.{key}", {"text": one}) for key, one in reader.rows(row, "hints")]


def _mistakes(reader: TableReader, row: dict[str, Any], name: str) -> dict[str, Text]:
    return {
        str(one.get("answer")): _message(reader, one, f"{name}.{key}")
        for key, one in reader.rows(row, "mistakes")
    }


def _mentions(reader: TableReader, row: dict[str, Any], name: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(tuple(map(str, one.get("any", ()))), _message(reader, one, f"{name}.{key}"))
        for key, one in reader.rows(row, "mentions")
    )


def _message(reader: TableReader, row: dict[str, Any], key: str) -> Text:
    words = {language: row.get(language) for language in ("id", "en")}
    return reader.text({"text": words}, f"{key}.text", required=True)
