"""What was asked, guessed from a stranger's answers; a person corrects the guesses by hand.

Every guess is a `Decision`. Only the different answers of a column are looked at, with
how often each occurs, so that a hundred thousand rows take little longer than a hundred.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.errors import Message
from workshop.sheets.report import Decision
from workshop.sheets.words import shown, without_number
from workshop.survey.questionnaire import vocabulary
from workshop.survey.questionnaire.lists import Counts
from workshop.survey.questionnaire.model import Option, Privacy, Question, Questionnaire
from workshop.survey.questionnaire.shapes import (
    Shape,
    Surroundings,
    shape_of,
    slug,
    surroundings_of,
    unique,
)
from workshop.survey.responses import Responses
from workshop.tables import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENOUGH = 1000
TICKED = frozenset("1 1.0 y yes ya true benar x v ✓ ✔ checked dipilih quoted selected".split())
NOT_TICKED = frozenset(
    "0|0.0|n|no|tidak|false|salah|unchecked|tidak dipilih|not quoted|not selected|-".split("|")
)

LONGEST = 200  # characters of a header in a sentence
MANY = 10  # different answers, which few questions with options have

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"(?:\+?62|0)8\d{7,11}|8\d{8,11}")  # Excel drops the zero
_LINK = re.compile(r"https?://\S+")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{32}")
_STUDENT_NUMBER = re.compile(r"[A-Z]{0,3}\d{8,}")
_ROUND = re.compile(r"\d+000")
_OPTION = re.compile(
    r"(?:\w+\[\w+\]\. )?"  # the code before the words, in files of LimeSurvey
    r"(?P<question>.+?)\s*(?:/(?P<a>[^/\[\]]+)|\[(?P<b>[^\[\]]+)\])\s*",
    re.DOTALL,
)


@dataclass(frozen=True)
class _Column:
    """One column, or the columns of ticks of one question, with its header."""

    header: str
    counts: Counts
    options: tuple[str, ...] = ()


def infer(data: pd.DataFrame | Responses) -> tuple[Questionnaire, list[Decision]]:
    """Guess the questionnaire that a table of raw answers belongs to.

    Parameters
    ----------
    data
        One row a respondent, one column a header of the file; cells are texts, missing where
        nothing was answered. `Responses` have their questionnaire already.

    Returns
    -------
    tuple of Questionnaire and list of Decision
        One question a column, in their order, whose text is the header. Columns of ticks
        whose headers are ``question/option`` or ``question [option]`` become one question of
        several answers; a column that lists those ticks once more is left out.

    Examples
    --------
    >>> import pandas as pd
    >>> guessed, decisions = infer(pd.DataFrame({"Jenis kelamin": ["L", "P", "P", "L"]}))
    >>> guessed.questions[0].id, guessed.questions[0].kind, guessed.questions[0].role
    ('jenis_kelamin', 'single', 'demographic')
    """
    if isinstance(data, Responses):
        return data.questionnaire, list(data.report.decisions)
    coded = (pd.factorize(data.iloc[:, at]) for at in range(data.shape[1]))
    counts = (counted(list(answers), codes) for codes, answers in coded)
    return guessed(zip(map(str, data.columns), counts, strict=True))


def guessed(named: Iterable[tuple[str, Counts]]) -> tuple[Questionnaire, list[Decision]]:
    """Guess the questionnaire from the header of each column and its `counted` answers.

    Examples
    --------
    >>> guessed([("Jenis kelamin", {"L": 2, "P": 2})])[0].questions[0].role
    'demographic'
    """
    columns = list(_columns(named))
    around = surroundings_of(
        (column.counts for column in columns),
        # Semesters look like ratings.
        (column.counts for column in columns if not _is_demographic(column.header)),
    )
    ids = unique(
        _identifier(column.header, position) for position, column in enumerate(columns, start=1)
    )
    questions: list[Question] = []
    decisions: list[Decision] = []
    for position, (name, column) in enumerate(zip(ids, columns, strict=True), start=1):
        question, shape = _question(name, column, position, around)
        questions.append(question)
        decisions += _told(question, column, shape)
    return Questionnaire(
        Text("Kuesioner tebakan", "Guessed questionnaire"), tuple(questions)
    ), decisions


def _columns(named: Iterable[tuple[str, Counts]]) -> Iterator[_Column]:
    plain = [_Column(_clean(header), counts) for header, counts in named]
    groups = _groups_of_ticks(plain)
    done = set()
    for column in plain:
        found = _OPTION.fullmatch(column.header)
        alone = column.header in groups or not found
        question = column.header if alone or not found else found["question"]
        if question not in groups:
            yield column
        elif question not in done:
            done.add(question)
            yield _Column(question, {}, tuple(groups[question]))


def counted(answers: Sequence[object], codes: "NDArray[np.intp]") -> Counts:
    """Return how often each answer occurs.

    Parameters
    ----------
    answers
        The different answers of a column, in the order in which they appear first.
    codes
        One number a row: the place of its answer, or -1 where there is none.

    Examples
    --------
    >>> counted(["Ya", "Tidak"], np.array([0, 1, -1, 0]))
    {'Ya': 2, 'Tidak': 1}
    """
    counts: dict[str, int] = {}
    # So many different answers are names, numbers or free text: the first ones tell enough.
    rows = codes[: 2 * ENOUGH] if len(answers) > ENOUGH else codes
    times = np.bincount(rows[rows >= 0], minlength=len(answers))
    for answer, count in zip(answers[:ENOUGH], times.tolist(), strict=False):
        if count and (words := _clean(str(answer))):
            counts[words] = counts.get(words, 0) + count
    return counts


def _clean(words: str) -> str:
    """Strip a text, and drop what no text file can hold."""
    return words.strip().encode("utf-8", "replace").decode()


def _groups_of_ticks(columns: list[_Column]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    other = set()
    for column in columns:
        if not (found := _OPTION.fullmatch(column.header)):
            continue
        if {answer.casefold() for answer in column.counts} <= TICKED | NOT_TICKED:
            groups.setdefault(found["question"], []).append((found["a"] or found["b"]).strip())
        else:
            other.add(found["question"])
    return {
        question: options
        for question, options in groups.items()
        if question not in other and len(options) > 1 and len(set(options)) == len(options)
    }


def _identifier(header: str, position: int) -> str:
    words = slug(re.sub(r"^[\d\W_]+", "", header))
    return words if words and words[0].isalpha() else f"question_{position}"


def _question(
    name: str, column: _Column, position: int, around: Surroundings
) -> tuple[Question, Shape]:
    header, spoken = column.header, column.header.replace("_", " ")
    text = Text(header, header) if header else Text(f"Kolom {position}", f"Column {position}")
    if column.options:
        codes = unique(slug(one) or f"option_{at}" for at, one in enumerate(column.options, 1))
        options = tuple(map(Option, codes, (Text(one, one) for one in column.options)))
        ticks = Shape("multiple", Message("Its columns hold only ticks."), options)
        return Question(name, text, "multiple", options), ticks
    about_people = _is_demographic(header)
    grouping = about_people and not vocabulary.AGE.search(spoken)
    shape = shape_of(column.counts, around, grouping=grouping)
    if _is_personal(spoken, column.counts, shape):
        who = Question(name, text, "text", role="identifier", privacy="identifier")
        why = Message("Its header or its answers look like a name, a number or an address.")
        return who, Shape("text", why)
    question = Question(name, text, shape.kind, shape.options)
    return _with_role(question, spoken, about_people=about_people), shape


def _is_demographic(header: str) -> bool:
    spoken = header.replace("_", " ")
    named = vocabulary.DEMOGRAPHIC.search(spoken) and not vocabulary.OUTCOME.search(spoken)
    return bool(named) and len(spoken.split()) <= 8


def _is_personal(header: str, counts: Counts, shape: Shape) -> bool:
    words = without_number(_without_groups(header).casefold())
    if vocabulary.NAMES.fullmatch(words):
        return True
    total = sum(counts.values())
    if total == 0:
        return bool(vocabulary.PERSONAL.search(header))
    distinct = len(counts) >= 0.5 * total
    # A file of several weeks has each name several times.
    various = distinct or shape.kind == "text" or len(counts) > MANY
    if vocabulary.PERSONAL.search(header) and various:
        return True
    if vocabulary.NAMED.match(words) and shape.kind == "text" and not _is_demographic(header):
        return True
    return shape.kind != "date" and _look_personal(list(counts), distinct=distinct)


def _without_groups(header: str) -> str:
    """Return the last part of a header such as ``group/nama``, as KoboToolbox writes it."""
    return header.rpartition("/")[2] if re.fullmatch(r"[a-z0-9_ /]+", header) else header


def _look_personal(answers: list[str], *, distinct: bool) -> bool:
    def most(form: re.Pattern[str]) -> bool:
        fits = sum(bool(form.fullmatch(re.sub(r"[ ()-]", "", answer))) for answer in answers)
        return fits >= 0.8 * len(answers)

    # Amounts of money are long, too, but not equally long, or they are round.
    equally_long = len({len(answer) for answer in answers}) == 1
    numbered = equally_long and most(_STUDENT_NUMBER) and not most(_ROUND)
    return (distinct and (numbered or most(_LINK))) or any(map(most, (_EMAIL, _PHONE, _ADDRESS)))


def _with_role(question: Question, header: str, *, about_people: bool) -> Question:
    if about_people and question.kind in ("single", "number", "date", "text"):
        sensitive = vocabulary.SENSITIVE.search(header)
        privacy: Privacy = "sensitive" if sensitive else "quasi-identifier"
        return dataclasses.replace(question, role="demographic", privacy=privacy)
    if question.kind == "number" and vocabulary.OUTCOME.search(header):
        return dataclasses.replace(question, role="outcome")
    return question


def _told(question: Question, column: _Column, shape: Shape) -> Iterator[Decision]:
    header = shown(column.header or question.text.en, LONGEST)[1:-1]  # the sentences quote it
    if question.role == "identifier":
        what = Message("“{header}” says who a person is; it is never published.", header=header)
    else:
        what = _kind_in_words(question, header)
    empty = not column.counts and not column.options
    yield Decision(what, shape.why, question=question.id, warning=empty or shape.doubtful)
    if question.role == "demographic":
        yield Decision(
            Message("“{header}” says something about who answers.", header=header),
            Message("Its header names it."),
            question=question.id,
        )


def _kind_in_words(question: Question, header: str) -> Message:
    count = len(question.options)
    match question.kind:
        case "single":
            return Message(
                "“{header}” is read as a question with one answer out of {count}.",
                header=header,
                count=count,
            )
        case "multiple":
            return Message(
                "“{header}” is read as a question with several answers out of {count}.",
                header=header,
                count=count,
            )
        case "likert":
            return Message(
                "“{header}” is read as a Likert scale of {count} steps.", header=header, count=count
            )
        case "number":
            return Message("“{header}” is read as a number.", header=header)
        case "date":
            return Message("“{header}” is read as a date.", header=header)
    return Message("“{header}” is read as free text.", header=header)
