"""Posts of a Moodle forum: its web service, and the file that a forum's *Export* page writes.

The page writes times as seconds, or in words where *human-readable dates* is ticked.
"""

import dataclasses
import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any

from workshop.classroom.discussion.collecting import collected
from workshop.classroom.discussion.content import no_chat
from workshop.classroom.discussion.markup import plain
from workshop.classroom.discussion.messages import Conversation, Kind, Post
from workshop.classroom.discussion.values import YEARS, items, mapping, seconds, words
from workshop.errors import SheetError

HEADERS = ("userfullname", "created", "message")
_KNOWN = frozenset((*HEADERS, "id", "discussion", "parent", "userid", "subject", "wordcount"))
_MONTHS = (
    "jan", "feb", "mar", "apr", "mei may", "jun", "jul", "agu aug ags", "sep", "okt oct", "nov",
    "des dec",
)  # fmt: skip
_DATE = re.compile(
    r"(?P<day>\d{1,2}) (?P<month>[^\W\d]{3})[^\W\d]*\.? (?P<year>\d{4})\D{1,8}?"
    r"(?P<hour>\d{1,2})[.:](?P<minute>\d{2})\s?(?P<half>[AaPp][Mm])?"
)
_REPLY = re.compile(r"\A(?:(?:Re|Balas|Bls):\s*)+", re.IGNORECASE)
_PLAIN = "2"  # Moodle's number of the format in which a tag is a word like any other


def is_moodle(data: Any) -> bool:
    """Whether JSON values are posts of a Moodle forum."""
    return any(_is_post(mapping(post)) for post in _posts(data)[:3])


def read_moodle(name: str, data: Any) -> Conversation:
    """Read what ``mod_forum_get_discussion_posts`` answers, or the forum's own JSON export.

    Examples
    --------
    >>> post = {"id": 7, "discussionid": 3, "parentid": 5, "timecreated": 0,
    ...         "author": {"fullname": "Ayu"}, "subject": "Re", "message": "<p>Halo &amp; hai</p>"}
    >>> read_moodle("posts.json", {"posts": [post]}).posts[0].text
    'Halo & hai'
    """
    found = [
        (number, _post(mapping(one)) if "author" in mapping(one) else _exported(mapping(one)))
        for number, one in enumerate(_posts(data), 1)
    ]
    return collected(name, "Moodle", found)


def read_moodle_table(name: str, content: bytes) -> Conversation:
    """Read the CSV or XLSX file of a forum's *Export* page.

    Raises
    ------
    ClassroomError
        When the file is no table, or lacks a column.
    """
    from workshop.sheets.formats import sheet_from

    try:
        sheet, decisions = sheet_from(name, content, recognised)
    except SheetError as error:
        raise no_chat(name) from error
    rows = [sheet.row(place) for place in range(len(sheet))]
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if not set(HEADERS) <= set(header):
        raise no_chat(name)
    found = [
        (int(number), _exported(dict(zip(header, row, strict=True))))
        for number, row in zip(sheet.numbers[1:], rows[1:], strict=True)
    ]
    return collected(name, "Moodle", found, decisions)


def recognised(cells: Iterable[str]) -> int:
    """Count the headers of a forum's export among some cells."""
    return sum(cell.strip().lower() in _KNOWN for cell in cells)


def _posts(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return items(data.get("posts"))
    return [post for part in items(data) for post in _posts_of(part)]


def _posts_of(part: Any) -> list[Any]:
    """Return the posts of a discussion, or of a list of rows as Moodle's own JSON export has."""
    table = mapping(part)
    return items(part) or (items(table.get("posts")) if "posts" in table else [part])


def _is_post(post: Mapping[str, Any]) -> bool:
    return {"author", "timecreated"} <= post.keys() or set(HEADERS) <= post.keys()


def _post(one: Mapping[str, Any]) -> Post | None:
    author, when = mapping(one.get("author")), seconds(one.get("timecreated"))
    if when is None:
        return None
    deleted = one.get("isdeleted") is True
    parent = words(one.get("parentid"))
    return _made(
        Post(
            when,
            words(author.get("fullname")),
            words(one.get("message")),
            _kind(one.get("attachments"), deleted=deleted),
            key=words(one.get("id")),
            reply_to="" if parent == "0" else parent,
            account=words(author.get("id")),
            channel=_title(words(one.get("subject"))),
        )
    )


def _exported(one: Mapping[str, Any]) -> Post | None:
    cells = {name: words(value) for name, value in one.items()}
    when = seconds(cells.get("created", "")) or _in_words(cells.get("created", ""))
    if when is None:
        return None
    deleted = cells.get("deleted", "") not in {"", "0"}
    parent = cells.get("parent", "")
    attached = cells.get("attachment", "") not in {"", "0"}
    return _made(
        Post(
            when,
            cells.get("userfullname", ""),
            cells.get("message", ""),
            _kind(attached, deleted=deleted),
            key=cells.get("id", ""),
            reply_to="" if parent == "0" else parent,
            account=cells.get("userid", ""),
            channel=_title(cells.get("subject", "")),
        ),
        in_html=cells.get("messageformat") != _PLAIN,
    )


def _made(post: Post, *, in_html: bool = True) -> Post | None:
    """Return a post with its words alone; nothing where nobody is named."""
    if not post.sender and post.kind != "deleted":
        return None
    words = plain(post.text) if in_html else post.text.strip()
    text = "" if post.kind == "deleted" else words
    return dataclasses.replace(post, text=text)


def _title(subject: str) -> str:
    """Return the title of a discussion from the subject of a post in it.

    Examples
    --------
    >>> _title("Re: Re: Minggu 1: Jaringan")
    'Minggu 1: Jaringan'
    """
    return _REPLY.sub("", plain(subject))


def _kind(attached: Any, *, deleted: bool) -> Kind:
    if deleted:
        return "deleted"
    return "media" if attached else "text"


def _in_words(text: str) -> datetime.datetime | None:
    """Return a date such as "Senin, 4 Mei 2026, 10:05"; it has no time zone."""
    found = _DATE.search(text)
    if not found:
        return None
    start = found["month"].lower()
    month = next((place for place, names in enumerate(_MONTHS, 1) if start in names.split()), 0)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"][0] in "pP")
    try:
        when = datetime.datetime(
            int(found["year"]), month, int(found["day"]), hour, int(found["minute"])
        )
    except ValueError:
        return None
    return when if when.year in YEARS else None
