"""History of a Matrix room: answers of ``/messages``, or the JSON export of Element.

An edit replaces the text of the message that it names, and a redaction takes it back; neither
is a message of its own.
"""

import dataclasses
import re
from collections import Counter
from typing import Any

from workshop.classroom.discussion.collecting import collected
from workshop.classroom.discussion.messages import Conversation, Kind, Post
from workshop.classroom.discussion.values import items, mapping, seconds, words

_TEXT = {"m.text", "m.notice", "m.emote"}
_WRITTEN = {
    "m.room.message", "m.sticker", "m.room.encrypted", "m.poll.start",
    "org.matrix.msc3381.poll.start",
}  # fmt: skip
# What somebody does without writing: counted neither as a message nor as a loss.
_SILENT = {"m.reaction", "m.room.redaction"}
# "> <@ayu:a.id> Halo": what older programs put above a reply; other lines with > are one's own.
_QUOTATION = re.compile(r"> (?:\* )?<@")


def is_matrix(data: Any) -> bool:
    """Whether JSON values are events of a Matrix room."""
    return any("origin_server_ts" in mapping(event) for event in _events(data))


def read_matrix(name: str, data: Any) -> Conversation:
    """Read the events of a room; names are those that its members show.

    Examples
    --------
    >>> event = {"type": "m.room.message", "sender": "@ayu:a.id", "origin_server_ts": 0,
    ...          "event_id": "$1", "content": {"msgtype": "m.text", "body": "Halo"}}
    >>> read_matrix("room.json", {"chunk": [event]}).posts[0].sender
    '@ayu:a.id'
    """
    events = [mapping(event) for event in _events(data)]
    shown = _names(events)
    room = words(mapping(data).get("room_name"))
    posts: dict[int, Post | None] = {}
    for number, event in enumerate(events, 1):
        if words(event.get("type")) not in _SILENT and not _replaced(event):
            posts[number] = _post(event, shown, room)
    _edit(events, posts)
    _take_back(events, posts)
    return collected(name, "Matrix", list(posts.items()))


def _events(data: Any) -> list[Any]:
    if isinstance(data, list):
        # Several answers of /messages, one after the other, or bare events.
        return [event for part in data for event in (items(mapping(part).get("chunk")) or [part])]
    table = mapping(data)
    return items(table.get("chunk")) or items(table.get("messages"))


def _names(events: list[Any]) -> dict[str, str]:
    """Return account → name shown; an account keeps its own where two people share a name."""
    told = (
        (words(event.get("state_key")), words(mapping(event.get("content")).get("displayname")))
        for event in events
        if event.get("type") == "m.room.member"
    )
    # Who leaves is told without a name, and keeps the one from before.
    shown = {who: name for who, name in told if who and name}
    taken = Counter(shown.values())
    return {who: name for who, name in shown.items() if taken[name] == 1}


def _post(event: Any, shown: dict[str, str], room: str) -> Post | None:
    account, when = words(event.get("sender")), seconds(_thousandth(event.get("origin_server_ts")))
    if not account or when is None:
        return None
    content = mapping(event.get("content"))
    kind = _kind(event, content)
    relation = mapping(content.get("m.relates_to"))
    reply = words(mapping(relation.get("m.in_reply_to")).get("event_id"))
    body = words(content.get("body"))
    if kind == "media":  # beside a file name, the body is a caption
        body = "" if words(content.get("filename")) in {"", body} else body
    return Post(
        when,
        "" if kind == "system" else shown.get(account, account),
        words(event.get("type")) if kind == "system" else _own(body, quoted=bool(reply)),
        kind,
        key=words(event.get("event_id")),
        reply_to=reply or words(relation.get("event_id")),
        account=account,
        channel=room or words(event.get("room_id")),
        mentions=tuple(map(words, items(mapping(content.get("m.mentions")).get("user_ids")))),
    )


def _thousandth(value: Any) -> Any:
    return value / 1000 if type(value) is int and abs(value) < 10**18 else None


def _kind(event: Any, content: Any) -> Kind:
    if words(event.get("type")) not in _WRITTEN:
        return "system"
    if "redacted_because" in mapping(event.get("unsigned")) or not content:
        return "deleted"
    return "text" if words(content.get("msgtype")) in _TEXT else "media"


def _own(body: str, *, quoted: bool) -> str:
    """Return what the sender wrote, without the quotation that older programs put in front."""
    if not (quoted and _QUOTATION.match(body)):
        return body
    lines = body.split("\n")
    while lines and lines[0].startswith(">"):
        lines.pop(0)
    return "\n".join(lines).lstrip("\n")


def _replaced(event: Any) -> str:
    """Return the message that an event edits; nothing when it is no edit."""
    relation = mapping(mapping(event.get("content")).get("m.relates_to"))
    return words(relation.get("event_id")) if relation.get("rel_type") == "m.replace" else ""


def _edit(events: list[Any], posts: dict[int, Post | None]) -> None:
    """Give each message the words of its last edit, if its own sender made it."""
    places = {post.key: number for number, post in posts.items() if post and post.key}
    for event in sorted(events, key=lambda one: words(one.get("origin_server_ts")).zfill(20)):
        number = places.get(_replaced(event))
        if number is None:
            continue
        post = posts[number]
        new = mapping(mapping(event.get("content")).get("m.new_content"))
        if post and post.kind == "text" and post.account == words(event.get("sender")):
            body = words(new.get("body"))
            posts[number] = dataclasses.replace(post, text=body or post.text, edited=True)


def _take_back(events: list[Any], posts: dict[int, Post | None]) -> None:
    redacted = {
        words(event.get("redacts")) or words(mapping(event.get("content")).get("redacts"))
        for event in events
        if event.get("type") == "m.room.redaction"
    }
    for number, post in posts.items():
        if post and post.key in redacted and post.kind != "system":
            posts[number] = dataclasses.replace(post, text="", kind="deleted")
