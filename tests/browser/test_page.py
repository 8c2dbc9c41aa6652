"""Pages to read, in a real browser without a network: complete, accessible, at home on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Visit
from tests.publishing import hostile_survey, samples
from workshop import config
from workshop.publishing import page, report
from workshop.survey.questionnaire.demonstration import demo

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
PAGES = ("kit", "stranger", "report", "hostile")
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
OVERFLOWS = """() => [...document.querySelectorAll("body *")]
    .filter((node) => !node.closest(".scroll, svg, math, .visually-hidden, .formula"))
    .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
    .map((node) => node.outerHTML.slice(0, 120))"""
VISIBLE = """(name) => [...document.querySelectorAll(`.drawing.${name}`)]
    .filter((node) => node.getBoundingClientRect().height > 20).length"""
SMALLEST_LETTERS = """() => Math.min(...[...document.querySelectorAll(".drawing svg")]
    .filter((svg) => svg.getBoundingClientRect().width)
    .map((svg) => 9.5 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width))"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    files = {name: folder / f"{name}.html" for name in ("kit", "stranger")}
    files["kit"].write_text(
        page.render(samples.seminar(), config.settings(), "id"), encoding="utf-8"
    )
    files["stranger"].write_text(page.render(samples.stranger(), None, "en"), encoding="utf-8")
    files["report"] = report.write(demo(), folder, "id")[0]
    files["hostile"] = report.write(hostile_survey.responses(), folder, "en")[0]
    return files


def sized(opened: Visit, size: dict[str, int]) -> Page:
    opened.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    return opened.page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_and_breaks_nothing(
    name: str, pages: dict[str, Path], visit: Open
) -> None:
    opened = visit(pages[name], deck=False)
    opened.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert opened.requests == opened.errors == []
    assert opened.page.evaluate("window.stolen") is None


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_over_the_edge(
    name: str, size: dict[str, int], pages: dict[str, Path], visit: Open
) -> None:
    shown = sized(visit(pages[name], deck=False), size)
    assert shown.evaluate(OVERFLOWS) == []
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    name: str, size: dict[str, int], pages: dict[str, Path], visit: Open
) -> None:
    shown = sized(visit(pages[name], deck=False), size)
    violations = Axe().run(shown).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in violations] == []


def test_a_phone_gets_drawings_of_its_own_with_letters_to_read(
    pages: dict[str, Path], visit: Open
) -> None:
    shown = sized(visit(pages["report"], deck=False), LAPTOP)
    wide = shown.evaluate(VISIBLE, "wide")
    assert wide > 12
    assert shown.evaluate(VISIBLE, "narrow") == 0
    sized(Visit(shown), PHONE)
    assert shown.evaluate(VISIBLE, "wide") == 0
    assert shown.evaluate(VISIBLE, "narrow") == wide
    assert shown.evaluate(SMALLEST_LETTERS) > 11


def test_the_explorer_is_alive_in_the_report(pages: dict[str, Path], visit: Open) -> None:
    shown = visit(pages["report"], deck=False).page
    drawn = shown.locator(".rk-explorer svg").first
    drawn.wait_for()
    before = shown.locator(".rk-main").inner_text()
    shown.locator(".rk-explorer select").first.select_option(index=3)
    assert shown.locator(".rk-main").inner_text() != before


def test_contents_lead_to_their_part(pages: dict[str, Path], visit: Open) -> None:
    shown = visit(pages["report"], deck=False).page
    shown.emulate_media(reduced_motion="reduce")  # the page then jumps there at once
    shown.locator(".contents a").last.click()
    heading = shown.locator("h2").last
    assert heading.inner_text() == "Bagaimana berkas dibaca"
    box = heading.bounding_box()
    assert box
    assert 0 <= box["y"] < 720


def test_paper_gets_the_wide_drawings(pages: dict[str, Path], visit: Open) -> None:
    shown = sized(visit(pages["report"], deck=False), PHONE)
    shown.emulate_media(media="print")
    assert shown.evaluate(VISIBLE, "narrow") == 0
    assert shown.evaluate(VISIBLE, "wide") > 12
