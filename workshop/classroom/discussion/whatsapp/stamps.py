"""Times at the beginning of a line: how one phone writes them, and which number is the day.

One phone writes every line in one way. The way in which most lines begin is taken for the
file's; a line that begins in another way was pasted by somebody and belongs to the message
above it.
"""

import datetime
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workshop.classroom.discussion.values import YEARS
from workshop.errors import ClassroomError, Message
from workshop.sheets.report import Decision

# Spaces of every kind that WhatsApp puts between a time and AM or PM.
_GAP = "[ \u00a0\u2007\u2009\u202f]"
STAMP = re.compile(
    "[\u200e\u200f\u202a\u202b\ufeff]*"
    r"(?P<bracket>\[)?"
    rf"(?P<a>\d{{1,4}})(?P<between>[./-])(?P<b>\d{{1,2}})(?P=between)(?P<c>\d{{2,4}})"
    rf"(?P<comma>,)?{_GAP}"
    r"(?P<hour>\d{1,2})(?P<colon>[:.])(?P<minute>\d{2})(?:(?P=colon)(?P<second>\d{2}))?"
    rf"(?:{_GAP}?(?P<half>[AaPp])\.?{_GAP}?[Mm]\.?)?"
    r"(?P<end>\](?: |\Z)| - )"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The time of one line: its numbers as written, and how they are written."""

    line: int
    way: tuple[str, ...]
    numbers: tuple[int, int, int, int, int, int]
    rest: str


def stamp(number: int, line: str) -> Stamp | None:
    """Return the time at the beginning of a line; nothing when there is none.

    Examples
    --------
    >>> stamp(1, "12/05/26 10.05 - Ayu: Halo").numbers
    (12, 5, 26, 10, 5, 0)
    """
    found = STAMP.match(line)
    if not found or (found["bracket"] is None) != (found["end"] == " - "):
        return None
    a, between, c, half = found["a"], found["between"], found["c"], found["half"]
    way = (
        found["bracket"] or "-",
        between,
        found["comma"] or "",
        found["colon"],
        "12" if half else "24",
        "s" if found["second"] else "",
        "year first" if len(a) == 4 else f"{len(c)} digits",
    )
    hour = int(found["hour"])
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half in "pP")
    elif half:
        hour = 99
    numbers = (
        int(a), int(found["b"]), int(c), hour, int(found["minute"]), int(found["second"] or 0)
    )  # fmt: skip
    return Stamp(number, way, numbers, line[found.end() :])


def usual_way(stamps: Iterable[Stamp]) -> tuple[str, ...]:
    """Return the way in which most lines begin."""
    return Counter(one.way for one in stamps).most_common(1)[0][0]


def moment(one: Stamp, *, day_first: bool) -> datetime.datetime | None:
    """Return the time as a date; nothing when there is no such day or hour."""
    a, b, c, hour, minute, second = one.numbers
    if one.way[-1] == "year first":
        year, month, day = a, b, c
    else:
        year = c + 2000 if c < 100 else c
        day, month = (a, b) if day_first else (b, a)
    try:
        when = datetime.datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    return when if year in YEARS else None


def order_of_days(
    stamps: Sequence[Stamp], *, asked: bool | None, indonesian: bool
) -> tuple[bool, Decision | None]:
    """Decide from the whole file whether the day or the month stands first.

    Parameters
    ----------
    asked
        What the caller says; it must not contradict the file.
    indonesian
        Whether the file holds Indonesian words, whose writers put the day first.

    Raises
    ------
    ClassroomError
        When the numbers contradict one another, or what the caller says.
    """
    if stamps[0].way[-1] == "year first":
        return True, None
    days = [one for one in stamps if one.numbers[0] > 12]
    months = [one for one in stamps if one.numbers[1] > 12]
    if asked is not None:
        if (months if asked else days)[_few(days, months) :]:
            raise _wrongly_asked((months if asked else days)[0], asked=asked)
        return asked, _decision(Message("You said so."), day_first=asked)
    if not days and not months:
        return _in_doubt(stamps, indonesian=indonesian)
    first = len(days) > len(months)
    if min(len(days), len(months)) > _few(days, months):
        raise _contradiction(days[0], months[0])
    proof = (days if first else months)[0]
    why = Message("Line {line} has a number above 12 in its place.", line=proof.line)
    return first, _decision(why, day_first=first)


def _few(days: Sequence[Stamp], months: Sequence[Stamp]) -> int:
    """Return how many lines somebody may have pasted from elsewhere: one in twenty."""
    return max(len(days), len(months)) // 20


def _in_doubt(stamps: Sequence[Stamp], *, indonesian: bool) -> tuple[bool, Decision | None]:
    if all(one.numbers[0] == one.numbers[1] for one in stamps):
        return True, None
    orderly = [first for first in (True, False) if _is_orderly(stamps, day_first=first)]
    if len(orderly) == 1:
        why = Message("Read in the other way, the messages would not follow one another in time.")
        return orderly[0], _decision(why, day_first=orderly[0])
    if indonesian:
        why = Message("WhatsApp's own words in the file are Indonesian.")
        return True, _decision(why, day_first=True)
    what = Message("It is not clear whether the day or the month stands first: the day was taken.")
    why = Message("No number is above 12. If the month stands first, read with day_first=False.")
    return True, Decision(what, why, warning=True)


def _is_orderly(stamps: Sequence[Stamp], *, day_first: bool) -> bool:
    """Whether times never go back by more than a day, as messages that arrive late may."""
    times = [time for one in stamps if (time := moment(one, day_first=day_first))]
    late = datetime.timedelta(days=1)
    return all(after >= before - late for before, after in itertools.pairwise(times))


def _decision(why: Message, *, day_first: bool) -> Decision:
    if day_first:
        return Decision(Message("In the dates, the day stands before the month."), why)
    return Decision(Message("In the dates, the month stands before the day."), why)


def _contradiction(day: Stamp, month: Stamp) -> ClassroomError:
    return ClassroomError(
        "Line {day} has the day before the month and line {month} has it after: two exports "
        "were put together. Read each of them alone.",
        day=day.line,
        month=month.line,
    )


def _wrongly_asked(proof: Stamp, *, asked: bool) -> ClassroomError:
    return ClassroomError(
        "The date of line {line} cannot be read with day_first={asked}; allowed: "
        "day_first={right}, or leave it out.",
        line=proof.line,
        asked=asked,
        right=not asked,
    )
