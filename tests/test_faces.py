"""The faces of the packages: what notebooks may import, as a sorted list."""

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import KIT

FACES = sorted(
    path.parent.relative_to(KIT).as_posix().replace("/", ".")
    for path in (KIT / "workshop").rglob("__init__.py")
)
WITH_NAMES = {
    "workshop.classroom",
    "workshop.event",
    "workshop.exercises",
    "workshop.sheets",
    "workshop.survey",
    "workshop.widgets",
}


def names(face: ModuleType) -> list[str]:
    return list(getattr(face, "__all__", []))


def test_the_packages_are_those_of_the_design() -> None:
    assert set(FACES) >= WITH_NAMES | {"workshop", "workshop.publishing"}


@pytest.mark.parametrize("name", FACES)
def test_a_face_lists_its_public_names_sorted(name: str) -> None:
    listed = names(importlib.import_module(name))
    assert listed == sorted(set(listed))
    assert bool(listed) == (name in WITH_NAMES) or name not in {*WITH_NAMES, "workshop"}


@pytest.mark.parametrize("name", FACES)
def test_a_face_shows_its_list_and_nothing_else(name: str) -> None:
    face = importlib.import_module(name)
    shown = (key for key, value in vars(face).items() if not isinstance(value, ModuleType))
    assert sorted(key for key in shown if not key.startswith("_")) == names(face)


@pytest.mark.parametrize("name", sorted(WITH_NAMES))
def test_every_public_name_says_what_it_is_for(name: str) -> None:
    face = importlib.import_module(name)
    assert [one for one in names(face) if not getattr(face, one).__doc__] == []


def test_a_notebook_may_import_all_faces_in_one_line(tmp_path: Path) -> None:
    faces = "classroom, event, exercises, published, survey, widgets"
    code = f"from workshop import {faces}; print('ready')"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.stdout, result.stderr) == ("ready\n", "")
