"""A virtual classroom that is described in the real JupyterLab, with the mouse alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, ViewportSize, expect

from tests.browser.conftest import Visit, listen
from tests.browser.jupyterlab import OpenNotebook, serve
from tests.conftest import copy_kit
from workshop import classroom, i18n
from workshop.i18n import tr

pytestmark = pytest.mark.browser

NAME, CELL = "90-kelas", "build-the-class"
SCREEN: ViewportSize = {"width": 1280, "height": 4000}
ROSTER = """nama,peran,perguruan tinggi,persetujuan,surel
<img src=x onerror="window.stolen = true">,dosen,musi,ya,a@example.ac.id
Ayu Lestari,mahasiswa,musi,ya,ayu@example.ac.id
Budi Santoso,mahasiswa,khatulistiwa,tidak,budi@example.ac.id
"""


def notebook() -> str:
    code = "from workshop import widgets\n\nbuilder = widgets.blueprint_builder()\nbuilder"
    cell: dict[str, object] = {
        "cell_type": "code", "id": CELL, "metadata": {}, "source": code,
        "outputs": [], "execution_count": None,
    }  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    )


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenNotebook]:
    folder = tmp_path_factory.mktemp("lab-class")
    kit = copy_kit(folder / "kit")
    context = browser.new_context(viewport=SCREEN)
    context.set_default_timeout(60_000)
    with i18n.use("id"), serve(kit, "id", folder) as server:
        (server.folder / "id" / f"{NAME}.ipynb").write_text(notebook(), encoding="utf-8")
        visit = Visit(context.new_page())
        listen(visit.page, visit)
        visit.page.goto(server.url(""))
        visit.page.locator(".jp-DirListing-item", has_text=NAME).wait_for()
        desk = OpenNotebook(visit.page, server, NAME)
        desk.show()
        desk.run_all()
        yield desk
        assert visit.errors == []
        assert [url for url in visit.requests if "//127.0.0.1:" not in url] == []
        context.close()


@pytest.fixture(autouse=True)
def _in_indonesian() -> Iterator[None]:
    with i18n.use("id"):
        yield


def press(desk: OpenNotebook, words: str) -> None:
    desk.output(CELL).locator("button:visible").get_by_text(words, exact=True).click()


def form(desk: OpenNotebook) -> Locator:
    return desk.output(CELL)


def test_a_list_of_people_is_uploaded_and_counted(desk: OpenNotebook, tmp_path: Path) -> None:
    own = tmp_path / "daftar.csv"
    own.write_text(ROSTER, encoding="utf-8")
    press(desk, tr("People"))
    with desk.page.expect_file_chooser() as chooser:
        press(desk, f"{tr('Upload a list of people')} (0)")
    chooser.value.set_files(own)
    expect(form(desk).first).to_contain_text("daftar.csv: 3 orang")
    assert desk.page.evaluate("window.stolen") is None


def test_a_week_is_added_and_the_class_is_saved_by_mouse(desk: OpenNotebook) -> None:
    press(desk, tr("Weeks"))
    # Every list has this button: wait until it is that of the weeks.
    form(desk).locator("select:visible", has_text="4. ").wait_for()
    press(desk, tr("Add"))
    form(desk).get_by_text("5. Topik baru").wait_for(state="attached")
    press(desk, tr("Save"))
    form(desk).get_by_text(tr("Saved.")).wait_for()
    saved = classroom.read_blueprint(desk.path.parent / tr("my-classroom.toml"))
    assert len(saved.weeks) == 5
    assert [person.consent for person in saved.people] == [True, True, False]


def test_every_field_has_a_label_that_is_not_cut(desk: OpenNotebook) -> None:
    for section in (tr("The class"), tr("Channels"), tr("Weeks"), tr("Rules"), tr("Places")):
        press(desk, section)
        cut = form(desk).locator("label.widget-label:visible").evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth + 1)"
            ".map(one => one.textContent)"
        )  # fmt: skip
        assert cut == [], section
        assert not re.search("Traceback", form(desk).first.inner_text())
