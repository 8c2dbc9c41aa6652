"""A classroom as its lecturer describes it, before any platform is chosen.

Keys are slugs: they stay the same when a title is reworded, so that whatever was built
once is found again.
"""

import datetime
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from workshop.sheets.report import ReadingReport
from workshop.tables import Text

Role = Literal["lecturer", "student", "expert", "moderator"]
ChannelKind = Literal["announcements", "discussion", "questions", "materials", "group"]

ROLES: tuple[Role, ...] = ("lecturer", "student", "expert", "moderator")
# Who may write where only some may.
STAFF: tuple[Role, ...] = ("lecturer", "moderator")


@dataclass(frozen=True)
class College:
    """A college that takes part.

    Parameters
    ----------
    key
        A slug, such as ``"stt-pontianak"``.
    name
        As people read it.
    server
        Where its people have their accounts, on platforms that federate: ``"a.example.ac.id"``.
    """

    key: str
    name: str
    server: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody in the class.

    Parameters
    ----------
    key
        A slug, unique in the class; it becomes the account's name where the platform allows.
    identifier
        Student or staff number; may be empty.
    college
        Key of a college.
    consent
        Whether the person agreed that an account is made; without it nothing is made.
    level
        Year or level, for mixing groups; may be empty.
    group
        Key of the group that the roster gives; empty when groups are formed.
    row
        The row of the roster, counted from 1 as a spreadsheet does; 0 when there is no file.
    """

    key: str
    name: str
    email: str
    role: Role
    college: str
    identifier: str = ""
    consent: bool = True
    level: str = ""
    group: str = ""
    row: int = 0


@dataclass(frozen=True)
class Group:
    """A study group; ``members`` are keys of people."""

    key: str
    title: Text
    members: tuple[str, ...]


@dataclass(frozen=True)
class Channel:
    """A place to write in. Only ``writers`` may write; all who belong to it read.

    One of the kind ``group`` without a ``group`` stands for one a group: see `Blueprint.places`.
    """

    key: str
    title: Text
    kind: ChannelKind
    writers: tuple[Role, ...] = ROLES
    group: str = ""


@dataclass(frozen=True)
class Expert:
    """A guest's stay: the key of a person, from the first to the last day."""

    person: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Week:
    """A week: its topic, what is discussed, and until when everyone sends a summary."""

    number: int
    topic: Text
    prompt: Text
    begins: datetime.date
    summary_due: datetime.datetime
    expert: Expert | None = None
    materials: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The slug of the week: ``"week-01"``."""
        return f"week-{self.number:02}"


@dataclass(frozen=True)
class Rule:
    """A rule of the class, as it is pinned in its channels."""

    key: str
    text: Text


@dataclass(frozen=True)
class Session:
    """A meeting by video."""

    key: str
    title: Text
    begins: datetime.datetime
    minutes: int
    link: str = ""


@dataclass(frozen=True)
class Grouping:
    """How groups are formed where the roster names none: ``size`` 0 forms none."""

    size: int = 0
    mix: tuple[Literal["college", "level"], ...] = ("college", "level")
    seed: int = 1


@dataclass(frozen=True)
class Blueprint:
    """A class.

    Parameters
    ----------
    key
        A slug; names made on a platform begin with it.
    language
        ``"id"`` or ``"en"``: of everything that is written on the platform.
    time_zone
        A name of the time zone database, such as ``"Asia/Pontianak"``; all times are in it.
    begins, ends
        First and last day of the term.
    capacity
        Most people who may register; 0 when anybody may.
    roster
        Name of the file that lists the people, beside the blueprint; empty when there is none.
    report
        What was decided while the files were read.
    """

    key: str
    course: Text
    term: str
    language: str
    time_zone: str
    begins: datetime.date
    ends: datetime.date
    colleges: tuple[College, ...]
    people: tuple[Person, ...]
    groups: tuple[Group, ...] = ()
    grouping: Grouping = Grouping()
    channels: tuple[Channel, ...] = ()
    weeks: tuple[Week, ...] = ()
    rules: tuple[Rule, ...] = ()
    sessions: tuple[Session, ...] = ()
    capacity: int = 0
    roster: str = ""
    report: ReadingReport = field(default=ReadingReport(), compare=False, repr=False)

    @property
    def members(self) -> tuple[Person, ...]:
        """The people who agreed: only for them something is made."""
        return tuple(person for person in self.people if person.consent)

    def with_role(self, *roles: Role) -> tuple[Person, ...]:
        """Return the members who have one of the roles."""
        return tuple(person for person in self.members if person.role in roles)

    def stays(self, person: Person) -> tuple[Expert, ...]:
        """Return when a guest is there, week by week; others are there for the whole term."""
        stays = (week.expert for week in self.weeks if week.expert and person.role == "expert")
        return tuple(stay for stay in stays if stay.person == person.key)

    @functools.cached_property
    def people_by_key(self) -> Mapping[str, Person]:
        """Key → person, those without consent included."""
        return {person.key: person for person in self.people}

    @functools.cached_property
    def colleges_by_key(self) -> Mapping[str, College]:
        """Key → college."""
        return {college.key: college for college in self.colleges}

    @functools.cached_property
    def groups_by_key(self) -> Mapping[str, Group]:
        """Key → study group."""
        return {group.key: group for group in self.groups}

    @functools.cached_property
    def places(self) -> tuple[Channel, ...]:
        """The channels one by one, with those of the groups."""
        return tuple(
            place
            for channel in self.channels
            for place in (
                [_of_group(channel, group) for group in self.groups]
                if channel.kind == "group" and not channel.group
                else [channel]
            )
        )

    def said(self, text: Text) -> str:
        """Return a text in the language of the class."""
        return text.in_language(self.language)


def _of_group(channel: Channel, group: Group) -> Channel:
    key = f"{channel.key}-{group.key}"
    return replace(channel, key=key, title=group.title, group=group.key)


def slug(text: str) -> str:
    """Return a text as a key: small letters, digits and hyphens.

    Examples
    --------
    >>> slug("STT Pontianak (Kampus 2)"), slug("Ñandú"), slug("!")
    ('stt-pontianak-kampus-2', 'nandu', '')
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
