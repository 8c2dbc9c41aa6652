"""Reading a TOML file that a person wrote, and answering all its mistakes at once."""

import datetime
import difflib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from workshop.errors import Bullets, Message, SettingsError, reason_of

LANGUAGES = ("id", "en")

T = TypeVar("T")


@dataclass(frozen=True)
class Text:
    """A text in both languages.

    Examples
    --------
    >>> Text("Penutup", "Closing").in_language("en")
    'Closing'
    """

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text in ``language`` (``"id"`` or ``"en"``)."""
        return self.en if language == "en" else self.id


def read_table(path: Path) -> dict[str, Any]:
    """Read a TOML file, or say in one sentence why it cannot be read.

    Raises
    ------
    SettingsError
        When the file is missing, locked, not UTF-8 or not TOML.
    """
    return parse_table(read_text(path), path)


def read_text(path: Path) -> str:
    """Read a text file that a person wrote.

    Raises
    ------
    SettingsError
        When the file is missing, locked or not UTF-8.
    """
    try:
        # With "-sig", since Windows editors put a mark in front of UTF-8.
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(
            "{path} cannot be read ({reason}). Check that the file exists and is not locked.",
            path=path,
            reason=reason_of(error),
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            "{path} is not UTF-8 text. Save it again with the encoding UTF-8.",
            path=path,
        ) from error


def parse_table(text: str, path: Path | str) -> dict[str, Any]:
    """Read TOML that stands in ``path``, or was typed just now.

    Raises
    ------
    SettingsError
        With the line where it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # endless digits and brackets, too
        raise _no_toml(path, text, str(error)) from error


def _no_toml(path: Path | str, text: str, reason: str) -> SettingsError:
    found = re.search(r"at line (\d+)", reason)
    number = int(found[1]) if found else 0
    lines = ["", *text.splitlines()]
    return SettingsError(
        "{path} is not valid TOML: line {number}, {line} ({reason}). Correct that line and try "
        'again. Texts stand in "double quotes"; dates are written 2026-07-29 and times 08:30:00, '
        "without quotes.",
        path=path,
        number=number or "?",
        line=_shown(lines[number].strip() if number < len(lines) else ""),
        reason=reason,
    )


class TableReader:
    """Takes values out of a TOML table and remembers every mistake instead of stopping at one.

    Keys are written as a person finds them in the file, such as ``event.date``
    or ``sessions[2].minutes``; the last part names the value in ``row``. A wrong
    value is answered with a harmless one, since `finish` raises in the end.

    Parameters
    ----------
    name
        Name of the file, for the messages.

    Examples
    --------
    >>> reader = TableReader("workshop.toml")
    >>> reader.whole({"minutes": "ten"}, "sessions[1].minutes", 1, 600)
    1
    >>> len(reader.mistakes)
    1
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.mistakes: list[Message] = []

    def wrong(self, key: str | Message, value: object, allowed: object) -> None:
        """Remember that ``key`` holds ``value``, and what is ``allowed``."""
        if value is None:
            message = Message("{key} is missing; allowed: {allowed}", key=key, allowed=allowed)
        else:
            message = Message(
                "{key} is {value}; allowed: {allowed}",
                key=key,
                value=_shown(value),
                allowed=allowed,
            )
        self.mistakes.append(message)

    def finish(self) -> None:
        """Raise `SettingsError` when there was any mistake."""
        if self.mistakes:
            raise SettingsError(
                "{name} holds values that are not allowed. Fix them and try again:{mistakes}",
                name=self.name,
                mistakes=Bullets(self.mistakes),
            )

    def known(self, row: dict[str, Any], prefix: str, names: tuple[str, ...]) -> None:
        """Refuse keys that nobody reads: mostly they are misspelt."""
        for name, value in row.items():
            if name in names:
                continue
            allowed = Message("one of the keys {keys}", keys=", ".join(names))
            if near := difflib.get_close_matches(name, names, 1):
                allowed = Message("{allowed}; did you mean {near}?", allowed=allowed, near=near[0])
            self.wrong(f"{prefix}{name}", value, allowed)

    def table(self, table: dict[str, Any], key: str) -> dict[str, Any]:
        """Return the table ``[key]``, empty when absent."""
        value = table.get(key, {})
        if isinstance(value, dict):
            return value
        self.wrong(key, value, Message("a table that begins with [{key}]", key=key))
        return {}

    def rows(self, table: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each ``[[key]]`` block with the name it has in messages."""
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(row, dict) for row in value):
            for number, row in enumerate(value, start=1):
                yield f"{key}[{number}]", row
        else:
            self.wrong(key, value, Message("blocks that begin with [[{key}]]", key=key))

    def exactly(self, row: dict[str, Any], key: str, fallback: T, allowed: Message) -> T:
        """Return a value of the same type as ``fallback``."""
        value = row.get(_leaf(key))
        if type(value) is type(fallback):
            return value
        self.wrong(key, value, allowed)
        return fallback

    def whole(
        self,
        row: dict[str, Any],
        key: str,
        low: int,
        high: int,
        *,
        default: int | None = None,
    ) -> int:
        """Return a whole number from ``low`` to ``high``."""
        value = row.get(_leaf(key), default)
        if type(value) is int and low <= value <= high:
            return value
        allowed = Message("a whole number from {low} to {high}, without quotes", low=low, high=high)
        self.wrong(key, value, allowed)
        return low

    def yes_or_no(self, row: dict[str, Any], key: str) -> bool:
        """Return ``true`` or ``false``; absent, false."""
        value = row.get(_leaf(key), False)
        if value is not True and value is not False:
            self.wrong(key, value, "true, false")
        return value is True

    def string(self, row: dict[str, Any], key: str, *, required: bool = False) -> str:
        """Return a text in one language."""
        value = row.get(_leaf(key), None if required else "")
        if isinstance(value, str) and (value.strip() or not required):
            return value
        self.wrong(key, value, Message('a text in "quotes"'))
        return ""

    def one_of(
        self,
        row: dict[str, Any],
        key: str,
        allowed: tuple[str, ...],
        *,
        default: str | None = None,
    ) -> str:
        """Return one of the ``allowed`` words; absent, the ``default`` if there is one."""
        value = row.get(_leaf(key), default)
        if isinstance(value, str) and (value in allowed or value == default):
            return value
        self.wrong(key, value, ", ".join(allowed) or Message("nothing yet"))
        return ""

    def text(self, row: dict[str, Any], key: str, *, required: bool = False) -> Text:
        """Return a text in both languages, written once or as ``{ id = …, en = … }``."""
        value = row.get(_leaf(key), None if required else "")
        if isinstance(value, str) and (value.strip() or not required):
            return Text(value, value)
        if isinstance(value, dict) and _is_bilingual(value):
            return Text(value["id"], value["en"])
        self.wrong(key, value, Message('a text in "quotes", or {example}', example=_EXAMPLE))
        return Text("", "")


_EXAMPLE = '{ id = "…", en = "…" }'


def _is_bilingual(value: dict[str, Any]) -> bool:
    texts = [value.get(language) for language in LANGUAGES]
    return len(value) == len(LANGUAGES) and all(
        isinstance(text, str) and text.strip() for text in texts
    )


def _leaf(key: str) -> str:
    return key.rpartition(".")[2]


def _shown(value: object) -> str:
    try:
        # JSON writes texts, numbers and lists as TOML does; dates stand without quotes.
        dated = isinstance(value, datetime.date | datetime.time)
        text = str(value) if dated else json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = "…"
    return text if len(text) <= 60 else text[:57] + "…"
