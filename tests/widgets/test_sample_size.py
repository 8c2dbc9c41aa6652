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


def test_no_more_answers_can_come_back_than_there_are_people() -> None:
    panel = widgets.sample_size()
    panel.population.value = 100
    assert panel.answers.value == panel.answers.max == 100
    with i18n.use("id"):
        panel.answers.value = 50
        assert "50 jawaban" in words(panel.reached.value)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_control_says_what_it_is_for(language: str) -> None:
    with i18n.use(language):
        panel = widgets.sample_size()
        labels = [control.description for control in (*panel.controls, panel.answers)]
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
