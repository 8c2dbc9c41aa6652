"""The button that writes the report of the answers that are loaded now."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from workshop import i18n, widgets
from workshop.errors import SurveyError
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.responses import Responses
from workshop.tables import Text


def some(name: str) -> Responses:
    return Responses(Questionnaire(Text(name, name), ()), pd.DataFrame(), source=name)


@dataclass
class Loaded:
    responses: Responses


def test_a_click_takes_the_answers_of_that_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked: list[tuple[str, Path, str]] = []

    def write(responses: Responses, folder: Path, language: str) -> list[Path]:
        asked.append((responses.source, folder, language))
        return [folder / "<b>.html", folder / "x.pdf"]

    with i18n.use("id"):
        source = Loaded(some("one"))
        widget = widgets.report(source, write)
        assert not asked
        source.responses = some("two")
        widget.button.click()
    assert asked == [("two", tmp_path / "laporan-temuan", "id")]
    assert "laporan-temuan" in widget.result.value
    assert "&lt;b&gt;.html" in widget.result.value
    assert not widget.button.disabled


def test_what_went_wrong_is_said_and_the_button_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def write(_responses: Responses, _folder: Path, _language: str) -> list[Path]:
        raise SurveyError(
            "There is no question {name!r}. Choose one of: {names}.", name="<i>", names=""
        )

    with i18n.use("en"):
        widget = widgets.report(Loaded(some("one")), write)
        widget.button.click()
    assert "There is no question" in widget.result.value
    assert "<i>" not in widget.result.value
    assert not widget.button.disabled
