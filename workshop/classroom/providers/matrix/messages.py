"""What is written in a room: posting, reading back, and pinning what the class must see."""

import datetime
import hashlib
import json
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.classroom.providers.matrix.homeserver import Answer, Homeserver
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
        answer = server.must("GET", path, what=tr("reading messages"), params=page)
        found += [event for event in answer.get("chunk", ()) if isinstance(event, dict)]
        following = answer.get("end")
        if not following:
            break
        page["from"] = str(following)
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
        json={"valid_until_ms": int((time.time() + _TEN_MINUTES) * 1000)},
    )
    return _put(
        server,
        room,
        f"send/{MESSAGE}/{secrets.token_hex(8)}",
        {"msgtype": "m.text", "body": text},
        token=str(login.get("access_token", "")),
    )


def post_once(server: Homeserver, room: Room, key: str, text: str) -> Answer:
    """Write and pin a message that stands in a room once, however often this is called.

    The room itself remembers it, in a state event that holds the text and the id.
    """
    noted = room.content(POSTED, key)
    message = str(noted.get("id", "")) or _found_again(server, room, key)
    answer = Answer(200, {})
    if not message:
        answer = _send_own(server, room, key, text)
        message = str(answer.data.get("event_id", ""))
        if not answer.is_fine:
            return answer
    elif noted.get("text", text) != text:
        answer = _correct(server, room, message, text)
        if not answer.is_fine:
            return answer
    if message not in room.pinned:
        answer = put_state(server, room, PINNED, "", {"pinned": [*room.pinned, message]})
        if not answer.is_fine:
            return answer
    if noted != (note := {"id": message, "text": text}):
        return put_state(server, room, POSTED, key, note)
    return answer


def unpin(server: Homeserver, room: Room, key: str) -> Answer:
    """Take a message of ours from the top of a room; it stays in its history."""
    message = room.content(POSTED, key).get("id")
    rest = [one for one in room.pinned if one != message]
    answer = put_state(server, room, PINNED, "", {"pinned": rest})
    return put_state(server, room, POSTED, key, {}) if answer.is_fine else answer


def put_state(
    server: Homeserver, room: Room, kind: str, key: str, content: Mapping[str, Any]
) -> Answer:
    """Change the state of a room, and our picture of it."""
    path = f"state/{kind}/{in_path(key)}" if key else f"state/{kind}"
    answer = _put(server, room, path, content)
    if answer.is_fine:
        room.state[kind, key] = content
    return answer


def _send_own(server: Homeserver, room: Room, key: str, text: str) -> Answer:
    # With the same number, a server takes a message that was sent twice for one.
    number = hashlib.sha256(f"{room.id}\0{key}\0{text}".encode()).hexdigest()[:32]
    content = {"msgtype": "m.text", "body": text, KEY: key}
    return _put(server, room, f"send/{MESSAGE}/{number}", content)


def _correct(server: Homeserver, room: Room, message: str, text: str) -> Answer:
    new = {"msgtype": "m.text", "body": text}
    relation = {"rel_type": "m.replace", "event_id": message}
    content = {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation}
    number = hashlib.sha256(f"{message}\0{text}".encode()).hexdigest()[:32]
    return _put(server, room, f"send/{MESSAGE}/{number}", content)


def _found_again(server: Homeserver, room: Room, key: str) -> str:
    """Return the id of a message that was sent by a run that was killed before it noted it."""
    if room.is_new:
        return ""
    for event in reversed(events(server, room, most=_RECENT)):
        ours = event.get("sender") == server.account
        if ours and (event.get("content") or {}).get(KEY) == key:
            return str(event.get("event_id", ""))
    return ""


def _put(
    server: Homeserver, room: Room, path: str, content: Mapping[str, Any], token: str | None = None
) -> Answer:
    return server.ask(
        "PUT",
        f"/_matrix/client/v3/rooms/{in_path(room.id)}/{path}",
        what=tr("writing in rooms"),
        json=dict(content),
        token=token,
    )
