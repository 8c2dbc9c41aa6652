"""How much a class needs: Mbps on the shared link, GB and rupiah for each student, devices.

The formulae, with figures from ``data/catalogue/network.csv`` by name:

- needed on the link = people on it × share at the same time × Mbps a person;
- GB a student a meeting = Mbps a person × hours × 0.45, since 1 Mbps is 3600 / 8 / 1000 GB an hour;
- rupiah = GB × price a GB, for those who use mobile data;
- an activity works while what it needs is at most the link × ``usable_share``.

The worked example (62 people, 150 minutes, as in the seminar of the first paper)
is kept in the tests.
"""

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from workshop.charts import Chart, Series
from workshop.classroom.network import overload as chance
from workshop.classroom.network import telling
from workshop.classroom.network.activities import ACTIVITIES, LADDER, Activity, rates, upload
from workshop.classroom.network.constants import Constants
from workshop.classroom.network.devices import Devices, devices
from workshop.classroom.network.inputs import Plan, check, minutes_of
from workshop.classroom.network.overload import Overload, Presence
from workshop.classroom.network.servers import Demand, Servers, servers, whole
from workshop.errors import ClassroomError, Message
from workshop.i18n import number, tr
from workshop.results import Column, Result

if TYPE_CHECKING:
    import pandas as pd

GB_AN_HOUR = 0.45  # of 1 Mbps
LINK = 50.0
_HAIR = 1e-9


@dataclass(frozen=True)
class Need:
    """What one activity needs; three numbers are low, likely and high.

    Attributes
    ----------
    person
        Mbps that one person receives.
    link
        Mbps that all receive on the link of a college.
    up
        Mbps that they send over it.
    fits
        Whether the usable part of the link carries it.
    people
        How many at the same time the link carries; with one more it fails.
    least_link
        Mbps that a link must have, below which it fails.
    chance
        That it is more than the link carries, as a share.
    gb
        That a student receives and sends when the whole meeting is of this kind.
    """

    activity: Activity
    person: tuple[float, float, float]
    link: tuple[float, float, float]
    up: float
    fits: bool
    people: int
    least_link: float
    chance: float
    gb: float


