"""What a real Moodle was asked and what it answered, over real HTTP on loopback.

A `Replay` answers recorded requests, each exactly once, and remembers whatever it does not
know. A `Recorder` stands between the client and a real Moodle and writes the recording: without
the token, without addresses, and only with those parts of an answer that a client reads.

Who records anew needs a site without these classes, runs each test of `test_moodle_building` by
itself with ``MOODLE_RECORD=1``, and in this order: the building; then, after students 3, 4 and 5
have answered in week 1 (the last two to the first), the posts; what changed; then, after an
account with the address ``Bentrok-004@Example.ac.id`` was made, the guilty rows; the others. The
pages of a site under maintenance and of a wrong address are shortened by hand.
"""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode

from tests.loopback import listening

FOLDER = Path(__file__).parent / "recorded"
VERSION = "4.5.6 (Build: 20250811)"
TOKEN = "0123456789abcdef0123456789abcdef"
WEAK_TOKEN = "fedcba9876543210fedcba9876543210"
_TOKENS = {TOKEN: "good", WEAK_TOKEN: "weak"}
_REAL = {TOKEN: "MOODLE_TOKEN", WEAK_TOKEN: "MOODLE_WEAK_TOKEN"}
_READ = frozenset(
    """attachments author categoryid cmid courses data description discussion discussionid
    discussions email enddate error errorcode events exception format fullname functions
    groupmode groups id idnumber instance isdeleted message modname modules name parentid posts
    responses roles section shortname startdate subject timecreated timeduration timestart type
    username users warningcode warnings""".split()
)


@dataclass
class Pair:
    """A request and its answer; ``page`` is an answer that is no JSON.

    ``reason`` is what stands behind the status, where Moodle says why it is closed.
    """

    token: str
    form: dict[str, str]
    status: int = 200
    reason: str | None = None
    answer: Any = None
    page: str = ""
    headers: dict[str, str] = field(default_factory=dict)


class Replay:
    """Answers what was recorded."""

    def __init__(self, name: str) -> None:
        recorded = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        self.pairs = [Pair(**pair) for pair in recorded["pairs"]]
        self.unknown: list[dict[str, str]] = []
        self.broken_after: int | None = None  # then the line is cut without an answer
        self.answered = 0

    def answer(self, token: str, form: dict[str, str]) -> Pair | None:
        """Return the answer, or nothing when the line breaks."""
        if self.broken_after is not None and self.answered >= self.broken_after:
            return None
        for pair in self.pairs:
            if (pair.token, pair.form) == (_TOKENS.get(token, "bad"), form):
                self.pairs.remove(pair)
                self.answered += 1
                return pair
        self.unknown.append(form)
        return Pair("", {}, 500, page="this request was never recorded")


class Recorder:
    """Passes requests on to a real Moodle and keeps what it answers."""

    def __init__(self) -> None:
        self.url = os.environ["MOODLE_URL"].rstrip("/")
        self.pairs: list[Pair] = []

    def answer(self, token: str, form: dict[str, str]) -> Pair:
        """Ask the real Moodle."""
        real = os.environ[_REAL[token]] if token in _REAL else token
        body = urlencode({"wstoken": real, **form}).encode()
        request = urllib.request.Request(f"{self.url}/webservice/rest/server.php", body)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=300) as found:  # noqa: S310
                status, text = found.status, found.read().decode()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode()
        answer = read_part(json.loads(text))
        pair = Pair(_TOKENS.get(token, "bad"), form, status, answer=answer)
        self.pairs.append(pair)
        return pair

    def write(self, name: str) -> None:
        """Keep the recording."""
        pairs = [{"token": p.token, "form": p.form, "answer": p.answer} for p in self.pairs]
        text = json.dumps({"moodle": VERSION, "pairs": pairs}, indent=1, ensure_ascii=False)
        (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def read_part(value: Any) -> Any:
    """Return only those parts of an answer that a client reads."""
    if isinstance(value, dict):
        return {
            key: json.dumps(read_part(json.loads(part)), ensure_ascii=False)
            if key in ("data", "exception") and isinstance(part, str) and part[:1] in '{["'
            else read_part(part)
            for key, part in value.items()
            if key in _READ
        }
    if isinstance(value, list):
        return [read_part(part) for part in value]
    return "" if isinstance(value, str) and value[:2] == "[{" else value


class Source(Protocol):
    """Whatever answers: a recording, a real Moodle, or something that is no Moodle at all."""

    def answer(self, token: str, form: dict[str, str]) -> Pair | None:
        """Return the answer, or nothing when the line breaks."""


@contextmanager
def running(source: Source) -> Iterator[str]:
    """Serve on loopback; yields the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = dict(parse_qsl(body, keep_blank_values=True))
            assert "?" not in self.path  # a token in an address would stand in every log
            pair = source.answer(form.pop("wstoken", ""), form)
            if pair is None:
                self.close_connection = True
                return
            data = (pair.page or json.dumps(pair.answer)).encode()
            self.send_response(pair.status, pair.reason)
            for name, value in {**pair.headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

    with listening(Handler) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def recorded(name: str) -> Iterator[Mapping[str, str]]:
    """Yield the settings of a Moodle that answers as recorded; or record it, if that is asked.

    ``MOODLE_RECORD=1`` records anew on the server of ``MOODLE_URL``.
    """
    if os.environ.get("MOODLE_RECORD"):
        recorder = Recorder()
        with running(recorder) as url:
            yield settings(url)
        recorder.write(name)
        return
    replay = Replay(name)
    with running(replay) as url:
        yield settings(url)
    assert not replay.unknown, f"never recorded: {replay.unknown}"
    assert not replay.pairs, f"never asked: {[pair.form['wsfunction'] for pair in replay.pairs]}"


def settings(url: str, token: str = TOKEN) -> dict[str, str]:
    """Return what a provider is given."""
    return {"MOODLE_URL": url, "MOODLE_TOKEN": token, "MOODLE_AUTH": "manual"}
