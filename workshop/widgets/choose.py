"""A chart that the reader turns: live in the notebook, precomputed everywhere else.

The display bundle of the widget also holds the chart of every combination, so
that slides and pages swap charts without a kernel and without the internet.
"""

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets

from workshop.charts import CHOICES_MIME, Chart, Choice, combinations
from workshop.errors import WorkshopError
from workshop.widgets._style import LABEL_WIDTH, WIDE

# Each combination is stored in every published page: keep them few.
MOST_COMBINATIONS = 200


class ChoiceChart(ipywidgets.VBox):
    """Controls above a chart."""

    def __init__(self, draw: Callable[..., Chart], choices: dict[str, Choice]) -> None:
        self.choices = choices
        self.charts = combinations(draw, choices)
        self.controls = [_control(choice) for choice in choices.values()]
        self.picture = ipywidgets.Output()
        for control in self.controls:
            control.observe(self._redraw, names="value")
        super().__init__([*self.controls, self.picture])
        self._redraw()

    @property
    def chart(self) -> Chart:
        """The chart of the options that are chosen now."""
        return self.charts[tuple(control.value for control in self.controls)]

    def _redraw(self, _change: object = None) -> None:
        # The whole list at once: no flicker, and it works while no cell is running.
        bundle = self.chart._repr_mimebundle_()
        self.picture.outputs = ({"output_type": "display_data", "data": bundle, "metadata": {}},)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        published = choices_model(self.choices, self.charts)
        return {**bundle, CHOICES_MIME: published, "text/plain": self.chart.alt}


def choose(draw: Callable[..., Chart], **choices: Choice) -> ChoiceChart:
    """Show a chart with a menu for each choice above it.

    Parameters
    ----------
    draw
        Called with the code of one option for each choice; returns the chart.
    **choices
        Name of the argument of ``draw`` → its options; the first option is shown first.

    Raises
    ------
    WorkshopError
        When the choices make more combinations than a page should carry.
    """
    count = 1
    for choice in choices.values():
        count *= len(choice.options)
    if count > MOST_COMBINATIONS:
        raise WorkshopError(
            "These choices make {count} charts; at most {most} fit into a page. "
            "Take out a choice or some of its options.",
            count=count,
            most=MOST_COMBINATIONS,
        )
    return ChoiceChart(draw, choices)


def choices_model(
    choices: Mapping[str, Choice], charts: Mapping[tuple[str, ...], Chart]
) -> dict[str, Any]:
    """Return the controls and all charts as plain JSON values, for pages without Python."""
    return {
        "controls": [
            {
                "name": name,
                "label": choice.label,
                "options": [
                    {"value": code, "label": label} for code, label in choice.options.items()
                ],
            }
            for name, choice in choices.items()
        ],
        "charts": {"|".join(codes): chart.to_json() for codes, chart in charts.items()},
    }


def _control(choice: Choice) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(
        options=[(label, code) for code, label in choice.options.items()],
        description=choice.label,
        style={"description_width": LABEL_WIDTH},
        layout={"width": WIDE},
    )
