"""Sliders that say how many people to ask."""

import json

import pytest

from tests.widgets.bundles import bundle, mimes, shown, words
from workshop import i18n, widgets
from workshop.charts import CHART_MIME, CHOICES_MIME, Chart
from workshop.survey.analysis.sampling import sample_size


def test_it_begins_with_the_study_behind_the_kit() -> None:
    with i18n.use("en"):
        panel = widgets.sample_size()
    assert panel.result == sample_size(300)
    assert "168 answers out of 300 reach a margin of error of ±5.02%" in words(panel.reached.value)
    assert "171" in words(shown(panel.picture))


def test_every_slider_changes_sentences_table_and_chart_at_once() -> None:
    panel = widgets.sample_size()
    seen = {shown(panel.picture)}
    for control, value in zip(panel.controls, (1200, 3, 99, 20), strict=True):
        control.value = value
        assert mimes(panel.picture)[0] == {"text/html", "text/plain"}
        assert CHART_MIME in mimes(panel.picture)[1]
        seen.add(shown(panel.picture))
    assert len(seen) == 5
    expected = sample_size(1200, margin=0.03, confidence=0.99, proportion=0.2)
    assert panel.result == expected
    chart = panel.picture.outputs[1]["data"][CHART_MIME]
    assert Chart.from_json(chart).series[0].values == expected.chart().series[0].values


def test_the_sentence_comes_before_table_and_chart_and_the_rest_is_folded() -> None:
    with i18n.use("en"):
        panel = widgets.sample_size()
    first, chart, rest = (output["data"] for output in panel.picture.outputs)
    assert first["text/html"].startswith("<p>For a population of 300")
    assert first["text/html"].count("<p>") == 1
    assert "<table>" in first["text/html"]
    assert CHART_MIME in chart
    assert rest["text/html"].startswith("<details><summary>")
    assert "Slovin" in rest["text/plain"]


def test_the_answers_that_came_back_stay_whatever_the_population_is() -> None:
    with i18n.use("en"):
        panel = widgets.sample_size()
        panel.population.value = 100
        assert panel.answers.value == 168
        assert "168 answers cannot come from 100 people" in words(panel.reached.value)
        panel.population.value = 1200
        assert panel.answers.value == 168
        assert "168 answers out of 1,200 reach" in words(panel.reached.value)
    with i18n.use("id"):
        panel.answers.value = 50
        assert "50 jawaban" in words(panel.reached.value)


@pytest.mark.parametrize("population", [1, 30, 300, 1200, 10_000, 10**9])
def test_a_mouse_meets_every_number_of_answers_that_is_offered(population: int) -> None:
    panel = widgets.sample_size()
    panel.population.value = population
    stops = panel.answers.steps
    assert {168, population} <= set(stops)
    assert len(stops) <= 402


def test_usual_populations_are_stops_of_the_slider_written_as_the_reader_does() -> None:
    with i18n.use("id"):
        panel = widgets.sample_size()
        labels = dict(panel.population.slider.options)
    assert {labels[one] for one in ("300", "1.000", "1.200", "1.500", "10.000")} == {
        300, 1000, 1200, 1500, 10_000
    }  # fmt: skip
    panel.population.slider.value = 1200
    assert panel.result.population == 1200


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("population", "1.200", 1200),
        ("population", "1,200", 1200),
        ("population", " 1 234 567 ", 1_234_567),
        ("population", "1234", 1234),
        ("margin", "7,5", 7.5),
        ("margin", "7.5%", 7.5),
        ("margin", "3", 3),
        ("proportion", "12,5", 12.5),
        ("answers", "1.000", 1000),
    ],
)
def test_numbers_are_typed_as_people_write_them(field: str, typed: str, expected: float) -> None:
    with i18n.use("id"):
        panel = widgets.sample_size()
        amount = getattr(panel, field)
        amount.typed.value = typed
        assert amount.value == amount.slider.value == expected
        assert amount.typed.value == i18n.number(expected)
        assert amount.message.value == ""


@pytest.mark.parametrize("typed", ["", "banyak", "-5", "0", "7,5", "1.2.3", "1e3", "9" * 40])
def test_what_is_no_number_of_people_is_said_and_changes_nothing(typed: str) -> None:
    with i18n.use("en"):
        panel = widgets.sample_size()
        panel.population.typed.value = typed
        assert panel.population.value == 300
        assert "300 stays" in words(panel.population.message.value)
        assert panel.population.typed.value == "300"
        panel.population.typed.value = "400"
        assert panel.population.message.value == ""


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_control_says_what_it_is_for(language: str) -> None:
    with i18n.use(language):
        panel = widgets.sample_size()
        sliders = (panel.population, panel.margin, panel.proportion, panel.answers)
        labels = [panel.confidence.description, *(one.slider.description for one in sliders)]
    assert len(set(labels)) == 5
    assert all(labels)


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_without_python_hold_a_chart_for_usual_choices(language: str) -> None:
    with i18n.use(language):
        model = json.loads(json.dumps(bundle(widgets.sample_size())[CHOICES_MIME]))
        first = sample_size(300).chart()
    assert len(model["charts"]) == 60
    assert Chart.from_json(model["charts"]["300|5|95"]) == first
    assert next(iter(model["charts"])) == "300|5|95"
    assert [control["name"] for control in model["controls"]] == [
        "population", "margin", "confidence"
    ]  # fmt: skip
