"""The kinds of things on a platform, counted in the reader's words."""

from collections.abc import Callable, Mapping

from workshop.errors import Message
from workshop.i18n import ntr

# Their labels name people: what is published counts them and names none.
PERSONAL = frozenset({"person", "enrolment", "membership", "role", "invitation", "reminder"})

_COUNTED: Mapping[str, Callable[[int], str]] = {
    "category": lambda n: ntr("{count} category", "{count} categories", n),
    "course": lambda n: ntr("{count} course", "{count} courses", n),
    "person": lambda n: ntr("{count} person", "{count} people", n),
    "space": lambda n: ntr("{count} space", "{count} spaces", n),
    "channel": lambda n: ntr("{count} channel", "{count} channels", n),
    "topic": lambda n: ntr("{count} topic", "{count} topics", n),
    "group": lambda n: ntr("{count} group", "{count} groups", n),
    "enrolment": lambda n: ntr("{count} enrolment", "{count} enrolments", n),
    "membership": lambda n: ntr("{count} membership", "{count} memberships", n),
    "role": lambda n: ntr("{count} role", "{count} roles", n),
    "section": lambda n: ntr("{count} section", "{count} sections", n),
    "material": lambda n: ntr("{count} material", "{count} materials", n),
    "rules": lambda n: ntr("{count} set of rules", "{count} sets of rules", n),
    "announcement": lambda n: ntr("{count} announcement", "{count} announcements", n),
    "discussion": lambda n: ntr("{count} discussion", "{count} discussions", n),
    "assignment": lambda n: ntr("{count} assignment", "{count} assignments", n),
    "event": lambda n: ntr("{count} calendar event", "{count} calendar events", n),
    "invitation": lambda n: ntr("{count} invitation", "{count} invitations", n),
    "reminder": lambda n: ntr("{count} reminder", "{count} reminders", n),
}


def counted(kind: str, count: int) -> str:
    """Say how many there are of a kind.

    Examples
    --------
    >>> from workshop import i18n
    >>> with i18n.use("id"):
    ...     counted("person", 62)
    '62 orang'
    """
    say = _COUNTED.get(kind)
    return say(count) if say else ntr("{count} thing", "{count} things", count)


_HEADINGS: Mapping[str, Message] = {
    "category": Message("Category"),
    "course": Message("Course"),
    "person": Message("People"),
    "space": Message("Space"),
    "channel": Message("Channels"),
    "topic": Message("Topics"),
    "group": Message("Study groups"),
    "enrolment": Message("Enrolments"),
    "membership": Message("Memberships"),
    "role": Message("Roles"),
    "section": Message("Sections"),
    "material": Message("Materials"),
    "rules": Message("Rules"),
    "announcement": Message("Announcements"),
    "discussion": Message("Discussions"),
    "assignment": Message("Assignments"),
    "event": Message("Calendar events"),
    "invitation": Message("Invitations"),
    "reminder": Message("Reminders"),
}


def heading(kind: str) -> str:
    """Return the name of a kind, as a heading.

    Examples
    --------
    >>> from workshop import i18n
    >>> with i18n.use("en"):
    ...     heading("event")
    'Calendar events'
    """
    return str(_HEADINGS.get(kind, kind))
