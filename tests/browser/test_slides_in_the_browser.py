"""Decks are opened from a file in a real browser that has no network."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Visit, listen, wait_until

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
DECKS = ("kit-id", "kit-en", "stranger")

# What axe reports about reveal.js itself and no deck can change. Empty since the theme takes
# back the role "application" and brings its own controls.
KNOWN_OF_REVEAL: frozenset[str] = frozenset()

UNDRAWN = """() => [...Reveal.getCurrentSlide().querySelectorAll(".chart")]
    .filter((box) => !box.dataset.drawn || !box.querySelector(".main-svg")).length"""
# Content beyond its slide, as far as it is not made to scroll.
SPILLS = """() => {
    const aside = "svg, math, [data-scrolls], .visually-hidden, script, select";
    const slide = Reveal.getCurrentSlide();
    const frame = slide.getBoundingClientRect();
    return [...slide.querySelectorAll(".slide-body *")]
        .filter((node) => !node.closest(aside))
        .filter((node) => {
            const box = node.getBoundingClientRect();
            return box.width && (box.right > frame.right + 1 || box.bottom > frame.bottom + 1);
        })
        .map((node) => node.outerHTML.slice(0, 120));
}"""
SMALLEST_TEXT = """() => {
    const aside = "script, .notes, svg, math, .visually-hidden, footer, option";
    const words = document.createTreeWalker(Reveal.getCurrentSlide(), NodeFilter.SHOW_TEXT);
    const sizes = [100];
    while (words.nextNode()) {
        const parent = words.currentNode.parentElement;
        if (parent.closest(aside) || !words.currentNode.data.trim()) continue;
        sizes.push(parseFloat(getComputedStyle(parent).fontSize));
    }
    return Math.min(...sizes);
}"""


@dataclass
class Tour:
    """What was seen on a walk through all slides of a deck; one entry a slide."""

    visit: Visit
    stolen: object
    charts: int = 0
    drawn: int = 0
    spills: list[list[str]] = field(default_factory=list)
    narrow_spills: list[list[str]] = field(default_factory=list)
    smallest: list[float] = field(default_factory=list)
    violations: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="module", params=DECKS)
def tour(request: pytest.FixtureRequest, browser: Browser, decks: dict[str, Path]) -> Tour:
    """A walk through a deck, with everything that later tests ask about."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    visit = Visit(context.new_page())
    listen(visit.page, visit)
    visit.page.goto(decks[request.param].as_uri())
    wait_until(visit.page, "Reveal.isReady()")
    seen = Tour(visit, visit.page.evaluate("window.stolen"))
    for number in range(count(visit.page)):
        _look_at(number, seen)
    seen.charts = visit.page.locator(".chart").count()
    seen.drawn = visit.page.locator(".chart[data-drawn]").count()
    context.close()
    return seen


def _look_at(number: int, seen: Tour) -> None:
    page = seen.visit.page
    go(page, number)
    seen.spills.append(page.evaluate(SPILLS))
    seen.smallest.append(page.evaluate(SMALLEST_TEXT))
    page.set_viewport_size({"width": 1024, "height": 768})
    page.wait_for_timeout(300)  # colours are judged when the fade between slides is over
    seen.narrow_spills.append(page.evaluate(SPILLS))
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] in ("serious", "critical"):
            seen.violations[violation["id"]] = violation["nodes"][0]["html"][:300]
    page.set_viewport_size({"width": 1280, "height": 720})


def count(page: Page) -> int:
    """Return the number of slides."""
    return int(page.evaluate("Reveal.getTotalSlides()"))


def go(page: Page, number: int) -> None:
    """Show a slide with all its fragments, and wait until its charts are drawn."""
    page.evaluate("number => Reveal.slide(number, 0, 99)", number)
    wait_until(page, f"({UNDRAWN})() === 0")


def test_a_deck_asks_for_nothing_outside_and_reports_no_error(tour: Tour) -> None:
    assert len(tour.spills) >= 9
    assert tour.visit.requests == []
    assert tour.visit.errors == []
    assert tour.stolen is None


def test_every_chart_is_drawn_with_its_slide(tour: Tour) -> None:
    assert tour.drawn == tour.charts >= 2


def test_no_slide_spills_over_its_edge(tour: Tour) -> None:
    assert not any(tour.spills)
    assert not any(tour.narrow_spills)


def test_text_is_never_smaller_than_the_last_row_can_read(tour: Tour) -> None:
    assert min(tour.smallest) >= 16


