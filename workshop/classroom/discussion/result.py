"""Participation in a class: weeks, colleges and people, with care for the people.

What a notebook shows, and so publishes, is about weeks and colleges only, and hides groups of
fewer than five. Tables of people carry pseudonyms unless names were asked for; no table is
sorted by an amount, and nothing here is a grade.
"""

import datetime
import html
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import pandas as pd

from workshop import i18n
from workshop.charts import Chart
from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.discussion import drawing, telling
from workshop.classroom.discussion.measures import (
    across_by_chance,
    across_colleges,
    gini,
    pseudonyms,
    share,
    wrote,
)
from workshop.classroom.discussion.messages import Conversation
from workshop.classroom.discussion.people import Matching
from workshop.classroom.discussion.reminders import Reminders, reminders
from workshop.classroom.discussion.speaking import Basis, Reply, Said, median_delay
from workshop.classroom.discussion.summaries import Status, SummaryRule, Window, windows
from workshop.errors import ClassroomError, Message
from workshop.i18n import tr
from workshop.results import Column, Result

FEWEST = 5  # people of a group that may be shown
ROWS = 5  # weeks of a table that a slide has room for


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


@dataclass(frozen=True, eq=False, repr=False)
class Participation(Result):
    """Who takes part in a class, measured on its conversations.

    Attributes
    ----------
    summaries
        (number of the week, key of the student) → ``"on time"``, ``"late"``, ``"missing"``, or
        ``"open"`` where the conversation ends before the summary was due.
    ends
        Time of the last message; what came later is not known.
    repeated, without_consent
        Messages left out: those that stood in an earlier file already, and those of people who
        did not consent.

    Examples
    --------
    >>> from workshop.classroom.discussion.example import classroom
    >>> from workshop.classroom.discussion.measuring import participation
    >>> from workshop.classroom.discussion.reading import read_discussion
    >>> chat = read_discussion(("chat.txt", b"31/05/26 10.05 - Ayu Lestari: #ringkasan1 tautan"))
    >>> [(week.number, week.late, week.missing) for week in participation(chat, classroom()).weeks]
    [(1, 1, 4)]
    """

    blueprint: Blueprint
    conversations: tuple[Conversation, ...]
    matching: Matching
    said: tuple[Said, ...]
    replies: tuple[Reply, ...]
    summaries: dict[tuple[int, str], Status]
    rule: SummaryRule
    ends: datetime.datetime
    repeated: int = 0
    without_consent: int = 0
    names: bool = False

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("week", Message("Week"), "count"),
        Column("topic", Message("Topic")),
        Column("due", Message("Due")),
        Column("on_time", Message("On time"), "count"),
        Column("late", Message("Late"), "count"),
        Column("missing", Message("Missing"), "count"),
        Column("open", Message("Not yet due"), "count"),
        Column("wrote", Message("Students who wrote"), "count"),
        Column("messages", Message("Messages"), "count"),
    )

    @cached_property
    def _students(self) -> tuple[Person, ...]:
        return self.blueprint.with_role("student")

    @property
    def students(self) -> int:
        """Count the students of the class who consented."""
        return len(self._students)

    @property
    def students_who_wrote(self) -> int:
        """Count the students who wrote at least one message."""
        return len({one.person.key for one in self.said if one.person.role == "student"})

    @property
    def simulated(self) -> bool:
        """Whether a machine made a conversation up."""
        return any(chat.simulated for chat in self.conversations)

    @property
    def is_publishable(self) -> bool:
        """Whether the class is large enough for figures that anybody may see."""
        return self.students >= FEWEST

    @property
    def gini(self) -> float | None:
        """How unevenly the students' messages are shared: 0 evenly, near 1 all by one."""
        counts = wrote(self.said)
        return gini([counts[person.key] for person in self._students])

    @property
    def lecturer_share(self) -> float | None:
        """The lecturers' messages, in per cent of all."""
        by_role = Counter(one.person.role for one in self.said)
        return share(by_role["lecturer"], by_role.total())

    @property
    def basis(self) -> frozenset[Basis]:
        """How it is known who answers whom: by the program's links, or by the order alone."""
        if any(chat.links_replies for chat in self.conversations):
            return frozenset(("reply", "mention"))
        return frozenset(("next",))

    @cached_property
    def answers(self) -> tuple[Reply, ...]:
        """The replies that latency and colleges are measured on; see `basis`."""
        return tuple(one for one in self.replies if one.basis in self.basis)

    @property
    def latency(self) -> datetime.timedelta | None:
        """The median time until a reply."""
        return median_delay(self.answers)

    @property
    def cross_college_share(self) -> float | None:
        """Replies that go to another college, in per cent."""
        return across_colleges(self.answers)

    @property
    def cross_college_by_chance(self) -> float | None:
        """The same if everybody who wrote answered everybody alike, for comparison."""
        return across_by_chance({one.person.key: one.person for one in self.said}.values())

    def _in_week(self, window: Window) -> list[Said]:
        return [one for one in self.said if window.begins <= one.when < window.ends]

    @property
    def outside_weeks(self) -> int:
        """Count the messages before, between and after the weeks; no row of the table has them."""
        return len(self.said) - sum(len(self._in_week(one)) for one in self._begun)

    @property
    def table(self) -> pd.DataFrame:
        """One row a week that had begun; in a class of fewer than five students without counts."""
        counts = ("on_time", "late", "missing", "open", "wrote", "messages")
        rows = [
            {
                "week": one.number,
                "topic": one.topic,
                "due": f"{i18n.date(one.due.date())}, {i18n.clock(one.due.time())}",
                **{name: getattr(one, name) if self.is_publishable else None for name in counts},
            }
            for one in self.weeks
        ]
        return pd.DataFrame(rows, columns=[column.name for column in self.COLUMNS])

    @property
    def weeks(self) -> tuple[WeekCount, ...]:
        """The counts of each week that had begun when the conversation ends."""
        return tuple(map(self._week, self._begun))

    @cached_property
    def _begun(self) -> tuple[Window, ...]:
        return tuple(one for one in windows(self.blueprint) if one.begins <= self.ends)

    def _week(self, window: Window) -> WeekCount:
        number = window.week.number
        found = Counter(self.summaries[number, person.key] for person in self._students)
        said = self._in_week(window)
        students = {one.person.key for one in said if one.person.role == "student"}
        return WeekCount(
            number,
            window.week.topic.in_language(i18n.language()),
            window.due,
            found["on time"],
            found["late"],
            found["missing"],
            found["open"],
            len(students),
            len(said),
        )

    @cached_property
    def _large(self) -> frozenset[str]:
        """Colleges with enough students to be shown.

        One that is hidden alone could be worked out from the totals: then the next smallest is
        hidden with it.
        """
        sizes = Counter(person.college for person in self._students)
        ordered = sorted(sizes, key=lambda key: (sizes[key], key))
        small = sum(sizes[key] < FEWEST for key in ordered)
        return frozenset(ordered[2 if small == 1 else small :])

    @property
    def colleges(self) -> pd.DataFrame:
        """One row a college, in the order of the blueprint; small ones show no figures."""
        rows = []
        for college in self.blueprint.colleges:
            keys = {person.key for person in self._students if person.college == college.key}
            said = [one for one in self.said if one.person.key in keys]
            active = len({one.person.key for one in said})
            figures = (len(keys), active, share(active, len(keys)), len(said))
            shown = figures if college.key in self._large else (None,) * len(figures)
            if keys:
                rows.append((college.key, college.name, *shown))
        columns = ["key", "college", "students", "wrote", "share", "messages"]
        return pd.DataFrame(rows, columns=columns)

    @property
    def between_colleges(self) -> pd.DataFrame:
        """How many replies went from one college (rows) to another; small ones are left out."""
        kept = [one for one in self.blueprint.colleges if one.key in self._large]
        counts = Counter((one.sender.college, one.to.college) for one in self.answers)
        return pd.DataFrame(
            [[counts[row.key, column.key] for column in kept] for row in kept],
            index=pd.Index([one.name for one in kept], name="from"),
            columns=pd.Index([one.name for one in kept], name="to"),
        )

    def _shown(self) -> dict[str, str]:
        if self.names:
            return {person.key: person.name for person in self.blueprint.members}
        return pseudonyms(self.blueprint)

    @property
    def people(self) -> pd.DataFrame:
        """One row a person, in the order of the pseudonyms or names; not for publishing."""
        shown, counts = self._shown(), wrote(self.said)
        words = Counter[str]()
        for one in self.said:
            words[one.person.key] += one.words
        answered = Counter(one.sender.key for one in self.answers)
        rows = [
            {
                "person": shown[person.key],
                "role": person.role,
                "college": person.college,
                "messages": counts[person.key],
                "words": words[person.key],
                "replies": answered[person.key],
                **self._weeks_of(person),
            }
            for person in self.blueprint.members
        ]
        return pd.DataFrame(rows).sort_values("person", ignore_index=True)

    def _weeks_of(self, person: Person) -> dict[str, Any]:
        return {
            window.week.key: self.summaries.get((window.week.number, person.key))
            for window in self._begun
        }

    @property
    def network(self) -> pd.DataFrame:
        """One row for each pair of people and way of answering; not for publishing."""
        shown = self._shown()
        counts = Counter(
            (shown[one.sender.key], shown[one.to.key], one.basis) for one in self.replies
        )
        rows = [(*pair, count) for pair, count in sorted(counts.items())]
        return pd.DataFrame(rows, columns=["from", "to", "basis", "count"])

    @property
    def unmatched(self) -> pd.DataFrame:
        """Senders that nobody of the class was found for, as the file has them; never publish."""
        rows = [
            (one.name, one.account, one.posts, ", ".join(one.near))
            for one in self.matching.unmatched
        ]
        return pd.DataFrame(rows, columns=["sender", "account", "messages", "near"])

    def reminders(self, week: int) -> Reminders:
        """Return whom to remind of the summary of a week, with texts that are ready to send.

        Raises
        ------
        ClassroomError
            When the class has no such week.
        """
        found = {one.week.number: one for one in windows(self.blueprint)}
        if week not in found:
            raise ClassroomError(
                "The class has no week {week}; allowed: {weeks}.",
                week=week,
                weeks=", ".join(map(str, sorted(found))) or Message("none, since it has no weeks"),
            )
        waiting = [
            person
            for person in self._students
            if self.summaries[week, person.key] in {"missing", "open"}
        ]
        return reminders(self.blueprint, found[week], waiting, len(self.matching.unmatched))

    def sentences(self) -> Iterator[str]:
        """Say what was found, of how many, and what must not be concluded from it."""
        return telling.sentences(self)

    def columns(self) -> tuple[Column, ...]:
        """Return the columns that fit on a slide; the chart names the topics."""
        return tuple(one for one in self.COLUMNS if one.name not in {"topic", "due"})

    def explain(self, language: str | None = None) -> str:
        """Return the result in plain words, one sentence a line."""
        with i18n.use(language or i18n.language()):
            return "\n".join([*self._notice(), *self.sentences()])

    def _notice(self) -> tuple[str, ...]:
        notice = tr(
            "This conversation is simulated: it is for practice and says nothing about people."
        )
        return (notice,) if self.simulated else ()

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Show what fits on a slide: what matters most, and the latest weeks."""
        lines = (*self._notice(), *telling.headlines(self, ROWS))
        words = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
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
