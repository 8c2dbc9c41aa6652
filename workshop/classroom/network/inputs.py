"""What a lecturer says about a class, checked before anything is computed."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real

from workshop.classroom.network.activities import ACTIVITIES
from workshop.errors import ClassroomError
from workshop.i18n import number

MOST_PEOPLE = 100_000
LIMITS = {
    "people": (1, MOST_PEOPLE),
    "colleges": (1, 1000),
    "minutes": (1, 1440),
    "concurrency": (0.01, 1),
    "link_mbps": (0.1, 100_000),
    "price_per_gb": (0, 1_000_000),
    "meetings": (1, 100),
}
_WHOLE = ("people", "colleges", "meetings")


@dataclass(frozen=True)
class Plan:
    """A class and its link.

    Parameters
    ----------
    activities
        Keys of `ACTIVITIES` with their minutes in a meeting.
    price_per_gb
        None for the range of the figures.
    meetings
        A month.
    """

    people: int
    colleges: int
    minutes: float
    activities: tuple[tuple[str, float], ...]
    concurrency: float
    link_mbps: float
    price_per_gb: float | None
    meetings: int

    @property
    def on_link(self) -> int:
        """People who share the link of one college."""
        return -(-self.people // self.colleges)

    @property
    def at_once(self) -> float:
        """People who are expected on it at the same time."""
        return self.on_link * self.concurrency


def check(name: str, value: object) -> None:
    """Refuse a value that is outside its `LIMITS`.

    Raises
    ------
    ClassroomError
        Saying what is allowed.
    """
    if name in _WHOLE:
        check_whole(name, value, *LIMITS[name])
    elif name == "concurrency":
        check_share(name, value, *LIMITS[name])
    else:
        check_number(name, value, *LIMITS[name])


def check_number(name: str, value: object, low: float, high: float) -> None:
    """Refuse what is no number, or outside its limits."""
    if not _is_within(value, low, high):
        raise ClassroomError(
            "{name} is {value}; allowed: a number from {low} to {high}.",
            name=name,
            value=value,
            low=number(low),
            high=number(high),
        )


def check_whole(name: str, value: object, low: float, high: float) -> None:
    """Refuse what is no whole number, or outside its limits."""
    if not _is_within(value, low, high) or value != int(value):  # type: ignore[call-overload]
        raise ClassroomError(
            "{name} is {value}; allowed: a whole number from {low} to {high}.",
            name=name,
            value=value,
            low=number(low),
            high=number(high),
        )


def check_share(name: str, value: object, low: float, high: float) -> None:
    """Refuse what is no share, or outside its limits."""
    if not _is_within(value, low, high):
        raise ClassroomError(
            "{name} is {value}; allowed: a share from {low} to {high}. Write 80% as 0.8.",
            name=name,
            value=value,
            low=number(low),
            high=number(high),
        )


def _is_within(value: object, low: float, high: float) -> bool:
    # True counts as 1 in Python, and is never meant so.
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    return is_number and low <= float(value) <= high  # type: ignore[arg-type]


def minutes_of(
    activities: str | Mapping[str, float], minutes: float
) -> tuple[tuple[str, float], ...]:
    """Return the minutes of each activity; one that stands alone fills the meeting.

    Raises
    ------
    ClassroomError
        When an activity is not known, or all together are longer than the meeting.

    Examples
    --------
    >>> minutes_of("video", 150)
    (('video', 150),)
    """
    given = {activities: minutes} if isinstance(activities, str) else dict(activities)
    for name in given or ("",):
        if name not in ACTIVITIES:
            raise _unknown(str(name))
    for value in given.values():
        check("minutes", value)
    if sum(given.values()) > minutes:
        raise ClassroomError(
            "The activities take {sum} minutes together; the meeting has {minutes}. Shorten one, "
            "or write more minutes.",
            sum=number(sum(given.values())),
            minutes=number(minutes),
        )
    return tuple(given.items())


def _unknown(name: str) -> ClassroomError:
    allowed = ", ".join(ACTIVITIES)
    if near := difflib.get_close_matches(name, ACTIVITIES, 1):
        return ClassroomError(
            "There is no activity {name}; did you mean {near}? Allowed: {allowed}.",
            name=name,
            near=near[0],
            allowed=allowed,
        )
    return ClassroomError(
        "There is no activity {name}; allowed: {allowed}. Write one of these.",
        name=name or "–",
        allowed=allowed,
    )
