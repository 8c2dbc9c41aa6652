"""The statistics of a table of counts: which test fits, how strong, and where.

The rule for the test is Cochran's (1954): the χ² test needs expected counts of at
least 1 everywhere and of at least 5 in four cells out of five; Fisher's test
needs neither. Pearson's χ² is taken without Yates' correction, which makes
tables of two by two look less certain than they are (Campbell, 2007).
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from workshop.survey.analysis import noncentral
from workshop.survey.analysis.weighted import UNKNOWN, Interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

Method = Literal["chi-square", "fisher", "fisher-simulated", "rao-scott"]
RANDOM_TABLES = 20_000
_CHUNK = 2_000


@dataclass(frozen=True)
class Independence:
    """The test whether two questions have nothing to do with one another.

    Attributes
    ----------
    method
        ``chi-square`` (Pearson, no correction), ``fisher`` (exact, two by two),
        ``fisher-simulated`` (random tables with the same margins), or ``rao-scott`` (second
        order, for weighted answers).
    statistic
        χ²; of ``rao-scott`` F; of Fisher's test χ² as well, which its p-value does not use.
    degrees
        Degrees of freedom; of ``rao-scott`` both.
    yates
        p-value with Yates' correction, of two by two tables only; for comparison.
    smallest, below_five
        Smallest expected count, and the share of cells that expect fewer than 5.
    """

    method: Method
    statistic: float
    degrees: tuple[float, ...]
    p_value: float
    yates: float
    smallest: float
    below_five: float


def used(counts: "Numbers") -> "Numbers":
    """Leave out rows and columns without a count, which no test can use."""
    found: Numbers = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    return found


def expected(counts: "Numbers") -> "Numbers":
    """Return the counts that would be expected if the questions were independent."""
    total = counts.sum()
    if not total:
        return np.full(counts.shape, math.nan)
    product: Numbers = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / total
    return product


def chi_square(counts: "Numbers", *, yates: bool = False) -> float:
    """Return Pearson's χ² of a table without empty rows and columns."""
    among = expected(counts)
    gap = np.abs(counts - among)
    if yates:
        gap = gap - np.minimum(0.5, gap)
    return float((gap**2 / among).sum())


def independence(counts: "Numbers") -> Independence | None:
    """Test a table of counts; nothing when it has fewer than two rows or columns in use.

    Examples
    --------
    >>> found = independence(np.array([[30.0, 10.0], [15.0, 25.0]]))
    >>> found.method, round(found.statistic, 3), round(found.p_value, 5)
    ('chi-square', 11.429, 0.00072)
    """
    from scipy.special import chdtrc

    counts = used(counts)
    if min(counts.shape) < 2:
        return None
    among, degrees = expected(counts), degrees_of_freedom(counts)
    statistic = chi_square(counts)
    small = counts.shape == (2, 2)
    p_value = float(chdtrc(degrees, statistic))
    method: Method = "chi-square"
    if among.min() < 1 or (among < 5).mean() > 0.2:
        method = "fisher" if small else "fisher-simulated"
        p_value = _fisher_exact(counts) if small else _fisher_simulated(counts)
    yates = float(chdtrc(1, chi_square(counts, yates=True))) if small else math.nan
    below = float((among < 5).mean())
    return Independence(method, statistic, (degrees,), p_value, yates, float(among.min()), below)


def degrees_of_freedom(counts: "Numbers") -> int:
    """Return (rows − 1) · (columns − 1)."""
    rows, columns = counts.shape
    return int((rows - 1) * (columns - 1))


def _fisher_exact(counts: "Numbers") -> float:
    from scipy.stats import fisher_exact

    return float(fisher_exact(counts.astype(int)).pvalue)


