"""The codebook: what every column of the answers means, for whoever analyses them later."""

from dataclasses import dataclass
from pathlib import Path

from workshop import i18n
from workshop.errors import Message
from workshop.i18n import tr
from workshop.paper.pages import array, call, string, to_pdf
from workshop.survey.forms.wording import choices, heading, limits, one_line, printable, words
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.templates import template

_KINDS = {
    "single": Message("one answer"),
    "multiple": Message("several answers"),
    "likert": Message("ordered answers (Likert)"),
    "number": Message("number"),
    "text": Message("free text"),
    "date": Message("date"),
}
_ROLES = {
    "demographic": Message("tells who answers (demographic)"),
    "outcome": Message("what the study is about (outcome)"),
    "identifier": Message("identifies a person"),
}
_PRIVACY = {
    "open": Message("open: may be shared"),
    "quasi-identifier": Message("may single out a person together with other answers"),
    "sensitive": Message("sensitive: must not be tied to a person"),
    "identifier": Message("identifies a person: never leaves the researcher's computer"),
}


@dataclass(frozen=True)
class Entry:
    """What the codebook tells about one question, in the reader's language.

    ``facts`` are what and how; ``options`` are code, label and, for several answers, column,
    under a ``caption``.
    """

    id: str
    text: str
    facts: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, ...], ...]
    caption: str


@dataclass(frozen=True)
class Codebook:
    """A whole codebook in the reader's language; ``scales`` are title and items."""

    title: str
    introduction: str
    summary: str
    scales: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    header: tuple[str, ...]


def codebook_html(questionnaire: Questionnaire, language: str) -> str:
    """Write the codebook as one page of HTML that needs nothing else.

    Parameters
    ----------
    questionnaire
        What is asked.
    language
        ``"id"`` or ``"en"``.

    Examples
    --------
    >>> from workshop.tables import Text
    >>> age = Question("age", Text("Umur", "Age"), "number", minimum=17)
    >>> codebook_html(Questionnaire(Text("Angket", "Survey"), (age,)), "en")[:15]
    '<!doctype html>'
    """
    with i18n.use(language):
        book = _codebook(questionnaire, language)
        return template(Path(__file__).with_name("codebook.html.j2")).render(
            book=book, language=language, tr=tr
        )


def codebook_pdf(questionnaire: Questionnaire, language: str) -> bytes:
    """Write the codebook as a PDF.

    Parameters
    ----------
    questionnaire
        What is asked.
    language
        ``"id"`` or ``"en"``.

    Examples
    --------
    >>> from workshop.tables import Text
    >>> age = Question("age", Text("Umur", "Age"), "number", minimum=17)
    >>> codebook_pdf(Questionnaire(Text("Angket", "Survey"), (age,)), "en")[:4]
    b'%PDF'
    """
    with i18n.use(language):
        book = _codebook(questionnaire, language)
        calls = [_heading(1, tr("Codebook: {title}", title=book.title)), string(book.summary)]
        if book.introduction:
            calls += [_heading(2, tr("Introduction")), call("lines-of", string(book.introduction))]
        if book.scales:
            calls += [_heading(2, tr("Scales")), call("facts", *map(_strings, book.scales))]
        calls.append(_heading(2, tr("Questions")))
        for entry in book.entries:
            calls.append(call("together", f"{{ {'; '.join(_entry_calls(entry, book.header))} }}"))
        return to_pdf(tr("Codebook: {title}", title=book.title), language, calls)


def _entry_calls(entry: Entry, header: tuple[str, ...]) -> list[str]:
    calls = [
        _heading(3, entry.id),
        call("lines-of", string(entry.text)),
        call("facts", *map(_strings, entry.facts)),
    ]
    if entry.options:
        columns = len(entry.options[0])
        widths = "(auto, 1fr)" if columns == 2 else "(auto, 1fr, auto)"
        rows = map(_strings, entry.options)
        calls.append(call("listing", widths, _strings(header[:columns]), *rows))
    return calls


def _heading(level: int, text: str) -> str:
    return call("heading", f"level: {level}", string(text))


def _strings(texts: tuple[str, ...]) -> str:
    return array([string(text) for text in texts])


def _codebook(questionnaire: Questionnaire, language: str) -> Codebook:
    count = len(questionnaire.questions)
    columns = sum(len(question.columns) for question in questionnaire.questions)
    entries = tuple(
        _entry(question, questionnaire, language) for question in questionnaire.questions
    )
    return Codebook(
        heading(questionnaire, language),
        words(questionnaire.introduction, language),
        tr(
            "Questions: {questions}; columns in the table of answers: {columns}.",
            questions=i18n.number(count),
            columns=i18n.number(columns),
        ),
        tuple(
            (
                one_line(scale.title, language) or scale.id,
                ", ".join(question.id for question in questionnaire.items(scale.id)),
            )
            for scale in questionnaire.scales
        ),
        entries,
        (tr("Code"), tr("Answer"), tr("Column")),
    )


def _entry(question: Question, questionnaire: Questionnaire, language: str) -> Entry:
    facts = [
        (tr("Kind"), str(_KINDS[question.kind])),
        (tr("Allowed"), limits(question)),
        (tr("Unit"), one_line(question.unit, language)),
        (tr("Scale"), _scale(question, questionnaire, language)),
        (tr("Role"), str(_ROLES.get(question.role, ""))),
        (tr("Required"), tr("yes") if question.required else tr("no")),
        (tr("Privacy"), str(_PRIVACY[question.privacy])),
        (tr("Column"), "" if question.kind == "multiple" else question.id),
    ]
    return Entry(
        question.id,
        words(question.text, language) or question.id,
        tuple((name, value) for name, value in facts if value),
        _options(question, language),
        tr("Options of {question}", question=question.id),
    )


def _scale(question: Question, questionnaire: Questionnaire, language: str) -> str:
    if not question.scale:
        return ""
    titles = {scale.id: one_line(scale.title, language) for scale in questionnaire.scales}
    title = titles.get(question.scale) or question.scale
    return tr("{scale}, reversed", scale=title) if question.reversed else title


def _options(question: Question, language: str) -> tuple[tuple[str, ...], ...]:
    codes = [printable(code) for code in question.codes]
    labels = choices(question, language)
    if question.kind == "multiple":
        columns = map(printable, question.columns)
        return tuple(zip(codes, labels, columns, strict=True))
    return tuple(zip(codes, labels, strict=True))
