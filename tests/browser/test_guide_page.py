"""A guide in a real browser: accessible, at home on a phone, its texts can be copied."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit
from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.blueprint.reading import read_blueprint
from workshop.classroom.providers import guides
from workshop.classroom.providers.guides import rendering

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("guide") / "guide.html"
    with i18n.use("en"):
        guide = guides.whatsapp().guide(read_blueprint(KIT / "data" / "demo" / "classroom.toml"))
    file.write_text(rendering.to_html(guide, "en"), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(
    width: int, page_file: Path, visit: Open
) -> None:
    opened = visit(page_file, deck=False)
    opened.page.set_viewport_size({"width": width, "height": 844})
    violations = Axe().run(opened.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in violations] == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.requests == opened.errors == []


def test_ticks_and_notes_are_kept_and_texts_are_copied(page_file: Path, visit: Open) -> None:
    page = visit(page_file, deck=False).page
    page.locator("input[type=checkbox]").first.focus()
    page.keyboard.press("Space")
    page.locator(".evidence input").first.fill("photo 1")
    assert page.locator(".progress").inner_text().startswith("1 of ")
    page.locator("button[data-copies]").first.click()
    page.wait_for_timeout(300)
    assert page.locator(".below .status").first.inner_text()
    page.reload()
    assert page.locator("input[type=checkbox]").first.is_checked()
    assert page.locator(".evidence input").first.input_value() == "photo 1"
