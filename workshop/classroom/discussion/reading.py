"""Any export of a conversation, told apart by what is in it and not by its name."""

import dataclasses
import zoneinfo
from collections.abc import Iterable
from pathlib import Path

from workshop.classroom.discussion.content import json_of, no_chat, text_of, unpacked
from workshop.classroom.discussion.matrix import is_matrix, read_matrix
from workshop.classroom.discussion.messages import Conversation
from workshop.classroom.discussion.moodle import (
    HEADERS,
    is_moodle,
    read_moodle,
    read_moodle_table,
)
from workshop.classroom.discussion.telegram import is_telegram, read_telegram
from workshop.classroom.discussion.whatsapp.reading import looks_like_whatsapp, read_whatsapp
from workshop.errors import ClassroomError, reason_of
from workshop.sheets.report import ReadingReport

_HEAD = 4096


def read_discussion(
    source: Path | str | tuple[str, bytes],
    *,
    day_first: bool | None = None,
    senders: Iterable[str] = (),
    time_zone: str = "",
) -> Conversation:
    """Read an export of a conversation.

    Parameters
    ----------
    source
        The file, or its name and its bytes: a WhatsApp chat (``.txt``, ``.zip``), ``result.json``
        of Telegram Desktop, a Matrix or Element export, posts of a Moodle forum (JSON, CSV, XLSX).
    day_first
        Of WhatsApp: whether dates begin with the day. The whole file decides when left out; where
        it cannot, the report says so.
    senders
        Of WhatsApp: names as they stand in the file, needed only where a name holds a colon.
    time_zone
        Of the phone that exported the chat, such as ``"Asia/Makassar"``, where it is not that of
        the class: WhatsApp writes the local time and no zone.

    Returns
    -------
    Conversation
        Its ``report`` tells every decision and the lines that were not understood.

    Raises
    ------
    ClassroomError
        When the file cannot be read, in one sentence.

    Examples
    --------
    >>> chat = read_discussion(("chat.txt", b"29/05/26 10.05 - Ayu: Halo"))
    >>> chat.format, chat.senders
    ('WhatsApp', ('Ayu',))
    """
    zone = _zone(time_zone)
    name, content = source if isinstance(source, tuple) else _opened(Path(source))
    chat = _read(name, content, day_first=day_first, senders=senders)
    if zone is None:
        return chat
    posts = (
        post if post.when.tzinfo else dataclasses.replace(post, when=post.when.replace(tzinfo=zone))
        for post in chat.posts
    )
    return dataclasses.replace(chat, posts=tuple(posts))


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ClassroomError(
            "time_zone is {value}; allowed: a name of the time zone database, such as "
            "Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT).",
            value=repr(name),
        ) from error


def _read(
    name: str, content: bytes, *, day_first: bool | None, senders: Iterable[str]
) -> Conversation:
    content = unpacked(name, content)
    if content.startswith(b"PK"):
        return read_moodle_table(name, content)
    text, doubts = text_of(name, content)
    if text.lstrip("\ufeff \t\n")[:1] in {"{", "["}:
        # A chat of an iPhone begins with a bracket, too.
        if not looks_like_whatsapp(text[:_HEAD]):
            return _from_json(name, text)
    elif set(HEADERS) <= set(_header(text)):
        return read_moodle_table(name, content)
    if not looks_like_whatsapp(text):
        raise no_chat(name)
    chat = read_whatsapp(name, text, day_first=day_first, senders=senders)
    report = ReadingReport((*doubts, *chat.report.decisions))
    return dataclasses.replace(chat, report=report)


def _opened(path: Path) -> tuple[str, bytes]:
    try:
        return path.name, path.read_bytes()
    except (OSError, ValueError) as error:
        raise ClassroomError(
            "{path} cannot be read ({reason}). Check that the file exists and is not locked.",
            path=path,
            reason=reason_of(error),
        ) from error


def _from_json(name: str, text: str) -> Conversation:
    data = json_of(name, text)
    if is_matrix(data):
        return read_matrix(name, data)
    if is_telegram(data):
        return read_telegram(name, data)
    if is_moodle(data):
        return read_moodle(name, data)
    raise no_chat(name)


def _header(text: str) -> list[str]:
    """Return the cells of the first line, whatever separates them."""
    line = text.lstrip("\ufeff\n").partition("\n")[0][:_HEAD].lower()
    for separator in ";\t":
        line = line.replace(separator, ",")
    return [cell.strip(' "') for cell in line.split(",")]
