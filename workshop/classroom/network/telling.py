"""The capacity of a class in plain sentences, said alike by Python and by the live view."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workshop.errors import Message
from workshop.i18n import gettext, number, percent

if TYPE_CHECKING:
    from workshop.classroom.network.overload import Overload
    from workshop.classroom.network.sizing import Capacity

RARE = 0.001
# The script of the live view fills the same sentences.
SENTENCES = {
    "need": Message(
        "{activity}: {people} people at the same time on one link receive {needed} Mbps together, "
        "{person} Mbps each, and send {up} Mbps."
    ),
    "works": Message(
        "That works: a link of {link} Mbps carries about {usable} Mbps of it, enough for "
        "{people} people at the same time."
    ),
    "fails": Message(
        "That does not work: a link of {link} Mbps carries about {usable} Mbps, enough for "
        "{people} people at the same time. What works for all is: {fallback}, {needed} Mbps."
    ),
    "nothing": Message(
        "That does not work: a link of {link} Mbps carries about {usable} Mbps, too little "
        "even for text. Let people come in turns, or use their own mobile data."
    ),
    "always": Message("The link would be overloaded practically every time."),
    "never": Message(
        "Even when more come or the platform takes more than usual, the link is practically "
        "never overloaded."
    ),
    "chance": Message(
        "Since nobody knows exactly how many come and what the platform takes, there is a chance "
        "of {chance} that the link is overloaded."
    ),
    "simulated": Message(
        "In {runs} simulated meetings it was overloaded in {share}; repeated, that would be "
        "{low} to {high}."
    ),
    "cost": Message(
        "A meeting of {minutes} minutes takes {gb} GB of each student's data, {all} GB of all; "
        "on mobile data that is {money}. A month of {meetings} meetings takes {month_gb} GB, "
        "{month_money}. Whoever sits at the link of the college pays nothing."
    ),
    "range": Message("{low} to {high}"),
    "ladder": Message("The smallest link on which each form still works: {steps}."),
    "step": Message("{activity}: {link} Mbps"),
}


def sentences(found: "Capacity") -> Iterator[str]:
    """Say what the class needs, whether the link carries it, and what it costs."""
    yield _need(found)
    yield _verdict(found)
    yield _chance(found.overload)
    if RARE <= found.overload.exact <= 1 - RARE:
        yield _simulated(found.overload)
    yield _cost(found)
    yield _ladder(found)


def rounded(value: float, digits: int) -> float:
    """Round halves up, in a way that the script can repeat."""
    step: int = 10**digits
    return math.floor(value * step + 0.5) / step


def mbps(value: float) -> str:
    """Write Mbps or GB with as many digits as they deserve.

    Examples
    --------
    >>> from workshop import i18n
    >>> with i18n.use("en"):
    ...     mbps(62.04), mbps(7.44), mbps(143.2)
    ('62', '7.44', '143')
    """
    return number(rounded(value, 0 if value >= 100 else 1 if value >= 10 else 2))


def rupiah(value: float) -> str:
    """Write an amount of money, from a hundred on in whole hundreds.

    Examples
    --------
    >>> from workshop import i18n
    >>> with i18n.use("id"):
    ...     rupiah(6750), rupiah(405), rupiah(12.3)
    ('Rp 6.800', 'Rp 400', 'Rp 12')
    """
    step = 100 if value >= 100 else 1
    return f"Rp {number(rounded(value / step, 0) * step)}"


def _say(name: str, **parts: str) -> str:
    return gettext(SENTENCES[name].template).format(**parts)


def _money(low: float, high: float) -> str:
    if rupiah(low) == rupiah(high):
        return rupiah(high)
    return _say("range", low=rupiah(low), high=rupiah(high))


def _need(found: "Capacity") -> str:
    peak = found.peak
    return _say(
        "need",
        activity=str(peak.activity.label),
        people=number(math.ceil(found.plan.at_once)),
        needed=mbps(peak.link[1]),
        person=mbps(peak.person[1]),
        up=mbps(peak.up),
    )


def _verdict(found: "Capacity") -> str:
    peak, fallback = found.peak, found.falls_back_to
    parts = {"link": mbps(found.plan.link_mbps), "usable": mbps(found.usable_mbps)}
    if peak.fits:
        return _say("works", **parts, people=number(peak.people))
    if fallback is None:
        return _say("nothing", **parts)
    return _say(
        "fails",
        **parts,
        people=number(peak.people),
        fallback=str(fallback.activity.label),
        needed=mbps(fallback.link[1]),
    )


def _chance(chance: "Overload") -> str:
    if chance.exact > 1 - RARE:
        return _say("always")
    if chance.exact < RARE:
        return _say("never")
    return _say("chance", chance=_share(chance.exact))


def _simulated(chance: "Overload") -> str:
    return _say(
        "simulated",
        runs=number(chance.runs),
        share=_share(chance.simulated),
        low=_share(chance.low),
        high=_share(chance.high),
    )


def _share(value: float) -> str:
    return percent(rounded(100 * value, 1))


def _cost(found: "Capacity") -> str:
    low, _, high = found.rupiah
    month_low, _, month_high = found.rupiah_a_month
    return _say(
        "cost",
        minutes=number(found.plan.minutes),
        gb=mbps(found.gb),
        all=mbps(found.gb_in_all),
        money=_money(low, high),
        meetings=number(found.plan.meetings),
        month_gb=mbps(found.gb_a_month),
        month_money=_money(month_low, month_high),
    )


def _ladder(found: "Capacity") -> str:
    steps = (
        _say("step", activity=str(need.activity.label), link=mbps(need.least_link))
        for need in found.ladder
    )
    return _say("ladder", steps="; ".join(steps))