def test_axe_finds_nothing_serious(tour: Tour) -> None:
    assert tour.violations.keys() <= KNOWN_OF_REVEAL, tour.violations


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_built_deck_works_offline(language: str, built_kit: Path, visit: Open) -> None:
    paths = sorted((built_kit / "build" / language / "slides").glob("*.html"))
    assert len(paths) >= 3
    for path in paths:
        deck = visit(path)
        for number in range(count(deck.page)):
            go(deck.page, number)
            assert deck.page.evaluate(SPILLS) == [], f"{path.name}, slide {number + 1}"
        assert deck.requests == deck.errors == []
        deck.page.close()


def test_ordinary_slides_keep_large_type(decks: dict[str, Path], visit: Open) -> None:
    page = visit(decks["kit-id"]).page
    go(page, 2)
    size = "(query) => parseFloat(getComputedStyle(document.querySelector(query)).fontSize)"
    assert page.evaluate(size, ".present .slide-body li") >= 32
    assert page.evaluate(size, ".present .slide-body h2") >= 48
    go(page, 3)
    assert page.evaluate(size, ".present .chart .ytick text") >= 22
    assert page.evaluate(size, ".present .chart .bartext") >= 22


def test_numbers_on_the_charts_are_in_the_readers_language(
    decks: dict[str, Path], visit: Open
) -> None:
    for name, label in (("kit-id", "5,5"), ("kit-en", "5.5")):
        page = visit(decks[name]).page
        go(page, 3)
        assert any(label in text for text in page.locator(".present .bartext").all_text_contents())
        assert page.evaluate("document.documentElement.lang") == name[-2:]


def test_a_control_swaps_the_chart_and_its_description(decks: dict[str, Path], visit: Open) -> None:
    page = visit(decks["kit-id"]).page
    go(page, 4)
    chart = page.locator(".present .chart")
    names = page.locator(".present .ytick text")
    first = names.all_text_contents()
    before = chart.get_attribute("aria-label")
    page.get_by_label("Urutkan").select_option("name")
    wait_until(
        page,
        "first => document.querySelector('.present .ytick text').textContent !== first",
        first[0],
    )
    assert sorted(names.all_text_contents()) == sorted(first)
    assert names.all_text_contents() != first
    assert chart.get_attribute("aria-label") != before
    spoken = page.locator(".present [aria-live]").text_content()
    assert spoken == chart.get_attribute("aria-label")


def test_a_control_keeps_its_own_keys_and_a_remote_still_turns_slides(
    decks: dict[str, Path], visit: Open
) -> None:
    page = visit(decks["kit-id"]).page
    go(page, 4)
    control = page.get_by_label("Urutkan")
    control.focus()
    page.keyboard.press("ArrowDown")
    assert control.input_value() == "name"
    assert page.evaluate("Reveal.getIndices().h") == 4
    page.keyboard.press("PageDown")
    assert page.evaluate("Reveal.getIndices().h") == 5


def test_keys_and_buttons_go_forward_and_back(decks: dict[str, Path], visit: Open) -> None:
    page = visit(decks["kit-en"]).page
    where = "Reveal.getIndices().h"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(where) == 1
    page.keyboard.press("PageDown")
    assert page.evaluate(where) == 2
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(where) == 1
    page.get_by_role("button", name="Next slide").click()
    assert page.evaluate(where) == 2
    page.get_by_role("button", name="Previous slide").click()
    assert page.evaluate(where) == 1


def test_a_fragment_comes_one_step_later(decks: dict[str, Path], visit: Open) -> None:
    page = visit(decks["kit-en"]).page
    page.evaluate("Reveal.slide(6)")
    fragment = page.locator(".present .fragment")
    assert not fragment.is_visible()
    page.keyboard.press("ArrowRight")
    fragment.wait_for(state="visible")
    assert page.evaluate("Reveal.getIndices().h") == 6


@pytest.fixture
def presenter(decks: dict[str, Path], visit: Open, offline: BrowserContext) -> tuple[Visit, Visit]:
    """The deck and its presenter window."""
    deck = visit(decks["kit-en"])
    with offline.expect_page() as opened:
        deck.page.keyboard.press("s")
    window = Visit(opened.value)
    listen(window.page, window)
    window.page.wait_for_selector("[data-show=title]:not(:empty)")
    return deck, window


def shown(window: Visit, name: str) -> str:
    """Return a text of the presenter window."""
    return window.page.locator(f'[data-show="{name}"]').inner_text()


def test_the_presenter_window_shows_notes_and_follows_the_deck(
    presenter: tuple[Visit, Visit],
) -> None:
    deck, window = presenter
    assert "selamat datang" in shown(window, "notes")
    assert shown(window, "next-title") == "Bagian satu: potret media sosial"
    go(deck.page, 2)
    wait_until(
        window.page,
        "document.querySelector('[data-show=notes]').textContent.includes('lima tangan')",
    )
    assert shown(window, "position") == "Slide 3 of 9"
    window.page.wait_for_selector("[data-show=preview] .bartext")
    assert deck.errors == window.errors == []
    assert deck.requests == window.requests == []


