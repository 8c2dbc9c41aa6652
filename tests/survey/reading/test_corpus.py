"""Small files with every quirk that breaks loaders, each beside what must come out of it."""

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from workshop import i18n
from workshop.errors import SurveyFileError
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.questionnaire.reading import read as read_questionnaire
from workshop.survey.reading.loading import read
from workshop.survey.responses import Responses

CORPUS = Path(__file__).parents[1] / "corpus"
EXPECTED = sorted(CORPUS.glob("*.json"))
FILES = [path.with_suffix("") for path in EXPECTED]
READABLE = [path for path in FILES if "error" not in json.loads(Path(f"{path}.json").read_bytes())]


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(CORPUS / "questionnaire.toml")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(f"{path}.json").read_bytes())
    return found


def loaded(path: Path, questionnaire: Questionnaire) -> Responses:
    return read(path, None if expected(path).get("guessed") else questionnaire)


def plainly(value: object) -> object:
    """Write a cell as the expectations do."""
    if isinstance(value, pd.Timestamp):
        return str(value).removesuffix(" 00:00:00")
    missing = value is None or value is pd.NA or value is pd.NaT
    return None if missing or (isinstance(value, float) and math.isnan(value)) else value


def test_the_corpus_is_large_and_complete() -> None:
    assert len(READABLE) >= 40
    assert len(FILES) - len(READABLE) >= 8
    others = {path.name for path in CORPUS.iterdir()} - {path.name for path in EXPECTED}
    assert others == {path.name for path in FILES} | {"questionnaire.toml"}


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_a_file_is_read_as_expected(path: Path, questionnaire: Questionnaire) -> None:
    responses, wanted = loaded(path, questionnaire), expected(path)
    assert len(responses) == wanted["rows"]
    for column, answers in wanted["answers"].items():
        assert list(map(plainly, responses.table[column])) == answers, column


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_the_report_tells_what_was_decided(path: Path, questionnaire: Questionnaire) -> None:
    responses, wanted = loaded(path, questionnaire), expected(path)
    told = [[str(one.what), list(one.rows)] for one in responses.report.decisions]
    for decision in wanted["told"]:
        assert decision in told
    if wanted["warnings"] is not None:
        assert len(responses.report.warnings) == wanted["warnings"]


@pytest.mark.parametrize("path", sorted(set(FILES) - set(READABLE)), ids=lambda path: path.name)
def test_what_is_no_file_of_answers_gets_one_clear_sentence(
    path: Path, questionnaire: Questionnaire
) -> None:
    with pytest.raises(SurveyFileError) as caught:
        read(path, questionnaire)
    with i18n.use("en"):
        assert expected(path)["error"] in str(caught.value)
    assert str(caught.value).startswith(path.name)
    assert "\n" not in str(caught.value)