@dataclass(frozen=True)
class Capacity(Result):
    """What a class needs. Made by `capacity`.

    Attributes
    ----------
    ladder
        What each form of meeting needs, from video down to text.
    peak
        The need of the planned activity that needs most.
    falls_back_to
        The richest form that the link carries; none when not even text works.
    servers, devices
        Lists, which are results themselves.
    overload
        Chance that the peak is more than the link carries.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("label", Message("Form of meeting")),
        Column("person_mbps", Message("Mbps a person"), "number"),
        Column("link_mbps", Message("Mbps on the link"), "number"),
        Column("fits", Message("Works")),
        Column("people", Message("Works up to so many at once"), "count"),
        Column("least_link", Message("Fails below a link of (Mbps)"), "number"),
        Column("chance", Message("Chance of overload"), "percent"),
        Column("gb", Message("GB a student a meeting"), "number"),
        Column("rupiah", Message("Rupiah a student a meeting"), "count"),
    )

    plan: Plan
    constants: Constants = field(repr=False)

    @property
    def usable_mbps(self) -> float:
        """What the link carries for the class."""
        return self.plan.link_mbps * self.constants["usable_share"].value

    @functools.cached_property
    def needs(self) -> Mapping[str, Need]:
        """What every activity needs, planned or not."""
        return {key: self._need(one) for key, one in ACTIVITIES.items()}

    @property
    def ladder(self) -> tuple[Need, ...]:
        """What each form of meeting needs, from video down to text."""
        return tuple(self.needs[key] for key in LADDER)

    @property
    def planned(self) -> tuple[Need, ...]:
        """What the planned activities need."""
        return tuple(self.needs[key] for key, _ in self.plan.activities)

    @property
    def peak(self) -> Need:
        """The planned activity that needs most."""
        return max(self.planned, key=lambda need: need.link[1])

    @property
    def falls_back_to(self) -> Need | None:
        """The richest form of meeting that the link carries."""
        return next((need for need in self.ladder if need.fits), None)

    @property
    def gb(self) -> float:
        """GB that a student receives and sends in a meeting, as planned."""
        return sum(
            self.needs[key].gb * minutes / self.plan.minutes
            for key, minutes in self.plan.activities
        )

    @property
    def gb_in_all(self) -> float:
        """GB of all people of all colleges in a meeting."""
        return self.gb * self.plan.people * self.plan.concurrency

    @property
    def prices(self) -> tuple[float, float, float]:
        """Rupiah a GB: low, likely and high; one number where the price was given."""
        given = self.plan.price_per_gb
        return self.constants["price_per_gb"].ends if given is None else (given, given, given)

    @property
    def rupiah(self) -> tuple[float, float, float]:
        """Rupiah that a meeting costs a student on mobile data: low, likely and high."""
        low, likely, high = self.prices
        return self.gb * low, self.gb * likely, self.gb * high

    @property
    def gb_a_month(self) -> float:
        """GB that a student receives and sends in a month."""
        return self.gb * self.plan.meetings

    @property
    def rupiah_a_month(self) -> tuple[float, float, float]:
        """Rupiah that a month costs a student on mobile data: low, likely and high."""
        low, likely, high = self.prices
        return self.gb_a_month * low, self.gb_a_month * likely, self.gb_a_month * high

    @functools.cached_property
    def overload(self) -> Overload:
        """Chance that the peak is more than the link carries: exact, simulated and normal."""
        found = rates(self.peak.activity, self.plan.people, self.constants)
        return chance.overload(self._presence, found, self.usable_mbps)

    @functools.cached_property
    def servers(self) -> Servers:
        """What the platforms need that can be hosted by oneself."""
        plan = self.plan
        present = plan.people * plan.concurrency
        mbps = {key: present * need.person[1] for key, need in self.needs.items()}
        return servers(
            Demand(
                plan.people,
                whole(present),
                plan.colleges,
                mbps[self.peak.activity.key],
                mbps["notebooks"],
                mbps["text"],
            ),
            self.constants,
        )

    @functools.cached_property
    def devices(self) -> Devices:
        """What has to stand in the room."""
        return devices(self.plan.at_once, self.plan.colleges, self.constants)

    @property
    def shown_needs(self) -> tuple[Need, ...]:
        """The ladder, and what was planned beside it."""
        return (*self.ladder, *(need for need in self.planned if need not in self.ladder))

    @property
    def table(self) -> "pd.DataFrame":
        """One row a form of meeting."""
        import pandas as pd

        return pd.DataFrame(
            {
                "activity": need.activity.key,
                "label": str(need.activity.label),
                "person_mbps": need.person[1],
                "link_low": need.link[0],
                "link_mbps": need.link[1],
                "link_high": need.link[2],
                "up_mbps": need.up,
                "fits": tr("yes") if need.fits else tr("no"),
                "people": need.people,
                "least_link": need.least_link,
                "chance": 100 * need.chance,
                "gb": need.gb,
                "rupiah": need.gb * self.prices[1],
            }
            for need in self.shown_needs
        )

    def sentences(self) -> Iterator[str]:
        """Say what the class needs, whether the link carries it, and what it costs."""
        return telling.sentences(self)

    def drawing(self) -> Chart:
        """Draw what each form needs beside what the link carries."""
        needs = self.shown_needs
        link = tr("What the link carries")
        labels = tuple(str(need.activity.label) for need in needs)
        fitting = frozenset(str(need.activity.label) for need in needs if need.fits)
        columns = zip(*(need.link for need in needs), strict=True)
        low, likely, high = columns
        title = tr(
            "What {people} people need on one link", people=number(math.ceil(self.plan.at_once))
        )
        return Chart(
            title,
            (*labels, link),
            (Series(tr("Needed"), (*likely, self.usable_mbps), (*low, None), (*high, None)),),
            unit="Mbps",
            highlight=fitting,
            highlight_label=tr("Works on this link") if fitting else "",
            source="data/catalogue/network.csv",
        )

    @property
    def _presence(self) -> Presence:
        correlation = self.constants["turnout_correlation"].value
        return Presence(self.plan.on_link, self.plan.concurrency, correlation)

    def _need(self, activity: Activity) -> Need:
        plan, usable = self.plan, self.usable_mbps
        found = rates(activity, plan.people, self.constants)
        low, likely, high = found.person
        at_once = plan.at_once
        sent = sum(self.constants[name].value for name in activity.up_each)
        return Need(
            activity,
            found.person,
            (at_once * low, at_once * likely, at_once * high),
            upload(activity, at_once, self.constants),
            fits=at_once * likely <= usable + _HAIR,
            people=math.floor(usable / likely + _HAIR),
            least_link=at_once * likely / self.constants["usable_share"].value,
            chance=chance.exact(self._presence, found, usable),
            gb=(likely + sent) * plan.minutes / 60 * GB_AN_HOUR,
        )


def capacity(
    people: int,
    *,
    colleges: int = 1,
    minutes: float = 150,
    activities: str | Mapping[str, float] = "video",
    concurrency: float = 1.0,
    link_mbps: float = LINK,
    price_per_gb: float | None = None,
    meetings: int = 4,
    constants: Constants | None = None,
) -> Capacity:
    """Compute what a class needs: network, data, money, servers and devices.

    Parameters
    ----------
    people
        In the class, of all colleges together.
    colleges
        That share the people evenly, each with a link of its own.
    minutes
        Of a meeting.
    activities
        One of ``"gallery"``, ``"video"``, ``"slides-audio"``, ``"audio"``, ``"text"``,
        ``"recording"`` and ``"notebooks"``; or several with their minutes in the meeting.
    concurrency
        Share of the people who are expected at the same time; 1 plans for all.
    link_mbps
        What the provider promises for the link of one college.
    price_per_gb
        Rupiah that students pay for a GB; by default the range of the figures.
    meetings
        In a month.
    constants
        The figures to compute with; those of ``data/catalogue/network.csv`` by default.

    Raises
    ------
    ClassroomError
        When a value is outside what is allowed, or a figure is wrong.

    Examples
    --------
    >>> class_of_62 = capacity(62, link_mbps=20)
    >>> round(class_of_62.peak.link[1]), round(class_of_62.gb_in_all)
    (62, 70)
    >>> class_of_62.falls_back_to.activity.key
    'slides-audio'
    """
    given = {
        "people": people,
        "colleges": colleges,
        "minutes": minutes,
        "concurrency": concurrency,
        "link_mbps": link_mbps,
        "price_per_gb": 0 if price_per_gb is None else price_per_gb,
        "meetings": meetings,
    }
    for name, value in given.items():
        check(name, value)
    if colleges > people:
        raise ClassroomError(
            "There are {colleges} colleges for {people} people; allowed: no more colleges than "
            "people.",
            colleges=number(colleges),
            people=number(people),
        )
    plan = Plan(
        int(people),
        int(colleges),
        minutes,
        minutes_of(activities, minutes),
        concurrency,
        link_mbps,
        price_per_gb,
        int(meetings),
    )
    return Capacity(plan, constants or Constants.read())
