"""Values of a stranger's JSON: of the right kind, or nothing."""

import datetime
from collections.abc import Mapping
from typing import Any

# No chat is older or younger; and times at the ends of the calendar have no time zone.
YEARS = range(1970, 2101)
_LAST = 4_133_980_799  # the end of the last of these years, in seconds since 1970
_LARGEST = 10**15


def mapping(value: Any) -> Mapping[str, Any]:
    """Return an object of JSON; empty when the value is none.

    Examples
    --------
    >>> mapping({"a": 1}), mapping("a")
    ({'a': 1}, {})
    """
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """Return a list of JSON; empty when the value is none."""
    return value if isinstance(value, list) else []


def words(value: Any) -> str:
    """Return a text, or a whole number as text; nothing of what is neither.

    Examples
    --------
    >>> words("a"), words(12), words(None), words([1])
    ('a', '12', '', '')
    """
    if isinstance(value, str):
        # Halves of characters, which JSON can spell and no file can hold.
        return value.encode("utf-8", "replace").decode()
    return str(value) if type(value) is int and abs(value) <= _LARGEST else ""


def seconds(value: Any) -> datetime.datetime | None:
    """Return a count of seconds since 1970 as a time; nothing when it is no such count.

    Examples
    --------
    >>> seconds("0").isoformat(), seconds("soon"), seconds(10**30)
    ('1970-01-01T00:00:00+00:00', None, None)
    """
    try:
        count = float(value) if isinstance(value, str | int | float) else -1.0
    except (ValueError, OverflowError):
        return None
    if not 0 <= count <= _LAST or isinstance(value, bool):
        return None
    return datetime.datetime.fromtimestamp(count, datetime.UTC)
