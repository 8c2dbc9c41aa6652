"""Where the kit lies, and what ``workshop.toml`` says about the event.

The file is read once and turned into frozen objects. Every mistake in it is
collected, so that a facilitator fixes all of them in one go.
"""

import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop.errors import Message, SettingsError
from workshop.tables import LANGUAGES, TableReader, Text, read_table

SESSION_KINDS = ("opening", "lecture", "discussion", "resume", "closing")
SETTINGS_NAME = "workshop.toml"


@dataclass(frozen=True)
class Event:
    """The workshop as it is announced."""

    title: Text
    host: str
    venue: str
    city: str
    date: datetime.date
    start: datetime.time
    subtitle: Text = Text("", "")
    language: str = "id"
    question_rounds: int = 3
    questions_per_round: int = 3


@dataclass(frozen=True)
class Session:
    """One part of the programme; ``speaker`` and ``moderator`` are ids of people."""

    kind: str
    title: Text
    minutes: int
    speaker: str = ""
    moderator: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody with a part in the programme."""

    id: str
    name: str
    role: Text = Text("", "")
    affiliation: str = ""


@dataclass(frozen=True)
class Settings:
    """All of ``workshop.toml``, validated."""

    event: Event
    sessions: tuple[Session, ...]
    people: tuple[Person, ...] = ()
    links: dict[str, str] = field(default_factory=dict)


def kit_folder(start: Path | None = None) -> Path:
    """Return the folder that holds ``workshop.toml``.

    Parameters
    ----------
    start
        Where to begin looking upwards; the current folder by default. When
        nothing is found there, the checkout that this package runs from counts.

    Raises
    ------
    SettingsError
        When there is no ``workshop.toml`` in any of these places.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents, Path(__file__).resolve().parents[1]):
        if (folder / SETTINGS_NAME).is_file():
            return folder
    raise SettingsError(
        "No workshop.toml in {folder} or any folder above it; "
        "open a terminal in the folder of the kit and try again.",
        folder=start,
    )


def theme_folder() -> Path:
    """Return the folder with the look of slides and handouts."""
    packaged = Path(__file__).with_name("theme")
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "slides" / "theme"


def settings(path: Path | None = None) -> Settings:
    """Read and validate ``workshop.toml``.

    Parameters
    ----------
    path
        The file; by default the one of the kit around the current folder.

    Raises
    ------
    SettingsError
        With every mistake: its key, the value, and what is allowed.

    Examples
    --------
    >>> settings().event.question_rounds
    3
    """
    return validate(read_table(path or kit_folder() / SETTINGS_NAME))


def validate(table: dict[str, Any]) -> Settings:
    """Turn the table of ``workshop.toml`` into `Settings`, or raise all its mistakes."""
    reader = TableReader(SETTINGS_NAME)
    reader.known(table, "", ("event", "sessions", "people", "links"))
    people = tuple(_person(reader, row, key) for key, row in reader.rows(table, "people"))
    ids = tuple(person.id for person in people)
    for number, one in enumerate(ids, start=1):
        if one in ids[: number - 1]:
            reader.wrong(f"people[{number}].id", one, Message("an id that nobody else has"))
    sessions = tuple(_session(reader, row, key, ids) for key, row in reader.rows(table, "sessions"))
    if not sessions:
        reader.wrong("sessions", [], Message("at least one [[sessions]] block"))
    result = Settings(
        event=_event(reader, reader.table(table, "event")),
        sessions=sessions,
        people=people,
        links=_links(reader, reader.table(table, "links")),
    )
    reader.finish()
    return result


def _event(reader: TableReader, row: dict[str, Any]) -> Event:
    reader.known(row, "event.", tuple(Event.__dataclass_fields__))
    return Event(
        title=reader.text(row, "event.title", required=True),
        subtitle=reader.text(row, "event.subtitle"),
        host=reader.string(row, "event.host", required=True),
        venue=reader.string(row, "event.venue", required=True),
        city=reader.string(row, "event.city", required=True),
        date=reader.exactly(
            row,
            "event.date",
            datetime.date.max,
            Message("year-month-day without quotes, such as 2026-07-29"),
        ),
        start=reader.exactly(
            row,
            "event.start",
            datetime.time.max,
            Message("a time without quotes, such as 08:30:00"),
        ),
        language=reader.one_of(row, "event.language", LANGUAGES, default="id"),
        question_rounds=reader.whole(row, "event.question_rounds", 0, 20, default=3),
        questions_per_round=reader.whole(row, "event.questions_per_round", 1, 20, default=3),
    )


def _session(
    reader: TableReader, row: dict[str, Any], key: str, people: tuple[str, ...]
) -> Session:
    reader.known(row, f"{key}.", tuple(Session.__dataclass_fields__))
    return Session(
        kind=reader.one_of(row, f"{key}.kind", SESSION_KINDS),
        title=reader.text(row, f"{key}.title", required=True),
        minutes=reader.whole(row, f"{key}.minutes", 1, 600),
        speaker=reader.one_of(row, f"{key}.speaker", people, default=""),
        moderator=reader.one_of(row, f"{key}.moderator", people, default=""),
    )


def _person(reader: TableReader, row: dict[str, Any], key: str) -> Person:
    reader.known(row, f"{key}.", tuple(Person.__dataclass_fields__))
    return Person(
        id=reader.string(row, f"{key}.id", required=True),
        name=reader.string(row, f"{key}.name", required=True),
        role=reader.text(row, f"{key}.role"),
        affiliation=reader.string(row, f"{key}.affiliation"),
    )


def _links(reader: TableReader, row: dict[str, Any]) -> dict[str, str]:
    for name, address in row.items():
        if not isinstance(address, str) or not address.startswith(("https://", "http://")):
            reader.wrong(
                f"links.{name}",
                address,
                Message("an address that begins with https://"),
            )
    return dict(row)
