"""The parts of a class that are forms and lists: course, colleges, channels, weeks, sessions."""

import datetime
import zoneinfo
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ipywidgets

from workshop.classroom.blueprint.model import (
    ROLES,
    Blueprint,
    Channel,
    College,
    Expert,
    Person,
    Role,
    Session,
    Week,
)
from workshop.classroom.blueprint.reading import CHANNEL_KINDS, usual_writers
from workshop.errors import Message
from workshop.i18n import date, language, number, tr
from workshop.tables import Text
from workshop.widgets._class_draft import ClassDraft
from workshop.widgets._form import Field, Form, bilingual, plain, typed
from workshop.widgets._rows import Rows, free

Changed = Callable[[], None]

ROLE_WORDS: dict[Role, Message] = {
    "lecturer": Message("Lecturers"),
    "student": Message("Students"),
    "expert": Message("Guest experts"),
    "moderator": Message("Moderators"),
}
ROLE_OF_ONE: dict[Role, Message] = {
    "lecturer": Message("Lecturer"),
    "student": Message("Student"),
    "expert": Message("Guest expert"),
    "moderator": Message("Moderator"),
}
KIND_WORDS = {
    "announcements": Message("Announcements"),
    "discussion": Message("Weekly discussion, with summaries"),
    "questions": Message("Questions and answers"),
    "materials": Message("Materials"),
    "group": Message("Study group"),
}
# The zones of Indonesia come first, by the names that everybody there knows.
INDONESIA = {
    "Asia/Jakarta": "WIB – Jakarta",
    "Asia/Pontianak": "WIB – Pontianak",
    "Asia/Makassar": "WITA – Makassar",
    "Asia/Jayapura": "WIT – Jayapura",
}
_PLACES = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Pacific/")
_EVENING = datetime.time(21)


def time_zones() -> list[tuple[str, str]]:
    """Return what the menu of time zones offers.

    Examples
    --------
    >>> time_zones()[0]
    ('WIB – Jakarta', 'Asia/Jakarta')
    """
    others = sorted(
        name for name in zoneinfo.available_timezones() - INDONESIA.keys()
        if name.startswith(_PLACES)
    )  # fmt: skip
    return [*((words, name) for name, words in INDONESIA.items()), *((one, one) for one in others)]


def course(draft: ClassDraft, changed: Changed) -> Form:
    """Return the form of what concerns the whole class."""
    zones = time_zones()
    languages = [(tr("Indonesian"), "id"), (tr("English"), "en")]
    fields = [
        *bilingual("course", tr("Name of the course")),
        plain("term", typed(tr("Term"))),
        plain("language", typed(tr("Language of the class"), ipywidgets.Dropdown,
                                options=languages)),
        plain("time_zone", typed(tr("Time zone"), ipywidgets.Dropdown, options=zones),
              choices=lambda _: list(zones)),
        plain("begins", typed(tr("First day"), ipywidgets.DatePicker)),
        plain("ends", typed(tr("Last day"), ipywidgets.DatePicker)),
        plain("key", typed(tr("Short name"))),
    ]  # fmt: skip
    return whole(draft, fields, changed)


def seats(draft: ClassDraft, changed: Changed) -> Form:
    """Return the form of how many may register."""
    control = typed(tr("Places"), ipywidgets.BoundedIntText, min=0, max=1_000_000)
    return whole(draft, [plain("capacity", control)], changed)


def whole(draft: ClassDraft, fields: list[Field], changed: Changed) -> Form:
    """Return a form whose thing is the blueprint itself."""

    def take(blueprint: Blueprint) -> None:
        draft.become(blueprint)
        changed()

    return Form(fields, take)


def colleges(draft: ClassDraft, changed: Changed) -> Rows:
    """Return the list of colleges."""
    fields = [
        plain("name", typed(tr("Name"))),
        plain("key", typed(tr("Short name"))),
        plain("server", typed(tr("Server"), placeholder="a.example.ac.id")),
    ]

    def new(blueprint: Blueprint) -> College:
        key = free("college", {one.key for one in blueprint.colleges})
        return College(key, tr("New college"))

    return Rows(draft, "colleges", fields, changed, label=lambda one: one.name, new=new,
                description=tr("Colleges"))  # fmt: skip


def channels(draft: ClassDraft, changed: Changed) -> Rows:
    """Return the list of channels."""
    kinds = [(str(KIND_WORDS[kind]), kind) for kind in CHANNEL_KINDS]

    def of_kind(channel: Channel, kind: Any) -> Channel:
        group = channel.group if kind == "group" else ""
        return replace(channel, kind=kind, writers=usual_writers(kind), group=group)

    fields = [
        *bilingual("title", tr("Title")),
        Field(typed(tr("Kind"), ipywidgets.Dropdown, options=kinds), lambda one: one.kind, of_kind),
        plain(
            "group",
            typed(tr("Study group"), ipywidgets.Dropdown),
            choices=_groups,
            visible=lambda one: one.kind == "group",
        ),
        *map(_writing, ROLES),
        plain("key", typed(tr("Short name"))),
    ]

    def new(blueprint: Blueprint) -> Channel:
        key = free("channel", {one.key for one in blueprint.channels})
        return Channel(key, Text("Kanal baru", "New channel"), "discussion")

    return Rows(
        draft, "channels", fields, changed, label=_titled, new=new, description=tr("Channels")
    )


