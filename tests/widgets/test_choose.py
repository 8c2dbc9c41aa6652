"""A chart that the reader turns: live in the notebook, precomputed for pages."""

import json
from itertools import product
from typing import Any

import ipywidgets
import pytest

from workshop import i18n, published, widgets
from workshop.charts import CHART_MIME, CHOICES_MIME, PLOTLY_MIME, Chart, Choice, Series
from workshop.errors import WorkshopError
from workshop.widgets import choose

FRUIT = Choice("Fruit", {"a": "Apple", "b": "<b>Banana</b>"})
YEAR = Choice("Year", {"2017": "2017", "2025": "2025"})


class Drawer:
    """Draws a chart and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def __call__(self, fruit: str, year: str) -> Chart:
        self.asked.append((fruit, year))
        return Chart(f"{fruit} in {year}", ("x",), (Series("s", (float(year),)),))


def shown(widget: Any) -> dict[str, Any]:
    """Return what stands below the menus."""
    (output,) = widget.picture.outputs
    assert output["output_type"] == "display_data"
    bundle: dict[str, Any] = output["data"]
    return bundle


def bundle(widget: Any) -> dict[str, Any]:
    found: dict[str, Any] = widget._repr_mimebundle_(include=None, exclude=None)
    return found


def test_the_first_options_are_shown_at_first() -> None:
    widget = widgets.choose(Drawer(), fruit=FRUIT, year=YEAR)
    assert [control.value for control in widget.controls] == ["a", "2017"]
    assert widget.chart.title == "a in 2017"
    assert shown(widget)[CHART_MIME]["title"] == "a in 2017"


def test_turning_a_menu_shows_another_chart_without_drawing_again() -> None:
    draw = Drawer()
    widget = widgets.choose(draw, fruit=FRUIT, year=YEAR)
    before = list(draw.asked)
    for fruit, year in product("ba", ["2025", "2017"]):
        widget.controls[0].value = fruit
        widget.controls[1].value = year
        assert widget.chart.title == f"{fruit} in {year}"
        assert shown(widget)[CHART_MIME]["title"] == f"{fruit} in {year}"
        assert shown(widget)[PLOTLY_MIME]["data"][0]["x"] == [float(year)]
    assert draw.asked == before


def test_every_combination_is_drawn_exactly_once() -> None:
    draw = Drawer()
    widgets.choose(draw, fruit=FRUIT, year=YEAR)
    assert draw.asked == [("a", "2017"), ("a", "2025"), ("b", "2017"), ("b", "2025")]


def test_the_menus_are_real_and_show_labels_and_not_codes() -> None:
    widget = widgets.choose(Drawer(), fruit=FRUIT, year=YEAR)
    assert widget.children == (*widget.controls, widget.picture)
    assert all(isinstance(control, ipywidgets.Dropdown) for control in widget.controls)
    assert [control.description for control in widget.controls] == ["Fruit", "Year"]
    assert widget.controls[0].options == (("Apple", "a"), ("<b>Banana</b>", "b"))


def test_the_bundle_carries_every_chart_for_pages_without_python() -> None:
    widget = widgets.choose(Drawer(), fruit=FRUIT, year=YEAR)
    model = json.loads(json.dumps(bundle(widget)[CHOICES_MIME]))
    assert [control["name"] for control in model["controls"]] == ["fruit", "year"]
    assert [control["label"] for control in model["controls"]] == ["Fruit", "Year"]
    values = [[one["value"] for one in control["options"]] for control in model["controls"]]
    assert list(model["charts"]) == ["|".join(codes) for codes in product(*values)]
    assert Chart.from_json(model["charts"]["b|2025"]).title == "b in 2025"


def test_the_bundle_also_holds_the_live_widget_and_words() -> None:
    widget = widgets.choose(Drawer(), fruit=FRUIT, year=YEAR)
    found = bundle(widget)
    assert found["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id
    assert found["text/plain"] == widget.chart.alt
    widget.controls[1].value = "2025"
    assert "a in 2025" in bundle(widget)["text/plain"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_published_figures_can_be_turned_in_both_languages(language: str) -> None:
    with i18n.use(language):
        menus = [published.measures(), published.orders(), published.highlights()]
        widget = widgets.choose(
            published.chart, measure=menus[0], order=menus[1], highlight=menus[2]
        )
        combinations = list(product(*(menu.options for menu in menus)))
        assert list(widget.charts) == combinations
        assert 50 < len(combinations) <= choose.__globals__["MOST_COMBINATIONS"]
        for codes in combinations[:: len(combinations) // 12]:
            for control, code in zip(widget.controls, codes, strict=True):
                control.value = code
            assert shown(widget)[CHART_MIME] == published.chart(*codes).to_json()


def test_the_words_of_a_chart_stay_in_the_language_it_was_made_in() -> None:
    with i18n.use("id"):
        widget = widgets.choose(Drawer(), fruit=FRUIT, year=YEAR)
    with i18n.use("en"):
        english = widgets.choose(Drawer(), fruit=FRUIT, year=YEAR)
    assert shown(widget)[PLOTLY_MIME]["data"][0]["text"] == ["2.017%"]
    assert shown(english)[PLOTLY_MIME]["data"][0]["text"] == ["2,017%"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_too_many_combinations_are_refused_before_anything_is_drawn(language: str) -> None:
    draw = Drawer()
    many = Choice("Many", {str(number): str(number) for number in range(15)})
    with i18n.use(language), pytest.raises(WorkshopError) as caught:
        widgets.choose(draw, fruit=many, year=many)
    assert caught.value.parts == {"count": 225, "most": 200}
    assert draw.asked == []
    with i18n.use("en"):
        assert "make 225 charts; at most 200 fit" in str(caught.value)


def test_a_single_choice_is_enough() -> None:
    widget = widgets.choose(lambda year: Chart(year, (), ()), year=YEAR)
    assert list(bundle(widget)[CHOICES_MIME]["charts"]) == ["2017", "2025"]


def test_an_error_while_drawing_reaches_the_participant() -> None:
    def fail(year: str) -> Chart:
        raise WorkshopError("No chart of {year}.", year=year)

    with pytest.raises(WorkshopError, match="2017"):
        widgets.choose(fail, year=YEAR)
