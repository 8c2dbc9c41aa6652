"""A small platform on loopback: it takes things over real HTTP, and can be as nasty as real ones.

Whatever is created twice stands there twice, so that a test can see duplicates. Its provider is
a plug-in like any other.
"""

import contextlib
import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Guide, GuideStep, Setting, Usage
from workshop.classroom.building.resources import Outcome, Resource, Step, Support
from workshop.classroom.building.web import Web
from workshop.errors import Message

TOKEN = "geheim-9f8e7d6c5b4a"
BATCH = 5


@dataclass
class World:
    """What the platform holds, and how it misbehaves."""

    things: list[dict[str, Any]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    limit: int = 0  # every so many requests, one is sent away
    down_after: int = -1  # so many writes, then it answers 503
    delay: float = 0.0
    requests: int = 0
    writes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def addresses(self) -> list[str]:
        return [thing["address"] for thing in self.things]

    def thing(self, address: str) -> dict[str, Any]:
        return next(thing for thing in self.things if thing["address"] == address)


class Platform:
    """The server in a thread; use it in a ``with`` block."""

    def __init__(self) -> None:
        self.world = World()
        world = self.world

        class Handler(_Handler):
            pass

        Handler.world = world
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Platform":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    world: World
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # the other side was killed
            super().handle()

    def _answer(self, status: int, content: Any, headers: Mapping[str, str] | None = None) -> None:
        data = json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _is_welcome(self) -> bool:
        self._body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        world = self.world
        with world.lock:
            world.requests += 1
            turn = world.requests
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._answer(401, {"error": f"bad token {self.headers.get('Authorization')}"})
        elif world.limit and turn % world.limit == 0:
            self._answer(429, {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 20})
        elif 0 <= world.down_after <= world.writes:
            self._answer(503, {"error": "down"})
        else:
            return True
        return False

    def do_GET(self) -> None:
        if self._is_welcome():
            self._answer(200, self.world.things)

    def do_POST(self) -> None:
        if self._is_welcome():
            self._answer(200, [self._created(thing) for thing in json.loads(self._body)])

    def do_PUT(self) -> None:
        if self._is_welcome():
            self.world.writes += 1
            thing = self.world.thing(unquote(self.path[1:]))
            thing["values"] = json.loads(self._body)
            self._answer(200, {"id": thing["id"]})

    def do_DELETE(self) -> None:
        if self._is_welcome():
            self.world.writes += 1
            self.world.things.remove(self.world.thing(unquote(self.path[1:])))
            self._answer(200, {})

    def _created(self, thing: dict[str, Any]) -> dict[str, str]:
        time.sleep(self.world.delay)
        if reason := self.world.refused.get(thing["address"]):
            return {"error": reason}
        with self.world.lock:
            self.world.writes += 1
            made = {**thing, "id": f"#{len(self.world.things) + 1}"}
            self.world.things.append(made)
        return {"id": made["id"]}


class LoopbackConnection:
    """Reads and writes things, several in one request."""

    def __init__(self, url: str, token: str) -> None:
        self._web = Web(
            url,
            platform="Loopback",
            headers={"Authorization": f"Bearer {token}"},
            credential="LOOPBACK_TOKEN",
            sleep=lambda seconds: time.sleep(min(seconds, 0.01)),
        )

    @property
    def usage(self) -> Usage:
        return self._web.usage

    def close(self) -> None:
        self._web.close()

    def read(self, desired: Sequence[Resource]) -> dict[str, Resource]:
        labels = {one.address: one.label for one in desired}
        found = {}
        for thing in self._web.json("GET", "/things", what="read"):
            kind, _, key = thing["address"].partition("/")
            label = labels.get(thing["address"], key)
            found[thing["address"]] = Resource(
                kind, key, label, thing["values"], needs=tuple(thing["needs"]), remote=thing["id"]
            )
        return found

    def apply(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        made = [step for step in steps if step.action == "create"]
        for first in range(0, len(made), BATCH):
            yield from self._create(made[first : first + BATCH])
        for step in steps:
            if step.action == "change":
                self._web.request(
                    "PUT", f"/{step.address}", what="change", json=dict(step.resource.values)
                )
                yield Outcome(step.address, "change", "done", remote=step.resource.remote)
            elif step.action == "remove":
                self._web.request("DELETE", f"/{step.address}", what="remove")
                yield Outcome(step.address, "remove", "done")

    def _create(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        body = [
            {"address": one.address, "values": one.values, "needs": one.needs}
            for one in (step.resource for step in steps)
        ]
        answers = self._web.json("POST", "/things", what="create", json=body)
        for step, answer in zip(steps, answers, strict=True):
            if "error" in answer:
                reason = Message("{reason}", reason=answer["error"])
                yield Outcome(step.address, "create", "failed", reason)
            else:
                yield Outcome(step.address, "create", "done", remote=answer["id"])


class LoopbackProvider:
    """The platform as a plug-in."""

    name = "loopback"
    title = "Loopback"
    settings: tuple[Setting, ...] = (
        Setting("LOOPBACK_URL", Message("The address."), secret=False),
        Setting("LOOPBACK_TOKEN", Message("A token.")),
    )

    def support(self) -> tuple[Support, ...]:
        return (
            Support("person", Message("Accounts"), "done", Message("By itself.")),
            Support("channel", Message("Channels"), "done", Message("By itself.")),
            Support("rules", Message("Rules"), "guide", Message("By hand.")),
            Support("event", Message("Dates"), "impossible", Message("It has no calendar.")),
        )

    def check(self, blueprint: Blueprint) -> list[Message]:
        return [
            Message("{reason}", reason=f"{person.name} has no address")
            for person in blueprint.members
            if not person.email
        ]

    def desired(self, blueprint: Blueprint) -> tuple[Resource, ...]:
        people = [
            Resource("person", one.key, one.name, {"name": one.name, "role": one.role})
            for one in blueprint.members
        ]
        channels = [
            Resource("channel", one.key, blueprint.said(one.title), {"title": one.title.en})
            for one in blueprint.channels
        ]
        memberships = [
            Resource(
                "membership",
                f"{channel.key}.{person.key}",
                f"{person.label} @ {channel.label}",
                needs=(channel.address, person.address),
            )
            for channel in channels
            for person in people
        ]
        return (*memberships, *channels, *people)

    def connect(self, blueprint: Blueprint, settings: Mapping[str, str]) -> LoopbackConnection:
        del blueprint
        return LoopbackConnection(settings["LOOPBACK_URL"], settings["LOOPBACK_TOKEN"])

    def files(self, blueprint: Blueprint) -> dict[str, bytes]:
        return {"people.txt": "\n".join(one.key for one in blueprint.members).encode()}

    def guide(self, blueprint: Blueprint) -> Guide:
        return Guide(blueprint.key, "Do it.", (GuideStep("Open it."),))


class ByHandProvider(LoopbackProvider):
    """A platform that no program can build on."""

    name = "by-hand"
    title = "By hand"
    settings = ()

    def desired(self, blueprint: Blueprint) -> tuple[Resource, ...]:
        del blueprint
        return ()

    def files(self, blueprint: Blueprint) -> dict[str, bytes]:
        del blueprint
        return {}


def broken() -> LoopbackProvider:
    """Fail like a plug-in whose library is missing."""
    raise ImportError("no module named 'gone'")
