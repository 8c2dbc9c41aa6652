"""Values that R found, and the data it found them in; the R script beside them names versions."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

ORACLES = Path(__file__).parents[1] / "oracles"
SLEEP = ([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
         [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])  # fmt: skip
DEPRESSION = ([1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
              [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])  # fmt: skip
POINTS = ([4, 5, 6, 3, 7, 8, 5, 6, 4, 5, 9, 2, 6, 7], [6, 5, 9, 4, 7, 9, 8, 5, 7, 8, 9, 6, 8, 6])

_VALUES = pd.read_csv(ORACLES / "pairs_and_scales.csv", index_col="name")["value"]


def golden(name: str, within: float = 1e-6) -> float:
    """Return a value as a number that others equal to 1e-6."""
    return pytest.approx(float(_VALUES[name]), abs=within, rel=within)  # type: ignore[return-value]


def data(name: str) -> pd.DataFrame:
    """Read a data set that R or psych ships."""
    return pd.read_csv(ORACLES / f"{name}.csv")


def columns(values: tuple[Sequence[float], Sequence[float]]) -> tuple[pd.Series, pd.Series]:
    """Return two results of the same people."""
    return pd.Series(values[0], name="pretest"), pd.Series(values[1], name="posttest")
