"""Questionnaire files: TOML that a person wrote, checked whole, so that all mistakes are told."""

import itertools
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from workshop.errors import Message, SettingsError, SurveyFileError
from workshop.survey.questionnaire.model import (
    KINDS,
    PRIVACY,
    ROLES,
    Kind,
    Option,
    Privacy,
    Question,
    Questionnaire,
    Role,
    Scale,
)
from workshop.tables import LANGUAGES, TableReader, read_table

# The privacy of a question that states none.
PRIVACY_OF_ROLE: dict[Role, Privacy] = {
    "": "open",
    "outcome": "open",
    "demographic": "quasi-identifier",
    "identifier": "identifier",
}

_ID = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[A-Za-z0-9_-]+")
_STEP = re.compile(r"-?[0-9]{1,9}")
_KEYS = ("title", "introduction", "population", "scales", "options", "questions")
_FEWEST = {"single": 1, "multiple": 1, "likert": 3}

Lists = dict[str, tuple[Option, ...]]


def read(path: Path | str) -> Questionnaire:
    """Read a questionnaire from its TOML file.

    Raises
    ------
    SurveyFileError
        When the file cannot be read; or with all its mistakes, each with its key, the value
        and what is allowed.

    Examples
    --------
    >>> from workshop.config import kit_folder
    >>> read(kit_folder() / "data" / "demo" / "questionnaire.toml").question("gpa").role
    'outcome'
    """
    path = Path(path)
    try:
        return from_table(read_table(path), path.name)
    except SettingsError as error:
        raise error.of_kind(SurveyFileError) from error


def from_table(table: dict[str, Any], name: str) -> Questionnaire:
    """Turn the table of a file called ``name`` into a questionnaire, or raise all its mistakes.

    Raises
    ------
    SettingsError
        With every mistake.
    """
    reader = TableReader(name)
    reader.known(table, "", _KEYS)
    scales = tuple(_scales(reader, reader.table(table, "scales")))
    lists = _lists(reader, reader.table(table, "options"))
    questions = tuple(
        _question(reader, row, key, lists, tuple(scale.id for scale in scales))
        for key, row in reader.rows(table, "questions")
    )
    _refuse_doubles(reader, questions)
    population = None
    if "population" in table:
        population = reader.whole(table, "population", 1, 10**9)
    result = Questionnaire(
        title=reader.text(table, "title", required=True),
        questions=questions,
        introduction=reader.text(table, "introduction"),
        scales=scales,
        population=population,
    )
    reader.finish()
    return result


def _scales(reader: TableReader, table: dict[str, Any]) -> Iterator[Scale]:
    for name in table:
        if _ID.fullmatch(name):
            yield Scale(name, reader.text(table, f"scales.{name}", required=True))
        else:
            reader.wrong(f"scales.{name}", name, _id_form())


def _lists(reader: TableReader, table: dict[str, Any]) -> Lists:
    return {name: _options(reader, reader.table(table, name), f"options.{name}") for name in table}


def _options(reader: TableReader, row: dict[str, Any], key: str) -> tuple[Option, ...]:
    options = []
    for code in row:
        if _CODE.fullmatch(code):
            label = reader.text(row, f"{key}.{code}", required=True)
            options.append(Option(code, label))
        else:
            reader.wrong(
                f"{key}.{code}", code, Message("a code of the letters a–z, digits, _ and - only")
            )
    _refuse_equal_labels(reader, options, key)
    return tuple(options)


def _refuse_equal_labels(reader: TableReader, options: list[Option], key: str) -> None:
    """Refuse two options that nobody could tell apart in a file of answers."""
    seen: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for option in options:
        for language in LANGUAGES:
            label = option.label.in_language(language)
            if label and label.strip().casefold() in seen[language]:
                allowed = Message("a label that no other option has")
                reader.wrong(f"{key}.{option.code}", label, allowed)
                break
            seen[language].add(label.strip().casefold())


