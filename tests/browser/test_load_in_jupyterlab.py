"""The live view of the capacity in the real JupyterLab: moved by hand, read back in Python."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, listen
from tests.browser.jupyterlab import serve
from tests.browser.test_explorer_in_jupyterlab import notebook
from tests.conftest import KIT, copy_kit
from workshop import i18n

pytestmark = pytest.mark.browser

CODE = f"""import sys
sys.path.insert(0, {str(KIT)!r})
from workshop.classroom.network.sizing import capacity
from workshop.classroom.network.view import LoadView
picked = LoadView(capacity(62, link_mbps=20))
picked"""


@pytest.fixture
def lab(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    kit = copy_kit(tmp_path / "kit")
    context = browser.new_context(viewport={"width": 1280, "height": 1400})
    context.set_default_timeout(60_000)
    with i18n.use("en"), serve(kit, "en", tmp_path) as server:
        path = server.folder / "en" / "load.ipynb"
        path.write_text(notebook(CODE), encoding="utf-8")
        visit = Visit(context.new_page())
        listen(visit.page, visit)
        visit.page.goto(server.url("lab/tree/en/load.ipynb"))
        visit.page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
        visit.page.locator(".cm-content").click()
        visit.page.keyboard.press("Shift+Enter")
        visit.page.locator(".rk-rung").first.wait_for()
        yield visit
        context.close()


def test_the_sliders_are_read_in_the_next_cell_and_follow_python(lab: Visit) -> None:
    page = lab.page
    page.locator(".rk-load select").select_option("slides-audio")
    page.locator(".rk-load input[type=number]").first.fill("31")
    page.keyboard.press("Enter")
    expect(page.locator(".rk-load [role=status]")).to_contain_text("3.72 Mbps")
    cell = page.locator(".jp-Cell .cm-content").nth(1)
    cell.fill("print('need', round(picked.capacity.peak.link[1], 2), picked.capacity.plan.people)")
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".jp-OutputArea-output").last).to_contain_text("need 3.72 31")
    cell = page.locator(".jp-Cell .cm-content").nth(2)
    cell.fill("picked.widget.state = {**picked.widget.state, 'people': 100}")
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".rk-load [role=status]")).to_contain_text("12 Mbps")
    assert page.locator(".rk-load input[type=number]").first.input_value() == "100"
