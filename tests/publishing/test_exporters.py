"""``jupyter nbconvert --to workshop-…`` for notebooks that nobody here wrote."""

import json
import shutil
import subprocess
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import pytest

from tests.conftest import command
from tests.publishing.samples import stranger_content

NAMES = {
    "workshop-slides": ".slides.html",
    "workshop-handout": ".pdf",
    "workshop-participant": ".participant.ipynb",
}


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stranger's notebook in a folder far from any kit."""
    path = tmp_path_factory.mktemp("elsewhere") / "stranger.ipynb"
    path.write_text(json.dumps(stranger_content()), encoding="utf-8")
    return path


def convert(path: Path, name: str) -> Path:
    subprocess.run(
        [command("jupyter"), "nbconvert", "--to", name, path.name],
        cwd=path.parent,
        check=True,
        capture_output=True,
    )
    return path.with_name(path.stem + NAMES[name])


def test_each_exporter_is_registered_and_offered_in_the_menu() -> None:
    points = {point.name: point for point in entry_points(group="nbconvert.exporters")}
    for name in NAMES:
        assert points[name].load().export_from_notebook


def test_slides_of_a_stranger_ask_for_nothing_outside(stranger: Path) -> None:
    page = convert(stranger, "workshop-slides").read_text(encoding="utf-8")
    assert "Reveal.initialize" in page
    assert 'src="http' not in page
    assert "Ruang Kelas Virtual" not in page  # it belongs to no event


def test_a_handout_of_a_stranger_is_a_pdf(stranger: Path) -> None:
    assert convert(stranger, "workshop-handout").read_bytes().startswith(b"%PDF-")


def test_a_copy_of_a_stranger_is_a_valid_notebook_without_outputs(stranger: Path) -> None:
    copy = nbformat.read(convert(stranger, "workshop-participant"), as_version=4)
    nbformat.validate(copy)
    assert not any(cell.get("outputs") for cell in copy.cells)


def test_a_notebook_of_the_kit_gets_the_events_title(kit_copy: Path) -> None:
    folder = kit_copy / "my-workshop" / "en"
    folder.mkdir(parents=True)
    own = folder / "own.ipynb"
    shutil.copy(kit_copy / "slides" / "en" / "seminar.ipynb", own)
    page = convert(own, "workshop-slides").read_text(encoding="utf-8")
    assert "Building Virtual Classrooms" in page
