"""The demonstration chat: four made-up weeks of a class, as an Indonesian Android phone exports it.

Nobody wrote a word of it, and its first message says so. Only ``random()`` of the standard
library is used as the source of chance, since Python promises that its sequence never changes;
so the file comes out the same, byte by byte, on every machine.
"""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from workshop import files
from workshop.classroom.blueprint.model import Blueprint, Person, Week
from workshop.classroom.discussion import phrases
from workshop.classroom.discussion.messages import MARKS, Conversation, Post
from workshop.classroom.discussion.reading import read_discussion
from workshop.classroom.discussion.whatsapp.writing import write_whatsapp
from workshop.config import kit_folder

WEEKS = 4
MESSAGES = 300
SEED = 411
DISCUSSION = "data/demo/discussion.txt"

# How students hand in: on time, late; the others do not.
ON_TIME, LATE = 0.68, 0.15
SILENT = 0.1  # of the students never write

T = TypeVar("T")


def demo_discussion() -> Conversation:
    """Read the demonstration chat.

    Examples
    --------
    >>> demo_discussion().simulated
    True
    """
    return read_discussion(kit_folder() / DISCUSSION)


def write_demo(blueprint: Blueprint, path: Path) -> Path:
    """Write the demonstration chat of a class."""
    group = blueprint.course.in_language("id")
    files.write(path, write_whatsapp(simulate(blueprint), "android-id", group))
    return path


def simulate(blueprint: Blueprint, *, seed: int = SEED) -> list[Post]:
    """Make up a chat of a class.

    Parameters
    ----------
    seed
        The same one gives the same chat again.

    Returns
    -------
    list of Post
        In the order of their times, which have no seconds, as on Android.

    Examples
    --------
    >>> from workshop.classroom.discussion.example import classroom
    >>> posts = simulate(classroom())
    >>> posts == simulate(classroom()), posts == simulate(classroom(), seed=1)
    (True, False)
    """
    weeks = sorted(blueprint.weeks, key=lambda week: week.begins)[:WEEKS]
    return sorted(_Chat(blueprint, weeks, _Dice(seed)).posts(), key=_time)


def _time(post: Post) -> datetime.datetime:
    return post.when


class _Dice:
    """Chance, from `random.random` alone."""

    def __init__(self, seed: int) -> None:
        self.next = random.Random(seed).random  # noqa: S311  # a simulation, no secret

    def below(self, count: int) -> int:
        return int(self.next() * count)

    def one(self, some: Sequence[T]) -> T:
        return some[self.below(len(some))]

    def several(self, some: Sequence[T], count: int) -> list[T]:
        """Return different ones, in their order."""
        left = list(enumerate(some))
        return [
            item
            for _, item in sorted(
                (left.pop(self.below(len(left))) for _ in range(min(count, len(left)))),
                key=lambda pair: pair[0],
            )
        ]


