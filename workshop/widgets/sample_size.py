"""How many people to ask: sliders and fields, and what every rule in use answers.

Published pages hold the chart for a few usual populations and margins, so that
they can be turned without Python.
"""

import functools
import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import ipywidgets

from workshop.charts import CHOICES_MIME, Chart, Choice, combinations
from workshop.i18n import number, percent, tr
from workshop.survey.analysis.sampling import SampleSize
from workshop.survey.analysis.sampling import sample_size as calculate
from workshop.widgets._amount import Amount
from workshop.widgets._show import BAD, said, show
from workshop.widgets._style import SPACED, STYLE
from workshop.widgets.choose import choices_model

POPULATION, ANSWERS = 300, 168  # of the study behind the kit
# What published pages offer; the first of each is shown first.
POPULATIONS = (300, 100, 600, 1200, 5000)
MARGINS = (5, 3, 4, 10)
CONFIDENCES = (95, 90, 99)


# What the slider stops at; any other number can be typed.
_PEOPLE = (
    *(10, 20, 30, 40, 50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 750, 800, 1000, 1200),
    *(1500, 2000, 2500, 3000, 4000, 5000, 7500, 10_000, 20_000, 50_000, 100_000),
)
_MOST_PEOPLE = 1_000_000_000
_MOST_STOPS = 400
_LABEL = "17em"


class SampleSizePanel(ipywidgets.VBox):
    """Sliders above a sentence, a table of the rules, a chart, and more sentences in a fold."""

    def __init__(self) -> None:
        self.population = _amount(
            tr("People in all"), _PEOPLE, POPULATION, (1, _MOST_PEOPLE), whole=True
        )
        halves = [half / 2 for half in range(2, 21)]
        self.margin = _amount(tr("Margin of error (±%)"), halves, 5, (0.1, 50))
        self.confidence = ipywidgets.ToggleButtons(
            options=[(percent(level), level) for level in sorted(CONFIDENCES)],
            value=95,
            description=tr("Confidence level"),
            style={"description_width": _LABEL, "button_width": "6em"},
        )
        self.proportion = _amount(tr("Expected share (%)"), range(5, 100, 5), 50, (0.1, 99.9))
        self.answers = _amount(
            tr("Answers that came back"),
            _stops(POPULATION),
            ANSWERS,
            (1, _MOST_PEOPLE),
            whole=True,
        )
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
        self.answers.steps = _stops(self.population.value)
        result = self.result
        show(self.picture, _Short(result), result.chart(), _Rest(result))
        self._say_what_is_reached()

    def _say_what_is_reached(self, _change: object = None) -> None:
        """Say the margin of the answers; they stay as they are, whatever the population is."""
        parts = {
            "answers": number(self.answers.value),
            "population": number(self.population.value),
        }
        if self.answers.value > self.population.value:
            words = tr(
                "{answers} answers cannot come from {population} people: correct one of the two "
                "numbers.",
                **parts,
            )
            self.reached.value = said(words, BAD)
            return
        margin = percent(100 * self.result.achieved(self.answers.value).margin)
        self.reached.value = said(
            tr(
                "{answers} answers out of {population} reach a margin of error of ±{margin}.",
                **parts,
                margin=margin,
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


@dataclass(frozen=True)
class _Short:
    """The first sentence of a result and its table."""

    result: SampleSize

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        first = next(self.result.sentences())
        return {
            "text/html": f"{_paragraphs([first])}{self.result.shown().html}",
            "text/plain": first,
        }


@dataclass(frozen=True)
class _Rest:
    """All other sentences of a result, folded."""

    result: SampleSize

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        rest = list(self.result.sentences())[1:]
        title = html.escape(tr("What this means, and what to be careful about"))
        page = f"<details><summary>{title}</summary>{_paragraphs(rest)}</details>"
        return {"text/html": page, "text/plain": "\n".join(rest)}


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{html.escape(one)}</p>" for one in sentences)


def _amount(
    label: str,
    steps: Iterable[float],
    value: float,
    limits: tuple[float, float],
    *,
    whole: bool = False,
) -> Amount:
    return Amount(label, steps, value, limits, whole=whole, label_width=_LABEL)


def _stops(population: int) -> list[int]:
    """Return the numbers of answers to choose from: every one, or as many as a mouse can meet."""
    scale = 1
    for scale in (factor * 10**power for power in range(9) for factor in (1, 2, 5)):
        if population / scale <= _MOST_STOPS:
            break
    return [*range(scale, population, scale), population]


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
