"""A choice: what falls out and why, the ranking of the rest, and how firm it is."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from workshop.charts import Chart, Series
from workshop.classroom.choosing import arguments, chance, telling, weighing
from workshop.classroom.choosing.comparison import Comparison
from workshop.classroom.choosing.model import (
    BEST,
    Catalogue,
    Criterion,
    Platform,
    Requirement,
)
from workshop.classroom.choosing.reading import read_catalogue
from workshop.classroom.choosing.sensitivity import Sensitivity
from workshop.errors import ClassroomError, Message
from workshop.i18n import tr
from workshop.results import Column, Result


@dataclass(frozen=True, eq=False)
class Choice(Result):
    """Platforms ranked by weights, after those that miss a requirement have fallen out.

    Attributes
    ----------
    catalogue
        What was chosen from.
    weights
        One whole number from 0 to 10 for each criterion, in the order of the catalogue.
    required
        The requirements that are set.
    """

    catalogue: Catalogue
    weights: tuple[int, ...]
    required: tuple[Requirement, ...]

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("rank", Message("Rank"), "count"),
        Column("platform", Message("Platform")),
        Column("score", Message("Score (of 4)"), "number"),
        Column("strongest", Message("Carried by")),
        Column("weakest", Message("Costs it most")),
        Column("misses", Message("Falls out at")),
    )

    @functools.cached_property
    def standing(self) -> tuple[Platform, ...]:
        """The platforms that meet all requirements, the best first; ties in catalogue order."""
        left = [platform for platform in self.catalogue.platforms if not self.misses(platform)]
        order = weighing.totals(self.weights, self._scores(left))
        return tuple(left[place] for place in sorted(range(len(left)), key=lambda one: -order[one]))

    @functools.cached_property
    def fallen(self) -> dict[Platform, tuple[Requirement, ...]]:
        """What fell out, with the requirements that it misses."""
        return {
            platform: missed
            for platform in self.catalogue.platforms
            if (missed := self.misses(platform))
        }

    @property
    def winners(self) -> tuple[Platform, ...]:
        """Who comes first: one platform, several that tie, or nobody."""
        return tuple(self.standing[place] for place in weighing.leaders(self.totals))

    @functools.cached_property
    def totals(self) -> list[int]:
        """The weighted sums of those standing; divided by the sum of weights they are scores."""
        return weighing.totals(self.weights, self.scores)

    @property
    def scores(self) -> list[list[int]]:
        """The scores of those standing, by criterion."""
        return self._scores(self.standing)

    @functools.cached_property
    def wins(self) -> list[float]:
        """The share of 1,000 weightings near this one that each platform standing wins."""
        return chance.wins(self.weights, self.scores)

    def misses(self, platform: Platform) -> tuple[Requirement, ...]:
        """Return the requirements that a platform does not meet."""
        return tuple(one for one in self.required if not platform.meets(one))

    def score(self, platform: Platform) -> float:
        """Return the weighted mean of a platform's scores, from 0 to 4."""
        return weighing.totals(self.weights, self._scores([platform]))[0] / sum(self.weights)

    def share(self, criterion: Criterion) -> float:
        """Return how much of all weight a criterion has, from 0 to 1."""
        return self.weights[self.catalogue.criteria.index(criterion)] / sum(self.weights)

    def _scores(self, platforms: Iterable[Platform]) -> list[list[int]]:
        return [
            [platform.scores[criterion.code] for criterion in self.catalogue.criteria]
            for platform in platforms
        ]

    def reasons(self, platform: str) -> tuple[str, ...]:
        """Explain the place of one platform in plain words.

        Parameters
        ----------
        platform
            Its code, such as ``"facebook-group"``.

        Raises
        ------
        ClassroomError
            When there is no such platform.
        """
        return tuple(telling.reasons(self, self.catalogue.platform(platform)))

    def sensitivity(self) -> Sensitivity:
        """Return how far each weight must move before somebody else comes first."""
        rooms = [
            weighing.room(self.weights, self.scores, place) for place in range(len(self.weights))
        ]
        return Sensitivity(self, tuple(rooms))

    def compare(self, first: str, second: str) -> Comparison:
        """Put two platforms side by side.

        Parameters
        ----------
        first, second
            Their codes.

        Raises
        ------
        ClassroomError
            When there is no such platform, or both are the same.
        """
        both = self.catalogue.platform(first), self.catalogue.platform(second)
        if first == second:
            raise ClassroomError(
                "{value} cannot be compared with itself; name two different platforms.",
                value=both[0],
            )
        return Comparison(self, *both)

    @property
    def table(self) -> pd.DataFrame:
        """One row a platform: the ranked ones first, then what fell out."""
        ranks = weighing.ranks(self.totals)
        ranked = [
            {"code": platform.code, "rank": rank, **self._row(platform)}
            for platform, rank in zip(self.standing, ranks, strict=True)
        ]
        fallen = [
            {
                "code": platform.code,
                "rank": None,
                **self._row(platform),
                "misses": ", ".join(map(str, missed)),
            }
            for platform, missed in self.fallen.items()
        ]
        return pd.DataFrame([*ranked, *fallen], columns=["code", *(c.name for c in self.COLUMNS)])

    def _row(self, platform: Platform) -> dict[str, object]:
        return {
            "platform": str(platform),
            "score": self.score(platform),
            "strongest": ", ".join(str(one) for one in telling.strongest(self, platform)),
            "weakest": ", ".join(str(one) for one in telling.weakest(self, platform)),
            "misses": "",
        }

    def sentences(self) -> Iterator[str]:
        """Say who comes first and why, how firm that is, and what fell out for which reason."""
        return telling.sentences(self)

    def drawing(self) -> Chart:
        """Draw the scores of those left; the winner stands out."""
        return Chart(
            tr("Platforms by your weights"),
            tuple(map(str, self.standing)),
            (Series(tr("Weighted mean"), tuple(map(self.score, self.standing))),),
            unit=tr("of {best}", best=BEST),
            highlight=frozenset(map(str, self.winners)),
            highlight_label=tr("First place"),
        )


def choose(
    weights: Mapping[str, int] | None = None,
    requirements: Iterable[str] = (),
    *,
    catalogue: Catalogue | None = None,
) -> Choice:
    """Choose a platform: requirements first, then weights.

    Parameters
    ----------
    weights
        Criterion → whole number from 0 (does not matter) to 10 (matters most). Criteria that
        are not named keep their usual weight.
    requirements
        Codes of what must be met, such as ``"free"`` or ``"several-colleges"``.
    catalogue
        What to choose from; the kit's own by default.

    Raises
    ------
    ClassroomError
        When a criterion or requirement is not known, a weight is not a whole number from 0 to
        10, none is above 0, or two requirements contradict.

    Examples
    --------
    >>> from workshop.i18n import use
    >>> with use("en"):
    ...     print(", ".join(map(str, choose().winners)))
    Moodle
    >>> choose(requirements=["own-data", "several-colleges"]).winners[0].code
    'matrix'
    """
    catalogue = catalogue or read_catalogue()
    weighed = arguments.weights_in_order(catalogue, weights)
    return Choice(catalogue, weighed, arguments.required(catalogue, requirements))
