"""How well study groups are mixed: as a table, in plain words, and as a chart."""

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.charts import Chart, Series
from workshop.classroom.blueprint.grouping import Attribute
from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.errors import Message
from workshop.i18n import language, ntr, number, tr
from workshop.results import Column, Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Mixing(Result):
    """The groups of a blueprint, and how many of each college and level are in them."""

    blueprint: Blueprint

    @functools.cached_property
    def teams(self) -> tuple[tuple[Person, ...], ...]:
        """The people of each group; nobody who is on no list."""
        known = self.blueprint.people_by_key
        return tuple(
            tuple(known[key] for key in group.members if key in known)
            for group in self.blueprint.groups
        )

    @property
    def table(self) -> "pd.DataFrame":
        """One row a group: its people, and how many of each college and level."""
        import pandas as pd

        rows = [
            [group.title.in_language(language()), len(team), *self._counts(team)]
            for group, team in zip(self.blueprint.groups, self.teams, strict=True)
        ]
        return pd.DataFrame(rows, columns=[column.name for column in self.columns()])

    def columns(self) -> tuple[Column, ...]:
        """Return a column for each college and each level that occurs."""
        return (
            Column("group", Message("Group")),
            Column("people", Message("People"), "count"),
            *(
                Column(f"{name}/{kind}", self._heading(name, kind), "count")
                for name, kind in self._kinds()
            ),
        )

    def sentences(self) -> Iterator[str]:
        """Say how large the groups are, and how evenly everyone is spread over them."""
        if not any(self.teams):
            yield tr("There are no groups yet.")
            return
        sizes = [len(team) for team in self.teams]
        groups = ntr("{count} group", "{count} groups", len(sizes))
        people = ntr("{count} person", "{count} people", sum(sizes))
        yield tr("{people} in {groups} of {sizes}.", people=people, groups=groups,
                 sizes=_span(sizes))  # fmt: skip
        for name in self.blueprint.grouping.mix:
            yield self._about(name)

    def drawing(self) -> Chart:
        """Draw the groups as bars, a colour a college."""
        kinds = [kind for name, kind in self._kinds() if name == "college"]
        titles = tuple(group.title.in_language(language()) for group in self.blueprint.groups)
        series = tuple(
            Series(
                str(self._heading("college", kind)),
                tuple(float(sum(one.college == kind for one in team)) for team in self.teams),
            )
            for kind in kinds
        )
        return Chart(tr("People in each study group"), titles, series, unit="")

    def _about(self, name: Attribute) -> str:
        """Say of colleges or levels whether any other grouping could spread them more evenly."""
        spread = {kind: self._spread(name, kind) for kind in self._of(name)}
        words = "; ".join(
            f"{self._heading(name, kind)}: {_span(counts)}" for kind, counts in spread.items()
        )
        if all(max(counts) - min(counts) <= 1 for counts in spread.values()):
            if name == "college":
                return tr("The colleges are mixed as evenly as possible. {words}.", words=words)
            return tr("The levels are mixed as evenly as possible. {words}.", words=words)
        if name == "college":
            return tr("The colleges are not mixed quite evenly. {words}.", words=words)
        return tr("The levels are not mixed quite evenly. {words}.", words=words)

    def _counts(self, team: Sequence[Person]) -> list[int]:
        return [sum(getattr(one, name) == kind for one in team) for name, kind in self._kinds()]

    def _spread(self, name: Attribute, kind: str) -> list[int]:
        return [sum(getattr(one, name) == kind for one in team) for team in self.teams]

    def _kinds(self) -> list[tuple[Attribute, str]]:
        mixed: tuple[Attribute, ...] = ("college", "level")
        return [(name, kind) for name in mixed for kind in self._of(name)]

    def _of(self, name: Attribute) -> list[str]:
        return sorted(Counter(getattr(one, name) for team in self.teams for one in team))

    def _heading(self, name: Attribute, kind: str) -> Message:
        if name == "college":
            college = self.blueprint.colleges_by_key.get(kind)
            return Message("{label}", label=college.name if college else kind)
        return Message("level {level}", level=kind or "–")


def mixing(blueprint: Blueprint) -> Mixing:
    """Tell how well the groups of a blueprint are mixed.

    Examples
    --------
    >>> from workshop.classroom.blueprint.demonstration import example
    >>> print(mixing(example("en")).explain("en").splitlines()[0])
    6 people in 2 groups of 3.
    """
    return Mixing(blueprint)


def _span(counts: Iterable[int]) -> str:
    low, high = min(counts := list(counts)), max(counts)
    if low == high:
        return number(low)
    return tr("{low} to {high}", low=number(low), high=number(high))
