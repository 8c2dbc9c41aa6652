"""A blueprint while somebody writes it: by a form and as text, each step of which can be undone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.blueprint.reading import from_text
from workshop.classroom.blueprint.writing import to_toml
from workshop.errors import BlueprintError, Bullets, Message
from workshop.i18n import number, tr
from workshop.widgets._history import History

SECTIONS = {
    "colleges": Message("College"),
    "groups": Message("Study group"),
    "channels": Message("Channel"),
    "weeks": Message("Week"),
    "rules": Message("Rule"),
    "sessions": Message("Video session"),
    "people": Message("Person"),
}
FIELDS = {
    "key": Message("Short name"),
    "course": Message("Name of the course"),
    "time_zone": Message("Time zone"),
    "begins": Message("Begins"),
    "ends": Message("Last day"),
    "name": Message("Name"),
    "email": Message("E-mail"),
    "identifier": Message("Student or staff number"),
    "college": Message("College"),
    "server": Message("Server"),
    "title": Message("Title"),
    "topic": Message("Topic"),
    "prompt": Message("Prompt"),
    "text": Message("Text"),
    "link": Message("Address of the meeting"),
    "kind": Message("Kind"),
    "writers": Message("Who may write"),
    "minutes": Message("Minutes"),
    "expert": Message("Guest"),
    "members": Message("Members"),
}
BILINGUAL = ("course", "title", "topic", "prompt", "text")

_KEY = re.compile(r"(?:(?P<rows>[a-z]+)\[(?P<number>\d+)\]\.)?(?P<field>[a-z_]+)(?:\.\w+)?")


@dataclass(frozen=True)
class _State:
    """What the form shows, the text, what is valid, and what is wrong with the rest."""

    shown: Blueprint
    text: str
    valid: Blueprint
    mistakes: tuple[str, ...] = ()


class ClassDraft(History[_State]):
    """A blueprint and its history.

    Parameters
    ----------
    blueprint
        To begin with, free of mistakes.
    path
        Its file; a list of people that it names lies beside it.
    text
        As it stands in the file, with its comments; made of the blueprint by default.

    Examples
    --------
    >>> from workshop.classroom import example
    >>> draft = ClassDraft(example("en"), Path("my-classroom.toml"))
    >>> draft.become(replace(draft.shown, key="Not a key"))
    >>> len(draft.mistakes), draft.blueprint.key
    (1, 'first-class')
    >>> draft.undo(), draft.mistakes
    (True, ())
    """

    def __init__(self, blueprint: Blueprint, path: Path, text: str = "") -> None:
        self.path = path
        super().__init__(_State(blueprint, text or to_toml(blueprint), blueprint))

    @property
    def shown(self) -> Blueprint:
        """What the form shows, mistakes included."""
        return self.state.shown

    @property
    def blueprint(self) -> Blueprint:
        """The blueprint without the mistakes: as it was before they were made."""
        return self.state.valid

    @property
    def text(self) -> str:
        """The blueprint as TOML; as it was typed, if it was."""
        return self.state.text

    @property
    def mistakes(self) -> tuple[str, ...]:
        """What is not allowed, in words; nothing can be saved before it is corrected."""
        return self.state.mistakes

    def become(self, candidate: Blueprint) -> None:
        """Take what a form says; people who were changed here no longer stand in another file."""
        candidate = _without_the_gone(candidate, self.shown)
        if candidate.roster and candidate.people != self.shown.people:
            people = tuple(replace(person, row=0) for person in candidate.people)
            candidate = replace(candidate, people=people, roster="")
        if candidate != self.shown:
            self.take(_checked(candidate, to_toml(candidate), self.state.valid, self.path))

    def become_text(self, text: str) -> None:
        """Take what was typed; the form stays as it was while there are mistakes in it."""
        if text == self.text:
            return
        try:
            found = from_text(text, self.path.name, self.path.parent)
        except BlueprintError as error:
            told = tuple(map(str, _told(error)))
            self.take(replace(self.state, text=text, mistakes=told))
        else:
            self.take(_State(found, text, found))


def _checked(candidate: Blueprint, text: str, valid: Blueprint, path: Path) -> _State:
    try:
        found = from_text(text, path.name, path.parent)
    except BlueprintError as error:
        return _State(candidate, text, valid, tuple(in_words(_told(error))))
    if candidate.report.decisions:
        found = replace(found, report=candidate.report)
    return _State(found, text, found)


def _without_the_gone(candidate: Blueprint, before: Blueprint) -> Blueprint:
    """Return a class whose groups and guests no longer hold those who were just taken out."""
    gone = before.people_by_key.keys() - candidate.people_by_key.keys()
    if not gone:
        return candidate
    kept = (
        replace(group, members=tuple(key for key in group.members if key not in gone))
        for group in candidate.groups
    )
    weeks = (
        replace(week, expert=None) if week.expert and week.expert.person in gone else week
        for week in candidate.weeks
    )
    groups = tuple(group for group in kept if group.members)
    return replace(candidate, groups=groups, weeks=tuple(weeks))


def _told(error: BlueprintError) -> list[Message]:
    found = error.parts.get("mistakes")
    return list(found) if isinstance(found, Bullets) else [Message(error.template, **error.parts)]


def in_words(mistakes: Iterable[Message]) -> list[str]:
    """Return mistakes in the words of the form, not in those of the file.

    Examples
    --------
    >>> from workshop.i18n import use
    >>> wrong = Message("{key} is missing; allowed: {allowed}", key="weeks[2].begins", allowed="…")
    >>> with use("en"):
    ...     in_words([wrong])
    ['Week 2, “Begins”, is empty; allowed: …']
    """
    return list(dict.fromkeys(map(_sentence, mistakes)))


def _sentence(mistake: Message) -> str:
    inner = mistake.parts.get("mistake", mistake)  # without the line, which only the text has
    parts = inner.parts if isinstance(inner, Message) else {}
    key, allowed = parts.get("key"), parts.get("allowed")
    found = _KEY.fullmatch(key) if isinstance(key, str) else None
    if found is None or allowed is None or found["field"] not in FIELDS:
        return str(mistake)
    field = _named(found)
    if found["field"] in BILINGUAL:
        return tr("{field}, needs words in Indonesian and in English.", field=field)
    if "value" not in parts:
        return tr("{field}, is empty; allowed: {allowed}", field=field, allowed=allowed)
    value = parts["value"]
    return tr("{field}, is {value}; allowed: {allowed}", field=field, value=value, allowed=allowed)


def _named(found: re.Match[str]) -> str:
    section, field = SECTIONS.get(found["rows"] or ""), FIELDS[found["field"]]
    if section is None:
        return tr("“{field}”", field=field)
    place = number(int(found["number"]))
    return tr("{section} {number}, “{field}”", section=section, number=place, field=field)
