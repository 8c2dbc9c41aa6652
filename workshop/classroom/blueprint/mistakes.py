"""All mistakes of a blueprint as one error, each with its line or row."""

import re
from collections.abc import Iterator

from workshop.errors import BlueprintError, Bullets, Message
from workshop.tables import TableReader

MOST = 20  # so many are shown: who fixes them sees the next ones

_KEY = re.compile(r"(?P<table>\w+)(?:\[(?P<number>\d+)\])?(?:\.(?P<name>[^.\[]+))?.*")
_BLOCK = re.compile(
    r"\s*(?:\[\[\s*(?P<rows>[\w-]+)\s*\]\]|\[\s*(?P<table>[\w.-]+)\s*\])\s*(?:#.*)?"
)
_NAME = re.compile(r"\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[\w-]+))\s*=")
_LONG = re.compile(r'"""|\'\'\'')


def refuse(reader: TableReader, text: str = "") -> None:
    """Raise everything that a reader found wrong.

    Parameters
    ----------
    reader
        With its mistakes, if there are any.
    text
        The TOML that was read, for the numbers of the lines.

    Raises
    ------
    BlueprintError
        With the first mistakes, and how many more there are.
    """
    if not reader.mistakes:
        return
    lines = dict(_lines(text))
    shown = Bullets(_numbered(one, lines) for one in reader.mistakes[:MOST])
    if (rest := len(reader.mistakes) - MOST) > 0:
        shown.append(Message("… and {count} more", count=rest))
    raise BlueprintError(
        "{name} holds values that are not allowed. Fix them and try again:{mistakes}",
        name=reader.name,
        mistakes=shown,
    )


def _numbered(mistake: Message, lines: dict[tuple[str, int, str], int]) -> Message:
    key = mistake.parts.get("key")
    found = _KEY.fullmatch(key) if isinstance(key, str) else None
    if found is None:
        return mistake
    table, number, name = found["table"], int(found["number"] or 0), found["name"] or ""
    places = ((table, number, name), (table, number, ""), ("", 0, table))
    line = next((lines[place] for place in places if place in lines), 0)
    return Message("line {line}: {mistake}", line=line, mistake=mistake) if line else mistake


def _lines(text: str) -> Iterator[tuple[tuple[str, int, str], int]]:
    """Yield where each block and each of its keys stands; long texts are stepped over."""
    table, number, inside = "", 0, ""
    counts: dict[str, int] = {}
    for line, words in enumerate(text.splitlines(), start=1):
        if not inside:
            if found := _BLOCK.fullmatch(words):
                table, number = found["rows"] or found["table"], 0
                if found["rows"]:
                    number = counts[table] = counts.get(table, 0) + 1
                yield (table, number, ""), line
            elif found := _NAME.match(words):
                yield (table, number, found["quoted"] or found["bare"]), line
        for mark in _LONG.findall(words):
            inside = "" if inside == mark else inside or mark
