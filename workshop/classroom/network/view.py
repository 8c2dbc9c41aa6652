"""The capacity to turn by sliders: in a notebook, and in pages where no Python runs.

The script computes everything from the figures in the payload, as `sizing` does;
a notebook reads the state of the sliders back as `LoadView.capacity`.
"""

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workshop.classroom.network.activities import ACTIVITIES, LADDER
from workshop.classroom.network.inputs import LIMITS
from workshop.classroom.network.sizing import Capacity, capacity
from workshop.classroom.network.words import words
from workshop.i18n import language, tr
from workshop.views import LOAD

if TYPE_CHECKING:
    import anywidget

# What sliders stop at; any other number can be typed.
_STOPS = {
    "people": (
        *(5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 70, 80, 90, 100, 120, 150, 200),
        *(250, 300, 400, 500, 750, 1000),
    ),
    "concurrency": tuple(range(10, 101, 5)),
    "link_mbps": (1, 2, 3, 5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 500, 1000),
    "price_per_gb": tuple(range(0, 15_001, 500)),
    "minutes": tuple(range(15, 301, 15)),
}


class LoadView:
    """A class and its link by sliders: what fits, what it costs, what has to be bought.

    Parameters
    ----------
    start
        What the sliders show first; the seminar of the first paper by default.

    Examples
    --------
    >>> picked = LoadView(capacity(62, link_mbps=20))
    >>> picked.widget.state = {**picked.widget.state, "activity": "audio"}
    >>> picked.capacity.peak.fits
    True
    """

    def __init__(self, start: Capacity | None = None) -> None:
        self.start = start or capacity(62)
        self.language = language()

    @property
    def capacity(self) -> Capacity:
        """The capacity for the sliders as they stand now."""
        state = dict(self.widget.state)
        plan = self.start.plan
        return capacity(
            activities=state.pop("activity"),
            colleges=min(plan.colleges, state["people"]),
            meetings=plan.meetings,
            constants=self.start.constants,
            **state,
        )

    @functools.cached_property
    def widget(self) -> "anywidget.AnyWidget":
        """The live widget."""
        return LOAD.widget(payload=self.payload, state=self._state)

    @functools.cached_property
    def payload(self) -> dict[str, Any]:
        """All that the script computes with; nothing in it is about persons."""
        plan, constants = self.start.plan, self.start.constants
        return {
            "version": 1,
            "language": self.language,
            "words": words(),
            "figures": {name: list(one.ends) for name, one in constants.by_name.items()},
            "activities": [one.description() for one in ACTIVITIES.values()],
            "ladder": list(LADDER),
            "colleges": plan.colleges,
            "meetings": plan.meetings,
            "amounts": self._amounts(),
            "state": self._state,
            "chart": self.start.chart().to_json(),
        }

    @property
    def alt(self) -> str:
        """The view in words, where it cannot be drawn."""
        return "\n".join(self.start.explain().splitlines()[:2])

    @property
    def _state(self) -> dict[str, Any]:
        plan = self.start.plan
        return {
            "activity": self.start.peak.activity.key,
            "people": plan.people,
            "concurrency": plan.concurrency,
            "link_mbps": plan.link_mbps,
            "price_per_gb": self.start.prices[1],
            "minutes": plan.minutes,
        }

    def _amounts(self) -> list[dict[str, Any]]:
        labels = {
            "people": (tr("People"), ""),
            "concurrency": (tr("At once"), "%"),
            "link_mbps": (tr("Link"), "Mbps"),
            "price_per_gb": (tr("Price a GB"), "Rp"),
            "minutes": (tr("Length"), tr("min.")),
        }
        return [_amount(name, *labels[name], self._state) for name in _STOPS]

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        return LOAD.bundle(self.widget, self.payload, self.alt, **kwargs)


def explore_capacity(start: Capacity | None = None) -> LoadView:
    """Size a class by sliders; read the result from its ``capacity``.

    Parameters
    ----------
    start
        What the sliders show first; the seminar of the first paper by default.

    Examples
    --------
    >>> explore_capacity().capacity.plan.people
    62
    """
    return LoadView(start)


def _amount(name: str, label: str, unit: str, state: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a slider; what it shows first is one of its stops."""
    factor = 100 if name == "concurrency" else 1
    low, high = (end * factor for end in LIMITS[name])
    return {
        "name": name,
        "label": label,
        "unit": unit,
        "stops": sorted({*_STOPS[name], round(state[name] * factor, 6)}),
        "low": low,
        "high": high,
        "whole": name == "people",
    }
