"""A number that is chosen among round ones with the mouse, or typed as people write it."""

import re
from collections.abc import Iterable
from typing import Any

import ipywidgets
import traitlets

from workshop.i18n import number, tr
from workshop.widgets._show import BAD, said
from workshop.widgets._style import WIDE

_GROUPED = re.compile(r"\d{1,3}(?:[., \u00a0\u202f']\d{3})+")


class Amount(ipywidgets.VBox):
    """A slider over round numbers beside a field for any other one.

    Parameters
    ----------
    label
        What the number is, for the slider; the field has no room for words.
    steps
        The round numbers.
    value
        What it begins with; it becomes one of the steps, as every value that is typed.
    limits
        The smallest and the largest number that may be typed.
    whole
        Whether it counts people: then ``1.200`` is a thousand and more in every language.
    """

    value = traitlets.Any()

    def __init__(
        self,
        label: str,
        steps: Iterable[float],
        value: float,
        limits: tuple[float, float],
        *,
        whole: bool,
        label_width: str,
    ) -> None:
        self.label, self.limits, self.whole = label, limits, whole
        self._steps = tuple(steps)
        self._filling = False
        self.slider = ipywidgets.SelectionSlider(
            options=_options({*self._steps, value}),
            value=value,
            description=label,
            continuous_update=False,
            readout=False,
            style={"description_width": label_width},
            layout={"flex": "1 1 auto", "width": "auto"},
        )
        self.typed = ipywidgets.Text(
            continuous_update=False,
            tooltip=label,
            placeholder=label,
            layout={"width": "7em", "flex": "none"},
        )
        self.message = ipywidgets.HTML()
        super().__init__(
            [ipywidgets.HBox([self.slider, self.typed]), self.message], layout={"width": WIDE}
        )
        self.observe(self._show, names="value")
        self.slider.observe(lambda change: self._choose(change["new"]), names="value")
        self.typed.observe(self._read, names="value")
        self.value = value

    @property
    def steps(self) -> tuple[float, ...]:
        """The numbers that the slider has now."""
        return tuple(step for _, step in self.slider.options)

    @steps.setter
    def steps(self, steps: Iterable[float]) -> None:
        self._steps = tuple(steps)
        self._show()

    def _show(self, _change: object = None) -> None:
        """Show the value in both; a slider can only stand on one of its steps."""
        self._filling = True
        options = _options({*self._steps, self.value})
        if options != self.slider.options:
            with self.slider.hold_sync():
                self.slider.options = options
                self.slider.value = self.value
        self.slider.value = self.value
        self.typed.value = number(self.value)
        self.message.value = ""
        self._filling = False

    def _choose(self, value: float) -> None:
        if not self._filling:
            self.value = value

    def _read(self, change: dict[str, Any]) -> None:
        if self._filling:
            return
        low, high = self.limits
        found = as_number(change["new"], whole=self.whole)
        if found is not None and low <= found <= high:
            self.value = found
            self._show()  # the same number may have been written in another way
            return
        self._show()
        words = tr(
            "“{typed}” is no number from {low} to {high}; {value} stays.",
            typed=change["new"],
            low=number(low),
            high=number(high),
            value=number(self.value),
        )
        self.message.value = said(words, BAD)


def as_number(typed: str, *, whole: bool) -> float | None:
    """Read a number as people write it; nothing for what is none.

    Examples
    --------
    >>> as_number("1.200", whole=True), as_number("7,5 %", whole=False)
    (1200, 7.5)
    """
    text = typed.strip().removesuffix("%").strip()
    if whole:
        plain = re.sub(r"\D", "", text) if _GROUPED.fullmatch(text) else text
        return int(plain) if re.fullmatch(r"[0-9]{1,12}", plain) else None
    plain = text.replace(",", ".")
    return float(plain) if re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{0,6})?", plain) else None


def _options(steps: set[float]) -> tuple[tuple[str, float], ...]:
    return tuple((number(step), step) for step in sorted(steps))