@dataclass
class _Chat:
    blueprint: Blueprint
    weeks: Sequence[Week]
    dice: _Dice
    shown: dict[str, str] = field(default_factory=dict)
    left: dict[Sequence[str], list[str]] = field(default_factory=dict)

    def posts(self) -> Iterator[Post]:
        staff = self.blueprint.with_role("lecturer", "moderator")
        lecturer = staff[0]
        students = self.blueprint.with_role("student")
        writers = [one for one in students if self.dice.next() >= SILENT]
        self._name(writers)
        opening = list(self._opening(lecturer))
        duties = [post for week in self.weeks for post in self._duties(week, lecturer, writers)]
        talk = MESSAGES - len(opening) - len(duties)
        yield from opening
        yield from duties
        for place, week in enumerate(self.weeks):
            share = talk * (place + 1) // len(self.weeks) - talk * place // len(self.weeks)
            yield from self._talk(week, share, staff, writers)

    def _name(self, writers: Sequence[Person]) -> None:
        """Decide under which names people stand in the phone: a few not under their own."""
        self.shown = {person.key: person.name for person in self.blueprint.people}
        for place, person in enumerate(self.dice.several(writers, 8)):
            first = person.name.split()[0]
            strange = ("+62 000-0000-0001", f"~ {first}")
            self.shown[person.key] = strange[place] if place < 2 else f"~ {person.name}"

    def _say(self, when: datetime.datetime, person: Person, text: str) -> Post:
        return Post(when, self.shown[person.key], text)

    def _opening(self, lecturer: Person) -> Iterator[Post]:
        course = self.blueprint.course.in_language("id")
        start = _at(self.weeks[0].begins, 7, 30)
        yield Post(start, "", phrases.ENCRYPTED, "system")
        yield Post(start, "", f'{lecturer.name} membuat grup "{course}"', "system")
        yield self._say(start, lecturer, f"{MARKS[0]} {phrases.MADE_UP}")
        yield Post(start, "", f"{lecturer.name} menambahkan semua peserta", "system")

    def _duties(self, week: Week, lecturer: Person, writers: Sequence[Person]) -> Iterator[Post]:
        """Yield the question of the week, a reminder, and the summaries."""
        topic, prompt = week.topic.in_language("id"), week.prompt.in_language("id")
        opening = phrases.QUESTION.format(number=week.number, topic=topic, prompt=prompt)
        yield self._say(_at(week.begins, 8, self.dice.below(20)), lecturer, opening)
        due = week.summary_due.replace(tzinfo=None, second=0, microsecond=0)
        reminder = due - datetime.timedelta(hours=25, minutes=self.dice.below(60))
        yield self._say(reminder, lecturer, phrases.REMINDER.format(number=week.number))
        for person in writers:
            fate = self.dice.next()
            # From early morning until the hour of the deadline, today or yesterday.
            minutes = 1 + self.dice.below(14 * 60)
            days = datetime.timedelta(days=self.dice.below(2))
            if fate < ON_TIME:
                when = due - days - datetime.timedelta(minutes=minutes)
                yield self._summary(when, person, week)
            elif fate < ON_TIME + LATE:
                when = due + datetime.timedelta(days=1) + days - datetime.timedelta(minutes=minutes)
                yield self._summary(when, person, week)

    def _summary(self, when: datetime.datetime, person: Person, week: Week) -> Post:
        opening = self.dice.one(phrases.SUMMARY_OPENINGS).format(
            number=week.number, topic=week.topic.in_language("id")
        )
        if self.dice.next() < 0.06:
            return Post(when, self.shown[person.key], opening.strip("*:"), "media")
        points = self.dice.several(phrases.POINTS, 2 + self.dice.below(3))
        return self._say(when, person, "\n".join([opening, *(f"- {point}" for point in points)]))

    def _talk(
        self, week: Week, count: int, staff: Sequence[Person], writers: Sequence[Person]
    ) -> Iterator[Post]:
        """Yield an evening's discussion, and what is written between."""
        topic = week.topic.in_language("id")
        # Some write often and most seldom: each takes part with a weight of its own.
        weights = {person.key: (1 + self.dice.below(9)) ** 2 for person in writers}
        when = _at(week.begins + datetime.timedelta(days=2), 19, 0)
        before: Person | None = None
        for _ in range(count):
            when += datetime.timedelta(minutes=1 + int(self.dice.next() * self.dice.next() * 20))
            if when.hour >= 22:  # people sleep, and go on the next evening
                when = _at(when.date() + datetime.timedelta(days=1), 19, self.dice.below(20))
            speaker = self._speaker(week, when, staff, writers, weights)
            yield self._remark(when, speaker, before, topic)
            before = speaker

    def _speaker(
        self,
        week: Week,
        when: datetime.datetime,
        staff: Sequence[Person],
        writers: Sequence[Person],
        weights: dict[str, int],
    ) -> Person:
        if self.dice.next() < 0.16:
            return self.dice.one(staff)
        guest = week.expert
        if guest and guest.first <= when.date() <= guest.last and self.dice.next() < 0.12:
            return self.blueprint.people_by_key[guest.person]
        place = self.dice.next() * sum(weights.values())
        for person in writers:
            place -= weights[person.key]
            if place < 0:
                return person
        return writers[-1]

    def _remark(
        self, when: datetime.datetime, person: Person, before: Person | None, topic: str
    ) -> Post:
        fate = self.dice.next()
        if person.role == "student" and fate < 0.03:
            return Post(when, self.shown[person.key], "", "media")
        if person.role == "student" and fate < 0.05:
            return Post(when, self.shown[person.key], "Pesan ini telah dihapus", "deleted")
        said = phrases.REMARKS if person.role == "student" else phrases.GUIDANCE
        text = self._phrase(said).format(topic=topic)
        if before and before != person and self.dice.next() < 0.2:
            text = f"@\u2068{self.shown[before.key]}\u2069 {text}"
        return self._say(when, person, text)

    def _phrase(self, some: Sequence[str]) -> str:
        """Return a phrase; each comes once before any comes again."""
        if not self.left.get(some):
            self.left[some] = list(some)
        return self.left[some].pop(self.dice.below(len(self.left[some])))


def _at(day: datetime.date, hour: int, minute: int) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour, minute))
