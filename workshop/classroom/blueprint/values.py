"""The kinds of values that stand in a blueprint, read by one function each."""

import datetime
import difflib
import zoneinfo
from typing import Any

from workshop.classroom.blueprint.accounts import KEY, key_form
from workshop.errors import Message
from workshop.tables import TableReader, Text

_DAY, _MOMENT = datetime.date(2000, 1, 1), datetime.datetime(2000, 1, 1)


def title(reader: TableReader, row: dict[str, Any], key: str) -> Text:
    """Return the title of a block, in both languages."""
    return reader.text(row, f"{key}.title", required=True)


def key_of(reader: TableReader, row: dict[str, Any], key: str) -> str:
    """Return the key of a block."""
    value = row.get("key")
    if isinstance(value, str) and KEY.fullmatch(value):
        return value
    reader.wrong(key, value, key_form())
    return ""


def day(reader: TableReader, row: dict[str, Any], key: str) -> datetime.date:
    """Return a day."""
    return reader.exactly(row, key, _DAY, Message("a date such as 2027-02-08, without quotes"))


def moment(reader: TableReader, row: dict[str, Any], key: str) -> datetime.datetime:
    """Return a day with its time, which is in the zone of the class."""
    allowed = Message("a date with a time such as 2027-02-14 21:00:00, without quotes and zone")
    value = reader.exactly(row, key, _MOMENT, allowed)
    if value.tzinfo is None:
        return value
    reader.wrong(key, value, allowed)
    return _MOMENT


def list_of(
    reader: TableReader,
    row: dict[str, Any],
    key: str,
    words: tuple[str, ...] = (),
    *,
    default: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """Return a list of texts, each only once; of the ``words`` when there are any."""
    value = row.get(key.rpartition(".")[2], list(default))
    texts = value if isinstance(value, list) else [None]
    if all(isinstance(one, str) and one and (not words or one in words) for one in texts) and len(
        set(texts)
    ) == len(texts):
        return tuple(texts)
    example = ", ".join(f'"{word}"' for word in words) or '"…", "…"'
    reader.wrong(key, value, Message("a list of different texts: [{example}]", example=example))
    return ()


def time_zone(reader: TableReader, table: dict[str, Any]) -> str:
    """Return the time zone of the class."""
    value = reader.string(table, "time_zone", required=True)
    if not value or value in zoneinfo.available_timezones():
        return value
    allowed = Message("Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT) or another")
    if near := difflib.get_close_matches(value, zoneinfo.available_timezones(), 1):
        allowed = Message("{allowed}; did you mean {near}?", allowed=allowed, near=near[0])
    reader.wrong("time_zone", value, allowed)
    return value