def _fisher_simulated(counts: "Numbers") -> float:
    """Return the share of random tables that are no likelier than this one, itself included."""
    from scipy.special import gammaln
    from scipy.stats import random_table

    rows, columns = counts.sum(axis=1).astype(int), counts.sum(axis=0).astype(int)
    draw = random_table(rows, columns)
    seeded = np.random.default_rng(20171113)
    # A table is likelier the smaller the product of the factorials of its counts.
    limit = float(gammaln(counts + 1).sum()) - 1e-7
    rarer = sum(
        int((gammaln(draw.rvs(_CHUNK, random_state=seeded) + 1).sum(axis=(1, 2)) >= limit).sum())
        for _ in range(RANDOM_TABLES // _CHUNK)
    )
    return (1 + rarer) / (1 + RANDOM_TABLES)


def cramers_v(counts: "Numbers") -> float:
    """Return Cramér's V without correction: 0 unrelated, 1 determined."""
    counts = used(counts)
    if min(counts.shape) < 2:
        return math.nan
    return min(1.0, math.sqrt(chi_square(counts) / (counts.sum() * (min(counts.shape) - 1))))


def cramers_v_corrected(counts: "Numbers") -> float:
    """Return Cramér's V with the correction for bias of Bergsma (2013)."""
    counts = used(counts)
    size = float(counts.sum())
    if min(counts.shape) < 2 or size < 2:
        return math.nan
    rows, columns = (length - (length - 1) ** 2 / (size - 1) for length in counts.shape)
    phi = max(0.0, chi_square(counts) / size - degrees_of_freedom(counts) / (size - 1))
    least = min(rows, columns) - 1
    return min(1.0, math.sqrt(phi / least)) if least > 0 else math.nan


def cramers_v_interval(counts: "Numbers") -> Interval:
    """Return the 95% interval of the plain V, by inverting the noncentral χ² distribution."""
    counts = used(counts)
    if min(counts.shape) < 2:
        return UNKNOWN
    low, high = noncentral.of_chi_square(chi_square(counts), degrees_of_freedom(counts))
    scale = counts.sum() * (min(counts.shape) - 1)
    return min(1.0, math.sqrt(low / scale)), min(1.0, math.sqrt(high / scale))


def adjusted_residuals(counts: "Numbers") -> "Numbers":
    """Return how many standard errors each count lies from the one expected (Haberman, 1973)."""
    total, among = counts.sum(), expected(counts)
    if not total:
        return among
    rest = np.outer(1 - counts.sum(axis=1) / total, 1 - counts.sum(axis=0) / total)
    error = np.sqrt(among * rest)
    gaps: Numbers = np.full(counts.shape, math.nan)
    np.divide(counts - among, error, out=gaps, where=error > 1e-9)
    return gaps


def rao_scott(
    rows: "NDArray[np.intp]", columns: "NDArray[np.intp]", weights: "Numbers"
) -> Independence | None:
    """Test weighted answers (Rao & Scott, 1984, second order), as R's `survey::svychisq`.

    Parameters
    ----------
    rows, columns
        Place of each respondent's answer to each of the questions.
    weights
        One a respondent.
    """
    from scipy.special import fdtrc

    rows, columns = (np.unique(places, return_inverse=True)[1] for places in (rows, columns))
    shape = (rows.max(initial=-1) + 1, columns.max(initial=-1) + 1)
    if min(shape) < 2:
        return None
    size = len(weights)
    cells = np.zeros((size, shape[0] * shape[1]))
    cells[np.arange(size), rows * shape[1] + columns] = 1
    shares = weights @ cells / weights.sum()
    table = size * shares.reshape(shape)
    effects = _design_effects(cells, shares, weights, shape)
    trace = float(np.trace(effects))
    if trace <= 0:
        return None
    degrees = trace**2 / float(np.trace(effects @ effects))
    statistic, among = chi_square(table) / trace, expected(table)
    both = (degrees, degrees * (size - 1))
    p_value = float(fdtrc(*both, statistic))
    return Independence(
        "rao-scott",
        statistic,
        both,
        p_value,
        math.nan,
        float(among.min()),
        float((among < 5).mean()),
    )


def _design_effects(
    cells: "Numbers", shares: "Numbers", weights: "Numbers", shape: tuple[int, int]
) -> "Numbers":
    """Return the matrix whose eigenvalues are the generalised design effects."""
    size = len(weights)
    parts = (weights / weights.sum())[:, None] * (cells - shares)
    variance = size / (size - 1) * parts.T @ parts
    inverse = np.divide(1, shares, out=np.zeros_like(shares), where=shares > 0)
    contrasts = _interactions(shape)
    spread = contrasts * inverse[:, None]
    # Empty cells can leave a contrast without meaning, which the pseudo-inverse passes over.
    expected_variance = np.linalg.pinv(contrasts.T @ spread / size)
    effects: Numbers = expected_variance @ (spread.T @ variance @ spread)
    return effects


def _interactions(shape: tuple[int, int]) -> "Numbers":
    """Return what a model of two questions' cells has beyond the two questions themselves."""
    row, column = (np.eye(length)[:, 1:] for length in shape)
    ones = [np.ones((length, 1)) for length in shape]
    alone = np.hstack([np.kron(*ones), np.kron(row, ones[1]), np.kron(ones[0], column)])
    both = np.kron(row, column)
    contrasts: Numbers = both - alone @ np.linalg.lstsq(alone, both, rcond=None)[0]
    return contrasts
