"""Participation week by week: summaries, students who wrote, messages."""

import datetime
from collections import Counter
from dataclasses import dataclass

import pandas as pd

from workshop import i18n
from workshop.classroom.discussion.figures import Figures
from workshop.classroom.discussion.speaking import Said, students_in
from workshop.classroom.discussion.summaries import Window, windows
from workshop.errors import Message
from workshop.i18n import day_and_time
from workshop.results import Column

COUNTS: tuple[Column, ...] = (
    Column("on_time", Message("On time"), "count"),
    Column("late", Message("Late"), "count"),
    Column("missing", Message("Missing"), "count"),
    Column("open", Message("Not yet due"), "count"),
    Column("wrote", Message("Students who wrote"), "count"),
    Column("messages", Message("Messages"), "count"),
)
COLUMNS: tuple[Column, ...] = (
    Column("week", Message("Week"), "count"),
    Column("topic", Message("Topic")),
    Column("due", Message("Due")),
    *COUNTS,
)


@dataclass(frozen=True)
class WeekCount:
    """One week: students by the state of their summary, students who wrote, and all messages."""

    number: int
    topic: str
    due: datetime.datetime
    on_time: int
    late: int
    missing: int
    open: int
    wrote: int
    messages: int


def begun(found: Figures) -> tuple[Window, ...]:
    """Return the weeks that had begun when the conversation ends."""
    return tuple(one for one in windows(found.blueprint) if one.begins <= found.ends)


def weeks(found: Figures) -> tuple[WeekCount, ...]:
    """Return the counts of each week that had begun."""
    return tuple(_counted(found, window) for window in begun(found))


def outside(found: Figures) -> int:
    """Count the messages before, between and after the weeks."""
    return len(found.said) - sum(len(_said_in(found, window)) for window in begun(found))


def table(found: Figures) -> pd.DataFrame:
    """Return one row a week that had begun; in a class of fewer than five students no counts."""
    rows = [
        {
            "week": one.number,
            "topic": one.topic,
            "due": day_and_time(one.due),
            **{
                column.name: getattr(one, column.name) if found.is_publishable else None
                for column in COUNTS
            },
        }
        for one in weeks(found)
    ]
    return pd.DataFrame(rows, columns=[column.name for column in COLUMNS])


def _said_in(found: Figures, window: Window) -> list[Said]:
    return [one for one in found.said if window.begins <= one.when < window.ends]


def _counted(found: Figures, window: Window) -> WeekCount:
    number = window.week.number
    states = Counter(found.summaries[number, person.key] for person in found.learners)
    said = _said_in(found, window)
    return WeekCount(
        number,
        window.week.topic.in_language(i18n.language()),
        window.due,
        states["on time"],
        states["late"],
        states["missing"],
        states["open"],
        len(students_in(said)),
        len(said),
    )
