"""A questionnaire as a form on paper, for a hall without internet."""

from pathlib import Path

from workshop import i18n
from workshop.i18n import tr
from workshop.paper.pages import array, call, string, to_pdf, truth
from workshop.survey.forms.wording import batches, choices, heading, limits, one_line, words
from workshop.survey.questionnaire.model import Question, Questionnaire

_LOOK = Path(__file__).with_name("forms.typ")

# A table of Likert items is readable as long as its columns hold the longest word of each label.
_ROOM = 62
_NARROWEST = 4
_MOST_COLUMNS = 11
_CENTIMETRES_A_LETTER = 0.2
_TWO_COLUMNS_FROM, _SHORT_LABEL = 6, 38
_LONG_ITEM = 600


def paper(questionnaire: Questionnaire, language: str) -> bytes:
    """Set a questionnaire as a form to print and fill in by hand.

    Parameters
    ----------
    questionnaire
        What is asked. The introduction comes first, with a box to tick for consent.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    bytes
        A PDF in A4. Likert items that stand together and share their options are one table.

    Examples
    --------
    >>> from workshop.tables import Text
    >>> age = Question("age", Text("Umur", "Age"), "number", minimum=17)
    >>> paper(Questionnaire(Text("Angket", "Survey"), (age,)), "id")[:4]
    b'%PDF'
    """
    with i18n.use(language):
        title = heading(questionnaire, language)
        calls = [call("heading", "level: 1", string(title)), *_opening(questionnaire, language)]
        place = 1
        for batch in batches(questionnaire):
            calls += _set(batch, place, language)
            place += len(batch)
        return to_pdf(title, language, calls, look=_LOOK)


def _opening(questionnaire: Questionnaire, language: str) -> list[str]:
    calls = []
    if introduction := words(questionnaire.introduction, language):
        consent = tr("I have read this and agree to take part.")
        calls.append(call("introduction", string(introduction), string(consent)))
    guidance = [tr("Put a cross in the box of your answer.")]
    if any(question.required for question in questionnaire.questions):
        guidance.append(tr("Questions with a * need an answer."))
    return [*calls, call("guidance", *map(string, guidance))]


def _set(batch: tuple[Question, ...], place: int, language: str) -> list[str]:
    if batch[0].kind == "likert" and _fits(labels := choices(batch[0], language)):
        return [_table(batch, labels, place, language)]
    return [
        _question(question, number, language) for number, question in enumerate(batch, start=place)
    ]


def _fits(labels: list[str]) -> bool:
    return len(labels) <= _MOST_COLUMNS and sum(map(_letters, labels)) <= _ROOM


def _letters(label: str) -> int:
    return max([_NARROWEST, *map(len, label.split())])


def _table(batch: tuple[Question, ...], labels: list[str], place: int, language: str) -> str:
    texts = [words(question.text, language) or question.id for question in batch]
    lead = _shared_beginning(texts)
    rows = []
    for number, (question, text) in enumerate(zip(batch, texts, strict=True), start=place):
        short = truth(len(text) < _LONG_ITEM)
        item = string(text[len(lead) :].strip())
        rows.append(array([string(str(number)), item, truth(question.required), short]))
    hint = tr("Put one cross in each row.") if len(batch) > 1 else tr("Put one cross in the row.")
    width = max(map(_letters, labels)) * _CENTIMETRES_A_LETTER + 0.25
    return call(
        "items",
        string(lead.strip()),
        string(hint),
        array([string(label) for label in labels]),
        array(rows),
        f"{width:.2f}cm",
    )


def _shared_beginning(texts: list[str]) -> str:
    """Return what all items begin with, up to a colon, so that it is printed once.

    Examples
    --------
    >>> _shared_beginning(["How useful: video", "How useful: games"])
    'How useful: '
    """
    lead = "".join(texts[0].partition(": ")[:2])
    shared = len(texts) > 1 and lead.endswith(": ")
    return lead if shared and all(text.startswith(lead) for text in texts) else ""


def _question(question: Question, number: int, language: str) -> str:
    return call(
        "question",
        string(str(number)),
        string(words(question.text, language) or question.id),
        string(_hint(question)),
        truth(question.required),
        _answer(question, language),
    )


def _hint(question: Question) -> str:
    if question.kind == "multiple":
        return tr("You may choose more than one answer.")
    if question.kind == "number" and (allowed := limits(question)):
        return tr("Please give {limits}.", limits=allowed)
    return ""


def _answer(question: Question, language: str) -> str:
    if question.options:
        labels = choices(question, language)
        two = len(labels) >= _TWO_COLUMNS_FROM and max(map(len, labels)) <= _SHORT_LABEL
        return call("options", "2" if two else "1", *map(string, labels))
    if question.kind == "number":
        return call("number-box", string(one_line(question.unit, language)))
    if question.kind == "date":
        return call("date-boxes", *map(string, (tr("day"), tr("month"), tr("year"))))
    return call("writing-lines", "1" if question.role == "identifier" else "4")
