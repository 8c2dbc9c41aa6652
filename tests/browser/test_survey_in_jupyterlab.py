"""The analysis notebook in the real JupyterLab, done with the mouse alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Visit, listen
from tests.browser.explorer import Reader
from tests.browser.jupyterlab import OpenNotebook, serve
from tests.conftest import copy_kit
from workshop import i18n, survey
from workshop.i18n import tr

pytestmark = pytest.mark.browser

ANALYSIS = "03-analyse-a-survey"
# So high that JupyterLab draws every cell, and nothing needs to be scrolled to.
SCREEN: ViewportSize = {"width": 1280, "height": 16000}
OWN = """Cap waktu;Jenis kelamin;Nilai;Pesan
03/04/2026 08.00;Perempuan;3,5;<img src=x onerror="window.stolen = true">
25/04/2026 09.00;Laki-laki;2,75;=HYPERLINK("http://x")
26/04/2026 09.30;Perempuan;3,0;biasa saja
"""


@dataclass(frozen=True)
class Desk:
    """A participant's screen with the notebook open and all its cells run."""

    visit: Visit
    notebook: OpenNotebook

    @property
    def page(self) -> Page:
        return self.visit.page

    def press(self, cell: str, words: str) -> None:
        self.notebook.output(cell).get_by_role("button", name=words).first.click()


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("lab-survey")
    kit = copy_kit(folder / "kit")
    context = browser.new_context(viewport=SCREEN)
    context.set_default_timeout(60_000)
    with i18n.use("id"), serve(kit, "id", folder) as server:
        visit = Visit(context.new_page())
        listen(visit.page, visit)
        visit.page.goto(server.url(""))
        visit.page.locator(".jp-DirListing-item", has_text=ANALYSIS).wait_for()
        notebook = OpenNotebook(visit.page, server, ANALYSIS)
        notebook.show()
        notebook.run_all()
        yield Desk(visit, notebook)
        context.close()


@pytest.fixture(autouse=True)
def _in_indonesian() -> Iterator[None]:
    with i18n.use("id"):
        yield


def run(desk: Desk, cell: str) -> None:
    """Run a cell with the button in the toolbar."""
    desk.notebook.cell(cell).locator(".jp-InputPrompt").click()
    desk.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) [data-command*='run-cell']").click()
    desk.notebook.wait()


def words(place: Locator) -> str:
    return re.sub(r"\s+", " ", place.inner_text())


def test_the_explorer_counts_a_faculty_as_pandas_does(desk: Desk) -> None:
    table = survey.demo().table
    computing = table[table["faculty"] == "computing"]
    reader = Reader(desk.page)
    reader.choose("Fakultas", "Ilmu Komputer")
    assert reader.status == f"{len(computing)} dari {len(table)} responden"
    phones = reader.linked()["Perangkat yang biasa Anda pakai untuk belajar daring"]
    assert phones["Ponsel"] == str((computing["device"] == "phone").sum()) == "32"


def test_three_findings_are_collected_by_clicking_and_pass_the_check(desk: Desk) -> None:
    analysis, findings = (
        desk.notebook.output(f"{name}") for name in ("guided-analysis", "findings-collected")
    )
    for ask in ("Apakah dua jawaban berhubungan?", "Apakah ada peningkatan?"):
        analysis.get_by_role("button", name=ask).click()
        desk.notebook.wait()
        desk.press("guided-analysis", tr("Add to my findings"))
        analysis.get_by_text(tr("Added to your findings.")).wait_for()
    ticks = findings.get_by_role("checkbox")
    assert ticks.count() >= 3
    for number in range(3):
        ticks.nth(number).click()
    desk.notebook.wait()
    run(desk, "three-findings")
    run(desk, "three-findings-check")
    expect(desk.notebook.output("three-findings-check")).to_contain_text("Bagus")


def test_the_report_is_made_with_one_click(desk: Desk) -> None:
    desk.press("report-button", tr("Make the report"))
    desk.notebook.output("report-button").get_by_text(".pdf").wait_for()
    folder = desk.notebook.path.parent / tr("report-of-findings")
    assert sorted(path.suffix for path in folder.iterdir()) == [".html", ".pdf", ".xlsx"]


def test_an_own_file_takes_the_place_of_the_demonstration(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "jawaban-saya.csv"
    own.write_text(OWN, encoding="utf-8")
    output = desk.notebook.output("load-answers")
    with desk.page.expect_file_chooser() as chooser:
        output.get_by_role("button", name=tr("Your answers")).click()
    chooser.value.set_files(own)
    output.get_by_text("jawaban-saya.csv").first.wait_for()
    assert "3 responden" in words(output.first)
    assert desk.page.evaluate("window.stolen") is None
    run(desk, "explorer")
    expect(desk.notebook.output("explorer").first).to_contain_text("3 dari 3 responden")


def test_nothing_was_fetched_from_outside_and_no_error_was_reported(desk: Desk) -> None:
    outside = [
        url for url in desk.visit.requests if not re.match(r"(http|ws)://127\.0\.0\.1:", url)
    ]
    assert outside == []
    assert desk.visit.errors == []
