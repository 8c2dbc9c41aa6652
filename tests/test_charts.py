"""The chart model: valid for Plotly, the same after a round trip, honest for everybody."""

import json
import math
import re
from dataclasses import replace
from itertools import combinations as pairs
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import charts, i18n, published
from workshop.charts import CHART_MIME, PLOTLY_MIME, Chart, Choice, Series
from workshop.charts.colours import ink_on, steps

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
VALUES = st.none() | st.floats(0, 1e6).map(lambda value: round(value, 2))
MARKUP = ['<a href="https://example.org">x</a>', "<script>alert(1)</script>", "<b>&amp;</b>"]


@st.composite
def any_chart(draw: st.DrawFn) -> Chart:
    categories = tuple(draw(st.lists(NAMES, min_size=1, max_size=5, unique=True)))
    series = tuple(
        Series(draw(NAMES), tuple(draw(VALUES) for _ in categories))
        for _ in range(draw(st.integers(1, 8)))
    )
    return Chart(
        title=draw(NAMES),
        categories=categories,
        series=series,
        unit=draw(st.sampled_from(["%", "", "Mbit/s", "<b>"])),
        highlight=frozenset(draw(st.lists(st.sampled_from(categories)))),
        highlight_label=draw(st.just("") | NAMES),
        source=draw(st.just("") | NAMES),
    )


@st.composite
def any_stacked_chart(draw: st.DrawFn) -> Chart:
    chart = draw(any_chart())
    return replace(chart, stacked=True, highlight=frozenset())


@st.composite
def any_chart_with_intervals(draw: st.DrawFn) -> Chart:
    chart = draw(any_chart())
    with_ends = [
        replace(
            one,
            low=tuple(None if value is None else value - 1 for value in one.values),
            high=tuple(draw(VALUES) for _ in one.values),
        )
        for one in chart.series
    ]
    return replace(chart, series=tuple(with_ends))


@pytest.fixture
def chart() -> Chart:
    values = Series("2017", (54.0, 1234.5, None))
    return Chart("Share", ("Facebook", "YouTube", "X"), (values,), source="APJII 2017")


def published_charts() -> list[Chart]:
    found = [
        published.chart(measure, highlight=highlight)
        for measure in published.measures().options
        for highlight in published.highlights().options
    ]
    return [*found, published.compare(2017, 2025), published.compare(2024, 2025)]


# Drawing with Plotly.


@given(any_chart() | any_stacked_chart() | any_chart_with_intervals())
def test_plotly_accepts_every_chart(chart: Chart) -> None:
    for language in ("id", "en"):
        with i18n.use(language):
            figure = chart.to_plotly()
            assert len(go.Figure(figure).data) == len(figure["data"])  # raises on unknown keys
            json.dumps(figure, allow_nan=False)


@given(any_chart() | any_stacked_chart())
def test_every_value_is_drawn_once_at_its_category(chart: Chart) -> None:
    drawn = [
        (category, value)
        for trace in chart.to_plotly()["data"]
        for category, value in zip(trace["y"], trace["x"], strict=True)
        if value is not None
    ]
    shown = chart.series if len(chart.series) > 1 or not chart.highlight else chart.series[:1]
    expected = [
        (charts.wrapped(category, 26), series.values[index])
        for series in shown
        for index, category in enumerate(chart.categories)
        if series.values[index] is not None
    ]
    assert sorted(map(str, drawn)) == sorted(map(str, expected))


def test_the_first_category_is_at_the_top(chart: Chart) -> None:
    axis = chart.to_plotly()["layout"]["yaxis"]
    assert axis["categoryarray"] == ["Facebook", "YouTube", "X"]
    assert axis["autorange"] == "reversed"  # Plotly counts from below


def test_years_are_names_of_bars_and_not_places_on_a_scale() -> None:
    years = published.chart("internet-use")
    assert "2017" in years.categories
    assert years.to_plotly()["layout"]["yaxis"]["type"] == "category"


def test_highlighted_bars_have_the_strong_colour_and_a_name_in_the_legend(chart: Chart) -> None:
    shining = replace(chart, highlight=frozenset({"YouTube"}), highlight_label="For study")
    strong, muted = shining.to_plotly()["data"]
    assert (strong["name"], strong["marker"]["color"]) == ("For study", charts.HIGHLIGHT)
    assert strong["x"] == [None, 1234.5, None]
    assert muted["marker"]["color"] == charts.MUTED
    assert muted["x"] == [54.0, None, None]
    assert shining.to_plotly()["layout"]["showlegend"]


def test_more_series_than_colours_are_all_drawn() -> None:
    many = Chart("A", ("x",), tuple(Series(str(n), (1.0,)) for n in range(10)))
    assert len(many.to_plotly()["data"]) == 10


