"""A questionnaire as XLSForm, the spreadsheet that KoboToolbox, ODK and Enketo read.

Both languages stand in one file, so that a respondent may switch.
"""

import hashlib
import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workshop import i18n
from workshop.survey.forms.wording import choices, limits, one_line, plain, unused, words
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.tables import LANGUAGES, Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORMULA = ("=", "+", "-", "@")
_TYPES = {"number": "decimal", "text": "text", "date": "date"}
_RESERVED = {"meta"}  # where ODK keeps its own facts about a form

Row = dict[str, str]


def xlsform(questionnaire: Questionnaire) -> bytes:
    """Write a questionnaire as a bilingual XLSForm.

    Parameters
    ----------
    questionnaire
        What is asked. The introduction becomes a note at the start.

    Returns
    -------
    bytes
        An ``.xlsx`` file. Its columns of answers are named by the ids of the questions.

    Examples
    --------
    >>> age = Question("age", Text("Umur", "Age"), "number", minimum=17)
    >>> xlsform(Questionnaire(Text("Angket", "Survey"), (age,)))[:2]
    b'PK'
    """
    from openpyxl import Workbook

    lists = _lists(questionnaire)
    sheets = {
        "survey": [*_introduction(questionnaire), *_questions(questionnaire, lists)],
        "choices": [row for options, name in lists.items() for row in _choices(name, options)],
    }
    sheets["settings"] = [_settings(questionnaire, sheets)]
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def choice_names(options: tuple[Option, ...]) -> list[str]:
    """Return the codes of options as XLSForm allows them: one word each, all different.

    Examples
    --------
    >>> choice_names((Option("a b", Text("", "")), Option("a_b", Text("", ""))))
    ['a_b', 'a_b2']
    """
    names: list[str] = []
    for option in options:
        names.append(unused(re.sub(r"[^\w.-]+", "_", option.code) or "_", names))
    return names


def _lists(questionnaire: Questionnaire) -> dict[tuple[Option, ...], str]:
    """Name each list of options by the first question that uses it."""
    lists: dict[tuple[Option, ...], str] = {}
    for question in questionnaire.questions:
        if question.options:
            lists.setdefault(question.options, question.id)
    return lists


def _introduction(questionnaire: Questionnaire) -> list[Row]:
    label = _in_both("label", questionnaire.introduction)
    if not any(label.values()):
        return []
    taken = {question.id for question in questionnaire.questions}
    return [{"type": "note", "name": unused("introduction", taken), **label}]


def _questions(questionnaire: Questionnaire, lists: dict[tuple[Option, ...], str]) -> list[Row]:
    taken = {question.id for question in questionnaire.questions}
    return [
        {
            "type": _type(question, lists),
            "name": unused(question.id, taken) if question.id in _RESERVED else question.id,
            **_in_both("label", question.text, question.id),
            **_in_both("hint", question.unit),
            "required": "yes" if question.required else "",
            **_constraint(question),
            "appearance": _appearance(question),
        }
        for question in questionnaire.questions
    ]


def _type(question: Question, lists: dict[tuple[Option, ...], str]) -> str:
    if not question.options:
        return _TYPES[question.kind]
    kind = "select_multiple" if question.kind == "multiple" else "select_one"
    return f"{kind} {lists[question.options]}"


def _appearance(question: Question) -> str:
    if question.kind == "text" and question.role != "identifier":
        return "multiline"
    return "likert" if question.kind == "likert" else ""


def _constraint(question: Question) -> Row:
    bounds = {">=": question.minimum, "<=": question.maximum}
    rules = [f". {sign} {plain(value)}" for sign, value in bounds.items() if value is not None]
    if not rules:
        return {}
    row = {"constraint": " and ".join(rules)}
    for language in LANGUAGES:
        with i18n.use(language):
            row[f"constraint_message::{_name(language)}"] = i18n.tr(
                "Please give {limits}.", limits=limits(question)
            )
    return row


def _choices(name: str, options: tuple[Option, ...]) -> list[Row]:
    asked = Question(name, Text("", ""), "single", options)
    labels = {language: choices(asked, language) for language in LANGUAGES}
    return [
        {"list_name": name, "name": code}
        | {f"label::{_name(language)}": labels[language][place] for language in LANGUAGES}
        for place, code in enumerate(choice_names(options))
    ]


def _settings(questionnaire: Questionnaire, sheets: dict[str, list[Row]]) -> Row:
    title = one_line(questionnaire.title, "id")
    name = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:40]
    content = hashlib.sha256(repr(sheets).encode("utf-8", "replace")).hexdigest()
    return {
        "form_title": title,
        "form_id": name if name[:1].isalpha() else f"form_{name}".rstrip("_"),
        # Servers take a form for a new one only when its version differs.
        "version": str(int(content[:9], 16)),
        "default_language": _name("id"),
    }


def _in_both(column: str, text: Text, otherwise: str = "") -> Row:
    return {f"{column}::{_name(code)}": words(text, code) or otherwise for code in LANGUAGES}


def _name(language: str) -> str:
    """Name a language the way that phones recognise it."""
    return f"{i18n.NAMES[language]} ({language})"


def _unlinked(text: str) -> str:
    """Keep ``${…}`` from standing for the answer to another question."""
    return text.replace("${", "$ {")


def _fill(sheet: "Worksheet", rows: Iterable[Row]) -> None:
    """Write rows as text cells only, below the names of all their columns."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    rows = list(rows)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    for place, column in enumerate(columns, start=1):
        sheet.cell(1, place, column).font = Font(bold=True)
        width = 50 if "label" in column else 22
        sheet.column_dimensions[get_column_letter(place)].width = width
        for line, row in enumerate(rows, start=2):
            cell = sheet.cell(line, place, _unlinked(row.get(column, "")) or None)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if str(cell.value or "").startswith(_FORMULA):
                cell.data_type = "s"
                cell.quotePrefix = True  # also when a person edits the cell
    sheet.freeze_panes = "A2"
