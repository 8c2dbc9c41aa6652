"""A server on this computer that keeps classes as Google Classroom does.

It takes only what Google's own description allows; whatever else arrives is refused, and kept
in ``broken`` for the test to look at.
"""

import contextlib
import datetime
import email
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs

from tests.classroom.providers.google_classroom.contract import (
    BrokenContractError,
    Call,
    contract,
)
from tests.loopback import listening

Answer = tuple[int, Any]
ME = {"id": "1000", "emailAddress": "dewi@stt.example", "name": {"fullName": "Dewi"}}
STATES = {
    "announcements": "announcementStates",
    "courseWork": "courseWorkStates",
    "courseWorkMaterials": "courseWorkMaterialStates",
}
ITEMS = {"topics": "topic", "courseWorkMaterials": "courseWorkMaterial"}


def refused(code: int, status: str, words: str, reason: str = "") -> Answer:
    error: dict[str, Any] = {"code": code, "message": words, "status": status}
    if reason:
        error["errors"] = [{"message": words, "domain": "global", "reason": reason}]
    return code, {"error": error}


NOT_FOUND = refused(404, "NOT_FOUND", "Requested entity was not found.")
EXISTS = refused(409, "ALREADY_EXISTS", "Requested entity already exists")


class School:
    """What the server keeps, and how it behaves."""

    def __init__(self) -> None:
        self.contract = contract()
        self.courses: dict[str, dict[str, Any]] = {}
        self.aliases: dict[str, str] = {}
        self.items: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.members: dict[str, list[str]] = defaultdict(list)  # group id → user ids
        self.roster: dict[str, list[dict[str, Any]]] = {"students": [], "teachers": [ME]}
        self.invitations: list[dict[str, Any]] = []
        self.users: dict[str, str] = {}
        self.closed_domains: set[str] = set()
        self.has_domain = True
        self.page = 1000
        self.now = datetime.datetime(2026, 8, 1, tzinfo=datetime.UTC)
        self.valid_tokens = {"first-access-token-1"}
        self.can_refresh = True
        # Prepared answers: name of a method → answers, each given once.
        self.prepared: dict[str, list[Answer]] = defaultdict(list)
        # Name of a method and its answer → what is sent in place of it.
        self.bend: Callable[[str, Any], Any] = lambda _, answer: answer
        # Sent for everything, as networks do before somebody has signed in to them.
        self.sign_in_page = b""
        self.calls: Counter[str] = Counter()
        self.requests: Counter[str] = Counter()
        self.largest_batch = 0
        self.broken: list[str] = []
        self._last = 5000

    def forget(self) -> None:
        """Keep nothing of what was made."""
        for kept in (self.courses, self.aliases, self.items, self.members, self.invitations):
            kept.clear()

    def answer(self, verb: str, target: str, content: bytes) -> Answer:
        try:
            call = self.contract.read(verb, target, content)
        except BrokenContractError as error:
            self.broken.append(str(error))
            return refused(400, "INVALID_ARGUMENT", str(error))
        name = call.method.removeprefix("classroom.")
        self.calls[name] += 1
        if self.prepared[name]:
            return self.prepared[name].pop(0)
        status, answer = self._do(name, call)
        return status, self.bend(name, answer)

    def _do(self, name: str, call: Call) -> Answer:
        if name.startswith("invitations."):
            return self._invitations(name.partition(".")[2], call)
        if name in ("courses.create", "courses.get", "courses.patch"):
            return self._courses(name.partition(".")[2], call)
        if call.path["courseId"] not in self.courses:
            return NOT_FOUND
        *_, collection, action = name.split(".")
        if collection == "studentGroupMembers":
            return self._group_members(action, call)
        if collection in self.roster:
            return self._people(collection, action, call)
        return self._things(collection, action, call)

    def number(self) -> str:
        self._last += 1
        return str(self._last)

    def _courses(self, action: str, call: Call) -> Answer:
        if action == "create":
            return self._new_course(call.body)
        found = self.courses.get(self.aliases.get(call.path["id"], call.path["id"]))
        if found is None:
            if call.path["id"].startswith("d:") and not self.has_domain:
                return refused(400, "FAILED_PRECONDITION", "Precondition check failed.")
            return NOT_FOUND
        found.update(call.body)
        return 200, found

    def _new_course(self, body: dict[str, Any]) -> Answer:
        alias = body.pop("id", "")
        if alias.startswith("d:") and not self.has_domain:
            return refused(400, "FAILED_PRECONDITION", "Precondition check failed.")
        if alias in self.aliases:
            return EXISTS
        course = body | {"id": self.number(), "ownerId": ME["id"]}
        self.courses[course["id"]] = course
        self.aliases[alias] = course["id"]
        return 200, course

    def _things(self, collection: str, action: str, call: Call) -> Answer:
        things = self.items[collection]
        key = "topicId" if collection == "topics" else "id"
        if action == "list":
            return self._listed(collection, things, call)
        if action == "create":
            if collection == "topics" and any(one["name"] == call.body["name"] for one in things):
                return EXISTS
            if self._is_over(call.body):
                return refused(400, "INVALID_ARGUMENT", "Due date must be in the future.")
            thing = _without_nought(call.body) | {key: self.number()}
            things.append(thing)
            return 200, thing
        found = next((one for one in things if one[key] == call.path["id"]), None)
        if found is None:
            return NOT_FOUND
        if action == "delete":
            things.remove(found)
            return 200, {}
        found.update(_without_nought(call.body))
        return 200, found

    def _is_over(self, body: dict[str, Any]) -> bool:
        date, time = body.get("dueDate"), body.get("dueTime", {})
        if not date:
            return False
        due = datetime.datetime(
            date["year"],
            date["month"],
            date["day"],
            time["hours"],
            time["minutes"],
            tzinfo=datetime.UTC,
        )
        return due <= self.now

    def _listed(self, collection: str, things: list[dict[str, Any]], call: Call) -> Answer:
        if collection in STATES:
            wanted = call.query.get(STATES[collection], ["PUBLISHED"])
            things = [one for one in things if one["state"] in wanted]
        start = int(call.query.get("pageToken", "0"))
        size = min(self.page, int(call.query.get("pageSize", "0")) or self.page)
        answer: dict[str, Any] = {}
        if page := things[start : start + size]:
            answer[ITEMS.get(collection, collection)] = page
        if start + size < len(things):
            answer["nextPageToken"] = str(start + size)
        return 200, answer

    def user(self, address: str) -> str:
        return self.users.setdefault(address.lower(), self.number())

    def _invitations(self, action: str, call: Call) -> Answer:
        if action == "list":
            address = call.query.get("userId")
            wanted = [
                one
                for one in self.invitations
                if one["courseId"] == call.query.get("courseId")
                and (address is None or one["userId"] == self.user(address))
            ]
            return self._listed("invitations", wanted, call)
        if action == "delete":
            self.invitations = [one for one in self.invitations if one["id"] != call.path["id"]]
            return 200, {}
        return self._invited(call.body)

    def _invited(self, body: dict[str, Any]) -> Answer:
        address = body["userId"]
        if address.rpartition("@")[2] in self.closed_domains:
            return refused(
                403, "PERMISSION_DENIED", "@CannotDirectAddUser Unable to add user to course."
            )
        if any(one["userId"] == self.user(address) for one in self.invitations):
            return EXISTS
        for role, name in (("TEACHER", "teachers"), ("STUDENT", "students")):
            emails = [_profile(one)["emailAddress"] for one in self.roster[name]]
            if address in emails and body["role"] in (role, "STUDENT"):
                return refused(400, "FAILED_PRECONDITION", "User already has this role.")
        one = body | {"id": self.number(), "userId": self.user(address)}
        self.invitations.append(one)
        return 200, one

    def accept(self, address: str) -> None:
        """Do what the person does who accepts."""
        one = next(one for one in self.invitations if one["userId"] == self.user(address))
        self.invitations.remove(one)
        name = "teachers" if one["role"] == "TEACHER" else "students"
        other = "students" if name == "teachers" else "teachers"
        self.roster[other] = [
            member for member in self.roster[other] if _profile(member)["emailAddress"] != address
        ]
        self.roster[name].append(
            {"id": one["userId"], "emailAddress": address, "name": {"fullName": address}}
        )

    def _people(self, collection: str, action: str, call: Call) -> Answer:
        if action == "delete":
            return self._sent_away(collection, call.path["userId"])
        members = [
            {"courseId": call.path["courseId"], "userId": one["id"], "profile": one}
            for one in self.roster[collection]
        ]
        return self._listed(collection, members, call)

    def _sent_away(self, collection: str, who: str) -> Answer:
        """Take somebody out, known by number or address; the owner of a class stays."""
        gone = [one for one in self.roster[collection] if who in (one["id"], one["emailAddress"])]
        if ME in gone:
            return refused(400, "FAILED_PRECONDITION", "Precondition check failed.")
        self.roster[collection] = [one for one in self.roster[collection] if one not in gone]
        return (200, {}) if gone else NOT_FOUND

    def _group_members(self, action: str, call: Call) -> Answer:
        members = self.members[call.path["studentGroupId"]]
        if action == "list":
            found = [{"userId": one} for one in members]
            return self._listed("studentGroupMembers", found, call)
        user = self.user(call.body["userId"])
        if user not in [one["id"] for one in self.roster["students"]]:
            return NOT_FOUND
        if user in members:
            return EXISTS
        members.append(user)
        return 200, {"userId": user, "studentGroupId": call.path["studentGroupId"]}


