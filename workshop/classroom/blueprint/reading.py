"""Reading ``classroom.toml`` and the list of people that it names, with all mistakes at once."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from workshop.classroom.blueprint import values
from workshop.classroom.blueprint.accounts import group_number
from workshop.classroom.blueprint.mistakes import refuse
from workshop.classroom.blueprint.model import (
    ROLES,
    STAFF,
    Blueprint,
    Channel,
    ChannelKind,
    College,
    Expert,
    Group,
    Grouping,
    Person,
    Role,
    Rule,
    Session,
    Week,
)
from workshop.classroom.blueprint.people import Admission, Entry
from workshop.classroom.blueprint.roster import admit, content_of
from workshop.classroom.blueprint.vocabulary import FIELDS
from workshop.errors import BlueprintError, Message, SettingsError
from workshop.sheets.report import Decision, ReadingReport
from workshop.tables import LANGUAGES, TableReader, Text, parse_table, read_text

CHANNEL_KINDS: tuple[ChannelKind, ...] = (
    "announcements",
    "discussion",
    "questions",
    "materials",
    "group",
)
MIXABLE = ("college", "level")

_KEYS = (
    "key", "course", "term", "language", "time_zone", "begins", "ends", "capacity", "roster",
    "colleges", "grouping", "groups", "channels", "weeks", "rules", "sessions", "people",
)  # fmt: skip
_LINK = re.compile(r"https?://[^\s<>\"]+")


def read_blueprint(path: Path | str) -> Blueprint:
    """Read a blueprint from its TOML file, with the list of people that it names.

    Raises
    ------
    BlueprintError
        When a file cannot be read; or with all mistakes, each with its line or row, the value
        and what is allowed.

    Examples
    --------
    >>> from workshop.config import kit_folder
    >>> len(read_blueprint(kit_folder() / "data" / "demo" / "classroom.toml").people)
    62
    """
    path = Path(path)
    try:
        text = read_text(path)
    except SettingsError as error:
        raise error.of_kind(BlueprintError) from error
    return from_text(text, path.name, path.parent)


def from_text(text: str, name: str = "classroom.toml", folder: Path | None = None) -> Blueprint:
    """Read a blueprint that was typed just now.

    Parameters
    ----------
    text
        TOML.
    name
        Name of the file, for messages.
    folder
        Where the list of people lies; the current folder by default.

    Raises
    ------
    BlueprintError
        With all mistakes.
    """
    try:
        table = parse_table(text, name)
    except SettingsError as error:
        raise error.of_kind(BlueprintError) from error
    reader = TableReader(name)
    blueprint = _blueprint(reader, table, folder or Path())
    refuse(reader, text)
    return blueprint


def _blueprint(reader: TableReader, table: dict[str, Any], folder: Path) -> Blueprint:
    reader.known(table, "", _KEYS)
    colleges = tuple(_college(reader, row, key) for key, row in reader.rows(table, "colleges"))
    if not colleges:
        reader.wrong("colleges", None, Message("at least one [[colleges]] block"))
    weeks = tuple(_week(reader, *row) for row in enumerate(reader.rows(table, "weeks"), start=1))
    roster = reader.string(table, "roster")
    people, decisions = _people(reader, table, folder / roster if roster else None, colleges)
    return Blueprint(
        key=values.key_of(reader, table, "key"),
        course=reader.text(table, "course", required=True),
        term=reader.string(table, "term"),
        language=reader.one_of(table, "language", LANGUAGES, default="id"),
        time_zone=values.time_zone(reader, table),
        begins=values.day(reader, table, "begins"),
        ends=values.day(reader, table, "ends"),
        colleges=colleges,
        people=people,
        groups=_groups(reader, table, people),
        grouping=_grouping(reader, reader.table(table, "grouping")),
        channels=tuple(_channel(reader, row, key) for key, row in reader.rows(table, "channels")),
        weeks=weeks,
        rules=tuple(_rule(reader, row, key) for key, row in reader.rows(table, "rules")),
        sessions=tuple(_session(reader, row, key) for key, row in reader.rows(table, "sessions")),
        capacity=reader.whole(table, "capacity", 0, 1_000_000, default=0),
        roster=roster,
        report=ReadingReport(decisions),
    )


def _people(
    reader: TableReader, table: dict[str, Any], roster: Path | None, colleges: tuple[College, ...]
) -> tuple[tuple[Person, ...], tuple[Decision, ...]]:
    """Return the people of the list, then those who stand in the blueprint itself."""
    admission, decisions = Admission(reader, colleges), []
    if roster and (content := content_of(roster, reader, "roster")) is not None:
        decisions = list(admit(roster.name, content, admission))
    for key, row in reader.rows(table, "people"):
        reader.known(row, f"{key}.", FIELDS)
        admission.add(Entry(dict(_words(reader, row, key)), _Where(key)))
    people, told = admission.finish()
    return people, (*decisions, *told)


@dataclass(frozen=True)
class _Where:
    """Says where a value of a block stands."""

    key: str

    def __call__(self, field: str) -> str:
        return f"{self.key}.{field}"


def _words(reader: TableReader, row: dict[str, Any], key: str) -> Iterator[tuple[str, str]]:
    for name in FIELDS:
        value = row.get(name, "")
        if name == "consent" and isinstance(value, bool):
            yield name, "yes" if value else "no"
        else:
            yield name, reader.string(row, f"{key}.{name}")


def _groups(
    reader: TableReader, table: dict[str, Any], people: tuple[Person, ...]
) -> tuple[Group, ...]:
    """Return the groups of the blueprint, then those that only the list of people names."""
    groups: dict[str, Group] = {}
    for key, row in reader.rows(table, "groups"):
        reader.known(row, f"{key}.", ("key", "title", "members"))
        members = values.list_of(reader, row, f"{key}.members")
        group = Group(
            values.key_of(reader, row, f"{key}.key"), values.title(reader, row, key), members
        )
        if group.key in groups:
            reader.wrong(f"{key}.key", group.key, Message("a key that no other group has"))
        groups[group.key] = group
    for person in people:
        if person.group:
            group = groups.get(person.group) or Group(person.group, group_title(person.group), ())
            if person.key not in group.members:
                group = Group(group.key, group.title, (*group.members, person.key))
            groups[person.group] = group
    return tuple(groups.values())


def group_title(key: str) -> Text:
    """Return the title of a group that has none.

    Examples
    --------
    >>> group_title("group-03").id, group_title("melati").en
    ('Kelompok 3', 'Group Melati')
    """
    name = str(group_number(key) or key.replace("-", " ").title())
    return Text(f"Kelompok {name}", f"Group {name}")


def _college(reader: TableReader, row: dict[str, Any], key: str) -> College:
    reader.known(row, f"{key}.", ("key", "name", "server"))
    return College(
        values.key_of(reader, row, f"{key}.key"),
        reader.string(row, f"{key}.name", required=True),
        reader.string(row, f"{key}.server"),
    )


def _grouping(reader: TableReader, row: dict[str, Any]) -> Grouping:
    reader.known(row, "grouping.", ("size", "mix", "seed"))
    mix = values.list_of(reader, row, "grouping.mix", MIXABLE, default=MIXABLE)
    return Grouping(
        reader.whole(row, "grouping.size", 0, 1000, default=0),
        mix,  # type: ignore[arg-type]
        reader.whole(row, "grouping.seed", 0, 2**31, default=1),
    )


def _channel(reader: TableReader, row: dict[str, Any], key: str) -> Channel:
    reader.known(row, f"{key}.", ("key", "title", "kind", "writers", "group"))
    kind = cast("ChannelKind", reader.one_of(row, f"{key}.kind", CHANNEL_KINDS))
    writers = values.list_of(reader, row, f"{key}.writers", ROLES, default=usual_writers(kind))
    return Channel(
        values.key_of(reader, row, f"{key}.key"),
        values.title(reader, row, key),
        kind,
        cast("tuple[Role, ...]", writers),
        reader.string(row, f"{key}.group"),
    )


def usual_writers(kind: ChannelKind) -> tuple[Role, ...]:
    """Return who writes in a channel that does not say so: in some, only those who lead."""
    return STAFF if kind in ("announcements", "materials") else ROLES


def _week(reader: TableReader, place: int, keyed: tuple[str, dict[str, Any]]) -> Week:
    key, row = keyed
    reader.known(row, f"{key}.", tuple(Week.__dataclass_fields__))
    begins = values.day(reader, row, f"{key}.begins")
    due = values.moment(reader, row, f"{key}.summary_due")
    return Week(
        number=reader.whole(row, f"{key}.number", 1, 999, default=place),
        topic=reader.text(row, f"{key}.topic", required=True),
        prompt=reader.text(row, f"{key}.prompt"),
        begins=begins,
        summary_due=due,
        expert=_expert(reader, row, f"{key}.expert", begins, due.date()),
        materials=values.list_of(reader, row, f"{key}.materials"),
    )


def _expert(
    reader: TableReader, week: dict[str, Any], key: str, first: datetime.date, last: datetime.date
) -> Expert | None:
    if "expert" not in week:
        return None
    row = week["expert"]
    if not isinstance(row, dict):
        reader.wrong(key, row, Message("a table: {example}", example=_EXPERT))
        return None
    reader.known(row, f"{key}.", ("person", "first", "last"))
    return Expert(
        reader.string(row, f"{key}.person", required=True),
        values.day(reader, row, f"{key}.first") if "first" in row else first,
        values.day(reader, row, f"{key}.last") if "last" in row else last,
    )


_EXPERT = '{ person = "…", first = 2027-02-08, last = 2027-02-14 }'


def _rule(reader: TableReader, row: dict[str, Any], key: str) -> Rule:
    reader.known(row, f"{key}.", ("key", "text"))
    return Rule(
        values.key_of(reader, row, f"{key}.key"), reader.text(row, f"{key}.text", required=True)
    )


def _session(reader: TableReader, row: dict[str, Any], key: str) -> Session:
    reader.known(row, f"{key}.", tuple(Session.__dataclass_fields__))
    link = reader.string(row, f"{key}.link")
    if link and not _LINK.fullmatch(link):
        reader.wrong(f"{key}.link", link, Message("an address that begins with https://"))
    return Session(
        values.key_of(reader, row, f"{key}.key"),
        values.title(reader, row, key),
        values.moment(reader, row, f"{key}.begins"),
        reader.whole(row, f"{key}.minutes", 1, 24 * 60),
        link,
    )
