"""Every notebook of the kit runs top to bottom in both languages, with real widgets."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import KIT
from workshop.charts import CHART_MIME, CHOICES_MIME
from workshop.publishing.notebook import joined

NOTEBOOKS = sorted(KIT.glob("notebooks/*/*.ipynb")) + sorted(KIT.glob("slides/*/*.ipynb"))
IDS = [f"{path.parent.name}-{path.stem}" for path in NOTEBOOKS]


def test_there_are_notebooks_in_both_languages() -> None:
    assert {path.parent.name for path in NOTEBOOKS} == {"id", "en"}
    assert len(NOTEBOOKS) >= 6


@pytest.fixture(scope="session")
def executions(built_kit: Path) -> list[dict[str, list[dict[str, Any]]]]:
    """Outputs by cell id, of each notebook that the real build ran."""
    kept = sorted((built_kit / "build" / ".cache" / "executions").glob("*.outputs.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in kept]


def code_ids(path: Path) -> set[str]:
    content = json.loads(path.read_text(encoding="utf-8"))
    return {cell["id"] for cell in content["cells"] if cell["cell_type"] == "code"}


def outputs_of(path: Path, executions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the outputs of one notebook; both languages have the same cells."""
    return [one for one in executions if set(one) == code_ids(path)]


def test_each_notebook_ran_once_for_each_language(executions: list[dict[str, Any]]) -> None:
    assert len(executions) == len(NOTEBOOKS)
    for path in NOTEBOOKS:
        assert len(outputs_of(path, executions)) == 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_no_cell_fails_or_warns(path: Path, executions: list[dict[str, Any]]) -> None:
    for outputs in outputs_of(path, executions):
        shown = [output for cell in outputs.values() for output in cell]
        assert shown
        assert not [output for output in shown if output["output_type"] == "error"]
        assert not [output["text"] for output in shown if output.get("name") == "stderr"]


def test_charts_speak_the_language_of_their_notebook(executions: list[dict[str, Any]]) -> None:
    path = KIT / "slides" / "id" / "seminar.ipynb"
    words = [json.dumps(one, ensure_ascii=False) for one in outputs_of(path, executions)]
    assert sum("5,5%" in text for text in words) == 1
    assert sum("5.5%" in text for text in words) == 1


def test_the_portrait_holds_every_combination_of_its_choices(
    executions: list[dict[str, Any]],
) -> None:
    path = KIT / "notebooks" / "id" / "01-social-media-portrait.ipynb"
    for outputs in outputs_of(path, executions):
        bundles = [o["data"] for cell in outputs.values() for o in cell if "data" in o]
        (model,) = [bundle[CHOICES_MIME] for bundle in bundles if CHOICES_MIME in bundle]
        count = 1
        for control in model["controls"]:
            count *= len(control["options"])
        assert len(model["charts"]) == count > 20
        assert sum(CHART_MIME in bundle for bundle in bundles) >= 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=IDS)
def test_an_unfilled_exercise_is_answered_with_patience(
    path: Path, executions: list[dict[str, Any]]
) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    checks = [
        cell["id"] for cell in content["cells"] if "check" in cell["metadata"].get("tags", ())
    ]
    for outputs in outputs_of(path, executions):
        for name in checks:
            (shown,) = outputs[name]
            assert "✏️" in joined(shown["data"]["text/html"])
