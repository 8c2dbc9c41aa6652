"""The ranking of platforms in a deck without a network, and in the real JupyterLab."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visit, listen, wait_until
from tests.browser.jupyterlab import serve
from tests.browser.test_slides_in_the_browser import SMALLEST_TEXT, SPILLS
from tests.conftest import KIT, copy_kit
from tests.publishing.samples import code, markdown
from workshop import i18n
from workshop.classroom.choosing.choice import choose
from workshop.classroom.choosing.view import explore_choice
from workshop.publishing import slides
from workshop.publishing.notebook import parse

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck with a title and the ranking, in Indonesian."""
    with i18n.use("id"):
        bundle = explore_choice()._repr_mimebundle_()
        output = {"output_type": "display_data", "metadata": {}, "data": bundle}
        cells = [
            markdown("# Ruang Kelas", "slide"),
            markdown("## Memilih platform", "slide"),
            code("classroom.explore_choice()", output, tags=["hide-input"]),
        ]
        notebook = parse({"cells": cells, "metadata": {}}, name="ranking", folder=Path())
        found = tmp_path_factory.mktemp("ranking") / "deck.html"
        found.write_text(slides.render(notebook, None, "id"), encoding="utf-8")
    return found


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    with i18n.use("id"):
        yield


@pytest.fixture
def opened(path: Path, visit: Callable[..., Visit]) -> Iterator[Visit]:
    found = visit(path)
    found.page.evaluate("Reveal.slide(1)")
    found.page.locator(".rk-ranking").wait_for()
    yield found
    assert found.requests == []
    assert found.errors == []


def ranking(page: Page) -> Locator:
    return page.locator(".rk-ranking")


def listed(page: Page) -> list[str]:
    """Return the platforms still standing, from top to bottom."""
    return page.locator(".rr-list:not(.rr-out) .rr-name").all_inner_texts()


def status(page: Page) -> str:
    return ranking(page).get_by_role("status").inner_text()


def test_a_requirement_removes_by_name_and_says_why(opened: Visit) -> None:
    page = opened.page
    ranking(page).get_by_label("Tanpa biaya layanan").check()
    choice = choose(requirements=["free"])
    assert listed(page) == [str(platform) for platform in choice.standing]
    ranking(page).get_by_role("button", name="Zoom").click()
    assert status(page) == choice.reasons("zoom")[0]


def test_contradicting_requirements_release_one_another(opened: Visit) -> None:
    boxes = [
        ranking(opened.page).get_by_label(name)
        for name in ("Tanpa server sendiri", "Data di server sendiri")
    ]
    boxes[0].check()
    boxes[1].check()
    assert [box.is_checked() for box in boxes] == [False, True]


def test_sliders_move_by_keyboard_and_the_turn_is_told(opened: Visit) -> None:
    page = opened.page
    slider = ranking(page).get_by_role("slider", name="Video langsung")
    slider.focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    assert slider.input_value() == "10"
    choice = choose({"live": 10})
    assert listed(page) == [str(platform) for platform in choice.standing]
    assert page.locator(".rr-nearest").inner_text() in choice.explain()
    assert slider.get_attribute("aria-valuetext") == "10 dari 10, 16,7% dari semua bobot"


def test_two_clicks_compare_and_the_same_click_releases(opened: Visit) -> None:
    page = opened.page
    for name in ("WhatsApp", "Telegram"):
        ranking(page).get_by_role("button", name=name).click()
    told = list(choose().compare("whatsapp", "telegram").sentences())
    assert status(page) == told[0]
    assert page.locator(".rr-why > p").all_inner_texts()[1:] == told
    ranking(page).get_by_role("button", name="Telegram").click()
    assert status(page) == choose().reasons("whatsapp")[0]
    ranking(page).get_by_role("button", name="Atur ulang").click()
    assert status(page) == list(choose().sentences())[1]


def test_no_weight_at_all_is_a_kind_sentence(opened: Visit) -> None:
    page = opened.page
    for slider in ranking(page).get_by_role("slider").all():
        slider.fill("0")
    assert status(page) == "Beri bobot pada sedikitnya satu kriteria."


def test_it_turns_while_one_drags(opened: Visit) -> None:
    elapsed = opened.page.evaluate(
        """() => new Promise((resolve) => {
            const slider = document.querySelector(".rr-weight input");
            const start = performance.now();
            for (const value of [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]) {
                slider.value = value;
                slider.dispatchEvent(new Event("input"));
            }
            requestAnimationFrame(() => resolve(performance.now() - start));
        })"""
    )
    assert elapsed < 1000  # ten steps, a thousand weightings each


@pytest.mark.parametrize("clicked", [(), ("WhatsApp",), ("WhatsApp", "Matrix (Element)")])
def test_axe_finds_nothing_and_text_on_a_slide_is_large(
    opened: Visit, clicked: tuple[str, ...]
) -> None:
    page = opened.page
    for name in clicked:
        ranking(page).get_by_role("button", name=name).click()
    page.wait_for_timeout(300)
    found = Axe().run(page, context=".present").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
    assert page.evaluate(SMALLEST_TEXT) >= 18
    assert page.evaluate(SPILLS) == []


def test_on_a_phone_nothing_is_wider_than_the_screen(path: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, offline=True)
    page = context.new_page()
    seen = Visit(page)
    listen(page, seen)
    page.goto(path.as_uri())
    ranking(page).first.wait_for()
    wait_until(page, "document.readyState === 'complete'")
    for place in (0, 3):
        page.locator(".rr-row").nth(place).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.errors == seen.requests == []
    context.close()


SHOW = f"""import sys
sys.path.insert(0, {str(KIT)!r})
from workshop.classroom.choosing.view import explore_choice
picked = explore_choice()
picked"""
READ = "print(picked.requirements, picked.weights['live'], picked.choice.winners[0].code)"


def notebook(*sources: str) -> str:
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"cell-{place}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for place, source in enumerate(sources)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def test_in_jupyterlab_the_next_cell_reads_what_was_clicked(
    browser: Browser, tmp_path: Path
) -> None:
    kit = copy_kit(tmp_path / "kit")
    context = browser.new_context(viewport={"width": 1280, "height": 1800})
    context.set_default_timeout(60_000)
    with serve(kit, "en", tmp_path) as server:
        (server.folder / "en" / "ranking.ipynb").write_text(notebook(SHOW, READ), encoding="utf-8")
        page = context.new_page()
        page.goto(server.url("lab/tree/en/ranking.ipynb"))
        page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
        page.locator(".cm-content").first.click()
        page.keyboard.press("Shift+Enter")
        ranking(page).wait_for()
        ranking(page).get_by_label("Data on our own server").check()
        slider = ranking(page).get_by_role("slider", name="Live video")
        slider.focus()
        for _ in range(7):
            page.keyboard.press("ArrowRight")
        page.locator(".cm-content").nth(1).click()
        page.keyboard.press("Shift+Enter")
        output = page.locator(".jp-OutputArea-output pre").last
        expect(output).to_contain_text("('own-data',) 10 moodle")
    context.close()