@pytest.mark.parametrize("values", [(), (None,), (0.0,)])
def test_a_chart_without_values_is_drawn_empty(values: tuple[float | None, ...]) -> None:
    empty = Chart("A", ("x",) * len(values), (Series("s", values),))
    low, high = empty.to_plotly()["layout"]["xaxis"]["range"]
    assert low < high
    go.Figure(empty.to_plotly())


def test_the_longest_bar_leaves_room_for_its_number(chart: Chart) -> None:
    assert chart.to_plotly()["layout"]["xaxis"]["range"][1] > 1234.5 * 1.1


# The steps of an answer scale.

AGREEMENT = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")


def likert(*shares: float, names: tuple[str, ...] = AGREEMENT) -> Chart:
    series = tuple(Series(name, (share,)) for name, share in zip(names, shares, strict=False))
    return Chart("I take part", ("In class",), series, stacked=True)


def test_a_stacked_chart_fills_the_width_with_its_steps_in_order() -> None:
    figure = likert(10, 20, 30, 25, 15).to_plotly()
    assert [trace["name"] for trace in figure["data"]] == list(AGREEMENT)
    layout = figure["layout"]
    assert (layout["barmode"], layout["barnorm"]) == ("stack", "percent")
    assert layout["xaxis"]["range"] == [0, 100]
    assert layout["legend"]["traceorder"] == "normal"


def test_a_segment_bears_its_number_where_there_is_room() -> None:
    with i18n.use("id"):
        texts = [trace["text"] for trace in likert(6.9, 7.4, 55.5, 30.2, 0).to_plotly()["data"]]
    assert texts == [[""], ["7%"], ["56%"], ["30%"], [""]]


def test_counts_are_stacked_by_their_share() -> None:
    counts = replace(likert(2, 8, 10), unit="")
    assert [counts.share_label(one, 0) for one in counts.series] == ["2", "8", "10"]
    assert counts.total(0) == 20


def test_no_answers_at_all_are_an_empty_bar() -> None:
    empty = Chart("A", ("x",), (Series("1", (None,)), Series("2", (0.0,))), stacked=True)
    assert [trace["text"] for trace in empty.to_plotly()["data"]] == [[""], [""]]


def test_the_alternative_text_of_a_stacked_chart_names_every_step() -> None:
    with i18n.use("en"):
        words = likert(10, 20.5, names=("No", "Yes")).alt
    assert words == "Stacked bar chart: I take part. In class (No): 10%; In class (Yes): 20.5%."


