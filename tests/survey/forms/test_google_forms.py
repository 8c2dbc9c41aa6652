"""The script runs in Node against a stand-in for FormApp, and builds the questionnaire."""

import json
import subprocess
from pathlib import Path
from typing import Any

import playwright
import pytest
from hypothesis import HealthCheck, given, settings

from tests.survey.forms.samples import HOSTILE, HOSTILE_TEXTS, ORDINARY, questionnaires
from workshop import i18n
from workshop.survey.forms.google_forms import google_forms
from workshop.survey.forms.wording import choices, heading, limits, question_line, words
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.tables import Text

NODE = next((Path(playwright.__file__).parent / "driver").glob("node*"))
STAND_IN = Path(__file__).with_name("form_app.js")


def built(questionnaire: Questionnaire, language: str, folder: Path) -> dict[str, Any]:
    """Return what the script told FormApp."""
    script = folder / "form.gs"
    script.write_text(google_forms(questionnaire, language), encoding="utf-8")
    result = subprocess.run(
        [NODE, STAND_IN, script], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr
    form: dict[str, Any] = json.loads(result.stdout)
    return form


def expected(question: Question, language: str) -> dict[str, Any]:
    kinds = {
        "single": "MultipleChoiceItem",
        "likert": "MultipleChoiceItem",
        "multiple": "CheckboxItem",
        "number": "TextItem",
        "date": "DateItem",
        "text": "TextItem" if question.role == "identifier" else "ParagraphTextItem",
    }
    item = {
        "kind": kinds[question.kind],
        "title": question_line(question, language),
        "required": question.required,
    }
    if question.options:
        item["choices"] = choices(question, language)
    return item


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("questionnaire", [ORDINARY, HOSTILE], ids=["ordinary", "hostile"])
def test_the_form_asks_what_the_questionnaire_asks(
    questionnaire: Questionnaire, language: str, tmp_path: Path
) -> None:
    form = built(questionnaire, language, tmp_path)
    assert form["created"] == form["title"] == heading(questionnaire, language)
    assert form["description"] == words(questionnaire.introduction, language)
    found = [
        {key: item[key] for key in item if key not in {"help", "validation"}}
        for item in form["items"]
    ]
    assert found == [expected(question, language) for question in questionnaire.questions]


def test_numbers_are_checked_and_the_limits_told(tmp_path: Path) -> None:
    items = {item["title"]: item for item in built(ORDINARY, "id", tmp_path)["items"]}
    assert items["Berapa jam sehari?"]["validation"] == {
        "help": "Isilah bilangan dari 0 sampai 24.",
        "rule": ["between", 0, 24],
    }
    assert items["Berapa jam sehari?"]["help"] == "jam sehari"
    assert items["IPK"]["validation"]["rule"] == ["least", 0]
    assert items["Bobot"]["validation"]["rule"] == ["most", 2.5]
    assert items["Ukuran sepatu"]["validation"] == {
        "help": "Isilah sebuah bilangan.",
        "rule": "number",
    }


def test_no_address_is_collected_and_the_form_can_be_answered(tmp_path: Path) -> None:
    form = built(ORDINARY, "en", tmp_path)
    assert (form["email"], form["published"]) == (False, True)
    assert form["log"] == ["Edit the form: edit-url", "Link for the respondents: published-url"]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_leaves_its_string(text: str) -> None:
    script = google_forms(Questionnaire(Text(text, text), (), Text(text, text)), "id")
    assert script.isascii()
    (line,) = (line for line in script.splitlines() if '"title"' in line)
    assert json.loads("{" + line.rstrip(",") + "}")["title"]
    assert not {"<", ">"} & set(line)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_script_opens_with_how_to_run_it_in_the_language(language: str) -> None:
    script = google_forms(HOSTILE, language)
    comment, _, _ = script.partition("*/")
    assert "script.google.com" in comment
    assert ("Jalankan" in comment) == (language == "id")
    assert [line[3] for line in comment.splitlines()[2:-1]] == list("12345")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(questionnaires())
def test_any_questionnaire_can_be_built(tmp_path: Path, questionnaire: Questionnaire) -> None:
    form = built(questionnaire, "id", tmp_path)
    assert len(form["items"]) == len(questionnaire.questions)


def test_the_stand_in_refuses_what_google_does_not_have(tmp_path: Path) -> None:
    script = tmp_path / "form.gs"
    script.write_text("function createForm() { FormApp.create('a').setColour('red'); }")
    result = subprocess.run([NODE, STAND_IN, script], capture_output=True, text=True, check=False)
    assert "Form has no method setColour" in result.stderr


def test_limits_are_written_the_way_the_reader_writes_numbers() -> None:
    with i18n.use("id"):
        assert limits(ORDINARY.question("weight")) == "bilangan paling besar 2,5"
