"""Two Matrix servers on loopback that hold a small class, and answer whatever a test wants."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.classroom.providers.matrix.federated import STT, UNTAN
from tests.loopback import listening
from workshop.classroom.providers.matrix.names import KEY, MARK, POSTED

CLASS = "kelas"
OWN = "@ruang-kelas:a"
_ROOMS = ("", "announcements", "questions")
_RULES = "rules/questions"
Answers = Mapping[str, Any]


@dataclass
class StandIn:
    """The servers ``a``, where the class is at home, and ``b``.

    Parameters
    ----------
    url
        Where they are, without their names.
    is_new
        Whether nothing was built yet.
    instead
        Request → the bytes that are its answer.
    """

    url: str = ""
    is_new: bool = False
    instead: dict[str, bytes] = field(default_factory=dict)
    registered: bool = False

    def settings(self) -> dict[str, str]:
        """Return what a provider needs; where nothing was built, only the home server has a key."""
        servers = {STT: "a"} if self.is_new else {STT: "a", UNTAN: "b"}
        return {
            "MATRIX_URLS": " ".join(f"{key}={self.url}/{name}" for key, name in servers.items()),
            "MATRIX_KEYS": " ".join(f"{key}=loopback-secret" for key in servers),
        }

    def answer(self, method: str, path: str) -> tuple[int, bytes]:
        """Return status and body."""
        name, asked = request(method, path)
        known = answers(name, is_new=self.is_new)
        if asked in self.instead:
            return 200, self.instead[asked]
        if asked == "POST login" and self.is_new and not self.registered:
            return 403, b'{"errcode": "M_FORBIDDEN", "error": "Invalid username or password"}'
        self.registered = self.registered or asked == "POST register"
        if method == "GET" and asked not in known:
            return 404, b'{"errcode": "M_NOT_FOUND", "error": "Not found"}'
        return 200, json.dumps(known.get(asked, {})).encode()


def request(method: str, path: str) -> tuple[str, str]:
    """Return the server's name, and the request in a few words: ``"GET users"``."""
    _, name, *rest = unquote(urlsplit(path).path).split("/")
    words = "/".join(rest[3:])
    if "/send/" in words:  # the rest of it is a number that the sender chose
        words = "send"
    return name, f"{method} {words}"


def answers(name: str, *, is_new: bool = False) -> Answers:
    """Return the good answers of a server: request → JSON."""
    own = f"@ruang-kelas:{name}"
    common = {
        "POST login": {"access_token": "syt_loopback"},
        "GET register": {"nonce": "abc"},
        "GET account/whoami": {"user_id": own},
        f"GET users/{own}/admin": {"admin": True},
        "GET users": {"users": [{"name": own, "displayname": None}], "total": 1},
        "GET profile/@mhs-01:b": {"displayname": "Mhs 01"},
        "GET profile/@mhs-03:b": {"displayname": "Mhs 03"},
        "GET capabilities": {"capabilities": {"m.room_versions": {"default": "12"}}},
        "POST createRoom": {"room_id": "!new:a"},
        "POST users/@mhs-01:b/login": {"access_token": "syt_participant"},
        "PUT send": {"event_id": "$sent"},
    }
    return common if is_new else {**common, **_of_rooms()}


def _of_rooms() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in _ROOMS:
        room = f"!{key or 'space'}:a"
        alias = f"#{CLASS}-{key}:a" if key else f"#{CLASS}:a"
        found[f"GET directory/room/{alias}"] = {"room_id": room, "servers": ["a"]}
        found[f"GET rooms/{room}/state"] = [*_state(key)]
        found[f"GET rooms/{room}/joined_members"] = {"joined": {"@ruang-kelas:b": {}}}
        found[f"GET rooms/{room}/messages"] = {"chunk": [*_messages()], "start": "t1"}
    return found


def _state(key: str) -> Iterator[Mapping[str, Any]]:
    yield _event("m.room.create", {MARK: {"class": CLASS, "key": key}}, state_key="")
    yield _event("m.room.name", {"name": "Ruang"}, state_key="")
    yield _event("m.room.power_levels", {"users": {"@mhs-01:b": 50}}, state_key="")
    yield _event("m.room.member", {"membership": "join"}, state_key=OWN)
    if not key:
        yield _event("m.space.child", {"via": ["a"]}, state_key="!questions:a")
    elif key == "questions":  # a run was killed while it corrected the rules
        yield _event(POSTED, {"id": "$1", "text": "", "last": "$1"}, state_key=_RULES)


def _messages() -> Iterator[Mapping[str, Any]]:
    yield _event("m.room.message", {"msgtype": "m.text", "body": "Halo"}, sender="@mhs-01:b")
    yield _event("m.room.message", {"msgtype": "m.text", "body": "Lama", KEY: _RULES})


def _event(kind: str, content: Mapping[str, Any], **more: str) -> Mapping[str, Any]:
    about = {"event_id": "$1", "sender": OWN, "origin_server_ts": 1_700_000_000_000}
    return {"type": kind, "content": content, **about, **more}


@contextmanager
def running() -> Iterator[StandIn]:
    """Let the servers answer for as long as the block lasts."""
    found = StandIn()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = found.answer(self.command, self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_PUT(self) -> None:
            self._answer()

    with listening(Handler) as port:
        found.url = f"http://127.0.0.1:{port}"
        yield found
