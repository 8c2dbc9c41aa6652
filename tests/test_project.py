"""The files that describe the project agree with one another."""

import itertools
import re
import subprocess
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import workshop
from tests.conftest import KIT, command, copy_kit

# conda-forge calls a few packages differently.
CONDA_NAMES = {"python-kaleido": "kaleido", "typst-py": "typst"}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def conda() -> dict[str, Any]:
    content = yaml.safe_load((KIT / "environment.yml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def bounds(requirements: list[str]) -> dict[str, SpecifierSet]:
    """Return the bound of each requirement by its canonical name on PyPI."""
    parsed = [Requirement(line) for line in requirements]
    return {
        canonicalize_name(CONDA_NAMES.get(item.name, item.name)): item.specifier for item in parsed
    }


def conda_requirements(conda: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return what conda installs and what pip installs on top of it."""
    plain = [item for item in conda["dependencies"] if isinstance(item, str)]
    (extra,) = [item["pip"] for item in conda["dependencies"] if isinstance(item, dict)]
    return plain, extra


def test_environment_yml_has_the_names_and_bounds_of_pyproject(
    project: dict[str, Any], conda: dict[str, Any]
) -> None:
    plain, extra = conda_requirements(conda)
    packages = [item for item in plain if not re.match(r"(python=|pip$)", item)]
    pip_packages = [item for item in extra if item != "-e ."]
    assert bounds(packages + pip_packages) == bounds(project["project"]["dependencies"])


def test_environment_yml_installs_the_kit_itself_on_a_python_that_it_supports(
    project: dict[str, Any], conda: dict[str, Any]
) -> None:
    plain, extra = conda_requirements(conda)
    (python,) = [item.removeprefix("python=") for item in plain if item.startswith("python=")]
    assert "-e ." in extra
    assert SpecifierSet(project["project"]["requires-python"]).contains(python)
    assert conda["channels"] == ["conda-forge"]


def locked_blocks() -> dict[str, str]:
    """Return the lines of each locked package, joined, by canonical name."""
    text = (KIT / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.findall(r"^(\S+)==(.+(?:\n[ ]+--hash.+)*)", text, flags=re.MULTILINE)
    return {canonicalize_name(name): block for name, block in blocks}


def test_the_lock_holds_every_dependency_within_its_bound(project: dict[str, Any]) -> None:
    locked = locked_blocks()
    extras = project["project"]["optional-dependencies"].values()
    wanted = bounds([*project["project"]["dependencies"], *itertools.chain(*extras)])
    assert wanted.pop(project["project"]["name"]) == "", "the tests need every extra"
    assert len(wanted) > 30
    for name, bound in wanted.items():
        version = re.split(r"[ ;\\]", locked[name])[0]
        assert bound.contains(version), f"{name} {version} is not {bound}"


def test_the_lock_covers_windows_and_macos() -> None:
    text = (KIT / "requirements.lock").read_text(encoding="utf-8")
    assert "sys_platform == 'darwin'" in text
    assert "sys_platform == 'win32'" in text or "os_name == 'nt'" in text


def test_the_lock_has_hashes_for_every_package() -> None:
    locked = locked_blocks()
    assert len(locked) > 80
    assert [name for name, block in locked.items() if "--hash=sha256:" not in block] == []


def test_the_lock_names_no_host_and_no_folder() -> None:
    text = (KIT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|^\s*-[-a-z]*(?:index|links|host)\S*|file:\S*|@ \S+", text) == []


def test_the_classifiers_tell_frameworks_audience_and_languages(project: dict[str, Any]) -> None:
    classifiers = project["project"]["classifiers"]
    assert {
        "Framework :: Jupyter",
        "Intended Audience :: Education",
        "Natural Language :: English",
        "Natural Language :: Indonesian",
    } <= set(classifiers)
    # The licence is told once, as an SPDX expression; PyPI refuses both.
    assert not [item for item in classifiers if item.startswith("License ::")]


def test_the_newest_version_in_the_changelog_is_the_version_of_the_package(
    project: dict[str, Any],
) -> None:
    changelog = (KIT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+)", changelog, flags=re.MULTILINE)
    assert newest is not None
    assert newest[1] == workshop.__version__ == project["project"]["version"]


def test_the_licence_names_both_parts() -> None:
    text = (KIT / "LICENSE").read_text(encoding="utf-8")
    assert "MIT License" in text
    assert "WITHOUT WARRANTY OF ANY KIND" in text
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in text
    assert text.count("Ruang Kelas contributors") == 2


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    source = copy_kit(folder / "source")
    build = [*installer(), "build", "--quiet", "--wheel", "--out-dir", str(folder), str(source)]
    result = subprocess.run(
        build, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert result.returncode == 0, result.stderr
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path).namelist()


def installer() -> list[str]:
    """Return uv as the Makefile finds it: the user's own, else that of the environment."""
    inside = Path(command("uv"))
    return [str(inside)] if inside.exists() else ["uv"]


def test_the_wheel_carries_the_theme_and_the_catalogue(wheel: list[str]) -> None:
    theme = [path for path in (KIT / "slides/theme").rglob("*") if path.is_file()]
    assert theme
    for path in theme:
        assert f"workshop/theme/{path.relative_to(KIT / 'slides/theme').as_posix()}" in wheel
    assert "workshop/locale/id/LC_MESSAGES/workshop.po" in wheel


def test_the_wheel_carries_every_module_and_nothing_of_the_event(wheel: list[str]) -> None:
    modules = [path.relative_to(KIT).as_posix() for path in (KIT / "workshop").rglob("*.py")]
    assert len(modules) > 10
    assert set(modules) <= set(wheel)
    assert not [name for name in wheel if name.startswith(("tests/", "notebooks/", "build/"))]
