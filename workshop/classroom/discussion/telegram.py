"""``result.json`` of Telegram Desktop: one chat, or the export of everything.

Layout: https://core.telegram.org/import-export. A text may be a plain string, or a list that
mixes strings with links, mentions and other marked pieces.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from workshop.classroom.discussion.collecting import collected
from workshop.classroom.discussion.messages import Conversation, Kind, Post
from workshop.classroom.discussion.values import YEARS, items, mapping, seconds, words
from workshop.errors import Message
from workshop.sheets.report import Decision

_MEDIA = ("photo", "file", "media_type", "location_information", "contact_information", "poll")


def is_telegram(data: Any) -> bool:
    """Whether JSON values are an export of Telegram."""
    return any(
        "date" in one and "type" in one
        for chat in _chats(data)
        for one in map(mapping, items(chat.get("messages")))
    )


def read_telegram(name: str, data: Any) -> Conversation:
    """Read an export of Telegram Desktop.

    Examples
    --------
    >>> data = {"name": "PBO", "messages": [{"id": 1, "type": "message", "from": "Ayu",
    ...         "date": "2026-05-29T10:05:00", "text": ["Halo ", {"type": "bold", "text": "!"}]}]}
    >>> read_telegram("result.json", data).posts[0].text
    'Halo !'
    """
    chats = _chats(data)
    # Each chat counts its messages for itself.
    prefixes = [f"{place}/" if len(chats) > 1 else "" for place in range(len(chats))]
    found = [
        (number, _post(mapping(one), words(chat.get("name")), prefix))
        for prefix, chat in zip(prefixes, chats, strict=True)
        for number, one in enumerate(items(chat.get("messages")), 1)
    ]
    decisions = []
    if len(chats) > 1:
        decisions.append(
            Decision(
                Message("The messages of {count} chats were put together.", count=len(chats)),
                Message("The file holds an export of the whole account."),
                warning=True,
            )
        )
    return collected(name, "Telegram", found, decisions)


def _chats(data: Any) -> list[dict[str, Any]]:
    if not isinstance(data, dict):
        return []
    several = items(mapping(data.get("chats")).get("list"))
    return [one for one in (several or [data]) if isinstance(one, dict) and "messages" in one]


def _post(one: Any, channel: str, prefix: str) -> Post | None:
    # A damaged moment is not mended by the local time: that has no zone, as all others have.
    known = "date_unixtime" in one
    when = seconds(one.get("date_unixtime")) if known else _local(one.get("date"))
    kind = _kind(one)
    if when is None or kind is None:
        return None
    pieces = list(_pieces(one.get("text")))
    account = words(one.get("from_id"))
    return Post(
        when,
        "" if kind == "system" else words(one.get("from")) or account,
        words(one.get("action")) if kind == "system" else "".join(text for text, _ in pieces),
        kind,
        key=_key(prefix, one.get("id")),
        reply_to=_key(prefix, one.get("reply_to_message_id")),
        account=account,
        channel=channel,
        mentions=tuple(who for _, who in pieces if who),
        edited="edited" in one or "edited_unixtime" in one,
    )


def _key(prefix: str, value: Any) -> str:
    number = words(value)
    return f"{prefix}{number}" if number else ""


def _kind(one: Any) -> Kind | None:
    if one.get("type") == "service":
        return "system"
    if one.get("type") != "message":
        return None
    return "media" if any(name in one for name in _MEDIA) else "text"


def _pieces(text: Any) -> Iterator[tuple[str, str]]:
    """Yield each piece of a text, and whom it mentions."""
    for piece in [text] if isinstance(text, str) else items(text):
        about = mapping(piece)
        shown = words(piece) or words(about.get("text"))
        mentioned = ""
        if about.get("type") == "mention":
            mentioned = shown.removeprefix("@")
        elif about.get("type") == "mention_name":
            mentioned = f"user{words(about.get('user_id'))}"
        yield shown, mentioned


def _local(text: Any) -> datetime.datetime | None:
    """Return the time that old exports hold alone: that of the computer, without a zone."""
    try:
        when = datetime.datetime.fromisoformat(words(text))
    except ValueError:
        return None
    return when if when.year in YEARS else None
