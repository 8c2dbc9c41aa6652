"""Participation in a class: weeks, colleges and people, with care for the people.

What a notebook shows, and so publishes, is about weeks and colleges only, and hides groups of
fewer than five. Tables of people carry pseudonyms unless names were asked for; no table is
sorted by an amount, and nothing here is a grade.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pandas as pd

from workshop import i18n
from workshop.charts import Chart
from workshop.classroom.discussion import by_college, by_person, drawing, telling, weekly
from workshop.classroom.discussion.figures import Figures
from workshop.classroom.discussion.reminders import Reminders
from workshop.classroom.discussion.weekly import WeekCount
from workshop.i18n import tr
from workshop.results import Column, Result

ROWS = 5  # weeks of a table that a slide has room for


@dataclass(frozen=True, eq=False, repr=False)
class Participation(Figures, Result):
    """Who takes part in a class, measured on its conversations; `Figures` lists what it holds.

    Examples
    --------
    >>> from workshop.classroom.discussion.example import classroom
    >>> from workshop.classroom.discussion.measuring import participation
    >>> from workshop.classroom.discussion.reading import read_discussion
    >>> chat = read_discussion(("chat.txt", b"31/05/26 10.05 - Ayu Lestari: #ringkasan1 tautan"))
    >>> [(week.number, week.late, week.missing) for week in participation(chat, classroom()).weeks]
    [(1, 1, 4)]
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = weekly.COLUMNS

    @property
    def table(self) -> pd.DataFrame:
        """One row a week that had begun; in a class of fewer than five students without counts."""
        return weekly.table(self)

    @property
    def weeks(self) -> tuple[WeekCount, ...]:
        """The counts of each week that had begun when the conversation ends."""
        return weekly.weeks(self)

    @property
    def outside_weeks(self) -> int:
        """Count the messages before, between and after the weeks; no row of the table has them."""
        return weekly.outside(self)

    @property
    def colleges(self) -> pd.DataFrame:
        """One row a college, in the order of the blueprint; small ones show no figures."""
        return by_college.table(self)

    @property
    def between_colleges(self) -> pd.DataFrame:
        """How many replies went from one college (rows) to another; small ones are left out."""
        return by_college.between(self)

    @property
    def people(self) -> pd.DataFrame:
        """One row a person, in the order of the pseudonyms or names; not for publishing."""
        return by_person.table(self)

    @property
    def network(self) -> pd.DataFrame:
        """One row for each pair of people and way of answering; not for publishing."""
        return by_person.network(self)

    @property
    def unmatched(self) -> pd.DataFrame:
        """Senders that nobody of the class was found for, as the file has them; never publish."""
        return by_person.unmatched(self)

    def reminders(self, week: int) -> Reminders:
        """Return whom to remind of the summary of a week, with texts that are ready to send.

        Raises
        ------
        ClassroomError
            When the class has no such week.
        """
        return by_person.to_remind(self, week)

    def sentences(self) -> Iterator[str]:
        """Say what was found, of how many, and what must not be concluded from it."""
        return telling.sentences(self)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns that fit on a slide; the chart names the topics."""
        return tuple(one for one in self.COLUMNS if one.name not in {"topic", "due"})

    def explain(self, language: str | None = None) -> str:
        """Return the result in plain words, one sentence a line."""
        with i18n.use(language or i18n.language()):
            return "\n".join([*telling.notice(self), *self.sentences()])

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Show what fits on a slide: what matters most, and the latest weeks."""
        words = telling.paragraphs((*telling.notice(self), *telling.headlines(self, ROWS)))
        table = self.shown()
        latest = replace(table, rows=table.rows[-ROWS:])
        page = f'<div lang="{i18n.language()}">{words}{latest.html}</div>'
        return {"text/html": page, "text/plain": self.explain()}

    def drawing(self) -> Chart:
        """Draw the summaries handed in, week by week."""
        return drawing.summaries(self.weeks if self.is_publishable else ())

    def chart(self) -> Chart:
        """Draw the summaries handed in; a simulated conversation is named as the source."""
        return self._sourced(self.drawing())

    def chart_of_colleges(self) -> Chart:
        """Draw the share of students who wrote, by college."""
        return self._sourced(drawing.colleges(self.colleges))

    def chart_of_messages(self) -> Chart:
        """Draw the messages of each week."""
        return self._sourced(drawing.messages(self.weeks if self.is_publishable else ()))

    def chart_of_replies(self) -> Chart:
        """Draw how many replies went from college to college."""
        return self._sourced(drawing.replies(self.between_colleges))

    def _sourced(self, chart: Chart) -> Chart:
        source = tr("simulated conversation, for practice") if self.simulated else ""
        return replace(chart, source=source)

    def __repr__(self) -> str:
        """Show counts only: a notebook is published, names are not."""
        return f"Participation({len(self.said)} messages, {self.students} students)"
