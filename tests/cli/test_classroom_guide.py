"""``workshop classroom guide``: a page and a PDF for every platform."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import KIT
from workshop import i18n
from workshop.cli import workshop

PLATFORMS = (
    "discord", "email", "facebook", "google-classroom", "matrix", "moodle", "telegram", "whatsapp",
    "x", "youtube",
)  # fmt: skip
DEMO = KIT / "data" / "demo"
CLASS = str(DEMO / "classroom.toml")


@pytest.fixture
def own_class(tmp_path: Path) -> Path:
    for name in ("classroom.toml", "roster.csv"):
        shutil.copy(DEMO / name, tmp_path)
    return tmp_path / "classroom.toml"


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_guide_is_written_beside_the_class_as_a_page_and_as_paper(
    name: str, own_class: Path
) -> None:
    with i18n.use("en"):
        result = CliRunner().invoke(workshop, ["classroom", "guide", str(own_class), "--on", name])
    assert result.exit_code == 0, result.output
    folder = own_class.parent / "classroom-files" / name
    written = [folder / "guide.html", folder / "guide.pdf"]
    assert result.output.splitlines()[-2:] == [file.as_posix() for file in written]
    assert '<html lang="en">' in written[0].read_text("utf-8")
    assert written[1].read_bytes().startswith(b"%PDF")


def test_folder_and_language_are_the_persons_choice(tmp_path: Path) -> None:
    words = ["classroom", "guide", CLASS, "--on", "WhatsApp", "--lang", "id", "--folder"]
    with i18n.use("en"):
        result = CliRunner().invoke(workshop, [*words, str(tmp_path / "panduan")])
    assert result.exit_code == 0, result.output
    page = (tmp_path / "panduan" / "guide.html").read_text("utf-8")
    assert '<html lang="id">' in page
    assert "Di WhatsApp, buat komunitas baru" in page
