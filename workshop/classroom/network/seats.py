"""How many registrations to accept for a room with few seats, when not everybody comes.

Two models stand side by side. The simple one lets each person decide alone
(binomial) and is too bold: events differ, people come and stay away together. The
careful one knows that (beta-binomial): it starts from no opinion, Beta(1, 1), and
counts each person of earlier events for a fifth, because one event says little
about the next. An online room needs neither: it has no last seat.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from workshop.charts import Chart, Series
from workshop.classroom.network.inputs import (
    MOST_PEOPLE,
    check_number,
    check_share,
    check_whole,
)
from workshop.classroom.network.overload import Presence
from workshop.errors import ClassroomError, Message
from workshop.i18n import number, percent, tr
from workshop.results import Column, Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Model:
    """What one model advises: how many to accept, and what then happens."""

    name: Message
    accept: int
    overflow: float
    expected: float


@dataclass(frozen=True)
class Seats(Result):
    """How many registrations to accept. Made by `seats`.

    Attributes
    ----------
    accept
        What we recommend: the careful model.
    simple, careful
        The binomial and the beta-binomial model.
    weights
        The parameters of the beta distribution of the share that comes.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("model", Message("Model")),
        Column("accept", Message("Accept"), "count"),
        Column("expected", Message("Expected to come"), "number"),
        Column("overflow", Message("Chance of too many"), "percent"),
    )

    capacity: int
    classes: tuple[tuple[int, float], ...]
    weight: float
    limit: float

    @property
    def show_up(self) -> float:
        """Share of those registered who came to the earlier classes."""
        return sum(came for _, came in self.classes) / sum(asked for asked, _ in self.classes)

    @property
    def weights(self) -> tuple[float, float]:
        """The parameters of the beta distribution."""
        came = sum(came for _, came in self.classes)
        away = sum(asked for asked, _ in self.classes) - came
        return 1 + self.weight * came, 1 + self.weight * away

    @property
    def simple(self) -> Model:
        """What the binomial model advises."""
        return self._model(
            Message("Simple: each decides alone (binomial)"),
            lambda people: Presence(people, self.show_up),
        )

    @property
    def careful(self) -> Model:
        """What the beta-binomial model advises."""
        come, stay = self.weights
        return self._model(
            Message("Careful: events differ (beta-binomial)"),
            lambda people: Presence(people, come / (come + stay), 1 / (come + stay + 1)),
        )

    @property
    def accept(self) -> int:
        """How many registrations we recommend to accept."""
        return self.careful.accept

    def after(self, registered: int, came: int) -> "Seats":
        """Return the advice after one more class.

        Examples
        --------
        >>> seats(20).after(29, 25).accept
        25
        """
        _check_class(registered, came)
        return replace(self, classes=(*self.classes, (registered, came)))

    @property
    def table(self) -> "pd.DataFrame":
        """One row a model."""
        import pandas as pd

        return pd.DataFrame(
            {
                "model": str(one.name),
                "accept": one.accept,
                "expected": one.expected,
                "overflow": 100 * one.overflow,
            }
            for one in (self.careful, self.simple)
        )

    def sentences(self) -> Iterator[str]:
        """Say how many to accept, and why not as many as the simple model says."""
        careful, simple = self.careful, self.simple
        yield tr(
            "For {capacity} seats, accept {accept} registrations: about {expected} people come, "
            "and the chance that more come than there are seats is {chance}.",
            capacity=number(self.capacity),
            accept=number(careful.accept),
            expected=number(careful.expected, 0),
            chance=percent(round(100 * careful.overflow, 1)),
        )
        yield tr(
            "The simple model would accept {accept}. It supposes that each person decides alone "
            "and that the share who come, {share}, is known exactly; rain, an examination or a "
            "famous speaker moves all of them at once.",
            accept=number(simple.accept),
            share=percent(round(100 * self.show_up, 1)),
        )
        yield tr(
            "Write down after each class how many were registered and how many came, and compute "
            "again. An online room without a limit needs no such rule."
        )

    def drawing(self) -> Chart:
        """Draw what both models accept beside the seats."""
        models = self.careful, self.simple
        title = tr("Registrations to accept for {capacity} seats", capacity=number(self.capacity))
        labels = (*(str(one.name) for one in models), tr("Seats"))
        values = (*(float(one.accept) for one in models), float(self.capacity))
        return Chart(
            title,
            labels,
            (Series(tr("People"), values),),
            unit="",
            highlight=frozenset(labels[:1]),
            highlight_label=tr("We recommend"),
        )

    def _model(self, name: Message, presence: Callable[[int], Presence]) -> Model:
        accept = self._most(lambda people: self._overflow(presence(people)) <= self.limit)
        found = presence(accept)
        return Model(name, accept, self._overflow(found), accept * found.share)

    def _overflow(self, presence: Presence) -> float:
        return float(presence.chances[self.capacity + 1 :].sum())

    def _most(self, is_safe: Callable[[int], bool]) -> int:
        """Return the largest number that is safe: more registrations are never safer."""
        safe, unsafe = self.capacity, self.capacity + 1
        while is_safe(unsafe):
            safe, unsafe = unsafe, 2 * unsafe
        while unsafe - safe > 1:
            middle = (safe + unsafe) // 2
            safe, unsafe = (middle, unsafe) if is_safe(middle) else (safe, middle)
        return safe


def seats(
    capacity: int,
    show_up: float = 0.4,
    *,
    registered: int = 50,
    classes: Sequence[tuple[int, float]] = (),
    weight: float = 0.2,
    limit: float = 0.05,
) -> Seats:
    """Compute how many registrations to accept for so many seats.

    Parameters
    ----------
    capacity
        Seats, or computers in a laboratory.
    show_up
        Share of those registered who came so far; 20 of 50 in the classes of the second paper.
    registered
        How many registrations that share was seen with.
    classes
        Pairs of registered and came, one a class, instead of the two above.
    weight
        What a person of an earlier class counts for; a fifth, because events differ.
    limit
        Largest chance that more come than there are seats.

    Raises
    ------
    ClassroomError
        When a value is outside what is allowed.

    Examples
    --------
    >>> found = seats(20)
    >>> found.careful.accept, found.simple.accept
    (29, 38)
    """
    check_whole("capacity", capacity, 1, 10_000)
    check_share("show_up", show_up, 0.02, 1)
    check_whole("registered", registered, 1, MOST_PEOPLE)
    check_share("weight", weight, 0.01, 1)
    check_share("limit", limit, 0.0001, 0.5)
    for asked, came in classes:
        _check_class(asked, came)
    earlier = tuple(classes) or ((registered, show_up * registered),)
    if sum(came for _, came in earlier) < 0.02 * sum(asked for asked, _ in earlier):
        raise ClassroomError(
            "Hardly anybody came to these classes; seats cannot be planned from them. Find out "
            "why nobody came first."
        )
    return Seats(capacity, earlier, weight, limit)


def _check_class(registered: int, came: float) -> None:
    check_whole("registered", registered, 1, MOST_PEOPLE)
    check_number("came", came, 0, MOST_PEOPLE)
    if came > registered:
        raise ClassroomError(
            "{came} people came of {registered} registered; allowed: from 0 to {registered}. "
            "Do not count those who came without registering.",
            came=number(came),
            registered=number(registered),
        )
