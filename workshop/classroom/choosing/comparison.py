"""Two platforms side by side, with the evidence for each score and fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from workshop.charts import Chart, Series
from workshop.classroom.choosing import telling
from workshop.classroom.choosing.model import BEST, FACTS, Platform
from workshop.errors import Message
from workshop.i18n import number, tr
from workshop.results import Column, Result

if TYPE_CHECKING:
    from workshop.classroom.choosing.choice import Choice


@dataclass(frozen=True, eq=False)
class Comparison(Result):
    """Two platforms: their scores, facts and evidence, and what decides between them."""

    choice: "Choice"
    first: Platform
    second: Platform

    COLUMNS: ClassVar[tuple[Column, ...]] = ()

    def columns(self) -> tuple[Column, ...]:
        """Return the columns, named after the two platforms."""
        return (
            Column("aspect", Message("Aspect")),
            Column("share", Message("Weight"), "percent"),
            Column("first", Message("{platform}: score", platform=self.first), "count"),
            Column("first_evidence", Message("Evidence")),
            Column("second", Message("{platform}: score", platform=self.second), "count"),
            Column("second_evidence", Message("Evidence")),
        )

    @property
    def table(self) -> pd.DataFrame:
        """One row a criterion, then one a fact; facts have no weight and no score."""
        criteria = [
            {
                "code": one.code,
                "aspect": str(one),
                "share": 100 * self.choice.share(one),
                "first": self.first.scores[one.code],
                "first_evidence": str(self.first.evidence[one.code]),
                "second": self.second.scores[one.code],
                "second_evidence": str(self.second.evidence[one.code]),
            }
            for one in self.choice.catalogue.criteria
        ]
        facts = [
            {
                "code": fact,
                "aspect": telling.say(fact),
                "first_evidence": str(self.first.evidence[fact]),
                "second_evidence": str(self.second.evidence[fact]),
            }
            for fact in FACTS
        ]
        return pd.DataFrame(
            [*criteria, *facts], columns=["code", *(one.name for one in self.columns())]
        )

    def sentences(self) -> Iterator[str]:
        """Say who is ahead, what decides it, and where each is the better one."""
        choice = self.choice
        ahead, other = sorted(
            (self.first, self.second), key=lambda one: telling.total(choice, one), reverse=True
        )
        yield _lead(choice, ahead, other)
        yield from _deciding(choice, ahead, other)
        yield from _stronger(choice, ahead, other)
        yield from _stronger(choice, other, ahead)
        same = [
            str(one)
            for one in choice.catalogue.criteria
            if ahead.scores[one.code] == other.scores[one.code]
        ]
        if same:
            yield telling.say("alike", criteria=", ".join(same))
        yield from telling.falls(choice, ahead)
        yield from telling.falls(choice, other)

    def drawing(self) -> Chart:
        """Draw the scores of both by criterion."""
        criteria = self.choice.catalogue.criteria
        return Chart(
            tr("{first} and {second}", first=str(self.first), second=str(self.second)),
            tuple(map(str, criteria)),
            tuple(
                Series(str(one), tuple(float(one.scores[code.code]) for code in criteria))
                for one in (self.first, self.second)
            ),
            unit=tr("of {best}", best=number(BEST)),
        )


def _lead(choice: "Choice", ahead: Platform, other: Platform) -> str:
    score = number(choice.score(ahead))
    if telling.total(choice, ahead) == telling.total(choice, other):
        return telling.say("level", first=ahead, second=other, score=score)
    return telling.say(
        "ahead",
        first=ahead,
        second=other,
        gap=telling.gap(choice, ahead, other),
        first_score=score,
        second_score=number(choice.score(other)),
    )


def _deciding(choice: "Choice", first: Platform, second: Platform) -> Iterator[str]:
    apart = [
        abs(first.scores[one.code] - second.scores[one.code]) for one in choice.catalogue.criteria
    ]
    for criterion in telling.largest(choice, apart)[:1]:
        yield telling.say(
            "decides",
            criterion=criterion,
            first_score=first.scores[criterion.code],
            second_score=second.scores[criterion.code],
            share=telling.share(choice.share(criterion)),
        )


def _stronger(choice: "Choice", one: Platform, against: Platform) -> Iterator[str]:
    better = [
        str(criterion)
        for criterion in choice.catalogue.criteria
        if one.scores[criterion.code] > against.scores[criterion.code]
    ]
    if better:
        yield telling.say("stronger", name=one, criteria=", ".join(better))
