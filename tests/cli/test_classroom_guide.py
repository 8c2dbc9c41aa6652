"""``workshop classroom guide``: a page and a PDF for every platform."""

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
CLASS = str(KIT / "data" / "demo" / "classroom.toml")


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_guide_is_written_as_a_page_and_as_paper(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with i18n.use("en"):
        result = CliRunner().invoke(workshop, ["classroom", "guide", CLASS, "--on", name])
    assert result.exit_code == 0, result.output
    folder = Path("classroom-files") / name
    written = [folder / "guide.html", folder / "guide.pdf"]
    assert result.output.split() == [file.as_posix() for file in written]
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