def _groups(blueprint: Blueprint) -> list[tuple[str, str]]:
    each = (tr("One channel for each study group"), "")
    return [each, *((_titled(group), group.key) for group in blueprint.groups)]


def _writing(role: Role) -> Field:
    def put(channel: Channel, ticked: object) -> Channel:
        kept = {*channel.writers, role} if ticked else {*channel.writers} - {role}
        return replace(channel, writers=tuple(one for one in ROLES if one in kept))

    words = tr("{people} may write", people=ROLE_WORDS[role])
    return Field(typed(words, ipywidgets.Checkbox), lambda one: role in one.writers, put)


def weeks(draft: ClassDraft, changed: Changed) -> Rows:
    """Return the list of weeks."""
    fields = [
        *bilingual("topic", tr("Topic")),
        *bilingual("prompt", tr("Prompt"), ipywidgets.Textarea, rows=3),
        plain("begins", typed(tr("Begins"), ipywidgets.DatePicker)),
        plain("summary_due", typed(tr("Summary due"), ipywidgets.NaiveDatetimePicker)),
        Field(typed(tr("Guest"), ipywidgets.Dropdown), _guest, _invited, choices=_guests),
        _stay("first", tr("Guest from")),
        _stay("last", tr("Guest until")),
    ]

    def label(week: Week) -> str:
        return f"{number(week.number)}. {week.topic.in_language(language())}"

    return Rows(draft, "weeks", fields, changed, label=label, new=_next_week,
                description=tr("Weeks"),
                movable=False)  # fmt: skip


def _guests(blueprint: Blueprint) -> list[tuple[str, str]]:
    return [(tr("Nobody"), ""), *((one.name, one.key) for one in blueprint.with_role("expert"))]


def _guest(week: Week) -> str:
    return week.expert.person if week.expert else ""


def _invited(week: Week, person: str) -> Week:
    if not person:
        return replace(week, expert=None)
    stay = week.expert or Expert(person, week.begins, week.summary_due.date())
    return replace(week, expert=replace(stay, person=person))


def _stay(name: str, label: str) -> Field:
    def put(week: Week, day: Any) -> Week:
        if day is None or week.expert is None:
            return week
        return replace(week, expert=replace(week.expert, **{name: day}))

    return Field(
        typed(label, ipywidgets.DatePicker),
        lambda week: getattr(week.expert, name),
        put,
        visible=lambda week: week.expert is not None,
    )


def _next_week(blueprint: Blueprint) -> Week:
    last = max(blueprint.weeks, key=lambda week: week.number, default=None)
    days = datetime.timedelta(days=7)
    topic, prompt = Text("Topik baru", "New topic"), Text("", "")
    if last is None:
        due = datetime.datetime.combine(blueprint.begins + datetime.timedelta(days=6), _EVENING)
        return Week(1, topic, prompt, blueprint.begins, due)
    return Week(last.number + 1, topic, prompt, last.begins + days, last.summary_due + days)


def sessions(draft: ClassDraft, changed: Changed) -> Rows:
    """Return the list of meetings by video."""
    fields = [
        *bilingual("title", tr("Title")),
        plain("begins", typed(tr("Begins"), ipywidgets.NaiveDatetimePicker)),
        plain("minutes", typed(tr("Minutes"), ipywidgets.BoundedIntText, min=1, max=24 * 60)),
        plain("link", typed(tr("Address of the meeting"), placeholder="https://")),
        plain("key", typed(tr("Short name"))),
    ]

    def new(blueprint: Blueprint) -> Session:
        key = free("session", {one.key for one in blueprint.sessions})
        begins = datetime.datetime.combine(blueprint.begins, datetime.time(19, 30))
        return Session(key, Text("Pertemuan baru", "New meeting"), begins, 60)

    def label(session: Session) -> str:
        return f"{_titled(session)} – {date(session.begins.date())}"

    return Rows(draft, "sessions", fields, changed, label=label, new=new,
                description=tr("Video sessions"),
                movable=False)  # fmt: skip


def people(draft: ClassDraft, changed: Changed) -> Rows:
    """Return the list of people, to add somebody or correct a word without a new list."""
    roles = [(str(ROLE_OF_ONE[role]), role) for role in ROLES]
    fields = [
        plain("name", typed(tr("Name"))),
        plain("email", typed(tr("E-mail"))),
        plain("role", typed(tr("Role"), ipywidgets.Dropdown, options=roles)),
        plain("college", typed(tr("College"), ipywidgets.Dropdown), choices=_colleges),
        plain("identifier", typed(tr("Student or staff number"))),
        plain("level", typed(tr("Year or level"))),
        plain("consent", typed(tr("Agreed that an account is made"), ipywidgets.Checkbox)),
        plain("key", typed(tr("Short name"))),
    ]

    def new(blueprint: Blueprint) -> Person:
        key = free("person", blueprint.people_by_key)
        college = blueprint.colleges[0].key if blueprint.colleges else ""
        return Person(key, tr("New person"), "", "student", college, consent=False)

    return Rows(draft, "people", fields, changed, label=lambda one: one.name, new=new,
                description=tr("People"), movable=False)  # fmt: skip


def _colleges(blueprint: Blueprint) -> list[tuple[str, str]]:
    return [(college.name, college.key) for college in blueprint.colleges]


def _titled(thing: Any) -> str:
    title: Text = thing.title
    return title.in_language(language())
