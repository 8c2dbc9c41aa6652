"""The survey explorer in the real JupyterLab: alive, with all counts, by mouse and keyboard."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, listen
from tests.browser.explorer import Reader
from tests.browser.jupyterlab import saving, serve
from tests.conftest import KIT, copy_kit
from tests.survey.explorer import samples
from workshop import i18n

pytestmark = pytest.mark.browser

ROWS = 168
CODE = f"""import sys
sys.path.insert(0, {str(KIT)!r})
from tests.survey.explorer import samples
from workshop.survey.explorer.exploration import explore
explore(samples.responses({ROWS}))"""


def notebook(code: str) -> str:
    cell: dict[str, Any] = {"cell_type": "code", "id": "explore", "metadata": {}, "source": code}
    cells = [cell | {"outputs": [], "execution_count": None}]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visit, Path]]:
    folder = tmp_path_factory.mktemp("lab-explorer")
    kit = copy_kit(folder / "kit")
    context = browser.new_context(viewport={"width": 1280, "height": 1800})
    context.set_default_timeout(60_000)
    with i18n.use("en"), serve(kit, "en", folder) as server:
        path = server.folder / "en" / "explorer.ipynb"
        path.write_text(notebook(CODE), encoding="utf-8")
        visit = Visit(context.new_page())
        listen(visit.page, visit)
        visit.page.goto(server.url("lab/tree/en/explorer.ipynb"))
        visit.page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
        visit.page.locator(".cm-content").click()
        visit.page.keyboard.press("Shift+Enter")
        visit.page.locator(".rk-stage svg").wait_for()
        yield visit, path
        context.close()


def test_two_filters_show_every_count_in_the_live_notebook(lab: tuple[Visit, Path]) -> None:
    visit, _ = lab
    reader = Reader(visit.page)
    with i18n.use("en"):
        reader.choose("Fakultas", "Teknik")
        reader.choose("Jenis kelamin", "Laki-laki")
        table = samples.responses(ROWS).table
        chosen = table[(table["faculty"] == "ft") & (table["gender"] == "m")]
        assert reader.status == f"{len(chosen)} of {ROWS} respondents"
        linked = reader.linked()["Media sosial membantu belajar"]
        counts = chosen["useful"].value_counts()
        assert linked == {label: str(counts[code]) for code, label in samples.AGREEMENT.items()}
        reader.press("Reset")
        assert reader.status == f"{ROWS} of {ROWS} respondents"


def test_keys_stay_in_the_explorer_and_do_not_command_the_notebook(
    lab: tuple[Visit, Path],
) -> None:
    visit, _ = lab
    reader = Reader(visit.page)
    reader.explorer.locator(".rk-other").first.focus()
    for key in "dd":  # would delete the cell
        visit.page.keyboard.press(key)
    expect(visit.page.locator(".jp-Cell").first).to_contain_text("samples")
    handle = reader.explorer.get_by_role("slider", name="From")
    handle.focus()
    visit.page.keyboard.press("ArrowRight")
    assert handle.input_value() == "1"
    reader.press("Reset")


def test_the_saved_notebook_holds_the_protected_counts_only(lab: tuple[Visit, Path]) -> None:
    visit, path = lab
    visit.page.locator(".lm-MenuBar-item").first.click()
    with saving(visit.page, path.stem):
        visit.page.locator(".lm-Menu-item[data-command='docmanager:save']").click()
    saved = json.loads(path.read_text(encoding="utf-8"))
    (output,) = saved["cells"][0]["outputs"]
    payload = output["data"]["application/vnd.ruang-kelas.explorer+json"]
    assert payload["smallest"] == 10
    assert "widgets" not in saved["metadata"]


def test_nothing_went_wrong_in_the_browser(lab: tuple[Visit, Path]) -> None:
    visit, _ = lab
    assert visit.errors == []
