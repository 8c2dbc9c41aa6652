"""Dates as people write them, and in which order day and month stand.

``03/04/2026`` alone is the third of April or the fourth of March. A column that holds
``25/04/2026`` proves that the day stands first; without such a proof the rest of the file has
to tell, and where it does not, the dates stay unread.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Order = Literal["day", "month"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb pebruari",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu ags agt aug agst",
            "september sep sept",
            "oktober october okt oct",
            "november nov nopember nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = (
    r"(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tues?|wed(?:nes)?|thur?s?|fri"
    r"|sat(?:ur)?|sun)(?:day)?,?\s+)?"
)
_TIME = (
    r"(?:(?:\s*,?\s+|t)(?:pukul\s+|at\s+)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})"
    r"(?:[.:](?P<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>z|wib|wita|wit|(?:gmt|utc)?(?:[+-]\d{1,2}(?::?\d{2})?)?)?)?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_TIME}"
)
_YEAR_LAST = re.compile(
    rf"{_WEEKDAY}(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<two>\d{{1,2}})(?P=mark)"
    rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}"
)
_NAMED = re.compile(
    rf"{_WEEKDAY}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<name>[a-z]+)\.?,?[ -]"
    rf"|(?P<name2>[a-z]+)\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? )(?P<year>\d{{4}}){_TIME}"
)


@dataclass(frozen=True)
class Dates:
    """The dates of a column: text → date, and how the order was found.

    Parameters
    ----------
    values
        Of each text that could be read.
    order
        What stands first where the order matters; nothing when it never does or is unknown.
    proof
        A text of this column that proves the order; empty when it was taken from elsewhere.
    ambiguous
        Texts with two readings.
    contradictory
        Whether some texts prove one order and some the other.
    zoned
        Texts whose time zone was left out.
    """

    values: dict[str, datetime.datetime]
    order: Order | None = None
    proof: str = ""
    ambiguous: tuple[str, ...] = ()
    contradictory: bool = False
    zoned: tuple[str, ...] = ()


def read_dates(texts: Iterable[str], elsewhere: Order | None = None) -> Dates:
    """Read the different texts of a column as dates.

    Parameters
    ----------
    texts
        The different texts.
    elsewhere
        The order that the rest of the file shows; it counts where the column proves none.

    Examples
    --------
    >>> read_dates(["03/04/2026", "25/04/2026"]).values["03/04/2026"].month
    4
    >>> read_dates(["03/04/2026"]).values, read_dates(["03/04/2026"]).ambiguous
    ({}, ('03/04/2026',))
    """
    found = {text: reading for text in texts if (reading := _readings(text))}
    proofs: dict[Order, str] = {}
    for text, reading in found.items():
        if reading.proves:
            proofs.setdefault(reading.proves, text)
    ambiguous = tuple(text for text, reading in found.items() if reading.is_ambiguous)
    proved: Order | None = next(iter(proofs)) if len(proofs) == 1 else None
    order = None if len(proofs) > 1 else proved or (elsewhere if ambiguous else None)
    values = {text: value for text, one in found.items() if (value := one.by(order)) is not None}
    return Dates(
        values,
        order,
        proofs[proved] if proved else "",
        ambiguous,
        len(proofs) > 1,
        tuple(text for text, reading in found.items() if reading.zoned),
    )


@dataclass(frozen=True)
class _Readings:
    """A text read with the day first and with the month first; nothing where impossible."""

    day_first: datetime.datetime | None
    month_first: datetime.datetime | None
    zoned: bool
    ordered: bool = True

    @property
    def is_ambiguous(self) -> bool:
        both = self.day_first is not None and self.month_first is not None
        return both and self.day_first != self.month_first

    @property
    def proves(self) -> Order | None:
        if not self.ordered or (self.day_first is None) == (self.month_first is None):
            return None
        return "day" if self.day_first else "month"

    def by(self, order: Order | None) -> datetime.datetime | None:
        if self.is_ambiguous:
            return {"day": self.day_first, "month": self.month_first, None: None}[order]
        return self.day_first or self.month_first


def _readings(text: str) -> _Readings | None:
    """Return what a text may mean; nothing when it is no date."""
    written = " ".join(text.split()).lower()
    if not written.isascii() or len(written) > 60:
        return None
    if found := _YEAR_LAST.fullmatch(written):
        one, two, year = int(found["one"]), int(found["two"]), _century(found["year"])
        day_first, month_first = _date(found, year, two, one), _date(found, year, one, two)
        result = _Readings(day_first, month_first, bool(found["zone"]))
    else:
        date = _unambiguous(written)
        result = _Readings(*date, ordered=False) if date else _Readings(None, None, zoned=False)
    return result if result.day_first or result.month_first else None


def _unambiguous(
    written: str,
) -> tuple[datetime.datetime | None, datetime.datetime | None, bool] | None:
    if found := _YEAR_FIRST.fullmatch(written):
        date = _date(found, int(found["year"]), int(found["month"]), int(found["day"]))
    elif found := _NAMED.fullmatch(written):
        month = _MONTHS.get(found["name"] or found["name2"], 0)
        date = _date(found, int(found["year"]), month, int(found["day"] or found["day2"]))
    else:
        return None
    return date, date, bool(found["zone"])


def _century(year: str) -> int:
    """Return a year of two digits as people mean it: births lie behind, surveys do, too."""
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if int(year) < 50 else 1900 + int(year)


def _date(found: re.Match[str], year: int, month: int, day: int) -> datetime.datetime | None:
    hour, half = int(found["hour"] or 0), found["half"] or ""
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + 12 * half.startswith("p")
    try:
        return datetime.datetime(
            year, month, day, hour, int(found["minute"] or 0), int(found["second"] or 0)
        )
    except ValueError:
        return None
