"""The architecture that the folder listing promises is the one that the code has."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import KIT, command

MODULES = sorted((KIT / "workshop").rglob("*.py"))
HEAVY = {
    "IPython",
    "ipywidgets",
    "jupyter_client",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "pandas",
    "plotly",
    "typst",
}
# nbconvert alone costs two seconds: only what is about Jupyter itself may load it.
MAY_IMPORT_NBCONVERT = {"workshop/publishing/exporters.py", "workshop/publishing/execution.py"}


def imported(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, wherever in the file it does."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


def loaded_by(statement: str) -> set[str]:
    """Return the packages that a fresh Python holds after a statement."""
    code = f"import sys; {statement}; print(*{{name.split('.')[0] for name in sys.modules}})"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=KIT, capture_output=True, text=True, check=True
    )
    return set(result.stdout.split())


def test_imports_point_down_only() -> None:
    result = subprocess.run(
        [command("lint-imports"), "--no-cache"],
        cwd=KIT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(KIT).as_posix())
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_most_modules_are_short() -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES)
    assert len(lengths) > 10
    assert lengths[len(lengths) // 2] <= 200


def test_only_the_jupyter_side_of_publishing_imports_nbconvert() -> None:
    importers = {
        path.relative_to(KIT).as_posix()
        for path in MODULES
        if imported(path) & {"nbconvert", "nbformat"}
    }
    assert "workshop/publishing/exporters.py" in importers
    assert importers <= MAY_IMPORT_NBCONVERT


@pytest.mark.parametrize("statement", ["import workshop", "import workshop.cli"])
def test_the_command_starts_without_heavy_libraries(statement: str) -> None:
    loaded = loaded_by(statement)
    assert "workshop" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("module", ["slides", "handout"])
def test_rendering_needs_no_heavy_library(module: str) -> None:
    loaded = loaded_by(f"import workshop.publishing.{module}")
    assert loaded & (HEAVY - {"typst"}) == set()


def test_a_face_says_what_it_is_for_and_holds_no_logic() -> None:
    faces = [path for path in MODULES if path.name == "__init__.py"]
    assert len(faces) > 2
    for face in faces:
        words, *names = ast.parse(face.read_text(encoding="utf-8")).body
        assert isinstance(words, ast.Expr), f"{face} does not say what it is for"
        allowed = ast.Import | ast.ImportFrom | ast.Assign
        assert all(isinstance(node, allowed) for node in names), f"{face} holds logic"