def _question(
    reader: TableReader,
    row: dict[str, Any],
    key: str,
    lists: Lists,
    scales: tuple[str, ...],
) -> Question:
    reader.known(row, f"{key}.", tuple(Question.__dataclass_fields__))
    kind = cast("Kind", reader.one_of(row, f"{key}.kind", KINDS))
    role = cast("Role", reader.one_of(row, f"{key}.role", ROLES[1:], default=""))
    default = PRIVACY_OF_ROLE[role]
    question = Question(
        id=_question_id(reader, row, f"{key}.id"),
        text=reader.text(row, f"{key}.text", required=True),
        kind=kind,
        options=_options_of_question(reader, row, f"{key}.options", lists),
        reversed=reader.yes_or_no(row, f"{key}.reversed"),
        scale=reader.one_of(row, f"{key}.scale", scales, default=""),
        role=role,
        required=reader.yes_or_no(row, f"{key}.required"),
        privacy=cast("Privacy", reader.one_of(row, f"{key}.privacy", PRIVACY, default=default)),
        minimum=_limit(reader, row, f"{key}.minimum"),
        maximum=_limit(reader, row, f"{key}.maximum"),
        unit=reader.text(row, f"{key}.unit"),
    )
    if kind:  # else nothing can be said about what fits the kind
        _check_options(reader, row, key, question, lists)
        _check_fit(reader, row, key, question)
    return question


def _question_id(reader: TableReader, row: dict[str, Any], key: str) -> str:
    value = row.get("id")
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    reader.wrong(key, value, _id_form())
    return ""


def _id_form() -> Message:
    return Message("a letter a–z, then small letters, digits and _ only, such as hours_a_day")


def _options_of_question(
    reader: TableReader, row: dict[str, Any], key: str, lists: Lists
) -> tuple[Option, ...]:
    value = row.get("options")
    if isinstance(value, str):
        name = reader.one_of(row, key, tuple(lists))
        return lists.get(name, ())
    if value is None or isinstance(value, dict):
        return _options(reader, value or {}, key)
    reader.wrong(
        key, value, Message("{example}, or the name of a list below [options]", example=_EXAMPLE)
    )
    return ()


_EXAMPLE = '{ code = "…", code = "…" }'


def _limit(reader: TableReader, row: dict[str, Any], key: str) -> float | None:
    value = row.get(key.rpartition(".")[2])
    if value is None:
        return None
    if type(value) in (int, float) and math.isfinite(value) and abs(value) <= 1e15:
        return float(value)
    reader.wrong(key, value, Message("a number without quotes"))
    return None


def _check_options(
    reader: TableReader, row: dict[str, Any], key: str, question: Question, lists: Lists
) -> None:
    key, value = f"{key}.options", row.get("options")
    fewest = _FEWEST.get(question.kind, 0)
    told = isinstance(value, list) or (isinstance(value, str) and value not in lists)
    if not fewest and value is not None:
        allowed = Message("no options for the kind {kind}", kind=question.kind)
        reader.wrong(key, value, allowed)
    elif len(question.options) < fewest and not told:
        allowed = Message("{count} or more options: {example}", count=fewest, example=_EXAMPLE)
        reader.wrong(key, value, allowed)
    elif question.kind == "likert" and not _ascending(question.codes):
        allowed = Message("whole numbers as codes, from the lowest step to the highest: 1, 2, 3 …")
        reader.wrong(key, list(question.codes), allowed)


def _ascending(codes: tuple[str, ...]) -> bool:
    if not all(map(_STEP.fullmatch, codes)):
        return False
    steps = [int(code) for code in codes]
    return all(low < high for low, high in itertools.pairwise(steps))


def _check_fit(reader: TableReader, row: dict[str, Any], key: str, question: Question) -> None:
    """Refuse what does not fit the kind or the role of a question."""
    if question.kind != "number":
        for name in ("minimum", "maximum", "unit"):
            if name in row:
                reader.wrong(f"{key}.{name}", row[name], Message("only for the kind number"))
    low, high = question.minimum, question.maximum
    if low is not None and high is not None and low > high:
        allowed = Message("a number from {low} on, the minimum", low=row["minimum"])
        reader.wrong(f"{key}.maximum", row["maximum"], allowed)
    if question.scale and question.kind not in ("likert", "number"):
        reader.wrong(f"{key}.scale", question.scale, Message("only for the kinds likert, number"))
    if question.reversed and not (question.kind == "likert" and question.scale):
        allowed = Message("only for the kind likert, in a question with a scale")
        reader.wrong(f"{key}.reversed", row["reversed"], allowed)
    if question.role == "identifier" and question.privacy not in ("", "identifier"):
        allowed = Message("identifier, since the role is identifier")
        reader.wrong(f"{key}.privacy", question.privacy, allowed)


def _refuse_doubles(reader: TableReader, questions: tuple[Question, ...]) -> None:
    if not questions:
        reader.wrong("questions", None, Message("at least one [[questions]] block"))
    seen: set[str] = set()
    for number, question in enumerate(questions, start=1):
        if question.id and question.id in seen:
            key = f"questions[{number}].id"
            reader.wrong(key, question.id, Message("an id that no other question has"))
        seen.add(question.id)
