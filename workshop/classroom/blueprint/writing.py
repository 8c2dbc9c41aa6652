"""Blueprints as TOML that a person reads and goes on writing."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from workshop import files
from workshop.classroom.blueprint.model import (
    Blueprint,
    Channel,
    College,
    Group,
    Grouping,
    Person,
    Rule,
    Session,
    Week,
)
from workshop.classroom.blueprint.reading import usual_writers
from workshop.i18n import tr, use
from workshop.tables import Text
from workshop.toml import bilingual, moment, string, strings


def write(blueprint: Blueprint, path: Path | str) -> None:
    """Write a blueprint to its TOML file, whole or not at all; a list of people stays as it is.

    Raises
    ------
    PublishingError
        When the folder is read-only or the disk is full; an older file is still there.
    """
    files.write(Path(path), to_toml(blueprint))


def to_toml(blueprint: Blueprint) -> str:
    """Return a blueprint as TOML, which `read` turns into the same blueprint.

    The comments are in the language of the class. People who stand on the list that the
    blueprint names are not written once more.
    """
    with use(blueprint.language):
        return "\n\n".join(filter(None, map("\n".join, _blocks(blueprint)))) + "\n"


def _blocks(blueprint: Blueprint) -> Iterator[Iterable[str]]:
    yield _head(blueprint)
    yield from map(_college, blueprint.colleges)
    yield _grouping(blueprint.grouping)
    yield _heading(
        tr("Study groups; who stands here is moved by nobody but you."), blueprint.groups
    )
    yield from map(_group, blueprint.groups)
    yield _heading(
        tr("Where to write. kind: announcements, discussion, questions, materials or group."),
        blueprint.channels,
    )
    yield from map(_channel, blueprint.channels)
    yield _heading(
        tr("The weeks: what is discussed, and until when everyone sends a summary."),
        blueprint.weeks,
    )
    yield from map(_week, blueprint.weeks)
    yield _heading(tr("The rules, as they are pinned in the channels."), blueprint.rules)
    yield from map(_rule, blueprint.rules)
    yield _heading(tr("Meetings by video."), blueprint.sessions)
    yield from map(_session, blueprint.sessions)
    people = [one for one in blueprint.people if not blueprint.roster or not one.row]
    yield _heading(tr("The people. role: lecturer, student, expert or moderator."), people)
    yield from map(_person, people)


def _heading(words: str, rows: Iterable[object]) -> list[str]:
    return [f"# {words}"] if rows else []


def _head(blueprint: Blueprint) -> Iterator[str]:
    yield "# " + tr("A virtual classroom. `workshop classroom check` finds mistakes in this file.")
    yield '# { id = "…", en = "…" }: ' + tr("a text in both languages.")
    yield f"key = {string(blueprint.key)}"
    yield f"course = {bilingual(blueprint.course)}"
    if blueprint.term:
        yield f"term = {string(blueprint.term)}"
    yield f"language = {string(blueprint.language)}"
    yield f"time_zone = {string(blueprint.time_zone)}"
    yield f"begins = {moment(blueprint.begins)}"
    yield f"ends = {moment(blueprint.ends)}"
    if blueprint.capacity:
        yield f"capacity = {blueprint.capacity}"
    if blueprint.roster:
        yield f"roster = {string(blueprint.roster)}"


def _college(college: College) -> Iterator[str]:
    yield "[[colleges]]"
    yield f"key = {string(college.key)}"
    yield f"name = {string(college.name)}"
    if college.server:
        yield f"server = {string(college.server)}"


def _grouping(grouping: Grouping) -> Iterator[str]:
    yield "# " + tr("How groups are formed for those who have none; 0 forms none.")
    yield "[grouping]"
    yield f"size = {grouping.size}"
    yield f"mix = {strings(grouping.mix)}"
    yield f"seed = {grouping.seed}"


def _group(group: Group) -> Iterator[str]:
    yield "[[groups]]"
    yield f"key = {string(group.key)}"
    yield f"title = {bilingual(group.title)}"
    yield f"members = {strings(group.members)}"


def _channel(channel: Channel) -> Iterator[str]:
    yield "[[channels]]"
    yield f"key = {string(channel.key)}"
    yield f"title = {bilingual(channel.title)}"
    yield f"kind = {string(channel.kind)}"
    if channel.writers != usual_writers(channel.kind):
        yield f"writers = {strings(channel.writers)}"
    if channel.group:
        yield f"group = {string(channel.group)}"


def _week(week: Week) -> Iterator[str]:
    yield "[[weeks]]"
    yield f"number = {week.number}"
    yield f"topic = {bilingual(week.topic)}"
    if week.prompt != Text("", ""):
        yield f"prompt = {bilingual(week.prompt)}"
    yield f"begins = {moment(week.begins)}"
    yield f"summary_due = {moment(week.summary_due)}"
    if stay := week.expert:
        days = f"first = {moment(stay.first)}, last = {moment(stay.last)}"
        yield f"expert = {{ person = {string(stay.person)}, {days} }}"
    if week.materials:
        yield f"materials = {strings(week.materials)}"


def _rule(rule: Rule) -> Iterator[str]:
    yield "[[rules]]"
    yield f"key = {string(rule.key)}"
    yield f"text = {bilingual(rule.text)}"


def _session(session: Session) -> Iterator[str]:
    yield "[[sessions]]"
    yield f"key = {string(session.key)}"
    yield f"title = {bilingual(session.title)}"
    yield f"begins = {moment(session.begins)}"
    yield f"minutes = {session.minutes}"
    if session.link:
        yield f"link = {string(session.link)}"


def _person(person: Person) -> Iterator[str]:
    yield "[[people]]"
    for name in ("key", "name", "identifier", "email", "role", "college", "level", "group"):
        if value := getattr(person, name):
            yield f"{name} = {string(value)}"
    yield f"consent = {'true' if person.consent else 'false'}"
