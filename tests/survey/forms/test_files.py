"""All forms of a questionnaire are written into one folder."""

from pathlib import Path

import pytest

from tests.conftest import KIT
from tests.survey.forms.samples import HOSTILE, ORDINARY
from workshop.errors import PublishingError, SettingsError
from workshop.survey.forms import write_all
from workshop.survey.questionnaire.reading import read


def test_both_languages_lie_in_one_folder(tmp_path: Path) -> None:
    made = {*write_all(ORDINARY, tmp_path, "id"), *write_all(ORDINARY, tmp_path, "en")}
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in made}
    assert len(made) == 10
    assert all(path.stat().st_size > 500 for path in made)


def test_files_of_an_earlier_call_are_replaced_and_others_kept(tmp_path: Path) -> None:
    own = tmp_path / "answers.csv"
    own.write_text("a", encoding="utf-8")
    before = [path.read_bytes() for path in write_all(ORDINARY, tmp_path, "id")]
    after = [path.read_bytes() for path in write_all(HOSTILE, tmp_path, "id")]
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert own.read_text(encoding="utf-8") == "a"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PublishingError):
        write_all(ORDINARY, tmp_path / "file", "id")


def test_another_language_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="fr"):
        write_all(ORDINARY, tmp_path / "new", "fr")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_demonstration_becomes_forms(language: str, tmp_path: Path) -> None:
    demonstration = read(KIT / "data" / "demo" / "questionnaire.toml")
    assert len(write_all(demonstration, tmp_path, language)) == 6
