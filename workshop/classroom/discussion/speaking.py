"""Messages of people of the class, in its time zone, and who answers whom."""

import datetime
import itertools
import statistics
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.discussion.messages import Conversation, Post
from workshop.classroom.discussion.people import Directory, Matching

Basis = Literal["reply", "mention", "next"]


@dataclass(frozen=True, slots=True)
class Said:
    """A message of somebody in the class.

    Parameters
    ----------
    when
        In the time zone of the class.
    answers
        The message of somebody in the class that it replies to, where the program keeps that.
    asked
        The same message, also when its sender is not in the class.
    """

    person: Person
    when: datetime.datetime
    post: Post
    chat: int
    answers: "Said | None" = None
    asked: Post | None = None

    @property
    def words(self) -> int:
        """Count the words."""
        return len(self.post.text.split())


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody answers somebody else; ``basis`` says how that is known.

    ``"next"`` is the next message by another person: all that a program without reply links
    leaves to go by.
    """

    sender: Person
    to: Person
    delay: datetime.timedelta
    basis: Basis


def local(when: datetime.datetime, zone: str) -> datetime.datetime:
    """Return a time in a zone; one without a zone is taken to be in it already.

    Examples
    --------
    >>> local(datetime.datetime(2026, 5, 29, 11, tzinfo=datetime.UTC), "Asia/Pontianak").hour
    18
    """
    place = zoneinfo.ZoneInfo(zone)
    return when.astimezone(place) if when.tzinfo else when.replace(tzinfo=place)


@dataclass(frozen=True, slots=True)
class Heard:
    """What members of the class wrote, and how many messages were left out for which reason."""

    said: tuple[Said, ...]
    repeated: int
    without_consent: int


def said_in(
    conversations: Sequence[Conversation], blueprint: Blueprint, matching: Matching
) -> Heard:
    """Return what the members of the class wrote, chat by chat, in the zone of the class.

    An export holds a chat from its beginning: what stands in an earlier file already counts once.
    """
    people = matching.person_of()
    found: list[Said] = []
    earlier: set[tuple[str, datetime.datetime, str]] = set()
    repeated = without_consent = 0
    for number, chat in enumerate(conversations):
        by_key: dict[str, Said] = {}
        posts = {post.key: post for post in chat.written if post.key}
        new = []
        for post in chat.written:
            person = blueprint.people_by_key.get(people.get((post.sender, post.account), ""))
            if person is None:
                continue
            when = local(post.when, blueprint.time_zone)
            if not person.consent:
                without_consent += 1
            elif (person.key, when, post.text) in earlier:
                repeated += 1
            else:
                answers, asked = by_key.get(post.reply_to), posts.get(post.reply_to)
                one = Said(person, when, post, number, answers, asked)
                by_key.update({post.key: one} if post.key else {})
                new.append(one)
        earlier.update((one.person.key, one.when, one.post.text) for one in new)
        found.extend(new)
    return Heard(tuple(found), repeated, without_consent)


def replies(
    said: Sequence[Said], conversations: Sequence[Conversation], directory: Directory
) -> tuple[Reply, ...]:
    """Return who answers whom, by every basis that a conversation allows."""
    found: list[Reply] = []
    for number, chat in enumerate(conversations):
        ours = [one for one in said if one.chat == number]
        linked = [reply for one in ours for reply in _linked(one)]
        found.extend([*linked, *_mentions(ours, directory)])
        if not chat.links_replies:
            found.extend(_next(ours))
    return tuple(found)


def _linked(one: Said) -> Iterator[Reply]:
    if one.answers and one.answers.person != one.person:
        delay = one.when - one.answers.when
        yield Reply(one.person, one.answers.person, delay, "reply")


def _mentions(said: Iterable[Said], directory: Directory) -> Iterator[Reply]:
    """Yield mentions of people who wrote before; the delay runs from their last message."""
    last: dict[str, Said] = {}
    for one in said:
        for mention in dict.fromkeys(one.post.mentions):
            key = directory.find(mention)[0]
            before = last.get(key)
            already = one.answers and one.answers.person.key == key
            if before and before.person != one.person and not already:
                yield Reply(one.person, before.person, one.when - before.when, "mention")
        last[one.person.key] = one


def _next(said: Sequence[Said]) -> Iterator[Reply]:
    for before, after in itertools.pairwise(said):
        if before.person != after.person:
            yield Reply(after.person, before.person, after.when - before.when, "next")


def students_in(some: Iterable[Said]) -> set[str]:
    """Return the keys of the students who wrote some of the messages."""
    return {one.person.key for one in some if one.person.role == "student"}


def median_delay(some: Iterable[Reply]) -> datetime.timedelta | None:
    """Return the median of the delays; nothing without any."""
    seconds = [reply.delay.total_seconds() for reply in some]
    return datetime.timedelta(seconds=statistics.median(seconds)) if seconds else None
