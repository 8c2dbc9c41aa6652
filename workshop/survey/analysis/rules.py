"""The rules for the size of a sample, before rounding.

The quantiles are those of printed tables, rounded to three decimals (1.960 and
3.841), so that every number equals the one that people work out by hand.
"""

import functools
import math
from dataclasses import dataclass

from workshop.errors import Message


@dataclass(frozen=True)
class Rule:
    """One rule: its name, its formula, and the size it asks for before rounding."""

    name: Message
    formula: str
    exact: float

    @property
    def nearest(self) -> int:
        """The size rounded to the nearest whole number, halves up."""
        return max(1, math.floor(_steady(self.exact) + 0.5))

    @property
    def up(self) -> int:
        """The size rounded up, which alone keeps the margin that was asked for."""
        return max(1, math.ceil(_steady(self.exact)))


@dataclass(frozen=True)
class Rules:
    """What is asked of a sample, and what each rule in use makes of it.

    Examples
    --------
    >>> asked = Rules(300, 0.05, 0.95, 0.5)
    >>> round(asked.slovin.exact, 4), round(asked.cochran_simple.exact, 4)
    (171.4286, 168.4518)
    """

    population: int | None
    margin: float
    confidence: float
    proportion: float

    @functools.cached_property
    def z(self) -> float:
        """Quantile of the normal distribution, as printed tables have it."""
        return round(self._quantile, 3)

    @functools.cached_property
    def chi_square(self) -> float:
        """Quantile of χ² with one degree of freedom, as printed tables have it."""
        return round(self._quantile**2, 3)

    @functools.cached_property
    def _quantile(self) -> float:
        from scipy.special import ndtri

        return float(ndtri((1 + self.confidence) / 2))

    @property
    def _variance(self) -> float:
        return self.proportion * (1 - self.proportion)

    @property
    def slovin(self) -> Rule:
        """Slovin's rule, which is Yamane's of 1967."""
        people = self.population or math.inf
        exact = 1 / (1 / people + self.margin**2)
        return Rule(Message("Slovin = Yamane"), "N / (1 + N·e²)", exact)

    @property
    def cochran_infinite(self) -> Rule:
        """Cochran's n₀, for a population without end."""
        exact = self.z**2 * self._variance / self.margin**2
        return Rule(Message("Cochran, without correction"), "n₀ = z²·p·q / e²", exact)

    @property
    def cochran(self) -> Rule:
        """Cochran's n₀ with the exact finite correction."""
        first = self.cochran_infinite.exact
        exact = first / (1 + (first - 1) / (self.population or math.inf))
        return Rule(Message("Cochran, exact correction"), "n₀ / (1 + (n₀ − 1) / N)", exact)

    @property
    def cochran_simple(self) -> Rule:
        """Cochran's n₀ with the finite correction that leaves out the one."""
        first = self.cochran_infinite.exact
        exact = first / (1 + first / (self.population or math.inf))
        return Rule(Message("Cochran, simplified correction"), "n₀ / (1 + n₀ / N)", exact)

    @property
    def krejcie_morgan(self) -> Rule:
        """The formula behind the table of Krejcie and Morgan (1970)."""
        spread = self.chi_square * self._variance
        others = 1 - 1 / self.population if self.population else 1.0
        exact = spread / (self.margin**2 * others + spread / (self.population or math.inf))
        return Rule(Message("Krejcie & Morgan"), "χ²·N·p·q / (e²·(N − 1) + χ²·p·q)", exact)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules."""
        return (
            self.slovin,
            self.cochran_infinite,
            self.cochran,
            self.cochran_simple,
            self.krejcie_morgan,
        )


def _steady(value: float) -> float:
    """Forget the last digits, where 200 people may be 200.00000000000003."""
    return round(value, 9)
