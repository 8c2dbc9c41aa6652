"""Questionnaires as TOML that a person reads and goes on writing."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from workshop import files
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.survey.questionnaire.reading import PRIVACY_OF_ROLE
from workshop.tables import Text
from workshop.toml import bilingual, string

Options = tuple[Option, ...]

WIDTH = 90  # of options that stand in one line


def write(questionnaire: Questionnaire, path: Path | str) -> None:
    """Write a questionnaire to its TOML file, whole or not at all.

    Raises
    ------
    PublishingError
        When the folder is read-only or the disk is full; an older file is still there.
    """
    files.write(Path(path), to_toml(questionnaire))


def to_toml(questionnaire: Questionnaire) -> str:
    """Return a questionnaire as TOML, which `read` turns into the same questionnaire.

    Examples
    --------
    >>> hours = Question("hours", Text("Jam", "Hours"), "number", minimum=0)
    >>> print(to_toml(Questionnaire(Text("Angket", "Survey"), (hours,))))
    title = { id = "Angket", en = "Survey" }
    <BLANKLINE>
    [[questions]]
    id = "hours"
    kind = "number"
    text = { id = "Jam", en = "Hours" }
    minimum = 0
    <BLANKLINE>
    """
    lists = _shared_lists(questionnaire)
    blocks = [
        _head(questionnaire),
        _scales(questionnaire),
        *(_list(name, options) for options, name in lists.items()),
        *("\n".join(_question(question, lists)) for question in questionnaire.questions),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _head(questionnaire: Questionnaire) -> str:
    lines = [f"title = {bilingual(questionnaire.title)}"]
    if questionnaire.introduction != Text("", ""):
        lines.append(f"introduction = {bilingual(questionnaire.introduction)}")
    if questionnaire.population is not None:
        lines.append(f"population = {questionnaire.population}")
    return "\n".join(lines)


def _scales(questionnaire: Questionnaire) -> str:
    lines = [f"{scale.id} = {bilingual(scale.title)}" for scale in questionnaire.scales]
    return "\n".join(["[scales]", *lines]) if lines else ""


def _shared_lists(questionnaire: Questionnaire) -> dict[Options, str]:
    """Name the options that several questions share after their scale, or the first question."""
    used = Counter(question.options for question in questionnaire.questions if question.options)
    names: dict[Options, str] = {}
    for question in questionnaire.questions:
        if used[question.options] > 1 and question.options not in names:
            name = question.scale or question.id
            names[question.options] = f"{name}_options" if name in names.values() else name
    return names


def _list(name: str, options: Options) -> str:
    return "\n".join([f"[options.{name}]", *_labels(options)])


def _question(question: Question, lists: dict[Options, str]) -> Iterator[str]:
    yield "[[questions]]"
    yield f"id = {string(question.id)}"
    yield f"kind = {string(question.kind)}"
    yield f"text = {bilingual(question.text)}"
    if question.options in lists:
        yield f"options = {string(lists[question.options])}"
    elif (short := _inline(question.options)) and len(short) <= WIDTH:
        yield f"options = {short}"
    for name, value in (("scale", question.scale), ("role", question.role)):
        if value:
            yield f"{name} = {string(value)}"
    if question.privacy != PRIVACY_OF_ROLE[question.role]:
        yield f"privacy = {string(question.privacy)}"
    for name in ("reversed", "required"):
        if getattr(question, name):
            yield f"{name} = true"
    for name in ("minimum", "maximum"):
        if (limit := getattr(question, name)) is not None:
            yield f"{name} = {_number(limit)}"
    if question.unit != Text("", ""):
        yield f"unit = {bilingual(question.unit)}"
    if question.options not in lists and len(_inline(question.options)) > WIDTH:
        yield "[questions.options]"
        yield from _labels(question.options)


def _inline(options: Options) -> str:
    return f"{{ {', '.join(_labels(options))} }}" if options else ""


def _labels(options: Options) -> Iterator[str]:
    return (f"{option.code} = {bilingual(option.label)}" for option in options)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
