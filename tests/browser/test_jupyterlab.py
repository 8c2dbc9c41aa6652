"""The kit's notebooks in the real JupyterLab, clicked through as a participant does."""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Visit, listen
from tests.browser.jupyterlab import OpenNotebook, Server, cells, serve
from tests.conftest import copy_kit
from workshop import exercises, i18n
from workshop.exercises.catalog import find
from workshop.publishing import workspace

pytestmark = pytest.mark.browser

START, PORTRAIT = "00-start-here", "01-social-media-portrait"
CHARTS = ("services-chart", "chat-chart", "users-chart", "shift-chart", "years-chart")
# So high that JupyterLab draws every cell, and nothing needs to be scrolled to.
SCREEN: ViewportSize = {"width": 1280, "height": 9000}


@dataclass(frozen=True)
class Desk:
    """A participant's screen: JupyterLab with both notebooks open, all their cells run."""

    server: Server
    visit: Visit
    start: OpenNotebook
    portrait: OpenNotebook

    @property
    def page(self) -> Page:
        return self.visit.page

    @property
    def language(self) -> str:
        return self.server.language


@pytest.fixture(scope="module", params=["id", "en"])
def desk(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp(f"lab-{request.param}")
    kit = copy_kit(folder / "kit")
    context = browser.new_context(viewport=SCREEN)
    context.set_default_timeout(60_000)
    with serve(kit, request.param, folder) as server:
        visit = Visit(context.new_page())
        listen(visit.page, visit)
        visit.page.goto(server.url(""))
        visit.page.locator(".lm-TabBar-tab", has_text=START).wait_for()
        notebooks = [OpenNotebook(visit.page, server, name) for name in (START, PORTRAIT)]
        for notebook in notebooks:
            notebook.show()
            notebook.run_all()
        yield Desk(server, visit, *notebooks)
        context.close()


@pytest.fixture(autouse=True)
def reader(desk: Desk) -> Iterator[None]:
    """Expected words are those of the language on the screen."""
    with i18n.use(desk.language):
        yield


def test_jupyterlab_opens_the_first_notebook_without_any_dialog_or_notice(desk: Desk) -> None:
    assert desk.page.locator(".jp-Dialog").count() == 0
    assert desk.page.locator(".Toastify__toast").count() == 0


def test_code_that_is_only_there_to_draw_is_folded_and_all_other_code_is_shown(desk: Desk) -> None:
    seen = 0
    for notebook in (desk.start, desk.portrait):
        notebook.show()
        for cell_id, (_, cell) in cells(notebook.path).items():
            if cell["cell_type"] == "code":
                folded = "hide-input" in cell["metadata"].get("tags", ())
                editor = notebook.cell(cell_id).locator(".cm-content")
                assert editor.is_visible() is not folded, cell_id
                seen += folded
    assert seen >= 8


def test_the_set_up_is_found_ready(desk: Desk) -> None:
    desk.start.show()
    verdict = desk.start.output("check-setup")
    expect(verdict).to_contain_text(i18n.tr("Your set-up is ready. You can begin."))
    expect(verdict.get_by_role("button", name=i18n.tr("Look again"))).to_be_visible()


def test_every_chart_is_drawn_by_plotly(desk: Desk) -> None:
    desk.portrait.show()
    for cell_id in CHARTS:
        bars = desk.portrait.cell(cell_id).locator(".js-plotly-plot .barlayer .bartext")
        expect(bars.first).to_be_visible()


def test_choosing_in_a_menu_changes_the_chart(desk: Desk) -> None:
    desk.portrait.show()
    output = desk.portrait.output("services-chart").first
    figures, order, highlight = (output.locator("select").nth(index) for index in range(3))
    lowest = output.locator(".yaxislayer-above .ytick text").first
    before = str(lowest.text_content())
    order.select_option(index=1)
    expect(lowest).not_to_have_text(before)
    highlight.select_option(index=3)
    expect(output.locator(".legend .traces")).to_have_count(0)
    title = str(output.locator(".gtitle").text_content())
    figures.select_option(index=2)
    expect(output.locator(".gtitle")).not_to_have_text(title)
    expect(output.locator(".js-plotly-plot")).to_have_count(1)


def test_a_click_on_check_answers_right_wrong_and_not_yet(desk: Desk) -> None:
    desk.portrait.show()
    question = desk.portrait.output("more-than-hundred").first
    check = question.get_by_role("button", name=i18n.tr("Check"))
    status = question.get_by_role("status")
    check.click()
    expect(status).to_contain_text(exercises.check("more-than-hundred", None).text)
    for index, key in enumerate(find("more-than-hundred").options):
        question.get_by_role("radio").nth(index).check()
        check.click()
        expect(status).to_contain_text(exercises.check("more-than-hundred", key).text)


def test_each_click_on_hint_tells_more(desk: Desk) -> None:
    desk.start.show()
    question = desk.start.output("pretest-2").first
    hints = find("pretest-2").hints
    assert len(hints) >= 2
    for hint in hints:
        question.get_by_role("button", name=i18n.tr("Hint")).click()
        expect(question.get_by_role("status")).to_contain_text(hint.in_language(desk.language))


def test_an_answer_can_be_typed_with_a_decimal_comma_or_a_percent_sign(desk: Desk) -> None:
    desk.portrait.show()
    question = desk.portrait.output("missing-share").first
    question.get_by_role("textbox").fill("45,0 %")
    question.get_by_role("button", name=i18n.tr("Check")).click()
    expect(question.get_by_role("status")).to_contain_text(
        exercises.check("missing-share", 45).text
    )


def test_long_options_wrap_beside_their_button_and_nothing_is_cut_off(desk: Desk) -> None:
    desk.page.set_viewport_size({**SCREEN, "width": 900})
    desk.start.show()
    labels = desk.start.output("pretest-3").first.locator(".widget-radio-box label")
    expect(labels).to_have_count(4)
    options = [_box(label) for label in labels.all()]
    buttons = [_box(label.locator("input")) for label in labels.all()]
    assert options[-1]["height"] > 1.5 * options[0]["height"], "the longest takes two lines"
    for above, below in itertools.pairwise(options):
        assert above["y"] + above["height"] <= below["y"]
    for option, button in zip(options, buttons, strict=True):
        assert button["x"] - option["x"] < 8, "the button stands before its text"
    for label in labels.all():
        assert label.evaluate("label => label.scrollWidth <= label.clientWidth + 1")
    desk.page.set_viewport_size(SCREEN)


def _box(locator: Locator) -> FloatRect:
    box = locator.bounding_box()
    assert box
    return box


def test_a_line_of_code_can_be_filled_in_and_checked(desk: Desk) -> None:
    desk.portrait.show()
    answer = 'information_uses = content[content["group"] == "information"]["code"].tolist()'
    desk.portrait.write("information-uses", answer)
    desk.portrait.run("information-uses-check")
    right = find("information-uses").right.in_language(desk.language)
    expect(desk.portrait.output("information-uses-check")).to_contain_text(right)


def test_a_conclusion_in_own_words_is_answered(desk: Desk) -> None:
    desk.portrait.show()
    desk.portrait.write("careful-conclusion", 'conclusion = """35,17%"""')
    desk.portrait.run("careful-conclusion-check")
    expect(desk.portrait.output("careful-conclusion-check")).to_contain_text(
        exercises.check("careful-conclusion", "35,17%").text
    )


def test_choosing_the_other_language_changes_what_is_said_next(desk: Desk) -> None:
    other = {"id": "en", "en": "id"}[desk.language]
    desk.start.show()
    choice = desk.start.output("choose-language").first
    choice.get_by_role("button", name=i18n.NAMES[other]).click()
    expect(choice).to_contain_text(f"my-workshop/{other}")
    desk.start.run("hall-share-check")
    with i18n.use(other):
        expect(desk.start.output("hall-share-check")).to_contain_text(
            exercises.check("hall-share", ...).text
        )
    choice.get_by_role("button", name=i18n.NAMES[desk.language]).click()
    expect(choice).not_to_contain_text(f"my-workshop/{other}")


def test_a_participants_own_notebook_is_exported_as_slides_and_as_a_handout(desk: Desk) -> None:
    desk.portrait.show()
    desk.page.locator(".lm-MenuBar-item").first.click()
    desk.page.locator(".lm-Menu-item[data-type=submenu]", has_text="Notebook").last.hover()
    menu = desk.page.locator(".lm-Menu").last
    for name in ("slides", "handout", "participant"):
        expect(menu.get_by_text(re.compile(name, re.IGNORECASE)).last).to_be_visible()
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Escape")
    desk.portrait.save()
    kind, slides = desk.server.get(f"nbconvert/workshop-slides/{desk.language}/{PORTRAIT}.ipynb")
    assert kind == "text/html"
    assert b"Reveal" in slides
    assert b"35,17" in slides if desk.language == "id" else b"35.17" in slides
    kind, handout = desk.server.get(f"nbconvert/workshop-handout/{desk.language}/{PORTRAIT}.ipynb")
    assert kind == "application/pdf"
    assert handout.startswith(b"%PDF-")


@pytest.mark.parametrize("desk", ["id"], indirect=True)  # the same in both languages
def test_a_notebook_that_was_only_opened_and_saved_still_gets_the_new_version(desk: Desk) -> None:
    kit = desk.server.folder.parent
    page = desk.page.context.new_page()
    page.goto(desk.server.url(f"doc/tree/en/{START}.ipynb"))
    opened = OpenNotebook(page, Server(desk.server.folder, "en", desk.server.address), START)
    before = opened.path.read_bytes()
    opened.wait()
    opened.save()
    assert opened.path.read_bytes() != before, "JupyterLab wrote its own metadata"
    page.close()
    _retitle(kit / "notebooks" / "en" / f"{START}.ipynb", "# A new title")
    assert opened.path in workspace.prepare(kit).written
    assert "# A new title" in opened.path.read_text(encoding="utf-8")


def _retitle(path: Path, title: str) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = [title]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_all_this_asked_for_nothing_outside_and_raised_no_error_in_the_browser(desk: Desk) -> None:
    assert [url for url in desk.visit.requests if not url.startswith(desk.server.address)] == []
    assert desk.visit.errors == []
