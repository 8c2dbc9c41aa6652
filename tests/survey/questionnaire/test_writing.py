"""A questionnaire that was written is read again as it was."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.conftest import KIT
from tests.survey.questionnaire.strategies import questionnaires
from workshop.errors import WorkshopError
from workshop.survey import questionnaire
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.tables import Text


@given(questionnaires())
@settings(max_examples=150)
def test_whatever_is_written_is_read_again_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, asked: Questionnaire
) -> None:
    path = tmp_path_factory.getbasetemp() / "round.toml"
    questionnaire.write(asked, path)
    assert questionnaire.read(path) == asked


def test_the_demonstration_makes_the_round_too(tmp_path: Path) -> None:
    demo = questionnaire.read(KIT / "data" / "demo" / "questionnaire.toml")
    questionnaire.write(demo, tmp_path / "again.toml")
    assert questionnaire.read(tmp_path / "again.toml") == demo


def test_options_that_several_questions_use_are_written_once() -> None:
    demo = questionnaire.read(KIT / "data" / "demo" / "questionnaire.toml")
    written = questionnaire.to_toml(demo)
    assert written.count("Sangat setuju") == 1
    assert list(tomllib.loads(written)["options"]) == ["rate_chat", "engagement"]


def test_long_options_stand_below_one_another() -> None:
    labels = tuple(Option(f"c{at}", Text(f"Pilihan {at}", f"Option {at}")) for at in range(4))
    question = Question("q", Text("T", "T"), "single", labels, required=True)
    lines = questionnaire.to_toml(Questionnaire(Text("A", "A"), (question,))).splitlines()
    assert lines[-5:-3] == [
        "[questions.options]",
        'c0 = { id = "Pilihan 0", en = "Option 0" }',
    ]
    assert "required = true" in lines[:-5]


def test_a_folder_in_place_of_the_file_is_answered_with_a_sentence(tmp_path: Path) -> None:
    asked = Questionnaire(Text("A", "A"), (Question("q", Text("T", "T"), "text"),))
    with pytest.raises(WorkshopError):
        questionnaire.write(asked, tmp_path)
    assert list(tmp_path.iterdir()) == []
