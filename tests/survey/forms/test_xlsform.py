"""The XLSForm is read by pyxform, the reader of KoboToolbox and ODK (checked with 4.5.0)."""

import io
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from tests.conftest import KIT
from tests.survey.forms.samples import AGREEMENT, HOSTILE, ORDINARY, questionnaires
from workshop.survey.forms.wording import choices, one_line
from workshop.survey.forms.xlsform import choice_names, xlsform
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.survey.questionnaire.reading import read
from workshop.tables import Text

X = "{http://www.w3.org/2002/xforms}"
SPOKEN = {"id": "Bahasa Indonesia (id)", "en": "English (en)"}


def converted(questionnaire: Questionnaire) -> ET.Element:
    """Return the XForm that pyxform makes, which must find nothing to complain about."""
    warnings: list[str] = []
    result = convert(xlsform(questionnaire), warnings=warnings, file_type=".xlsx")
    assert (warnings, result.warnings or []) == ([], [])
    return ET.fromstring(result.xform)  # noqa: S314  # our own form


def texts_of(form: ET.Element, language: str) -> set[str]:
    (translation,) = (
        found for found in form.iter(f"{X}translation") if found.get("lang") == SPOKEN[language]
    )
    return {"".join(value.itertext()) for value in translation.iter(f"{X}value")}


def plain(text: str) -> str:
    """Undo what pyxform does to any label: typographic quotes become typewriter ones."""
    return " ".join(re.sub("[“”]", '"', re.sub("[‘’]", "'", text)).split())


def sheets(content: bytes) -> dict[str, list[dict[str, Any]]]:
    book = load_workbook(io.BytesIO(content))
    tables: dict[str, list[dict[str, Any]]] = {}
    for sheet in book.worksheets:
        header, *rows = sheet.iter_rows()
        names = [str(cell.value) for cell in header]
        tables[sheet.title] = [dict(zip(names, row, strict=True)) for row in rows]
    return tables


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("questionnaire", [ORDINARY, HOSTILE], ids=["ordinary", "hostile"])
def test_every_question_and_option_is_there_in_both_languages(
    questionnaire: Questionnaire, language: str
) -> None:
    found = {plain(text) for text in texts_of(converted(questionnaire), language)}
    for question in questionnaire.questions:
        wanted = [one_line(question.text, language), *choices(question, language)]
        for text in filter(None, wanted):
            assert plain(text.replace("${", "$ {")) in found


def test_the_form_asks_the_right_kinds_in_the_right_order() -> None:
    form = converted(ORDINARY)
    kinds = {
        bind.get("nodeset", "").rpartition("/")[2]: bind.get("type")
        for bind in form.iter(f"{X}bind")
        if "/meta" not in bind.get("nodeset", "")
    }
    assert list(kinds) == ["introduction", *(question.id for question in ORDINARY.questions)]
    assert (kinds["hours"], kinds["born"], kinds["comment"]) == ("decimal", "date", "string")
    assert len(list(form.iter(f"{X}select"))) == 1
    assert len(list(form.iter(f"{X}select1"))) == 4


def test_only_required_questions_are_required() -> None:
    binds = converted(ORDINARY).iter(f"{X}bind")
    required = {b.get("nodeset", "").rpartition("/")[2] for b in binds if b.get("required")}
    assert required == {question.id for question in ORDINARY.questions if question.required}


def test_limits_are_checked_and_told_in_both_languages() -> None:
    form = converted(ORDINARY)
    rules = {
        bind.get("nodeset", "").rpartition("/")[2]: bind.get("constraint")
        for bind in form.iter(f"{X}bind")
    }
    assert rules["hours"] == ". >= 0 and . <= 24"
    assert (rules["gpa"], rules["weight"], rules["shoes"]) == (". >= 0", ". <= 2.5", None)
    assert "Isilah bilangan dari 0 sampai 24." in texts_of(form, "id")
    assert "Isilah bilangan paling besar 2,5." in texts_of(form, "id")
    assert "Please give a number from 0 to 24." in texts_of(form, "en")


def test_items_with_the_same_options_share_one_list_and_lie_as_a_scale() -> None:
    tables = sheets(xlsform(ORDINARY))
    lists = {row["list_name"].value for row in tables["choices"]}
    assert lists == {"platform", "purposes", "engagement_1"}
    likert = [row for row in tables["survey"] if row["appearance"].value == "likert"]
    assert {row["type"].value for row in likert} == {"select_one engagement_1"}
    assert len(likert) == 3


def test_no_cell_is_a_formula() -> None:
    for name, rows in sheets(xlsform(HOSTILE)).items():
        for row in rows:
            for cell in row.values():
                assert cell.data_type in {"s", "n"}, (name, cell.value)
                assert cell.value is None or isinstance(cell.value, str)


def test_a_form_without_introduction_has_no_note() -> None:
    form = Questionnaire(Text("A", "A"), ORDINARY.questions)
    assert sheets(xlsform(form))["survey"][0]["type"].value == "text"
    converted(form)


def test_the_version_changes_with_the_questions_only() -> None:
    versions = [
        sheets(xlsform(form))["settings"][0]["version"].value
        for form in (ORDINARY, ORDINARY, Questionnaire(ORDINARY.title, ORDINARY.questions[1:]))
    ]
    assert versions[0] == versions[1] != versions[2]


def test_codes_with_spaces_become_one_word_and_stay_different() -> None:
    names = choice_names(HOSTILE.question("introduction").options)
    assert len(set(names)) == len(names)
    assert not any(" " in name for name in names)
    assert choice_names(AGREEMENT) == ["1", "2", "3", "4", "5"]


@settings(max_examples=25)
@given(questionnaires())
def test_any_questionnaire_is_accepted(questionnaire: Questionnaire) -> None:
    converted(questionnaire)


def test_the_demonstration_is_accepted() -> None:
    form = converted(read(KIT / "data" / "demo" / "questionnaire.toml"))
    assert "Laki-laki" in texts_of(form, "id")


def test_an_untranslated_question_is_asked_in_the_other_language() -> None:
    form = Questionnaire(Text("A", ""), (Question("q", Text("Umur?", ""), "number"),))
    assert texts_of(converted(form), "en") >= {"Umur?"}
