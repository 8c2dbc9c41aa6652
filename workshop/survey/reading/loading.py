"""A file of answers, from whatever program, as `Responses` with a report of every decision.

Bytes become a sheet of texts without titles and totals (`workshop.sheets`), its columns find
their questions (`matching`), and each question reads its texts (`answers`).
"""

from pathlib import Path

import pandas as pd

from workshop.errors import Message, SheetError, SurveyFileError, reason_of
from workshop.sheets import read_sheet
from workshop.sheets.report import Decision, ReadingReport
from workshop.sheets.sheet import Column, Sheet
from workshop.sheets.words import shown
from workshop.survey.questionnaire.inference import counted, guessed
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.reading.answers import Surroundings, answers
from workshop.survey.reading.languages import date_order
from workshop.survey.reading.leftovers import left_out
from workshop.survey.reading.matching import Headers, match, nothing_matched
from workshop.survey.reading.several import several_answers
from workshop.survey.reading.simulated import unmarked
from workshop.survey.reading.sources import Source, is_technical, source_of, unfinished
from workshop.survey.responses import Responses


def read(path: str | Path, questionnaire: Questionnaire | None = None) -> Responses:
    """Read a file of answers.

    Parameters
    ----------
    path
        CSV, TSV, XLSX, SPSS ``.sav`` or Stata ``.dta``; what it is, its content tells.
    questionnaire
        What was asked; guessed from the answers when it is not given.

    Returns
    -------
    Responses
        One row a respondent; ``report`` lists every decision and every answer that was not
        understood.

    Raises
    ------
    SurveyFileError
        When the file cannot be read, or holds no answers to these questions.

    Examples
    --------
    >>> read("answers.csv")
    Traceback (most recent call last):
    ...
    workshop.errors.SurveyFileError: answers.csv ...
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:  # a name that no file can have is a ValueError
        raise SurveyFileError(
            "{path} cannot be read ({reason}). Check that the file exists and is not open in "
            "another program.",
            path=path,
            reason=reason_of(error),
        ) from error
    return read_bytes(path.name, content, questionnaire)


def read_bytes(name: str, content: bytes, questionnaire: Questionnaire | None = None) -> Responses:
    """Read the content of a file of answers, such as an upload.

    Parameters
    ----------
    name
        Name of the file, for messages and for `Responses.source`.
    content
        All its bytes.
    questionnaire
        What was asked; guessed from the answers when it is not given.

    Raises
    ------
    SurveyFileError
        When the file cannot be read, or holds no answers to these questions.

    Examples
    --------
    >>> from workshop.i18n import use
    >>> answers = read_bytes("answers.csv", b"Jenis kelamin;Jam\\nL;2,5\\nP;3\\nL;1,5\\nP;4\\n")
    >>> list(answers.table["jam"])
    [2.5, 3.0, 1.5, 4.0]
    >>> with use("en"):
    ...     print(answers.report.decisions[1].what)
    Cells are separated by “;”.
    """
    try:
        return _read(name, content, questionnaire)
    except (SheetError, SurveyFileError) as error:
        raise SurveyFileError("{name}: {reason}", name=name, reason=error.message) from error


def _read(name: str, content: bytes, questionnaire: Questionnaire | None) -> Responses:
    headers = Headers(questionnaire) if questionnaire else None
    sheet, decisions = read_sheet(name, content, headers.count if headers else _nothing)
    if not len(sheet):
        raise SurveyFileError(
            "The file holds headers, and no answers below them. Export it again when people have "
            "answered."
        )
    sheet, simulated = unmarked(sheet, headers)
    source, told = source_of(column.name for column in sheet.columns)
    decisions += [*simulated, *told, *unfinished(sheet.columns, source, sheet.numbers)]
    if questionnaire is None or headers is None:
        sheet, told = _named_apart(sheet)
        questionnaire, guesses = guessed(
            (column.name, counted(column.texts, column.codes)) for column in _asked(sheet, source)
        )
        headers = Headers(questionnaire, guessed=True)
        decisions += [*told, *guesses]
    table, told = _answered(sheet, questionnaire, headers, source)
    report = ReadingReport((*decisions, *told))
    return Responses(questionnaire, table, report, name, simulated=bool(simulated))


def _asked(sheet: Sheet, source: Source | None) -> tuple[Column, ...]:
    """Return the columns that may be questions: not those that a program fills by itself."""
    asked = tuple(column for column in sheet.columns if not is_technical(column.name, source))
    return asked or sheet.columns


def _named_apart(sheet: Sheet) -> tuple[Sheet, list[Decision]]:
    """Give equal headers a number, since they become questions of their own."""
    named = sheet.named_apart()
    renamed = [
        new
        for old, new in zip(sheet.columns, named.columns, strict=True)
        if old.header and old.name != new.name
    ]
    what = Message(
        "Equal headers were numbered: {headers}",
        headers=", ".join(shown(column.name) for column in renamed[:12]),
    )
    why = Message("Each column becomes a question of its own.")
    return named, [Decision(what, why, warning=True)] if renamed else []


def _nothing(_row: object) -> int:
    return 0


def _answered(
    sheet: Sheet, questionnaire: Questionnaire, headers: Headers, source: Source | None
) -> tuple[pd.DataFrame, list[Decision]]:
    matched, rest = match(sheet.columns, headers, questionnaire)
    if not any(one.columns for one in matched.values()):
        raise nothing_matched(questionnaire, sheet.columns)
    decisions = list(left_out(rest, source, sheet.numbers))
    around = Surroundings(
        sheet.numbers,
        lambda: date_order(sheet.columns, questionnaire),
        unsure_of_no=source is not None and source.name == "LimeSurvey",
    )
    columns: dict[str, pd.Series] = {}
    for question in questionnaire.questions:
        if question.kind == "multiple":
            several, told = several_answers(question, matched[question.id], around)
            columns |= several
        else:
            whole = list(matched[question.id].columns)
            columns[question.id], told = answers(question, whole, around)
        decisions += told
    # Arrays are not aligned, which takes long for thousands of columns.
    arrays = {name: column.array for name, column in columns.items()}
    return pd.DataFrame(arrays, index=pd.RangeIndex(len(sheet)), copy=False), decisions
