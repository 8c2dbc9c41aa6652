"""Columns and questions brought together, by whatever a program writes above its columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from workshop.errors import SurveyFileError
from workshop.sheets.sheet import Column
from workshop.sheets.words import plain, shown, without_number
from workshop.survey.forms.limesurvey import limesurvey_codes
from workshop.survey.questionnaire.model import Question, Questionnaire

_BRACKETS = re.compile(r"(?P<head>.*?)\s*\[(?P<tail>.*)\]")
_CODED = re.compile(r"(?P<code>[\w\[\]]+)[.:]\s+(?P<rest>.+)")
_SUBQUESTION = re.compile(r"sq0*(?P<number>\d{1,3})")

_LONGEST = 5000  # characters of a header
_FEWEST = 8  # of an abbreviated one


@dataclass(frozen=True)
class Target:
    """What a column belongs to: a question, or one option of it."""

    question: str
    option: str = ""


@dataclass(frozen=True)
class Matched:
    """The columns of one question: whole answers, and ticks of single options."""

    whole: list[Column] = field(default_factory=list)
    ticks: dict[str, list[Column]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them."""
        return (*self.whole, *(column for some in self.ticks.values() for column in some))


class Headers:
    """Every header that a questionnaire may have in a file, and what it stands for.

    Parameters
    ----------
    questionnaire
        What was asked.
    guessed
        Whether it was guessed from this very file.

    Examples
    --------
    >>> from workshop.tables import Text
    >>> hours = Question("hours", Text("Berapa jam?", "How many hours?"), "number")
    >>> Headers(Questionnaire(Text("", ""), (hours,))).find("1. berapa  jam? *")
    [Target(question='hours', option='')]
    """

    def __init__(self, questionnaire: Questionnaire, *, guessed: bool = False) -> None:
        self._found: dict[str, list[Target]] = {}  # cells of the sample are looked up, too
        self._exact: dict[str, list[Target]] = {}
        self._loose: dict[str, list[Target]] = {}
        self._options = {one.id: one.codes for one in questionnaire.questions}
        # A guessed question has the very header of its column; its id may be another's header.
        self._guessed = guessed
        for question in questionnaire.questions:
            self._add(question)
        for name, codes in () if guessed else limesurvey_codes(questionnaire).items():
            _put(self._loose, plain(codes.question), Target(name))

    def _add(self, question: Question) -> None:
        whole = Target(question.id)
        ids = () if self._guessed else (question.id,)
        names = _distinct((*ids, question.text.id, question.text.en))
        for name in names:
            _put(self._exact, name, whole)
            _put(self._loose, _bare(name), whole)
            _put(self._loose, without_number(_bare(name)), whole)
        for name in ids:
            _put(self._loose, _letters(name), whole)
        for option in question.options if question.kind == "multiple" else ():
            target = Target(question.id, option.code)
            for label in _distinct((option.code, option.label.id, option.label.en)):
                for name in names:
                    _put(self._exact, f"{name}/{label}", target)
                    _put(self._loose, f"{_bare(name)}/{label}", target)
            for sign in "_.":
                _put(self._loose, plain(f"{question.id}{sign}{option.code}"), target)
            _put(self._loose, f"{_letters(question.id)}/{_letters(option.code)}", target)

    def find(self, header: str) -> list[Target]:
        """Return what a header stands for; several when questions share their text."""
        if len(header) > _LONGEST:
            return []
        if header not in self._found:
            self._found[header] = self._search(header)
        return self._found[header]

    def _search(self, header: str) -> list[Target]:
        for form in _forms(header):
            if found := self._exact.get(form) or self._loose.get(form):
                break
        else:
            found = self._in_groups(plain(header)) or self._abbreviated(plain(header))
        coded = _CODED.fullmatch(plain(header))
        if coded and len(found) != 1:
            # The text is unknown, or several questions have it: the code before it tells.
            return self._search(coded["code"]) or found or self._in_groups(coded["rest"])
        return found

    def _abbreviated(self, header: str) -> list[Target]:
        """Return the only question that begins so, such as ``Platform yang p..``."""
        start = header.rstrip(".… ")
        if len(start) < _FEWEST or not header.endswith(("..", "…")):
            return []
        begun = (found for name, found in self._exact.items() if name.startswith(start))
        wholes = {target for found in begun for target in found if not target.option}
        return list(wholes) if len(wholes) == 1 else []

    def count(self, row: Sequence[str]) -> int:
        """Count the headers among the cells of a row."""
        return sum(bool(text and self.find(text)) for text in row)

    def _in_groups(self, header: str) -> list[Target]:
        """Look behind the groups of KoboToolbox, and between the brackets of grids."""
        parts = header.split("/")
        for start in range(1, min(len(parts), 20)):
            rest = "/".join(parts[start:])
            if found := self._exact.get(rest) or self._loose.get(rest):
                return found
        if found_brackets := _BRACKETS.fullmatch(header):
            head, tail = found_brackets["head"], found_brackets["tail"]
            return self._in_brackets(head, tail)
        return []

    def _in_brackets(self, head: str, tail: str) -> list[Target]:
        for form in _forms(head):
            for name in (f"{form}/{tail}", f"{_letters(form)}/{_letters(tail)}"):
                if found := self._exact.get(name) or self._loose.get(name):
                    return found
            number = _SUBQUESTION.fullmatch(tail)
            for target in (self._exact.get(form) or self._loose.get(form) or []) if number else []:
                codes = self._options[target.question]
                if number and 0 < int(number["number"]) <= len(codes):
                    return [Target(target.question, codes[int(number["number"]) - 1])]
        # A row of a grid is a question of its own.
        return self._exact.get(tail) or self._loose.get(tail) or []


