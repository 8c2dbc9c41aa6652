"""What is written in a room: posting, reading back, and pinning what the class must see."""

import datetime
import hashlib
import json
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.classroom.providers.matrix.answers import EVENTS, LOGIN, OBJECT, SENT, Answer, Shape
from workshop.classroom.providers.matrix.homeserver import Homeserver
from workshop.classroom.providers.matrix.names import KEY, POSTED, in_path
from workshop.classroom.providers.matrix.rooms import PINNED, Room
from workshop.i18n import tr

Event = Mapping[str, Any]

MESSAGE = "m.room.message"
_A_PAGE = 500
_RECENT = 200  # messages among which an interrupted run looks for its own
_TEN_MINUTES = 600
_LATEST = 253_000_000_000_000  # milliseconds, before the year 10000: clocks of strangers


@dataclass(frozen=True)
class Written:
    """A message that was read back.

    Parameters
    ----------
    account
        Who wrote it: ``"@ani:a.example.ac.id"``.
    person
        Key of the person in the class; empty for others.
    text
        As a stranger typed it.
    time
        When, in universal time.
    id
        The server's own name of it.
    answers
        Id of the message that it answers, or nothing.
    """

    account: str
    person: str
    text: str
    time: datetime.datetime
    id: str
    answers: str = ""


def events(
    server: Homeserver, room: Room, kinds: Sequence[str] = (MESSAGE,), most: int = 100_000
) -> list[Event]:
    """Return what happened in a room as the server keeps it, the oldest first."""
    path = f"/_matrix/client/v3/rooms/{in_path(room.id)}/messages"
    found: list[Event] = []
    page: dict[str, str | int] = {"dir": "b", "filter": json.dumps({"types": [*kinds]})}
    while len(found) < most:
        page["limit"] = min(_A_PAGE, most - len(found))
        answer = server.must("GET", path, what=tr("reading messages"), shape=EVENTS, params=page)
        found += answer["chunk"]
        following = answer.get("end")
        if following in (None, "", page.get("from")):
            break
        page["from"] = following
    return found[::-1]


def written(events: list[Event], people: Mapping[str, str]) -> Iterator[Written]:
    """Return messages in the words of the class; ``people`` is account → key."""
    for event in events:
        content = event.get("content") or {}
        relation = _object(content.get("m.relates_to"))
        if not isinstance(content.get("body"), str) or relation.get("rel_type") == "m.replace":
            continue  # somebody came or went, a message was withdrawn, or an earlier one corrected
        account = str(event.get("sender", ""))
        moment = min(max(int(event.get("origin_server_ts") or 0), 0), _LATEST) / 1000
        yield Written(
            account=account,
            person=people.get(account, ""),
            text=content["body"],
            time=datetime.datetime.fromtimestamp(moment, datetime.UTC),
            id=str(event.get("event_id", "")),
            answers=str(_object(relation.get("m.in_reply_to")).get("event_id", "")),
        )


def _object(found: Any) -> Mapping[str, Any]:
    """Return a part of a stranger's message, which may be anything."""
    return found if isinstance(found, dict) else {}


def send(server: Homeserver, room: Room, text: str, account: str) -> Answer:
    """Write a message as somebody of this server."""
    login = server.must(
        "POST",
        f"/_synapse/admin/v1/users/{in_path(account)}/login",
        what=tr("signing in"),
        shape=LOGIN,
        json={"valid_until_ms": int((time.time() + _TEN_MINUTES) * 1000)},
    )
    return _put(
        server,
        room,
        f"send/{MESSAGE}/{secrets.token_hex(8)}",
        {"msgtype": "m.text", "body": text},
        shape=SENT,
        token=login["access_token"],
    )


