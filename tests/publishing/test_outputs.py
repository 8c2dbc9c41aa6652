"""Of the forms of an output, the richest that can be published is taken."""

import base64
from typing import Any

import pytest

from workshop.charts import CHART_MIME, PLOTLY_MIME, Chart, Choice, Series
from workshop.publishing import outputs
from workshop.publishing.notebook import Cell
from workshop.widgets.choose import ChoiceChart

CHART = Chart("Judul", ("A", "B"), (Series("s", (1.0, None)),), highlight=frozenset({"B"}))


def shown(data: dict[str, Any]) -> list[outputs.Block]:
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    return outputs.blocks(Cell("a", "code", "", outputs=(output,)))


def test_a_chart_of_the_kit_comes_back_as_its_model() -> None:
    assert shown(CHART._repr_mimebundle_()) == [outputs.ChartBlock(CHART)]


def test_a_chart_with_choices_comes_back_with_every_combination() -> None:
    choice = Choice("Ukuran", {"x": "X", "y": "Y"})
    widget = ChoiceChart(lambda size: Chart(size, ("A",), (Series("s", (1.0,)),)), {"size": choice})
    (block,) = shown(widget._repr_mimebundle_())
    assert isinstance(block, outputs.ChoicesBlock)
    assert block.controls == (outputs.Control("Ukuran", {"x": "X", "y": "Y"}),)
    assert {key: chart.title for key, chart in block.charts.items()} == {"x": "x", "y": "y"}


def test_a_strangers_figure_is_kept_as_it_is() -> None:
    figure = {"data": [{"type": "scatter"}], "layout": {}}
    assert shown({PLOTLY_MIME: figure, "text/html": "<div>"}) == [outputs.PlotlyBlock(figure)]


def test_a_damaged_rich_form_gives_way_to_a_simpler_one() -> None:
    assert shown({CHART_MIME: {"title": "no more"}, "text/plain": "words"}) == [
        outputs.TextBlock("words")
    ]


@pytest.mark.parametrize("mime", ["image/png", "image/jpeg", "image/gif"])
def test_a_picture_is_decoded(mime: str) -> None:
    data = {mime: base64.b64encode(b"picture").decode(), "text/plain": "<Figure size 640x480>"}
    assert shown(data) == [outputs.PictureBlock(b"picture", mime, "")]


def test_a_widget_shows_its_fallback_and_not_its_python_text() -> None:
    view = {outputs.WIDGET_MIME: {"model_id": "1"}, "text/plain": "IntSlider(value=3)"}
    assert shown(view) == []
    assert shown({**view, "text/markdown": "*slider*"}) == [outputs.MarkdownBlock("*slider*")]


def test_formulas_become_display_math() -> None:
    assert shown({"text/latex": "$\\displaystyle x^2$"}) == [outputs.MarkdownBlock("$$\nx^2\n$$")]


def test_warnings_are_not_published_and_prints_are_joined() -> None:
    streams = (
        {"output_type": "stream", "name": "stdout", "text": ["a\n"]},
        {"output_type": "stream", "name": "stderr", "text": "Warning"},
        {"output_type": "stream", "name": "stdout", "text": "\x1b[31mb\x1b[0m"},
    )
    assert outputs.blocks(Cell("a", "code", "", outputs=streams)) == [outputs.TextBlock("a\nb")]


def test_an_error_keeps_its_parts_without_terminal_colours() -> None:
    error = {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "\x1b[0;31mno\x1b[0m",
        "traceback": ["line"],
    }
    assert outputs.blocks(Cell("a", "code", "", outputs=(error,))) == [
        outputs.ErrorBlock("ValueError", "no")
    ]