def match(
    columns: Iterable[Column], headers: Headers, questionnaire: Questionnaire
) -> tuple[dict[str, Matched], list[Column]]:
    """Return the columns of each question, and the columns that belong to none.

    Questions that share their text take the columns with that header in turn.
    """
    matched = {question.id: Matched() for question in questionnaire.questions}
    kinds = {question.id: question.kind for question in questionnaire.questions}
    rest: list[Column] = []
    turns: dict[tuple[Target, ...], int] = {}
    for column in columns:
        targets = next(filter(None, map(headers.find, column.header)), [])
        if not targets:
            rest.append(column)
            continue
        key = tuple(targets)
        target = targets[turns.get(key, 0) % len(targets)]
        turns[key] = turns.get(key, 0) + 1
        if target.option and kinds[target.question] == "multiple":
            matched[target.question].ticks.setdefault(target.option, []).append(column)
        else:
            matched[target.question].whole.append(column)
    return matched, rest


def nothing_matched(questionnaire: Questionnaire, columns: Sequence[Column]) -> SurveyFileError:
    """Return the error for a file of which no column belongs to a question."""
    return SurveyFileError(
        "None of the columns belongs to a question. The columns are {columns}; the questions are "
        "{questions}. Check that file and questionnaire belong together.",
        columns=_some([shown(column.name, 40) for column in columns]),
        questions=_some([question.id for question in questionnaire.questions]),
    )


def _some(names: list[str]) -> str:
    return ", ".join(names[:8]) + (" …" if len(names) > 8 else "")


def _forms(header: str) -> Iterator[str]:
    """Yield the ways to read a header, from the most faithful on."""
    whole = plain(header)
    yield whole
    bare = _bare(whole)
    yield bare
    yield without_number(bare)
    if found := _CODED.fullmatch(bare):
        yield found["rest"]
    if re.fullmatch(r"[a-z0-9_\[\]]+", whole):
        yield _letters(whole)


def _letters(name: str) -> str:
    """Return an id without its underscores, which LimeSurvey does not allow."""
    return re.sub(r"[\W_]", "", name.casefold())


def _distinct(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(map(plain, names)) if name]


def _bare(name: str) -> str:
    """Return a header without the star of required questions and without its colon."""
    return name.rstrip("*: ").strip()


def _put(index: dict[str, list[Target]], name: str, target: Target) -> None:
    if name and target not in (targets := index.setdefault(name, [])):
        targets.append(target)
