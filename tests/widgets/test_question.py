"""A question that is answered by clicking: real fields, real buttons, kind answers."""

import html
import re
from collections.abc import Iterator
from typing import Any

import ipywidgets
import pytest

from tests.conftest import KIT
from workshop import exercises, i18n, widgets
from workshop.errors import ExerciseError
from workshop.exercises import checks
from workshop.tables import LANGUAGES

RIGHT = {"pretest-1": "c", "pretest-2": "b", "pretest-3": "d", "more-than-hundred": "b"}
ASKED = sorted(name for name, one in exercises.catalog().items() if one.question.en)


@pytest.fixture(autouse=True)
def _no_hints_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(KIT)
    monkeypatch.setattr(checks, "_hints_given", {})


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with i18n.use(request.param):
        yield request.param


def said(widget: Any) -> str:
    """Return the words in the box below the buttons."""
    return html.unescape(re.sub("<[^>]*>", "", widget.answer.value)).strip()


def bundle(widget: Any) -> dict[str, Any]:
    found: dict[str, Any] = widget._repr_mimebundle_(include=None, exclude=None)
    return found


def test_there_are_questions_to_click() -> None:
    assert set(ASKED) >= set(RIGHT)


@pytest.mark.parametrize("name", ASKED)
def test_a_question_shows_its_words_a_field_and_two_buttons(language: str, name: str) -> None:
    widget = widgets.question(name)
    words, field, buttons, answer = widget.children
    exercise = exercises.find(name)
    assert html.escape(exercise.question.in_language(language)) in words.value
    assert field is widget.field
    assert buttons.children == (widget.check, widget.hint)
    assert all(isinstance(one, ipywidgets.Button) for one in buttons.children)
    assert answer.value == ""


@pytest.mark.parametrize("name", RIGHT)
def test_the_options_stand_in_the_language_of_the_reader_and_none_is_chosen(
    language: str, name: str
) -> None:
    field = widgets.question(name).field
    assert isinstance(field, ipywidgets.RadioButtons)
    options = exercises.find(name).options
    assert field.options == tuple(
        (text.in_language(language), key) for key, text in options.items()
    )
    assert field.value is None


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.usefixtures("language")
def test_checking_before_answering_is_waited_for(name: str) -> None:
    widget = widgets.question(name)
    widget.check.click()
    assert said(widget).endswith(exercises.check(name, ...).text)


@pytest.mark.parametrize(("name", "key"), RIGHT.items())
def test_choosing_the_right_option_is_praised(language: str, name: str, key: str) -> None:
    widget = widgets.question(name)
    widget.field.value = key
    widget.check.click()
    assert said(widget).endswith(exercises.find(name).right.in_language(language))


@pytest.mark.parametrize("name", RIGHT)
def test_every_other_option_is_answered_kindly_and_can_be_changed(language: str, name: str) -> None:
    widget = widgets.question(name)
    for key in exercises.find(name).options:
        widget.field.value = key
        widget.check.click()
        assert said(widget).endswith(exercises.check(name, key).text)
    widget.field.value = RIGHT[name]
    widget.check.click()
    assert said(widget).endswith(exercises.find(name).right.in_language(language))


@pytest.mark.parametrize(
    ("typed", "mood"), [("45", "right"), (" 45,0 % ", "right"), ("55", "wrong"), ("x", "wrong")]
)
@pytest.mark.usefixtures("language")
def test_a_number_is_typed_into_a_field(typed: str, mood: str) -> None:
    widget = widgets.question("missing-share")
    assert isinstance(widget.field, ipywidgets.Text)
    widget.field.value = typed
    widget.check.click()
    feedback = exercises.check("missing-share", typed)
    assert feedback.mood == mood
    assert said(widget).endswith(feedback.text)


@pytest.mark.usefixtures("language")
def test_a_conclusion_is_written_into_an_area() -> None:
    widget = widgets.question("careful-conclusion")
    assert isinstance(widget.field, ipywidgets.Textarea)
    widget.field.value = "Pendek saja."
    widget.check.click()
    assert said(widget).endswith(exercises.check("careful-conclusion", "Pendek saja.").text)


def test_hints_come_one_at_a_click_and_then_stop(language: str) -> None:
    widget = widgets.question("missing-share")
    hints = [hint.in_language(language) for hint in exercises.find("missing-share").hints]
    shown = []
    for _ in range(len(hints) + 1):
        widget.hint.click()
        shown.append(said(widget))
    assert all(hint in words for hint, words in zip(hints, shown, strict=False))
    assert shown[-1] == shown[-2]


def test_buttons_are_named_in_the_language_of_the_reader() -> None:
    with i18n.use("en"):
        english = widgets.question("pretest-1")
    with i18n.use("id"):
        indonesian = widgets.question("pretest-1")
    assert (english.check.description, english.hint.description) == ("Check", "Hint")
    assert indonesian.check.description == "Periksa"
    assert indonesian.hint.description == i18n.indonesian()["Hint"]


def test_what_a_participant_types_is_never_obeyed_as_markup() -> None:
    widget = widgets.question("missing-share")
    widget.field.value = "<img src=x onerror=alert(1)>"
    widget.check.click()
    assert "<img" not in widget.answer.value


@pytest.mark.parametrize("name", ASKED)
def test_paper_and_slides_get_the_question_with_its_options_and_no_answer(
    language: str, name: str
) -> None:
    widget = widgets.question(name)
    exercise = exercises.find(name)
    widget.field.value = next(iter(exercise.options), "45")
    widget.check.click()
    found = bundle(widget)
    lines = found["text/markdown"].splitlines()
    assert lines[0] == f"**{exercise.question.in_language(language)}**"
    options = [f"- ☐ {text.in_language(language)}" for text in exercise.options.values()]
    assert [line for line in lines[1:] if line] == options
    assert exercise.right.in_language(language) not in found["text/markdown"]
    assert found["text/plain"] == exercise.question.in_language(language)
    assert found["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id


def test_an_unknown_question_is_answered_with_those_that_exist() -> None:
    with pytest.raises(ExerciseError, match="pretest-1"):
        widgets.question("pretest-9")
