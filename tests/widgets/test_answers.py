"""Answers to work with: the demonstration at once, one's own by a button."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.widgets.bundles import bundle, choose_files, words
from workshop import i18n, widgets
from workshop.errors import SurveyFileError

OWN = "Fakultas;Berapa jam?\n" + "Hukum;1,5\nSeni;2\n" * 10
QUESTIONS = """title = "Angket"
[[questions]]
id = "faculty"
kind = "single"
text = "Fakultas"
options = { law = "Hukum", art = "Seni" }
[[questions]]
id = "hours"
kind = "number"
text = "Berapa jam?"
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with i18n.use("en"):
        yield


@pytest.fixture
def widget() -> Any:
    return widgets.answers()


def upload(button: Any, name: str, content: bytes) -> None:
    """Choose a file, as the browser reports it."""
    choose_files(button, (name, content))


def test_the_demonstration_is_there_at_once_and_says_that_it_is_simulated(widget: Any) -> None:
    assert len(widget.responses) == 168
    told = words(widget.result.value)
    assert "168 respondents" in told
    assert "These answers are simulated" in told
    assert "How the file was read" in told


def test_it_says_that_nothing_leaves_this_computer(widget: Any) -> None:
    assert any("sent to nobody" in words(getattr(one, "value", "")) for one in widget.children)


def test_one_s_own_file_is_read_and_watchers_are_told(widget: Any) -> None:
    seen: list[int] = []
    widget.watch(lambda: seen.append(len(widget.responses)))
    upload(widget.own, "angket.csv", OWN.encode())
    assert seen == [20]
    assert [one.kind for one in widget.responses.questionnaire.questions] == ["single", "number"]
    assert "angket.csv: 20 respondents" in words(widget.result.value)
    assert "simulated" not in words(widget.result.value)
    widget.demo.click()
    upload(widget.own, "angket.csv", OWN.encode())
    assert seen == [20, 168, 20]


def test_a_questionnaire_may_come_before_or_after_the_answers(widget: Any) -> None:
    upload(widget.own, "angket.csv", OWN.encode())
    upload(widget.own_questionnaire, "q.toml", QUESTIONS.encode())
    assert list(widget.responses.table.columns) == ["faculty", "hours"]
    other = widgets.answers()
    upload(other.own_questionnaire, "q.toml", QUESTIONS.encode())
    assert "Now choose your answers" in words(other.result.value)
    assert len(other.responses) == 168
    upload(other.own, "angket.csv", OWN.encode())
    assert list(other.responses.table["faculty"].cat.categories) == ["law", "art"]


def test_the_questionnaire_of_a_notebook_is_used(tmp_path: Path) -> None:
    path = tmp_path / "my-questionnaire.toml"
    path.write_text(QUESTIONS, encoding="utf-8")
    widget = widgets.answers(path)
    upload(widget.own, "angket.csv", OWN.encode())
    assert "faculty" in widget.responses.questionnaire


def test_a_broken_questionnaire_is_named_as_its_owner_names_it(widget: Any) -> None:
    upload(widget.own_questionnaire, "punya saya.toml", b"title = \nx = 1")
    told = words(widget.result.value)
    assert "punya saya.toml" in told
    assert "line 1" in told
    upload(widget.own_questionnaire, "lain.toml", b'title = "x"')
    assert "lain.toml" in words(widget.result.value)
    assert len(widget.responses) == 168


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04"])
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.sav", "a.dta", "a.exe"])
def test_what_cannot_be_read_is_a_sentence_and_the_answers_of_before_stay(
    widget: Any, name: str, content: bytes
) -> None:
    before = widget.responses
    upload(widget.own, name, content)
    assert widget.responses is before
    assert "still loaded" in words(widget.result.value)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_no_file_breaks_the_widget_and_no_markup_is_obeyed(widget: Any, text: str) -> None:
    upload(widget.own, "<b>.csv", f"<script>x</script>,b\n{text},1\n".encode())
    assert "<script>" not in widget.result.value
    assert "<b>" not in widget.result.value


def test_a_questionnaire_that_is_not_there_is_an_error_at_once() -> None:
    with pytest.raises(SurveyFileError, match="nowhere"):
        widgets.answers("nowhere.toml")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_buttons_say_what_they_are_for_and_pages_get_one_sentence(language: str) -> None:
    with i18n.use(language):
        widget = widgets.answers()
        labels = {one.description for one in (widget.own, widget.own_questionnaire, widget.demo)}
        assert len(labels) == 3
        assert "168" in words(bundle(widget)["text/html"])


def test_the_other_widgets_follow_what_is_loaded(widget: Any) -> None:
    analysis = widgets.analysis(widget)
    findings = widgets.findings(analysis)
    upload(widget.own, "angket.csv", OWN.encode())
    assert [label for label, _ in analysis.menus.children[0].options] == ["Fakultas", "Berapa jam?"]
    analysis.keep.click()
    offered = tuple(one.text for one in findings.sentences if not one.folded)
    assert offered == analysis.collected[0].sentences != ()
