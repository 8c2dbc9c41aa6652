"""What was measured on the conversations of a class, and the figures about the class as a whole."""

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.discussion.measures import (
    across_by_chance,
    across_colleges,
    gini,
    share,
    wrote,
)
from workshop.classroom.discussion.messages import Conversation
from workshop.classroom.discussion.people import Matching
from workshop.classroom.discussion.speaking import Basis, Reply, Said, median_delay, students_in
from workshop.classroom.discussion.summaries import Status, SummaryRule

FEWEST = 5  # people of a group that may be shown


@dataclass(frozen=True, eq=False, repr=False)
class Figures:
    """What people of a class wrote, and what can be said of all of them together.

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
    names
        Whether tables of people show names instead of pseudonyms.
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

    @cached_property
    def learners(self) -> tuple[Person, ...]:
        """The students of the class who consented."""
        return self.blueprint.with_role("student")

    @property
    def students(self) -> int:
        """Count the students of the class who consented."""
        return len(self.learners)

    @property
    def students_who_wrote(self) -> int:
        """Count the students who wrote at least one message."""
        return len(students_in(self.said))

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
        return gini([counts[person.key] for person in self.learners])

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
