"""Guided questions by clicking: fitting menus, sentences, table and chart, and what is kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.widgets.bundles import bundle, mimes, shown, words
from workshop import i18n, widgets
from workshop.charts import CHART_MIME
from workshop.config import kit_folder
from workshop.survey import questionnaire as questionnaires
from workshop.survey.guide import ASKS
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.questionnaire.simulation import simulate
from workshop.survey.responses import Responses
from workshop.tables import Text

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with i18n.use("en"):
        yield


@pytest.fixture(scope="module")
def responses() -> Responses:
    path = kit_folder() / "data" / "demo" / "questionnaire.toml"
    return simulate(questionnaires.read(path), 168, seed=7)


@pytest.fixture
def widget(responses: Responses) -> Any:
    return widgets.analysis(responses)


def test_an_answer_is_there_before_anything_is_clicked(widget: Any) -> None:
    assert "text/html" in mimes(widget.picture)[0]
    assert CHART_MIME in mimes(widget.picture)[1]
    assert not widget.keep.disabled


@pytest.mark.parametrize("name", [one.id for one in ASKS])
def test_every_question_is_answered_by_its_first_choices(widget: Any, name: str) -> None:
    widget.ask.value = name
    assert widget.menus.children
    assert all(menu.description for menu in widget.menus.children)
    assert widget.results or words(shown(widget.picture))


def test_two_menus_begin_with_different_questions(widget: Any) -> None:
    widget.ask.value = "together"
    first, second = widget.menus.children
    assert first.value != second.value


def test_nothing_is_compared_that_does_not_belong_together(responses: Responses) -> None:
    asked = responses.questionnaire
    kept = tuple(one for one in asked.questions if one.id not in ("pretest", "posttest"))
    widget = widgets.analysis(replace(responses, questionnaire=replace(asked, questions=kept)))
    widget.ask.value = "improved"
    assert [menu.value for menu in widget.menus.children] == [None, None]
    assert "Choose in both menus" in words(shown(widget.picture))
    assert widget.keep.disabled
    for menu, name in zip(widget.menus.children, ("hours", "gpa"), strict=True):
        menu.value = name
    assert not widget.keep.disabled


def test_turning_a_menu_shows_another_answer(widget: Any) -> None:
    before = shown(widget.picture)
    widget.menus.children[0].value = "hours"
    assert shown(widget.picture) != before
    assert all(
        line in words(shown(widget.picture)) for line in widget.results[0].explain().splitlines()
    )


def test_a_choice_that_cannot_be_answered_is_a_sentence(widget: Any) -> None:
    widget.ask.value = "together"
    first, second = widget.menus.children
    first.value = second.value
    assert "is chosen twice" in words(shown(widget.picture))
    assert widget.keep.disabled
    assert widget.results == ()


def test_answers_without_a_scale_are_told(responses: Responses) -> None:
    bare = replace(responses, questionnaire=replace(responses.questionnaire, scales=()))
    widget = widgets.analysis(bare)
    widget.ask.value = "reliable"
    assert "no question of the kind" in words(shown(widget.picture))
    assert widget.keep.disabled


def test_a_finding_is_kept_once(widget: Any) -> None:
    told: list[int] = []
    widget.watch(lambda: told.append(len(widget.collected)))
    widget.keep.click()
    widget.keep.click()
    assert told == [1]
    assert "already" in words(widget.message.value)
    (found,) = widget.collected
    assert found.title.startswith("What did they answer?")
    assert found.simulated
    assert "These answers are simulated" not in found.sentences[0]
    assert set(found.sentences) < set(widget.results[0].explain().splitlines())


def test_three_clicks_give_a_short_list_and_lose_nothing(widget: Any) -> None:
    for name in ("told", "differ", "improved"):
        widget.ask.value = name
        widget.keep.click()
        (*_, found) = widget.collected
        told = {line for one in widget.results for line in one.sentences()}
        assert {*found.sentences, *found.others} == told
        assert not {*found.sentences} & {*found.others}
    assert 5 <= sum(len(one.sentences) for one in widget.collected) <= 12
    assert any("p = " in line or "p < " in line for line in widget.collected[1].sentences)


class Source:
    """Holds answers, as the widget that loads them does."""

    def __init__(self, responses: Responses) -> None:
        self.responses = responses
        self.watchers: list[Callable[[], None]] = []

    def watch(self, changed: Callable[[], None]) -> None:
        self.watchers.append(changed)


def hostile(questionnaire: Questionnaire) -> Questionnaire:
    first, *others = (one for one in questionnaire.questions if one.kind == "single")
    labels = tuple(replace(one, label=Text(HOSTILE, HOSTILE + one.code)) for one in first.options)
    bad = replace(first, text=Text(HOSTILE, HOSTILE), options=labels)
    return replace(questionnaire, questions=(bad, *others))


def test_other_answers_are_taken_when_they_are_loaded_and_never_obeyed(
    responses: Responses,
) -> None:
    source = Source(responses)
    widget = widgets.analysis(source)
    source.responses = simulate(hostile(responses.questionnaire), 40, seed=1)
    source.watchers[0]()
    (menu,) = widget.menus.children
    assert menu.options[0][0] == HOSTILE
    assert "<script" not in shown(widget.picture)
    assert HOSTILE in words(shown(widget.picture))


def test_questions_with_the_same_words_stay_apart(responses: Responses) -> None:
    first, second = responses.questionnaire.questions[1:3]
    same = replace(second, text=first.text)
    widget = widgets.analysis(
        replace(responses, questionnaire=Questionnaire(Text("", ""), (first, same)))
    )
    (menu,) = widget.menus.children
    assert [code for _, code in menu.options] == [first.id, second.id]
    assert len({label for label, _ in menu.options}) == 2


def test_pages_without_python_list_what_can_be_asked(widget: Any) -> None:
    found = bundle(widget)["text/markdown"]
    assert found.count("\n- ") == len(ASKS)
    assert "168" not in found
