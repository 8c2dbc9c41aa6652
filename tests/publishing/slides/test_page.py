"""Decks as text: what is in them, what is never in them, and how they are cut."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.publishing import samples
from workshop import config
from workshop.charts import PLOTLY_MIME
from workshop.publishing import slides
from workshop.publishing.notebook import Notebook, parse
from workshop.publishing.outputs import PlotlyBlock
from workshop.publishing.safe_html import Pictures
from workshop.publishing.slides import figures, revealjs
from workshop.publishing.slides.deck import Slide
from workshop.publishing.slides.deck import slides as cut

HEAVY = ("nbconvert", "nbformat", "pandas", "plotly", "matplotlib", "numpy", "sphinx")


def notebook(*cells: dict[str, Any], **metadata: Any) -> Notebook:
    """Return a notebook of these cells."""
    content = {"cells": list(cells), "metadata": metadata}
    return parse(content, name="a-notebook", folder=Path())


def page_of(*cells: dict[str, Any], language: str = "en", **metadata: Any) -> str:
    """Return the deck of these cells, without the scripts and styles that every deck has."""
    page = slides.render(notebook(*cells, **metadata), None, language)
    return page[page.index("<body>") : page.index("<template")]


def texts(deck: list[Slide]) -> list[str]:
    """Return the slides' HTML."""
    return ["".join(slide.pieces) for slide in deck]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_deck_is_one_page_in_the_readers_language(language: str) -> None:
    page = slides.render(samples.seminar(language), config.settings(), language)
    event = config.settings().event.title.in_language(language)
    assert f'<html lang="{language}"' in page
    assert "<title>Membangun ruang kelas virtual melalui media sosial</title>" in page
    assert page.count(f"<footer><span>{event}</span>") == 9


def test_a_deck_forbids_every_request_to_the_outside() -> None:
    page = slides.render(samples.stranger(), None, "en")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "http" not in policy[1]
    body = page[page.index("<body>") : page.index("<template")]
    assert not re.search(r"<(?:script|img|iframe)[^>]+src=\"(?!data:)", body)
    assert "<link" not in body


def test_what_is_not_for_participants_is_not_in_a_deck() -> None:
    page = slides.render(samples.seminar(), config.settings(), "id")
    for secret in ("secret_answer", "secret hint", "rahasia", "dilewati"):
        assert secret not in page


def test_only_notes_become_notes() -> None:
    page = page_of(
        samples.markdown("# A", "slide"),
        samples.markdown("Say **hello**.", "notes"),
        samples.markdown("Private.", "notes", tags=["facilitator"]),
    )
    assert re.findall(r'<aside class="notes">(.*?)</aside>', page, re.DOTALL) == [
        "<p>Say <strong>hello</strong>.</p>\n"
    ]
    assert "Private" not in page


def test_plotly_is_carried_once_and_only_when_needed() -> None:
    with_chart = slides.render(samples.seminar(), None, "id")
    without = slides.render(notebook(samples.markdown("# A")), None, "id")
    assert with_chart.count("* plotly.js v") == 1
    assert "plotly.js v" not in without
    assert len(without) < 1_000_000


def test_slide_types_cut_the_deck() -> None:
    deck = cut(
        notebook(
            samples.markdown("# A", "slide"),
            samples.markdown("more of A"),
            samples.markdown("## B", "subslide"),
            samples.markdown("later", "fragment"),
            samples.markdown("left out", "skip"),
        )
    )
    assert [slide.kind for slide in deck] == ["title", ""]
    assert "more of A" in texts(deck)[0]
    assert '<div class="fragment"><p>later</p>' in texts(deck)[1]
    assert "left out" not in "".join(texts(deck))


def test_without_slide_types_headings_cut_the_deck() -> None:
    deck = cut(notebook(samples.markdown("# A\n\ntext\n\n## B\n\n### C\n\n# D")))
    assert [re.findall(r"<h\d>(.)</h", text) for text in texts(deck)] == [["A"], ["B", "C"], ["D"]]


def test_without_slide_types_a_slide_is_never_overfull() -> None:
    output = samples.shows(image__png=samples.png(10, 10))
    cells = [samples.code(f"plot({n})", output) for n in range(6)]
    deck = cut(notebook(samples.markdown("## Plots"), *cells))
    assert len(deck) == 6
    assert [slide.continues for slide in deck] == ["", *["Plots"] * 5]
    for number, text in enumerate(texts(deck)):
        assert text.count("<img") == 1
        assert f'<span class="tok-mi">{number}</span>' in text


