"""Findings to tick, to order, to add to and to save, with the mouse alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.widgets.bundles import bundle, shown, words
from workshop import i18n, widgets
from workshop.widgets.analysis import Collected
from workshop.widgets.findings import as_markdown

HOSTILE = "<script>*alert*</script> `x` [a](b) $x$ & # | _y_ ~z~ \\ {x}!"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    with i18n.use("en"):
        yield


class Asked:
    """Holds findings, as the widget with guided questions does."""

    def __init__(self) -> None:
        self.collected: list[Collected] = []
        self.watchers: list[Callable[[], None]] = []

    def watch(self, changed: Callable[[], None]) -> None:
        self.watchers.append(changed)

    def add(self, title: str, *sentences: str, others: tuple[str, ...] = ()) -> None:
        self.collected.append(Collected(title, sentences, others=others))
        for changed in self.watchers:
            changed()


def rows(widget: Any) -> list[Any]:
    """Return the rows with a tick; the others are headings."""
    return [row for row in widget.rows.children if hasattr(row, "children")]


def tick(widget: Any, place: int) -> Any:
    return rows(widget)[place].children[0]


def test_sentences_appear_as_soon_as_they_are_added() -> None:
    asked = Asked()
    widget = widgets.findings(asked)
    assert "Nothing yet" in words(widget.rows.children[0].value)
    asked.add("Do groups differ?", "Yes.", "But little.")
    assert [tick(widget, place).description for place in (0, 1)] == ["Yes.", "But little."]
    asked.add("Has it improved?", "Yes.")
    assert len(rows(widget)) == 3


def test_only_what_is_ticked_counts_and_it_keeps_its_order() -> None:
    widget = widgets.findings(["one", "two", "three"])
    assert widget.text == ""
    tick(widget, 2).value = True
    tick(widget, 0).value = True
    assert widget.chosen == ("one", "three")
    assert widget.text == "one\nthree"
    assert "2 findings" in words(widget.count.value)
    rows(widget)[0].children[2].click()
    rows(widget)[1].children[2].click()
    assert widget.chosen == ("three", "one")
    tick(widget, 2).value = False
    assert widget.text == "three"


def test_the_ends_of_the_list_are_ends() -> None:
    widget = widgets.findings(["one", "two"])
    rows(widget)[0].children[1].click()
    rows(widget)[1].children[2].click()
    assert [row.children[0].description for row in rows(widget)] == ["one", "two"]


def test_ticks_and_order_survive_what_is_added_later() -> None:
    asked = Asked()
    asked.add("A", "one", "two")
    widget = widgets.findings(asked)
    tick(widget, 1).value = True
    rows(widget)[1].children[1].click()
    asked.add("B", "three")
    assert widget.text == "two"
    assert [row.children[0].description for row in rows(widget)] == ["two", "one", "three"]


def test_how_it_was_found_is_folded_and_can_be_ticked_too() -> None:
    asked = Asked()
    widget = widgets.findings(asked)
    assert widget.more.layout.display == "none"
    asked.add("A", "one", "two", others=("a test", "beware"))
    asked.add("B", "three", others=("another test",))
    assert [row.children[0].description for row in rows(widget)] == ["one", "two", "three"]
    assert widget.more.layout.display is None
    assert widget.more.selected_index is None
    assert "3 more sentences" in widget.more.get_title(0)
    folded = [row for row in widget.folded.children if hasattr(row, "children")]
    folded[0].children[0].value = True
    tick(widget, 2).value = True
    assert widget.chosen == ("three", "a test")
    rows(widget)[1].children[2].click()
    assert [row.children[0].description for row in rows(widget)] == ["one", "three", "two"]
    assert widget.chosen == ("three", "a test")


def test_own_words_are_ticked_at_once() -> None:
    widget = widgets.findings()
    widget.own.value = "  Students who\nchat more learn more. "
    widget.add.click()
    widget.add.click()
    assert widget.text == "Students who chat more learn more."
    assert widget.own.value == ""


def test_they_are_saved_as_a_numbered_list() -> None:
    widget = widgets.findings(["one", "two"])
    widget.save.click()
    assert "Tick or write" in words(shown(widget.result))
    for place in (0, 1):
        tick(widget, place).value = True
    widget.save.click()
    assert Path("my-findings.md").read_text(encoding="utf-8") == "# My findings\n\n1. one\n2. two\n"
    assert 'href="my-findings.md"' in shown(widget.result)
    tick(widget, 0).value = False
    widget.save.click()
    assert "1. two" in Path("my-findings.md").read_text(encoding="utf-8")


def test_findings_of_before_are_replaced_only_at_the_second_click() -> None:
    Path("my-findings.md").write_text("mine", encoding="utf-8")
    widget = widgets.findings(["one"])
    tick(widget, 0).value = True
    widget.save.click()
    assert "exists already" in words(shown(widget.result))
    assert Path("my-findings.md").read_text(encoding="utf-8") == "mine"
    widget.save.click()
    assert "1. one" in Path("my-findings.md").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_a_sentence() -> None:
    Path("my-findings.md").mkdir()
    widget = widgets.findings(["one"])
    tick(widget, 0).value = True
    widget.save.click()
    assert "cannot be written" in words(shown(widget.result))


def test_the_file_is_named_in_the_readers_language() -> None:
    with i18n.use("id"):
        widget = widgets.findings(["satu"])
        tick(widget, 0).value = True
        widget.save.click()
    assert Path("temuan-saya.md").exists()


def test_signs_of_markup_stay_signs() -> None:
    rendered = MarkdownIt().render(as_markdown([HOSTILE]))
    assert "<script" not in rendered
    assert HOSTILE in words(rendered)
    asked = Asked()
    widget = widgets.findings(asked)
    asked.add(HOSTILE, HOSTILE)
    assert "<script" not in widget.rows.children[0].value


@pytest.mark.parametrize("language", ["id", "en"])
def test_paper_has_three_lines_to_write_on(language: str) -> None:
    with i18n.use(language):
        found = bundle(widgets.findings(["secret"]))["text/markdown"]
    assert found.count("____") == 3
    assert "secret" not in found


def test_findings_about_simulated_answers_say_so_whichever_are_chosen() -> None:
    asked = Asked()
    asked.collected.append(Collected("A", ("one",), simulated=True))
    widget = widgets.findings(asked)
    widget.own.value = "Mine."
    widget.add.click()
    widget.save.click()
    saved = Path("my-findings.md").read_text(encoding="utf-8")
    assert saved.startswith("# My findings\n\n> These answers are simulated")
    assert saved.endswith("\n\n1. Mine.\n")
