"""The live view of the capacity in a deck that is opened from a file, with no network."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import Visit, listen, wait_until
from tests.publishing.samples import code, markdown
from workshop import i18n
from workshop.classroom.network.activities import ACTIVITIES
from workshop.classroom.network.sizing import capacity
from workshop.classroom.network.view import LoadView
from workshop.publishing import slides
from workshop.publishing.notebook import parse

pytestmark = pytest.mark.browser

BOTTOM = "element => element.getBoundingClientRect().bottom"
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with i18n.use(request.param):
        yield str(request.param)


@pytest.fixture
def path(tmp_path: Path, language: str) -> Path:
    bundle = LoadView(capacity(62, link_mbps=20))._repr_mimebundle_()
    output = {"output_type": "display_data", "metadata": {}, "data": bundle}
    cells = [
        markdown("# Load", "slide"),
        markdown("## Enough?", "slide"),
        code("LoadView(capacity(62))", output, tags=["hide-input"]),
    ]
    notebook = parse({"cells": cells, "metadata": {}}, name="load", folder=Path())
    path = tmp_path / "deck.html"
    path.write_text(slides.render(notebook, None, language), encoding="utf-8")
    return path


@pytest.fixture
def opened(path: Path, visit: Callable[..., Visit]) -> Iterator[Visit]:
    found = visit(path)
    found.page.evaluate("Reveal.slide(1)")
    wait_until(found.page, "document.querySelector('.present .rk-rung')")
    yield found
    assert found.requests == []
    assert found.errors == []


def amount(page: Page, name: str, role: str = "slider") -> Locator:
    names = ("people", "concurrency", "link_mbps", "price_per_gb", "minutes")
    kind = "range" if role == "slider" else "number"
    return page.locator(f".rk-load input[type={kind}]").nth(names.index(name))


def status(page: Page) -> str:
    return page.locator(".rk-load").get_by_role("status").inner_text()


def enter(page: Page, name: str, value: str) -> None:
    amount(page, name, "spinbutton").fill(value)
    page.keyboard.press("Enter")


def test_the_slide_says_what_python_says(opened: Visit) -> None:
    page = opened.page
    for people, link in ((62, 20), (62, 100), (10, 1), (300, 10)):
        enter(page, "people", str(people))
        enter(page, "link_mbps", str(link))
        for key, activity in ACTIVITIES.items():
            page.locator(".rk-load select").select_option(key)
            _, verdict, *_ = capacity(people, link_mbps=link, activities=key).sentences()
            assert status(page).startswith(f"{activity.label}: ")
            assert status(page).endswith(verdict)


def test_a_slider_moves_by_keyboard_and_turns_no_slide(opened: Visit) -> None:
    page = opened.page
    amount(page, "people").focus()
    page.keyboard.press("ArrowRight")
    assert amount(page, "people", "spinbutton").input_value() == "70"
    assert amount(page, "people").get_attribute("aria-valuetext") == "70"
    assert "70 Mbps" in status(page)
    assert page.evaluate("Reveal.getIndices().h") == 1
    page.locator(".rk-reset").click()
    assert "62 Mbps" in status(page)


def test_what_is_typed_wrongly_is_put_right(opened: Visit) -> None:
    page = opened.page
    for typed, kept in (("", "62"), ("-5", "1"), ("2.6", "3"), ("9999999", "100000")):
        page.locator(".rk-reset").click()
        enter(page, "people", typed)
        assert amount(page, "people", "spinbutton").input_value() == kept
    enter(page, "concurrency", "250")
    assert amount(page, "concurrency", "spinbutton").input_value() == "100"


def test_everything_fits_on_the_slide_for_every_activity(opened: Visit) -> None:
    page = opened.page
    for key in ACTIVITIES:
        page.locator(".rk-load select").select_option(key)
        bottoms = [
            one.evaluate(BOTTOM)
            for one in (*page.locator(".rk-rung").all(), page.locator(".rk-detail"))
        ]
        assert max(bottoms) < 662
        assert page.evaluate(WIDER) <= 0


def test_a_screen_reader_finds_names_roles_and_live_words(opened: Visit) -> None:
    results = Axe().run(opened.page, context=".rk-load")
    assert results.violations_count == 0, results.generate_report()
    rungs = opened.page.locator(".rk-rung")
    assert rungs.count() == 5
    assert opened.page.locator(".rk-rung[aria-current]").count() == 1


def test_a_phone_shows_all_without_scrolling_sideways(browser: Browser, path: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    found = Visit(context.new_page())
    listen(found.page, found)
    found.page.goto(path.as_uri())
    wait_until(found.page, "document.querySelector('.rk-rung')")
    assert found.page.evaluate(WIDER) <= 0
    for one in found.page.locator(".rk-load :is(input, select, .rk-rung, table)").all():
        box = one.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert found.errors == []
    context.close()
