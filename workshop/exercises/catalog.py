"""The exercises as they stand in ``notebooks/exercises.toml``, validated."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workshop import config
from workshop.errors import ExerciseError, Message
from workshop.tables import LANGUAGES, TableReader, Text, read_table

KINDS = ("choice", "number", "text", "value")


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
    any_order: bool = False
    question: Text = Text("", "")
    options: Mapping[str, Text] = field(default_factory=dict)
    mistakes: Mapping[str, Text] = field(default_factory=dict)
    minimum_words: int = 0
    mentions: tuple[Mention, ...] = ()


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


def _exercise(reader: TableReader, name: str, row: dict[str, Any]) -> Exercise:
    reader.known(row, f"{name}.", tuple(Exercise.__dataclass_fields__)[1:])
    kind = reader.one_of(row, f"{name}.kind", KINDS)
    hints = tuple(_message(reader, one, key) for key, one in _rows(reader, row, name, "hints"))
    if len(hints) < 2:
        reader.wrong(f"{name}.hints", len(hints), Message("at least two hints"))
    return Exercise(
        id=name,
        kind=kind,
        right=reader.text(row, f"{name}.right", required=True),
        wrong=reader.text(row, f"{name}.wrong", required=kind != "text"),
        hints=hints,
        answer=_fingerprint(reader, row, f"{name}.answer", required=kind != "text"),
        decimals=reader.whole(row, f"{name}.decimals", 0, 6, default=0),
        any_order=reader.yes_or_no(row, f"{name}.any_order"),
        question=reader.text(row, f"{name}.question", required=kind == "choice"),
        options=_options(reader, row, name, kind),
        mistakes=_mistakes(reader, row, name),
        minimum_words=reader.whole(row, f"{name}.minimum_words", 0, 200, default=0),
        mentions=_mentions(reader, row, name),
    )


def _options(reader: TableReader, row: dict[str, Any], name: str, kind: str) -> dict[str, Text]:
    rows = _table(reader, row, name, "options")
    if kind == "choice" and len(rows) < 2:
        reader.wrong(f"{name}.options", len(rows), Message("at least two options"))
    return {
        key: reader.text({"text": text}, f"{name}.options.{key}.text", required=True)
        for key, text in rows.items()
    }


def _fingerprint(reader: TableReader, row: dict[str, Any], key: str, *, required: bool) -> str:
    answer = reader.string(row, key, required=required)
    if answer and not re.fullmatch("[0-9a-f]{16}", answer):
        reader.wrong(key, answer, Message("the result of exercises.fingerprint(id, answer)"))
    return answer


def _table(reader: TableReader, row: dict[str, Any], name: str, key: str) -> dict[str, Any]:
    full = f"{name}.{key}"  # in messages, the exercise belongs to the key
    return reader.table({full: row.get(key, {})}, full)


def _rows(
    reader: TableReader, row: dict[str, Any], name: str, key: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    full = f"{name}.{key}"
    return reader.rows({full: row.get(key, [])}, full)


def _mistakes(reader: TableReader, row: dict[str, Any], name: str) -> dict[str, Text]:
    return {
        _fingerprint(reader, one, f"{key}.answer", required=True): _message(
            reader, one, key, "answer"
        )
        for key, one in _rows(reader, row, name, "mistakes")
    }


def _mentions(reader: TableReader, row: dict[str, Any], name: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(_any(reader, one, f"{key}.any"), _message(reader, one, key, "any"))
        for key, one in _rows(reader, row, name, "mentions")
    )


def _any(reader: TableReader, row: dict[str, Any], key: str) -> tuple[str, ...]:
    words = row.get("any")
    if isinstance(words, list) and words and all(isinstance(one, str) and one for one in words):
        return tuple(words)
    reader.wrong(
        key, words, Message("a list of words such as {example}", example='["2024", "2025"]')
    )
    return ()


def _message(reader: TableReader, row: dict[str, Any], key: str, *others: str) -> Text:
    reader.known(row, f"{key}.", (*LANGUAGES, *others))
    return Text(*(reader.string(row, f"{key}.{code}", required=True) for code in LANGUAGES))
