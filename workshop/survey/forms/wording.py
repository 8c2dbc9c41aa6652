"""What every form does with a questionnaire's words before it writes them."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from workshop.i18n import number, tr
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.tables import Text

# What neither XML nor a spreadsheet can hold; a tab and a new line are ordinary.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NEW_LINE = re.compile("\r\n|[\r\x85\u2028\u2029]")


def printable(text: str) -> str:
    r"""Return a text without the signs that no file format can hold.

    Examples
    --------
    >>> printable("a\x00b\r\nc")
    'ab\nc'
    """
    return _UNPRINTABLE.sub("", _NEW_LINE.sub("\n", text))


def words(text: Text, language: str) -> str:
    """Return a text in a language; where only the other one was written, that one.

    Examples
    --------
    >>> words(Text("Umur", ""), "en")
    'Umur'
    """
    return printable(text.in_language(language).strip() or (text.id or text.en).strip())


def one_line(text: Text, language: str) -> str:
    """Return a text in a language, on one line."""
    return " ".join(words(text, language).split())


def heading(questionnaire: Questionnaire, language: str) -> str:
    """Return the title on one line; one without a title is called a questionnaire."""
    return one_line(questionnaire.title, language) or tr("Questionnaire")


def question_line(question: Question, language: str) -> str:
    """Return what is asked on one line; the id where nothing was written."""
    return one_line(question.text, language) or question.id


def choices(question: Question, language: str) -> list[str]:
    """Return the labels of the options on one line each; equal ones are told apart by the code.

    Examples
    --------
    >>> from workshop.survey.questionnaire.model import Option
    >>> same = (Option("a", Text("Ya", "Yes")), Option("b", Text("Ya", "Yes")))
    >>> choices(Question("q", Text("?", "?"), "single", same), "en")
    ['Yes', 'Yes (b)']
    """
    found: list[str] = []
    for option in question.options:
        label = one_line(option.label, language) or printable(option.code)
        found.append(
            label if label not in found else unused(f"{label} ({printable(option.code)})", found)
        )
    return found


def limits(question: Question) -> str:
    """Say in the reader's language which numbers are allowed; nothing when all are."""
    least, most = (_as_typed(value) for value in (question.minimum, question.maximum))
    if least and most:
        return tr("a number from {least} to {most}", least=least, most=most)
    if least:
        return tr("a number of at least {least}", least=least)
    if most:
        return tr("a number of at most {most}", most=most)
    return ""


def _as_typed(value: float | None) -> str:
    return (
        "" if value is None else number(Decimal(plain(value)), len(plain(value).partition(".")[2]))
    )


def plain(value: float) -> str:
    """Write a number the way that programs read it, without an exponent.

    Examples
    --------
    >>> plain(4.0), plain(0.00001), plain(1e20)
    ('4', '0.00001', '100000000000000000000')
    """
    text = format(Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def batches(questionnaire: Questionnaire) -> Iterator[tuple[Question, ...]]:
    """Yield the questions in their order; Likert items that share their options come together."""
    batch: list[Question] = []
    for question in questionnaire.questions:
        alike = batch and question.kind == "likert" == batch[-1].kind
        if batch and not (alike and question.options == batch[-1].options):
            yield tuple(batch)
            batch = []
        batch.append(question)
    if batch:
        yield tuple(batch)


def unused(wish: str, taken: Iterable[str], longest: int = 30_000) -> str:
    """Return a name that is not taken: the wish, or the wish with a number behind it.

    Examples
    --------
    >>> unused("other", {"other", "other2"})
    'other3'
    """
    taken = set(taken)
    name, count = wish[:longest], 1
    while name in taken:
        count += 1
        name = f"{wish[: longest - len(str(count))]}{count}"
    return name