def _profile(member: dict[str, Any]) -> dict[str, Any]:
    return member


def _without_nought(body: dict[str, Any]) -> dict[str, Any]:
    """Return a body as Google's own JSON holds it, which leaves out what is nought."""
    kept = dict(body)
    if "dueTime" in kept:
        kept["dueTime"] = {name: value for name, value in kept["dueTime"].items() if value}
    return kept


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body go out together, so that nobody waits between them
    school: School

    def _serve(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.school.sign_in_page:
            self._send_bytes(200, "text/html", self.school.sign_in_page)
        elif self.path == "/token":
            self._give_token(content)
        elif self.headers.get("Authorization", "").removeprefix("Bearer ") not in (
            self.school.valid_tokens
        ):
            self._send(*refused(401, "UNAUTHENTICATED", "Invalid credentials"))
        elif self.path == "/batch":
            self._serve_batch(content)
        else:
            self.school.requests["single"] += 1
            self._send(*self.school.answer(self.command, self.path, content))

    do_GET = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815

    def _give_token(self, content: bytes) -> None:
        kind = parse_qs(content.decode())["grant_type"]
        assert kind in (["refresh_token"], ["authorization_code"])
        if not self.school.can_refresh:
            self._send(400, {"error": "invalid_grant", "error_description": "expired"})
            return
        token = f"access-token-{self.school.number()}"
        self.school.valid_tokens.add(token)
        answer = {"access_token": token, "expires_in": 3600, "token_type": "Bearer"}
        if kind == ["authorization_code"]:
            answer["refresh_token"] = "refresh-given"
        self._send(200, answer)

    def _serve_batch(self, content: bytes) -> None:
        self.school.requests["batch"] += 1
        if self.school.prepared["batch"]:
            self._send(*self.school.prepared["batch"].pop(0))
            return
        whole = email.message_from_bytes(
            f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode() + content
        )
        parts = whole.get_payload()
        assert isinstance(parts, list)
        self.school.largest_batch = max(self.school.largest_batch, len(parts))
        answers = b"".join(self._part(part) for part in parts)  # type: ignore[arg-type]
        self._send_bytes(200, "multipart/mixed; boundary=part", answers + b"--part--\r\n")

    def _part(self, part: "email.message.Message") -> bytes:
        payload = part.get_payload()
        assert isinstance(payload, str)
        head, _, body = payload.replace("\r\n", "\n").partition("\n\n")
        verb, target, _ = head.split("\n")[0].split(" ")
        status, answer = self.school.answer(verb, target, body.strip().encode())
        name = " ".join(part["Content-ID"].split()).strip("<>")
        return (
            "--part\r\nContent-Type: application/http\r\n"
            f"Content-ID: <response-{name}>\r\n\r\n"
            f"HTTP/1.1 {status} Answer\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
            f"{json.dumps(answer)}\r\n"
        ).encode()

    def _send(self, status: int, answer: Any) -> None:
        self._send_bytes(status, "application/json; charset=UTF-8", json.dumps(answer).encode())

    def _send_bytes(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextlib.contextmanager
def serving(school: School) -> Iterator[str]:
    """Run the server and yield its address."""
    handler = type("Handler", (_Handler,), {"school": school})
    with listening(handler) as port:
        yield f"http://127.0.0.1:{port}/"
