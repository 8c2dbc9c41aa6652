"""A class on a platform that is chosen in a menu: who builds what, and the files for the rest."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.widgets.bundles import bundle, shown, words
from workshop import i18n, widgets
from workshop.classroom.blueprint.demonstration import example
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.registry import providers
from workshop.tables import Text
from workshop.widgets.classroom_plan import SIGNS

NASTY = '<img src=x onerror="alert(1)">'


@dataclass
class Builder:
    """Stands where the widget that describes a class stands."""

    blueprint: Blueprint
    path: Path = Path("classroom.toml")


@dataclass
class Telling(Builder):
    watchers: list[Callable[[], None]] = field(default_factory=list)

    def watch(self, changed: Callable[[], None]) -> None:
        self.watchers.append(changed)


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_all_platforms_are_offered_by_the_names_that_people_know() -> None:
    with i18n.use("id"):
        widget = widgets.classroom_plan()
    titles = [title for title, _ in widget.platform.options]
    assert titles == sorted(titles)
    assert {name for _, name in widget.platform.options} == set(providers())
    assert widget.provider.title == "Moodle"


def test_each_part_has_a_sign_and_a_word_and_not_only_a_colour() -> None:
    with i18n.use("en"):
        widget = widgets.classroom_plan()
    said = words(widget.told.value)
    for text in ("✓ done for you", "⇩ import file", "✎ step-by-step guide", "✗ not possible there"):
        assert text in said
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_the_first_build_is_counted() -> None:
    with i18n.use("id"):
        widget = widgets.classroom_plan()
        widget.platform.value = "matrix"
    assert "+9 orang" in words(widget.told.value)
    assert "0 dihapus" in words(widget.told.value)


def test_the_button_for_files_is_only_there_where_files_are_imported() -> None:
    with i18n.use("en"):
        widget = widgets.classroom_plan()
        assert widget.files.layout.display is None
        widget.platform.value = "matrix"
    assert widget.files.layout.display == "none"


def test_where_no_program_may_build_the_guide_is_named() -> None:
    with i18n.use("en"):
        widget = widgets.classroom_plan()
        widget.platform.value = "whatsapp"
    assert "No program may build on WhatsApp: follow the guide." in words(widget.told.value)


def test_what_a_platform_would_refuse_is_told_first() -> None:
    with i18n.use("en"):
        widget = widgets.classroom_plan()
        widget.platform.value = "google-classroom"
    said = words(widget.told.value)
    assert said.index("Look at this first:") < said.index("done for you ")
    assert "several domains" in said


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_platform_can_be_told_and_names_nobody(language: str) -> None:
    with i18n.use(language):
        people = example(language).people
        widget = widgets.classroom_plan()
        for name in providers():
            widget.platform.value = name
            markup = bundle(widget)["text/html"]
            assert widget.provider.title in words(markup)
            assert not [one.name for one in people if one.name in markup]
            assert not re.search(r"\w@\w", markup)


def test_what_strangers_typed_stays_text() -> None:
    blueprint = replace(example("en"), course=Text(NASTY, NASTY), term=NASTY)
    with i18n.use("en"):
        widget = widgets.classroom_plan(Builder(blueprint))
        for name in providers():
            widget.platform.value = name
            assert "<img" not in bundle(widget)["text/html"]


def test_the_import_files_are_written_at_a_click_and_not_before(tmp_path: Path) -> None:
    with i18n.use("id"):
        widget = widgets.classroom_plan()
        assert list(tmp_path.iterdir()) == []
        widget.files.click()
    made = {path.name for path in (tmp_path / "kelas-saya" / "moodle").iterdir()}
    assert made == {".gitignore", "courses.csv", "users.csv", "kelas-pertama.imscc"}
    assert "3 berkas di folder kelas-saya/moodle" in words(shown(widget.result))
    assert not widget.files.disabled


def test_the_guide_is_made_as_a_page_and_on_paper(tmp_path: Path) -> None:
    with i18n.use("en"):
        widget = widgets.classroom_plan()
        widget.platform.value = "telegram"
        widget.guide.click()
    folder = tmp_path / "my-classroom" / "telegram"
    assert "<html" in (folder / "guide.html").read_text(encoding="utf-8")
    assert (folder / "guide.pdf").read_bytes()[:4] == b"%PDF"
    assert 'href="my-classroom/telegram/guide.html"' in shown(widget.result)


def test_a_folder_that_cannot_be_written_is_told_and_the_button_works_again(
    tmp_path: Path,
) -> None:
    (tmp_path / "my-classroom").write_text("a file", encoding="utf-8")
    with i18n.use("en"):
        widget = widgets.classroom_plan()
        widget.files.click()
    assert "cannot be written" in words(shown(widget.result))
    assert not widget.files.disabled


def test_a_builder_that_tells_of_changes_is_followed() -> None:
    builder = Telling(example("en"))
    with i18n.use("en"):
        widget = widgets.classroom_plan(builder)
        widget.platform.value = "matrix"
        builder.blueprint = replace(builder.blueprint, people=builder.blueprint.people[:4])
        for changed in builder.watchers:
            changed()
    assert "+4 people" in words(widget.told.value)
    assert widget.again not in widget.children[3].children


def test_any_other_builder_is_read_again_at_a_click() -> None:
    builder = Builder(example("en"))
    with i18n.use("en"):
        widget = widgets.classroom_plan(builder)
        widget.platform.value = "matrix"
        builder.blueprint = replace(builder.blueprint, people=builder.blueprint.people[:4])
        widget.again.click()
    assert "+4 people" in words(widget.told.value)
    assert widget.again in widget.children[3].children
