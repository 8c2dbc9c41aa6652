"""A chart for every combination of what a reader may choose, drawn before it is chosen."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workshop.charts.model import Chart


@dataclass(frozen=True)
class Choice:
    """Something the reader may choose: a label, and code → label of its options."""

    label: str
    options: Mapping[str, str]


def combinations(
    draw: Callable[..., Chart], choices: Mapping[str, Choice]
) -> dict[tuple[str, ...], Chart]:
    """Draw the chart of every combination of the choices.

    Parameters
    ----------
    draw
        Called with one option's code for each choice, by name.
    choices
        Name of the argument → its options.

    Returns
    -------
    dict
        Codes in the order of ``choices`` → chart; the first is the default.

    Examples
    --------
    >>> list(combinations(lambda a: Chart(a, (), ()), {"a": Choice("A", {"x": "X", "y": "Y"})}))
    [('x',), ('y',)]
    """
    codes = itertools.product(*(choice.options for choice in choices.values()))
    return {
        combination: draw(**dict(zip(choices, combination, strict=True))) for combination in codes
    }