def test_there_is_one_first_heading_and_no_level_is_left_out() -> None:
    page = page_of(
        samples.markdown("# A", "slide"),
        samples.markdown("# B\n\n#### C", "slide"),
        samples.markdown("### D", "slide"),
    )
    assert re.findall(r"<h(\d)>(.)", page) == [("1", "A"), ("2", "B"), ("3", "C"), ("3", "D")]


def test_minutes_of_a_section_are_shared_by_its_slides() -> None:
    deck = cut(
        notebook(
            samples.markdown("# A", "slide", minutes=2),
            samples.markdown("## B", "slide", minutes=6),
            samples.markdown("## C", "slide"),
            samples.markdown("## D", "slide", minutes=1),
        )
    )
    assert [(slide.start, slide.end) for slide in deck] == [(0, 2), (2, 5), (5, 8), (8, 9)]


def test_without_minutes_of_sections_those_of_the_notebook_count() -> None:
    cells = [samples.markdown(f"## {n}", "slide") for n in range(4)]
    deck = cut(notebook(*cells, workshop={"minutes": 20}))
    assert [slide.end for slide in deck] == [5, 10, 15, 20]


def test_hidden_code_is_hidden_and_its_output_is_not() -> None:
    page = page_of(samples.code("secret()", samples.prints("shown"), tags=["hide-input"]))
    assert "secret" not in page
    assert "shown" in page


def test_a_stub_is_shown() -> None:
    assert "..." in page_of(samples.code("answer = ...", tags=["exercise"]))


def test_an_error_is_told_in_a_box_without_its_traceback() -> None:
    page = slides.render(samples.stranger(), None, "en")
    assert "This cell stopped with an error: ZeroDivisionError" in page
    assert "[0;31m" not in page


def test_a_strangers_figure_fits_a_slide_and_stays_offline() -> None:
    figure = {
        "data": [{"type": "image", "source": "https://evil.example/a.png"}, {"type": "bar"}],
        "layout": {"width": 10, "images": [{"source": "http://evil.example/b.png"}]},
    }
    page = figures.draw(PlotlyBlock(figure), Pictures())
    [variant] = json.loads(re.findall(r"json\">(.*?)</script>", page)[0])
    assert "evil.example" not in page
    assert variant["figure"]["data"] == [{"type": "bar"}]
    assert "width" not in variant["figure"]["layout"]
    assert variant["figure"]["layout"]["font"]["size"] >= 22


@pytest.mark.parametrize("layout", [None, {}, {"title": "Plain", "annotations": [{"text": "A"}]}])
def test_any_layout_of_a_strangers_figure_will_do(layout: Any) -> None:
    figure = {"data": [{"type": "bar", "y": [1]}], "layout": layout}
    assert 'class="chart"' in figures.draw(PlotlyBlock(figure), Pictures())


def test_json_in_a_page_cannot_end_its_script() -> None:
    figure = {"data": [{"type": "bar", "name": "</script><script>alert(1)</script>"}]}
    page = page_of(samples.code("x", samples.bundle(PLOTLY_MIME, figure)))
    assert "<script>alert" not in page


def test_a_map_is_replaced_by_a_sentence() -> None:
    page = figures.draw(PlotlyBlock({"data": [{"type": "choropleth"}], "layout": {}}), Pictures())
    assert 'class="callout"' in page
    assert "chart-figure" not in page


@pytest.mark.parametrize("cells", [[], [samples.markdown("")], [samples.code("")]])
def test_an_empty_notebook_still_makes_a_deck(cells: list[dict[str, Any]]) -> None:
    assert "<h1>a-notebook</h1>" in page_of(*cells)


def test_titles_are_escaped() -> None:
    page = slides.render(notebook(samples.markdown("# </title><script>x()</script>")), None, "en")
    assert "<script>x()" not in page


def test_files_of_reveal_and_plotly_are_found_without_their_packages() -> None:
    assert "5.2.0" in revealjs.reveal_script()[:4000]
    assert revealjs.font_style().count("@font-face") == 3
    assert "sourceMappingURL" not in revealjs.reveal_script()
    assert "</script" not in revealjs.plotly_script().lower()


def test_rendering_imports_nothing_heavy() -> None:
    program = (
        "import sys; from tests.publishing import samples; from workshop.publishing import slides; "
        "slides.render(samples.seminar(), None, 'id'); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
    )
    assert result.stdout.strip() == "[]"


def test_a_deck_is_rendered_in_a_blink() -> None:
    settings, deck = config.settings(), samples.seminar()
    slides.render(deck, settings, "id")  # loads the parsers
    begin = time.perf_counter()
    slides.render(deck, settings, "id")
    assert time.perf_counter() - begin < 0.3
