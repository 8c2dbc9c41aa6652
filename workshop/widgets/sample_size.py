"""How many people to ask: sliders, and what every rule in use answers.

Published pages hold the chart for a few usual populations and margins, so that
they can be turned without Python.
"""

import functools
from typing import Any

import ipywidgets

from workshop.charts import CHOICES_MIME, Chart, Choice, combinations
from workshop.i18n import number, percent, tr
from workshop.survey.analysis.sampling import SampleSize
from workshop.survey.analysis.sampling import sample_size as calculate
from workshop.widgets._show import said, show
from workshop.widgets._style import SPACED, STYLE, WIDE
from workshop.widgets.choose import choices_model

POPULATION, ANSWERS = 300, 168  # of the study behind the kit
# What published pages offer; the first of each is shown first.
POPULATIONS = (300, 100, 600, 1200, 5000)
MARGINS = (5, 3, 4, 10)
CONFIDENCES = (95, 90, 99)


class SampleSizePanel(ipywidgets.VBox):
    """Sliders above sentences, a table of the rules and a chart."""

    def __init__(self) -> None:
        self.population = _slider(tr("People in all"), 10, 10_000, POPULATION, 1)
        self.margin = _slider(tr("Margin of error (±%)"), 1, 10, 5, 0.5)
        self.confidence = ipywidgets.ToggleButtons(
            options=[(percent(level), level) for level in sorted(CONFIDENCES)],
            value=95,
            description=tr("Confidence level"),
            style={"description_width": _LABEL, "button_width": "6em"},
        )
        self.proportion = _slider(tr("Expected share (%)"), 5, 95, 50, 5)
        self.answers = _slider(tr("Answers that came back"), 1, POPULATION, ANSWERS, 1)
        self.reached = ipywidgets.HTML()
        self.picture = ipywidgets.Output()
        self.controls = (self.population, self.margin, self.confidence, self.proportion)
        for control in self.controls:
            control.observe(self._calculate, names="value")
        self.answers.observe(self._say_what_is_reached, names="value")
        super().__init__(
            [ipywidgets.HTML(STYLE), *self.controls, self.picture, self.answers, self.reached]
        )
        self.add_class(SPACED)
        self._calculate()

    @property
    def result(self) -> SampleSize:
        """What the rules answer for the sliders as they stand."""
        return _calculated(
            self.population.value,
            self.margin.value,
            self.confidence.value,
            self.proportion.value,
        )

    def _calculate(self, _change: object = None) -> None:
        self.answers.max = self.population.value
        show(self.picture, self.result, self.result.chart())
        self._say_what_is_reached()

    def _say_what_is_reached(self, _change: object = None) -> None:
        reached = self.result.achieved(self.answers.value)
        self.reached.value = said(
            tr(
                "{answers} answers out of {population} reach a margin of error of ±{margin}.",
                answers=number(self.answers.value),
                population=number(self.population.value),
                margin=percent(100 * reached.margin),
            )
        )

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        choices = _choices()
        published = choices_model(choices, combinations(_chart, choices))
        return {**bundle, CHOICES_MIME: published, "text/plain": self.result.explain()}


def sample_size() -> SampleSizePanel:
    """Show sliders that say how many people to ask."""
    return SampleSizePanel()


_LABEL = "17em"


def _slider(
    label: str, low: float, high: float, value: float, step: float
) -> ipywidgets.FloatSlider | ipywidgets.IntSlider:
    whole = isinstance(step, int)
    kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
    return kind(
        value=value,
        min=low,
        max=high,
        step=step,
        description=label,
        continuous_update=False,
        readout_format="d" if whole else ".1f",
        style={"description_width": _LABEL},
        layout={"width": WIDE},
    )


@functools.lru_cache(maxsize=64)
def _calculated(population: int, margin: float, confidence: float, proportion: float) -> SampleSize:
    """Take what the sliders hold: per cents."""
    return calculate(
        population,
        margin=margin / 100,
        confidence=confidence / 100,
        proportion=proportion / 100,
    )


def _choices() -> dict[str, Choice]:
    return {
        "population": Choice(tr("People in all"), {str(one): number(one) for one in POPULATIONS}),
        "margin": Choice(tr("Margin of error"), {str(one): f"±{percent(one)}" for one in MARGINS}),
        "confidence": Choice(
            tr("Confidence level"), {str(one): percent(one) for one in CONFIDENCES}
        ),
    }


def _chart(population: str, margin: str, confidence: str) -> Chart:
    return _calculated(int(population), float(margin), float(confidence), 50).chart()
