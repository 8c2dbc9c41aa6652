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
from workshop.widgets._questionnaire_draft import EMPTY, QuestionnaireDraft, of_kind, options


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
    draft = QuestionnaireDraft(EMPTY)
    assert draft.add(kind) == 0
    assert draft.mistakes() == []
    assert draft.questions[0].kind == kind


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_a_question_may_change_its_kind_without_a_mistake(kind: Any, other: Any) -> None:
    draft = QuestionnaireDraft(EMPTY)
    draft.add(kind)
    draft.change(0, **vars(of_kind(draft.questions[0], other)))
    assert draft.mistakes() == []


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.sampled_from(KINDS))))
def test_every_step_can_be_undone(steps: list[tuple[int, int, Any]]) -> None:
    draft = QuestionnaireDraft(EMPTY)
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
    renamed = (Text("Pria", "Man"), Text("Perempuan", "Woman"))
    assert [one.code for one in options("single", renamed, old)] == ["m", "f"]
    labels = (old[1].label, old[0].label, Text("Lain", "Other"))
    more = options("single", labels, old)
    assert [one.code for one in more] == ["f", "m", "other"]


def test_two_options_never_share_a_code() -> None:
    labels = tuple(Text(words, words) for words in ("A!", "A?", "…", "日本"))
    found = options("multiple", labels, ())
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
    told = words(builder.mistakes.value)
    assert 'Question 1, “Short name”, is "Zwei Wörter"; allowed: a letter' in told
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


# Two languages, mistakes in words, and messages that are over.


@pytest.fixture
def fresh(builder: Any) -> Any:
    builder.empty.click()
    builder.kind.value = "single"
    builder.add.click()
    return builder


def labels(builder: Any) -> list[tuple[str, str]]:
    return [(one.label.id, one.label.en) for one in builder.questionnaire.questions[0].options]


def test_words_to_be_replaced_do_not_stay_in_the_other_language(fresh: Any) -> None:
    fresh.form.text_id.value = "Suka kopi?"
    assert fresh.questionnaire.questions[0].text == Text("Suka kopi?", "Suka kopi?")
    fresh.form.text_id.value = "Suka teh?"
    assert fresh.form.text_en.value == "Suka teh?"
    fresh.form.text_en.value = "Do you like tea?"
    assert fresh.form.text_id.value == "Suka teh?"
    fresh.form.text_id.value = "Anda suka teh?"
    assert fresh.form.text_en.value == "Do you like tea?"


def test_options_to_be_replaced_do_not_stay_in_the_other_language(fresh: Any) -> None:
    fresh.form.options_id.value = "Sering\nJarang\nTidak"
    assert labels(fresh) == [("Sering", "Sering"), ("Jarang", "Jarang"), ("Tidak", "No")]
    fresh.form.options_en.value = "Often\nRarely\nNever"
    assert labels(fresh) == [("Sering", "Often"), ("Jarang", "Rarely"), ("Tidak", "Never")]
    fresh.form.options_id.value = "Tidak\nSering"
    assert labels(fresh) == [("Tidak", "Never"), ("Sering", "Often")]


def test_what_was_translated_before_is_not_overwritten(builder: Any) -> None:
    before = builder.questionnaire.questions[0].text
    builder.form.text_en.value = "Other words"
    assert builder.questionnaire.questions[0].text == Text(before.id, "Other words")


def test_emptied_words_stay_empty_and_are_told(fresh: Any) -> None:
    fresh.form.text_id.value = ""
    assert (fresh.form.text_id.value, fresh.form.text_en.value) == ("", "New question?")
    assert "Question 1 has no words in Indonesian" in words(fresh.mistakes.value)
    fresh.form.text_en.value = ""
    assert "Question 1 has no words yet" in words(fresh.mistakes.value)
    fresh.save.click()
    assert not Path("my-questionnaire.toml").exists()
    fresh.form.text_id.value = "Suka kopi?"
    assert "no words in English" in words(fresh.mistakes.value)


def test_emptied_options_stay_empty_until_all_have_words_again(fresh: Any) -> None:
    fresh.form.text_id.value = "Suka kopi?"
    fresh.form.options_en.value = "Often\nRarely"
    fresh.form.options_id.value = ""
    assert fresh.form.options_en.value == "Often\nRarely"
    assert fresh.form.options_id.value == ""
    told = words(fresh.mistakes.value)
    assert "Question 1: option 2 has no words in Indonesian" in told
    fresh.form.options_id.value = "Sering"
    assert labels(fresh) == [("Sering", "Often"), ("", "Rarely")]
    fresh.form.options_id.value = "Sering\nJarang"
    assert "no mistake" in words(fresh.mistakes.value)
    fresh.form.options_id.value = ""
    fresh.form.options_en.value = ""
    assert "too few answer options: it needs at least 1" in words(fresh.mistakes.value)


@pytest.mark.parametrize("language", ["id", "en"])
def test_mistakes_are_told_in_the_words_of_the_form(language: str) -> None:
    with i18n.use(language):
        builder = widgets.questionnaire_builder()
        builder.empty.click()
        assert "questions" not in words(builder.mistakes.value)
        for kind in ("single", "likert", "likert", "number"):
            builder.kind.value = kind
            builder.add.click()
        builder.questions.index = 0
        builder.form.options_id.value = "Ya\nYa"
        for place in (1, 2):
            builder.questions.index = place
            builder.form.options_id.value = "Setuju\nSetuju\nNetral"
        builder.questions.index = 3
        builder.form.minimum.value, builder.form.maximum.value = "9", "2"
        builder.title.value = ""
        told = words(builder.mistakes.value)
    for sign in ("questions[", "options.", "{", "code ="):
        assert sign not in told
    expected = "Pertanyaan 1: dua pilihan" if language == "id" else "Question 1: two options"
    assert expected in told
    assert expected.replace("1", "2") in told
    assert expected.replace("1", "3") in told


def test_a_message_goes_as_soon_as_it_is_no_longer_true(builder: Any) -> None:
    builder.delete.click()
    assert "Deleted" in words(shown(builder.result))
    builder.undo.click()
    assert shown(builder.result) == ""
    builder.save.click()
    assert "Saved" in words(shown(builder.result))
    builder.form.required.value = not builder.form.required.value
    assert shown(builder.result) == ""
    builder.title.value = ""
    builder.save.click()
    assert "Correct this first" in words(shown(builder.result))
    builder.title.value = "Mine"
    assert shown(builder.result) == ""


def test_files_are_named_in_the_readers_language() -> None:
    with i18n.use("id"):
        builder = widgets.questionnaire_builder()
        builder.empty.click()
        builder.add.click()
        builder.save.click()
        builder.forms.click()
    assert Path("angket-saya.toml").exists()
    assert any(Path("angket-saya-formulir").iterdir())
