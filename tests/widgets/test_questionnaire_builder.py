"""A questionnaire that is built by clicking: real buttons, real files, nothing lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.widgets.bundles import bundle, shown, words
from workshop import i18n, widgets
from workshop.survey import questionnaire as questionnaires
from workshop.survey.questionnaire.model import KINDS, Option
from workshop.tables import Text
from workshop.widgets import _draft
from workshop.widgets._draft import EMPTY, Draft


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    with i18n.use("en"):
        yield


@pytest.fixture
def builder() -> Any:
    return widgets.questionnaire_builder()


def saved(name: str = "my-questionnaire.toml") -> Any:
    return questionnaires.read(Path(name))


# The draft, without a browser.


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_question_of_every_kind_is_a_whole_one(kind: Any) -> None:
    draft = Draft(EMPTY)
    assert draft.add(kind) == 0
    assert draft.mistakes() == []
    assert draft.questions[0].kind == kind


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_a_question_may_change_its_kind_without_a_mistake(kind: Any, other: Any) -> None:
    draft = Draft(EMPTY)
    draft.add(kind)
    draft.change(0, **vars(_draft.of_kind(draft.questions[0], other)))
    assert draft.mistakes() == []


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.sampled_from(KINDS))))
def test_every_step_can_be_undone(steps: list[tuple[int, int, Any]]) -> None:
    draft = Draft(EMPTY)
    history = [draft.questionnaire]
    for action, wish, kind in steps:
        place = min(wish, len(draft.questions) - 1)
        if action == 0 or place < 0:
            draft.add(kind, place if place >= 0 else None)
        elif action == 1:
            draft.remove(place)
        elif action in (2, 3):
            draft.move(place, 1 if action == 2 else -1)
        else:
            draft.change(place, required=not draft.questions[place].required)
        if draft.questionnaire != history[-1]:
            history.append(draft.questionnaire)
    for older in reversed(history[:-1]):
        assert draft.undo()
        assert draft.questionnaire == older
    assert not draft.undo()


def test_codes_stay_when_words_change_since_answers_may_hold_them() -> None:
    old = (Option("m", Text("Laki", "Male")), Option("f", Text("Perempuan", "Female")))
    assert [one.code for one in _draft.options("single", "Pria\nPerempuan", "Man\nWoman", old)] == [
        "m", "f"
    ]  # fmt: skip
    more = _draft.options("single", "Perempuan\nLaki\nLain", "Female\nMale\nOther", old)
    assert [one.code for one in more] == ["f", "m", "other"]


def test_two_options_never_share_a_code() -> None:
    found = _draft.options("multiple", "A!\nA?\n…\n日本", "", ())
    assert [one.code for one in found] == ["a", "a_2", "option", "option_2"]


# The widget.


def test_it_begins_with_the_example_and_without_a_mistake(builder: Any) -> None:
    assert len(builder.questions.options) == len(builder.questionnaire.questions) > 10
    assert builder.form.text_en.value == builder.questionnaire.questions[0].text.en
    assert "no mistake" in words(builder.mistakes.value)


def test_a_question_is_added_after_the_chosen_one_by_clicks_alone(builder: Any) -> None:
    count = len(builder.questionnaire.questions)
    builder.questions.index = 1
    builder.kind.value = "likert"
    builder.add.click()
    assert len(builder.questionnaire.questions) == count + 1
    assert builder.questions.index == 2
    assert builder.form.kind.value == "likert"
    assert builder.form.options_id.value.splitlines()[0] == "Sangat tidak setuju"
    assert "no mistake" in words(builder.mistakes.value)


def test_what_is_typed_is_in_the_questionnaire_at_once(builder: Any) -> None:
    builder.empty.click()
    builder.kind.value = "single"
    builder.add.click()
    form = builder.form
    form.text_id.value, form.text_en.value = "Suka kopi?", "Do you like coffee?"
    form.options_id.value = "Ya\nTidak\nKadang"
    form.options_en.value = "Yes\nNo\nSometimes"
    form.role.value = "demographic"
    form.id.value = "coffee"
    form.required.value = True
    (question,) = builder.questionnaire.questions
    assert question.text == Text("Suka kopi?", "Do you like coffee?")
    assert question.labels("en") == {"yes": "Yes", "no": "No", "kadang": "Sometimes"}
    assert (question.role, question.privacy) == ("demographic", "quasi-identifier")
    assert (question.id, question.required) == ("coffee", True)
    assert builder.questions.options == (("1. Do you like coffee?", 0),)


def test_a_rating_becomes_part_of_a_new_scale_and_may_be_reversed(builder: Any) -> None:
    builder.empty.click()
    builder.kind.value = "likert"
    builder.add.click()
    assert builder.form.reversed.layout.display == "none"
    builder.form.scale.value = "Rasa ingin tahu"
    assert builder.form.reversed.layout.display is None
    builder.form.reversed.value = True
    (question,) = builder.questionnaire.questions
    assert (question.scale, question.reversed) == ("rasa_ingin_tahu", True)
    assert builder.draft.mistakes() == []
    builder.form.kind.value = "text"
    (question,) = builder.questionnaire.questions
    assert (question.scale, question.reversed, question.options) == ("", False, ())


def test_numbers_are_read_as_people_write_them(builder: Any) -> None:
    builder.empty.click()
    builder.kind.value = "number"
    builder.add.click()
    builder.form.minimum.value, builder.form.maximum.value = "0,5", "24"
    (question,) = builder.questionnaire.questions
    assert (question.minimum, question.maximum) == (0.5, 24)
    builder.form.maximum.value = "banyak"
    assert builder.questionnaire.questions[0].maximum is None


def test_questions_move_go_and_come_back(builder: Any) -> None:
    before = [question.id for question in builder.questionnaire.questions]
    builder.questions.index = 0
    builder.down.click()
    assert builder.questions.index == 1
    builder.delete.click()
    assert [question.id for question in builder.questionnaire.questions] == before[1:]
    assert "Undo" in words(shown(builder.result))
    builder.undo.click()
    builder.undo.click()
    assert [question.id for question in builder.questionnaire.questions] == before
    builder.undo.click()
    assert "nothing to undo" in words(shown(builder.result))


def test_the_last_question_can_go_and_nothing_breaks(builder: Any) -> None:
    builder.empty.click()
    for _ in range(2):
        for one in (builder.delete, builder.up, builder.down):
            one.click()
    assert builder.questionnaire.questions == ()
    assert builder.form.layout.visibility == "hidden"
    builder.save.click()
    assert "Correct this first" in words(shown(builder.result))
    assert not Path("my-questionnaire.toml").exists()


def test_a_mistake_is_told_in_words_and_never_saved(builder: Any) -> None:
    builder.form.id.value = "Zwei Wörter"
    assert "questions[1].id" in words(builder.mistakes.value)
    builder.save.click()
    assert not Path("my-questionnaire.toml").exists()


def test_saving_writes_a_file_that_is_opened_the_next_time(builder: Any) -> None:
    builder.title.value = "Kopi dan belajar"
    builder.delete.click()
    builder.save.click()
    assert 'href="my-questionnaire.toml"' in shown(builder.result)
    assert saved() == builder.questionnaire
    again = widgets.questionnaire_builder()
    assert again.questionnaire == builder.questionnaire
    again.delete.click()
    again.save.click()
    assert saved() == again.questionnaire != builder.questionnaire


def test_a_file_of_somebody_else_is_replaced_only_at_the_second_click(builder: Any) -> None:
    Path("my-questionnaire.toml").write_text("mine", encoding="utf-8")
    builder.save.click()
    assert "exists already" in words(shown(builder.result))
    assert Path("my-questionnaire.toml").read_text(encoding="utf-8") == "mine"
    builder.save.click()
    assert saved() == builder.questionnaire


def test_a_broken_file_is_told_and_kept() -> None:
    Path("own.toml").write_text("title = ", encoding="utf-8")
    builder = widgets.questionnaire_builder("own.toml")
    assert "own.toml is not valid TOML" in words(shown(builder.result))
    builder.save.click()
    assert Path("own.toml").read_text(encoding="utf-8") == "title = "


def test_the_form_files_are_made_and_named(builder: Any) -> None:
    builder.empty.click()
    builder.add.click()
    builder.forms.click()
    names = {path.name for path in Path("my-questionnaire-forms").iterdir()}
    assert len(names) >= 4
    assert all(name in words(shown(builder.result)) for name in names)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_field_has_a_label(language: str) -> None:
    with i18n.use(language):
        builder = widgets.questionnaire_builder()
        labels = [field.description for field in builder.form.fields]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert builder.questions.description


def test_pages_without_python_list_the_questions_and_obey_no_markup(builder: Any) -> None:
    builder.form.text_en.value = "<script>alert(1)</script>"
    found = bundle(builder)["text/html"]
    assert "<script" not in found
    assert "<script>alert(1)</script>" in words(found)
    assert found.count("<li>") == len(builder.questionnaire.questions)