def post_once(server: Homeserver, room: Room, key: str, text: str) -> Answer:
    """Write and pin a message that stands in a room once, however often this is called.

    The room itself remembers it, in a state event that holds the id, the text, and the id of
    what was sent last: the message or its newest correction. Without the text, nothing is sure.
    """
    noted = room.content(POSTED, key)
    if not (noted.get("id") and noted.get("text")):
        noted = _found_again(server, room, key) or {**noted, "text": ""}
    answer = Answer(200, {})
    if noted.get("text") != text:
        answer = _write(server, room, key, noted, text)
        if not answer.is_fine:
            return answer
        last = answer.data["event_id"]
        noted = {"id": noted.get("id") or last, "last": last, "text": text}
    if noted["id"] not in room.pinned:
        answer = put_state(server, room, PINNED, "", {"pinned": [*room.pinned, noted["id"]]})
        if not answer.is_fine:
            return answer
    if room.content(POSTED, key) == noted:
        return answer
    return put_state(server, room, POSTED, key, noted)


def unpin(server: Homeserver, room: Room, key: str) -> Answer:
    """Take a message of ours from the top of a room; it stays in its history."""
    noted = room.content(POSTED, key)
    rest = [one for one in room.pinned if one != noted.get("id")]
    answer = put_state(server, room, PINNED, "", {"pinned": rest})
    if not answer.is_fine:
        return answer
    return put_state(server, room, POSTED, key, {"last": noted.get("last", "")})


def put_state(
    server: Homeserver, room: Room, kind: str, key: str, content: Mapping[str, Any]
) -> Answer:
    """Change the state of a room, and our picture of it."""
    path = f"state/{kind}/{in_path(key)}" if key else f"state/{kind}"
    answer = _put(server, room, path, content)
    if answer.is_fine:
        room.state[kind, key] = content
    return answer


def _write(server: Homeserver, room: Room, key: str, noted: Event, text: str) -> Answer:
    """Send a message of ours, or correct it where it stands."""
    content: dict[str, Any] = {"msgtype": "m.text", "body": text}
    if message := noted.get("id"):
        # Whoever is killed before the new note looks in the room which text stands there.
        answer = put_state(server, room, POSTED, key, {**noted, "text": ""})
        if not answer.is_fine:
            return answer
        relation = {"rel_type": "m.replace", "event_id": message}
        new = {**content, "body": f"* {text}"}
        content = {**new, "m.new_content": content, "m.relates_to": relation}
    else:
        content[KEY] = key
    # With the same number, a server takes a message that was sent twice for one, for a day. What
    # was sent last makes it another where a text comes back after a different one.
    sent = (room.id, key, str(noted.get("last", "")), text)
    number = hashlib.sha256("\0".join(sent).encode()).hexdigest()[:32]
    return _put(server, room, f"send/{MESSAGE}/{number}", content, shape=SENT)


def _found_again(server: Homeserver, room: Room, key: str) -> Event:
    """Return a note about a message that is in the room, as its newest correction left it."""
    if room.is_new and not room.content(POSTED, key):
        return {}
    corrections: dict[str, Event] = {}
    own = (one for one in events(server, room, most=_RECENT) if one["sender"] == server.account)
    for event in reversed([*own]):
        content = event["content"]
        relation = _object(content.get("m.relates_to"))
        if content.get(KEY) == key:
            last = corrections.get(event["event_id"], event)
            said = _object(last["content"].get("m.new_content", last["content"]))
            text = str(said.get("body", ""))
            return {"id": event["event_id"], "last": last["event_id"], "text": text}
        if relation.get("rel_type") == "m.replace":
            corrections.setdefault(str(relation.get("event_id")), event)
    return {}


def _put(
    server: Homeserver,
    room: Room,
    path: str,
    content: Mapping[str, Any],
    *,
    shape: Shape = OBJECT,
    token: str | None = None,
) -> Answer:
    return server.ask(
        "PUT",
        f"/_matrix/client/v3/rooms/{in_path(room.id)}/{path}",
        what=tr("writing in rooms"),
        shape=shape,
        json=dict(content),
        token=token,
    )