def test_the_presenter_window_follows_the_standards_so_that_tables_keep_their_colour(
    presenter: tuple[Visit, Visit],
) -> None:
    _, window = presenter
    assert window.page.evaluate("document.compatMode") == "CSS1Compat"


def test_the_presenter_window_turns_the_slides(presenter: tuple[Visit, Visit]) -> None:
    deck, window = presenter
    window.page.keyboard.press("ArrowRight")
    window.page.get_by_role("button", name="Next slide").click()
    assert deck.page.evaluate("Reveal.getIndices().h") == 2
    window.page.keyboard.press("PageUp")
    assert deck.page.evaluate("Reveal.getIndices().h") == 1


def test_the_presenter_window_tells_the_pace(presenter: tuple[Visit, Visit]) -> None:
    deck, window = presenter
    assert shown(window, "planned") == "3 min"
    assert shown(window, "pace") == "Press Start when you begin."
    window.page.get_by_role("button", name="Start").click()
    wait_until(window.page, "document.querySelector('[data-show=pace]').textContent === 'On time'")
    # The last slide is planned for minutes 14 to 18.
    go(deck.page, 8)
    wait_until(
        window.page,
        "document.querySelector('[data-show=pace]').textContent.includes('ahead of the plan')",
    )
    # Twenty minutes later, on the first slide again.
    deck.page.evaluate("const now = Date.now; Date.now = () => now() + 20 * 60000")
    go(deck.page, 0)
    wait_until(
        window.page,
        "document.querySelector('[data-show=pace]').textContent === '17 min behind the plan'",
    )
    assert shown(window, "elapsed").startswith("20:0")
    window.page.get_by_role("button", name="Pause").click()
    window.page.get_by_role("button", name="Reset").click()
    assert shown(window, "elapsed") == "00:00"


def test_a_blocked_presenter_window_is_answered_kindly(decks: dict[str, Path], visit: Open) -> None:
    page = visit(decks["kit-en"]).page
    page.evaluate("window.open = () => null")
    page.keyboard.press("s")
    message = page.get_by_role("alert")
    assert "Allow pop-ups" in message.inner_text()
    message.get_by_role("button", name="Close").click()
    assert not message.is_visible()


def test_axe_finds_nothing_serious_in_the_presenter_window(presenter: tuple[Visit, Visit]) -> None:
    _, window = presenter
    violations = Axe().run(window.page).response["violations"]
    serious = [v["id"] for v in violations if v["impact"] in ("serious", "critical")]
    assert serious == []


@pytest.mark.parametrize("query", ["", "?print-pdf"])
def test_paper_gets_one_slide_a_page_with_its_charts(
    query: str, decks: dict[str, Path], visit: Open, tmp_path: Path
) -> None:
    deck = visit(decks["kit-id"], query)
    if query:
        wait_until(deck.page, "document.querySelectorAll('.chart[data-drawn]').length === 3")
    path = tmp_path / "deck.pdf"
    deck.page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    sizes = {page.get_size() for page in document}
    document.close()
    assert len(texts) == 9
    assert sizes == {(960.0, 540.0)}
    assert "LinkedIn" in texts[3]
    assert "Permainan" in texts[5]
    assert "168" in texts[6]
    assert "selamat datang" not in "".join(texts)
    assert deck.errors == []


def test_a_phone_gets_one_page_to_scroll(decks: dict[str, Path], visit: Open) -> None:
    for name in ("kit-id", "stranger"):
        deck = visit(decks[name], deck=False)
        deck.page.set_viewport_size({"width": 390, "height": 844})
        deck.page.reload()
        charts = deck.page.locator(".chart")
        for number in range(charts.count()):
            charts.nth(number).scroll_into_view_if_needed()
            deck.page.wait_for_selector(f".chart[data-drawn] >> nth={number}")
        assert deck.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert deck.page.locator("html.reading").count() == 1
        assert deck.errors == deck.requests == []


def test_without_javascript_the_words_are_still_there(
    decks: dict[str, Path], offline: BrowserContext
) -> None:
    assert offline.browser
    context = offline.browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(decks["kit-en"].as_uri())
    assert page.get_by_text("Mengapa media sosial?").is_visible()
    assert not page.get_by_text("lima tangan").is_visible()
    context.close()


def test_calm_readers_see_no_movement(decks: dict[str, Path], offline: BrowserContext) -> None:
    page = offline.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(decks["kit-en"].as_uri())
    wait_until(page, "Reveal.isReady()")
    assert page.evaluate("Reveal.getConfig().transition") == "none"