@pytest.mark.parametrize("count", range(1, 12))
def test_a_scale_has_a_neutral_middle_only_when_it_has_a_middle(count: int) -> None:
    found = steps(count)
    greys = [place for place, colour in enumerate(found) if colour == "#d3d9df"]
    assert len(set(found)) == count
    assert greys == ([count // 2] if count % 2 else [])


# Values with an interval.


@pytest.fixture
def means() -> Chart:
    one = Series("GPA", (3.12, 3.38), (3.01, 3.2), (3.24, 3.55))
    return Chart("GPA by faculty", ("Arts", "Law"), (one,), unit="")


def test_values_with_intervals_are_dots_with_whiskers(means: Chart) -> None:
    dots, labels = means.to_plotly()["data"]
    assert (dots["type"], dots["mode"], dots["x"]) == ("scatter", "markers", [3.12, 3.38])
    assert dots["error_x"]["array"] == pytest.approx([0.12, 0.17])
    assert dots["error_x"]["arrayminus"] == pytest.approx([0.11, 0.18])
    assert labels["x"] == pytest.approx([3.24, 3.55])  # behind the whisker


@pytest.mark.parametrize(
    ("language", "label"), [("id", "3,12 (3,01 sampai 3,24)"), ("en", "3.12 (3.01 to 3.24)")]
)
def test_label_and_alternative_text_say_the_interval(
    means: Chart, language: str, label: str
) -> None:
    with i18n.use(language):
        assert means.to_plotly()["data"][1]["text"][0].strip() == label
        assert f"Arts: {label};" in means.alt


def test_several_series_have_no_room_for_intervals_in_their_labels(means: Chart) -> None:
    two = replace(means, series=(means.series[0], Series("Other", (2.0, None))))
    with i18n.use("en"):
        assert [t.strip() for t in two.to_plotly()["data"][1]["text"]] == ["3.12", "3.38"]
        assert "Arts (GPA): 3.12 (3.01 to 3.24); Arts (Other): 2;" in two.alt


def test_highlighted_dots_keep_their_intervals(means: Chart) -> None:
    shining = replace(means, highlight=frozenset({"Law"}), highlight_label="New")
    strong, _, muted, _ = shining.to_plotly()["data"]
    assert (strong["y"], strong["marker"]["color"]) == ([1], charts.HIGHLIGHT)
    assert (muted["y"], muted["error_x"]["array"]) == ([0], [pytest.approx(0.12)])


def test_all_dots_and_whiskers_lie_inside_the_axis(means: Chart) -> None:
    low, high = means.to_plotly()["layout"]["xaxis"]["range"]
    assert low < 3.01
    assert high > 3.55


@pytest.mark.parametrize(
    "series",
    [
        Series("a", (1.0,), (0.5,)),
        Series("a", (1.0,), (), (2.0,)),
        Series("a", (1.0,), (0.5, 0.6), (1.5, 1.6)),
    ],
)
def test_an_interval_has_two_ends_for_each_value(series: Series) -> None:
    with pytest.raises(ValueError, match="series 'a' has"):
        Chart("A", ("x",), (series,))


@pytest.mark.parametrize("values", [(-1.0,), (1.0,)])
def test_what_cannot_be_stacked_is_refused(values: tuple[float]) -> None:
    series = Series("a", values, (0.0,), (2.0,)) if values[0] > 0 else Series("a", values)
    with pytest.raises(ValueError, match="stacked chart"):
        Chart("A", ("x",), (series,), stacked=True)


def test_numbers_of_numpy_are_taken_as_numbers_of_python() -> None:
    values: tuple[Any, ...] = (np.int64(3), np.float64(0.5), np.nan)
    low: tuple[Any, ...] = (np.float32(1),) * 3
    series = Series("a", values, low, (9,) * 3)
    assert series == Series("a", (3.0, 0.5, None), (1.0,) * 3, (9,) * 3)
    json.dumps(Chart("A", ("x", "y", "z"), (series,)).to_json(), allow_nan=False)


def test_a_model_of_an_older_version_is_still_read(chart: Chart) -> None:
    model = chart.to_json()
    del model["stacked"], model["series"][0]["low"], model["series"][0]["high"]
    assert Chart.from_json(model) == chart


# Strangers' words.


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_in_any_word_of_a_chart_is_shown_and_not_obeyed(markup: str) -> None:
    hostile = Chart(
        title=markup,
        categories=(markup, "other"),
        series=(Series(markup, (1.0, 2.0)),),
        unit=markup,
        highlight=frozenset({markup}),
        highlight_label=markup,
        source=markup,
    )
    plain = replace(hostile, highlight=frozenset())
    stacked = replace(plain, stacked=True)
    dots = replace(plain, series=(Series(markup, (1.0, 2.0), (0.0, 1.0), (2.0, 3.0)),))
    live = hostile._repr_mimebundle_()[PLOTLY_MIME]
    for drawn in (*(one.to_plotly() for one in (hostile, plain, stacked, dots)), live):
        words = json.dumps(drawn).replace("<br>", "").replace("%{text}</b>", "")
        words = words.replace("<b>%{text}", "").replace(": <b><extra></extra>", "")
        words = re.sub(r"<b>(?:%\{customdata\}|[12] [^<]*)</b>", "", words)
        for tag in ("<a", "</a", "<script", "</script", "<b>&amp;", '</b>"'):
            assert tag not in words, tag


@given(NAMES)
def test_breaking_a_text_into_lines_loses_no_word(text: str) -> None:
    import html

    lines = charts.wrapped(text, 20).split("<br>")
    assert " ".join(map(html.unescape, lines)).split() == text.split()


def test_a_long_title_is_broken_into_lines() -> None:
    lines = charts.wrapped("satu dua tiga empat lima " * 8, 60).split("<br>")
    assert len(lines) > 2
    assert max(map(len, lines)) <= 60


# Languages.


@pytest.mark.parametrize(
    ("language", "label", "separators"), [("id", "1.234,5%", ",."), ("en", "1,234.5%", ".,")]
)
def test_numbers_on_bars_and_in_the_pointer_box_are_in_the_readers_language(
    chart: Chart, language: str, label: str, separators: str
) -> None:
    with i18n.use(language):
        figure = chart.to_plotly()
    assert figure["data"][0]["text"] == ["54%", label, ""]
    assert figure["layout"]["separators"] == separators


def test_a_unit_other_than_percent_follows_its_number(chart: Chart) -> None:
    with i18n.use("id"):
        assert replace(chart, unit="Mbit/s").label(2.5) == "2,5 Mbit/s"
        assert replace(chart, unit="").label(2.5) == "2,5"


# The text alternative.


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_alternative_text_holds_title_categories_and_every_figure(language: str) -> None:
    with i18n.use(language):
        found = published_charts()
        assert len(found) > 20
        for one in found:
            words = one.alt
            assert one.title in words
            for series in one.series:
                assert len(one.series) == 1 or f"({series.name})" in words
                for category, value in zip(one.categories, series.values, strict=True):
                    if value is not None:
                        assert category in words
                        assert f": {i18n.percent(value)}" in words


def test_a_zero_is_told_and_a_gap_is_not() -> None:
    with i18n.use("en"):
        words = Chart("Share", ("A", "B"), (Series("s", (0.0, None)),)).alt
    assert words == "Bar chart: Share. A: 0%."


# The model.


@given(any_chart() | any_stacked_chart() | any_chart_with_intervals())
def test_a_chart_is_the_same_after_a_round_trip_through_json(chart: Chart) -> None:
    text = json.dumps(chart.to_json(), allow_nan=False, sort_keys=True)
    again = Chart.from_json(json.loads(text))
    assert again == chart
    assert json.dumps(again.to_json(), sort_keys=True) == text


def test_the_bundle_holds_a_figure_a_model_and_words(chart: Chart) -> None:
    bundle = chart._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {PLOTLY_MIME, CHART_MIME, "text/plain"}
    assert Chart.from_json(bundle[CHART_MIME]) == chart
    figure = go.Figure(bundle[PLOTLY_MIME])
    assert "APJII 2017" in figure.layout.xaxis.title.text
    assert bundle["text/plain"] == chart.alt


def test_every_combination_of_choices_is_drawn_once_the_default_first() -> None:
    choices = {"a": Choice("A", {"x": "X", "y": "Y"}), "b": Choice("B", {"1": "One", "2": "Two"})}
    drawn = charts.combinations(lambda a, b: Chart(a + b, (), ()), choices)
    assert {codes: one.title for codes, one in drawn.items()} == {
        ("x", "1"): "x1",
        ("x", "2"): "x2",
        ("y", "1"): "y1",
        ("y", "2"): "y2",
    }
    assert next(iter(drawn)) == ("x", "1")


# Colours.

# Simulation of full dichromacy in linear RGB: Machado, Oliveira and Fernandes, "A
# Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009),
# table of matrices for severity 1.0.
SIMULATIONS = {
    "ordinary": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
JUST_NOTICEABLE = 2.3  # in CIELAB; Mahy, Van Eycken and Oosterlinck (1994)


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def contrast(first: str, second: str) -> float:
    """Return the ratio of WCAG 2."""
    weights = (0.2126, 0.7152, 0.0722)
    light = sorted(
        sum(weight * part for weight, part in zip(weights, linear(colour), strict=True))
        for colour in (first, second)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """Return the CIELAB coordinates of a linear sRGB colour under D65."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        _cube_root(sum(a * b for a, b in zip(row, rgb, strict=True)) / reference)
        for row, reference in zip(rows, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    return lab(
        [
            min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True))))
            for row in SIMULATIONS[sight]
        ]
    )


def difference(first: str, second: str, sight: str) -> float:
    one, other = seen(first, sight), seen(second, sight)
    return math.dist(one, other)


def test_the_measures_of_colour_give_the_textbook_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert difference("#000000", "#ffffff", "ordinary") == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("sight", SIMULATIONS)
def test_the_colours_of_series_stay_distinct_for_the_colour_blind(sight: str) -> None:
    assert len(charts.COLOURS) == 6
    closest = min(difference(a, b, sight) for a, b in pairs(charts.COLOURS, 2))
    assert closest > 4 * JUST_NOTICEABLE


@pytest.mark.parametrize("sight", SIMULATIONS)
def test_highlighted_and_other_bars_stay_distinct_for_the_colour_blind(sight: str) -> None:
    assert difference(charts.HIGHLIGHT, charts.MUTED, sight) > 8 * JUST_NOTICEABLE


def test_every_word_of_a_chart_is_dark_enough_on_its_ground(chart: Chart) -> None:
    layout = chart.to_plotly()["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "white"
    assert contrast(layout["font"]["color"], "#ffffff") >= 4.5
    # Numbers stand beside the bars, never on their colour.
    assert {trace["textposition"] for trace in chart.to_plotly()["data"]} == {"outside"}
    assert layout["font"]["size"] >= 16


@pytest.mark.parametrize("count", range(1, 12))
def test_a_number_in_a_segment_can_be_read_on_its_colour(count: int) -> None:
    for colour in steps(count):
        assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("sight", SIMULATIONS)
@pytest.mark.parametrize("count", range(2, 8))
def test_the_steps_of_a_scale_stay_distinct_for_the_colour_blind(sight: str, count: int) -> None:
    closest = min(difference(a, b, sight) for a, b in pairs(steps(count), 2))
    assert closest > 4 * JUST_NOTICEABLE
