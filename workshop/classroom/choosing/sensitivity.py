"""How far each weight can move before somebody else comes first, and who wins nearby."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from workshop.charts import Chart, Series
from workshop.classroom.choosing import telling, weighing
from workshop.classroom.choosing.model import Criterion
from workshop.errors import Message
from workshop.i18n import tr
from workshop.results import Column, Result

if TYPE_CHECKING:
    from workshop.classroom.choosing.choice import Choice


@dataclass(frozen=True, eq=False)
class Sensitivity(Result):
    """The room of each weight, exact, and the winners of 1,000 weightings nearby.

    Attributes
    ----------
    choice
        The choice that is tested.
    rooms
        One `Room` a criterion: one weight moves, the others are rescaled together.
    """

    choice: "Choice"
    rooms: tuple[weighing.Room, ...]

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("criterion", Message("Criterion")),
        Column("share", Message("Weight now"), "percent"),
        Column("below", Message("Changes below"), "percent"),
        Column("below_winner", Message("then first")),
        Column("above", Message("Changes above"), "percent"),
        Column("above_winner", Message("then first")),
    )

    @property
    def parting(self) -> tuple[Criterion, ...]:
        """Where those who share first place differ, so that any movement parts them."""
        winners = self.choice.winners
        return tuple(
            criterion
            for criterion in self.choice.catalogue.criteria
            if len({winner.scores[criterion.code] for winner in winners}) > 1
        )

    @property
    def table(self) -> pd.DataFrame:
        """One row a criterion; shares in percentage points, missing where nothing changes."""
        rows = [
            {
                "code": criterion.code,
                "criterion": str(criterion),
                "share": 100 * self.choice.share(criterion),
                **self._side("below", room.down),
                **self._side("above", room.up),
            }
            for criterion, room in zip(self.choice.catalogue.criteria, self.rooms, strict=True)
        ]
        return pd.DataFrame(rows, columns=["code", *(column.name for column in self.COLUMNS)])

    def _side(self, name: str, turn: weighing.Turn | None) -> dict[str, object]:
        names = [str(self.choice.standing[place]) for place in turn.by] if turn else []
        share = 100 * float(turn.share) if turn else None
        return {name: share, f"{name}_winner": ", ".join(names) or None}

    def sentences(self) -> Iterator[str]:
        """Say how firm the choice is, and each point at which it turns."""
        if not self.choice.standing:
            yield from telling.sentences(self.choice)
            return
        yield from telling.winning(self.choice)
        turns = telling.turns(self.choice)
        if len(self.choice.winners) > 1 or not turns:
            yield from telling.nearest(self.choice)
        for criterion, name, turn in turns:
            yield telling.turning(self.choice, criterion, name, turn)

    def drawing(self) -> Chart:
        """Draw how often each platform comes first nearby; those that never do are left out."""
        won = sorted(
            (
                (share, str(platform))
                for platform, share in zip(self.choice.standing, self.choice.wins, strict=True)
                if share
            ),
            key=lambda one: -one[0],
        )
        return Chart(
            tr("First places in 1,000 weightings near yours"),
            tuple(name for _, name in won),
            (Series(tr("Share"), tuple(round(100 * share, 1) for share, _ in won)),),
        )
