"""Charts of participation: by week and by college, never by person."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workshop.charts import Chart, Series
from workshop.i18n import tr

if TYPE_CHECKING:
    import pandas as pd

    from workshop.classroom.discussion.weekly import WeekCount


def summaries(weeks: Iterable["WeekCount"]) -> Chart:
    """Draw how many summaries came on time, late, or not, in the weeks that are over."""
    shown = [week for week in weeks if not week.open]
    return Chart(
        tr("Weekly summaries handed in"),
        _names(shown),
        (
            Series(tr("Missing"), tuple(week.missing for week in shown)),
            Series(tr("Late"), tuple(week.late for week in shown)),
            Series(tr("On time"), tuple(week.on_time for week in shown)),
        ),
        unit=tr("students"),
        stacked=True,
    )


def messages(weeks: Iterable["WeekCount"]) -> Chart:
    """Draw how many messages were written, week by week."""
    shown = list(weeks)
    series = (Series(tr("Messages"), tuple(week.messages for week in shown)),)
    return Chart(tr("Messages by week"), _names(shown), series, unit="")


def colleges(table: "pd.DataFrame") -> Chart:
    """Draw the share of students who wrote; a college that is too small has no bar."""
    return Chart(
        tr("Students who wrote, by college"),
        tuple(table["college"]),
        (Series(tr("% of its students"), tuple(table["share"].astype(float).round(1))),),
    )


def replies(matrix: "pd.DataFrame") -> Chart:
    """Draw how many replies people of a college gave to each college."""
    return Chart(
        tr("Replies between colleges"),
        tuple(tr("From {college}", college=name) for name in matrix.index),
        tuple(
            # By its place: two colleges may have the same name.
            Series(tr("To {college}", college=name), tuple(map(int, matrix.iloc[:, place])))
            for place, name in enumerate(matrix.columns)
        ),
        unit="",
    )


def _names(weeks: Iterable["WeekCount"]) -> tuple[str, ...]:
    return tuple(
        tr("Week {number}: {topic}", number=week.number, topic=week.topic) for week in weeks
    )
