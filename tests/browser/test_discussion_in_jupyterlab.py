"""A chat of one's own in the real JupyterLab: uploaded, matched and reminded of by the mouse."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, listen
from tests.browser.jupyterlab import saving, serve
from tests.browser.test_explorer_in_jupyterlab import notebook
from tests.conftest import KIT, copy_kit
from tests.widgets.test_discussion import CHAT, CLASS, NAMES, ROSTER
from workshop import i18n

pytestmark = pytest.mark.browser

CODE = f"""import sys
sys.path.insert(0, {str(KIT)!r})
from IPython.display import display
from workshop import widgets
loaded = widgets.discussion()
waiting = widgets.reminders(loaded)
display(loaded, waiting)"""
LATER = "14/09/26 10.00 - <img src=x onerror='window.stolen = true'>: Halo\n"


@pytest.fixture
def lab(browser: Browser, tmp_path: Path) -> Iterator[tuple[Visit, Path]]:
    kit = copy_kit(tmp_path / "kit")
    context = browser.new_context(viewport={"width": 1280, "height": 1800})
    context.set_default_timeout(60_000)
    with i18n.use("en"), serve(kit, "en", tmp_path) as server:
        path = server.folder / "en" / "discussion.ipynb"
        path.write_text(notebook(CODE), encoding="utf-8")
        visit = Visit(context.new_page())
        listen(visit.page, visit)
        visit.page.goto(server.url("lab/tree/en/discussion.ipynb"))
        visit.page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
        visit.page.locator(".cm-content").click()
        visit.page.keyboard.press("Shift+Enter")
        visit.page.get_by_role("button", name="Your chat").wait_for()
        yield visit, path
        context.close()


def choose(page: Page, button: str, *files: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button).click()
    chooser.value.set_files(files)


def test_a_chat_is_read_a_sender_matched_and_names_are_never_saved(
    lab: tuple[Visit, Path], tmp_path: Path
) -> None:
    (visit, path), page = lab, lab[0].page
    written = {"classroom.toml": CLASS, "peserta.csv": ROSTER, "chat.txt": CHAT + LATER}
    for name, text in written.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    expect(page.get_by_text("51 of 62 people of the class wrote")).to_be_visible()
    choose(page, "Your class", tmp_path / "classroom.toml", tmp_path / "peserta.csv")
    expect(page.get_by_text("Now choose your chat")).to_be_visible()
    choose(page, "Your chat", tmp_path / "chat.txt")
    expect(page.get_by_text("1 of 5 people of the class wrote")).to_be_visible()
    expect(page.get_by_text("4 students have not yet handed in")).to_be_visible()

    page.get_by_text("Who is who: 3 senders").click()
    senders = page.locator(".jupyter-widget-Collapse-open .widget-dropdown select")
    senders.first.select_option(label="Budi Santoso")
    expect(page.get_by_text("2 of 5 people of the class wrote")).to_be_visible()

    assert not page.get_by_text("Hello Budi Santoso").count()
    page.get_by_role("button", name="Show the names").click()
    message = page.locator("pre[lang=en]").first
    expect(message).to_contain_text("Hello Budi Santoso")
    message.click()
    selected = page.evaluate("getSelection().toString()")
    assert selected.startswith("Hello Budi Santoso")
    assert selected.endswith("Thank you!")

    with saving(page, "discussion"):
        page.keyboard.press("Control+s")
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert not [name for name in NAMES if name in json.dumps(saved)]
    assert "widgets" not in saved["metadata"]
    page.get_by_role("button", name="Write the list as CSV").click()
    expect(page.get_by_text("reminders-week-1.csv").first).to_be_visible()
    assert "Budi Santoso" in (path.parent / "reminders-week-1.csv").read_text(encoding="utf-8-sig")
    assert page.evaluate("window.stolen") is None
    assert visit.errors == []
    assert all(url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:")) for url in visit.requests)
