"""Asking over HTTP: what is repeated and what is not, waiting when asked, and clear sentences."""

import datetime
import email.utils
import json
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.loopback import listening
from workshop import i18n
from workshop.classroom.building.address import checked
from workshop.classroom.building.web import ATTEMPTS, Web
from workshop.errors import ProviderError
from workshop.redaction import hide

SECRET = "rahasia-0123456789"

Answer = tuple[int, dict[str, str], str] | None  # None: the line breaks


class Script:
    """Gives the answers one after another, the last one for ever."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.seen: list[tuple[str, str]] = []

    def next(self, method: str, path: str) -> Answer:
        self.seen.append((method, path))
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving(script: Script, context: ssl.SSLContext | None = None) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = script.next(self.command, self.path)
            if answer is None:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

    for method in ("GET", "POST", "PUT", "DELETE"):
        setattr(Handler, f"do_{method}", Handler._answer)
    with listening(Handler, context) as port:
        yield f"{'https' if context else 'http'}://localhost:{port}"


OK: Answer = (200, {}, '{"a": 1}')


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def ask(waits: list[float]) -> Iterator[Callable[..., tuple[Any, Script, Web]]]:
    """Ask a server that gives such answers; return what came, the script and the session."""

    def asked(*answers: Answer, method: str = "GET", **names: Any) -> tuple[Any, Script, Web]:
        script = Script(*answers)
        with (
            serving(script) as url,
            Web(url, platform="Moodle", credential="MOODLE_TOKEN", sleep=waits.append) as web,
        ):
            try:
                found: Any = web.json(method, "/x", what="read", **names)
            except ProviderError as error:
                found = error
        return found, script, web

    with i18n.use("en"):
        yield asked


def test_an_answer_is_returned_and_its_request_counted(ask: Any, waits: list[float]) -> None:
    found, script, web = ask(OK)
    assert found == {"a": 1}
    assert script.seen == [("GET", "/x")]
    assert web.usage.requests == {"read": 1}
    assert waits == []


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_may_be_repeated_is_repeated_while_the_platform_is_away(
    ask: Any, waits: list[float], status: int
) -> None:
    found, _, web = ask((status, {}, ""), (status, {}, ""), OK)
    assert found == {"a": 1}
    assert web.usage.total == 3
    assert len(waits) == 2
    assert 0.5 <= waits[0] <= 1.0
    assert 1.0 <= waits[1] <= 1.5


@pytest.mark.parametrize("broken", [(502, {}, ""), (503, {}, ""), (504, {}, ""), None])
def test_what_may_not_be_repeated_is_sent_once(ask: Any, broken: Answer) -> None:
    found, script, _ = ask(broken, OK, method="POST")
    assert isinstance(found, ProviderError)
    assert len(script.seen) == 1


@pytest.mark.parametrize("broken", [(502, {}, ""), (503, {}, ""), None])
def test_the_caller_may_say_that_it_can_be_repeated(ask: Any, broken: Answer) -> None:
    found, script, _ = ask(broken, OK, method="POST", repeatable=True)
    assert found == {"a": 1}
    assert len(script.seen) == 2


def test_who_is_sent_away_comes_back_whatever_the_method(ask: Any) -> None:
    found, script, _ = ask((429, {}, ""), OK, method="POST")
    assert found == {"a": 1}
    assert len(script.seen) == 2


def in_seconds(seconds: int) -> str:
    moment = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)
    return email.utils.format_datetime(moment, usegmt=True)


@pytest.mark.parametrize(
    ("headers", "body", "seconds"),
    [
        ({"Retry-After": "7"}, "", 7.0),
        ({}, json.dumps({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 2500}), 2.5),
    ],
    ids=["header", "matrix"],
)
def test_the_platform_says_how_long_to_wait(
    ask: Any, waits: list[float], headers: dict[str, str], body: str, seconds: float
) -> None:
    found, _, _ = ask((429, headers, body), OK)
    assert found == {"a": 1}
    assert seconds <= waits[0] <= seconds + 0.5


@pytest.mark.parametrize(("seconds", "least"), [(90, 30.0), (-90, 0.0)])
def test_the_platform_says_until_when_to_wait(
    ask: Any, waits: list[float], seconds: int, least: float
) -> None:
    found, _, _ = ask((503, {"Retry-After": in_seconds(seconds)}, ""), OK)
    assert found == {"a": 1}
    assert least <= waits[0] <= max(seconds, 0) + 0.5


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Retry-After": "soon"}, ""),
        ({"Retry-After": "-3"}, ""),
        ({}, "[1]"),
        ({}, '{"retry_after_ms": "x"}'),
        ({}, '{"retry_after_ms": -5}'),
        ({}, "\x00"),
    ],
)
def test_a_strange_wish_is_no_wish(
    ask: Any, waits: list[float], headers: dict[str, str], body: str
) -> None:
    found, _, _ = ask((429, headers, body), OK)
    assert found == {"a": 1}
    assert 0 <= waits[0] <= 1


def test_a_very_long_wait_is_told_instead(ask: Any, waits: list[float]) -> None:
    found, script, _ = ask((429, {"Retry-After": "3600"}, ""))
    assert "3,600 seconds" in str(found)
    assert len(script.seen) == 1
    assert waits == []


def test_the_end_of_patience_is_a_sentence(ask: Any, waits: list[float]) -> None:
    found, script, _ = ask((503, {}, "nginx"))
    assert "out of order (503" in str(found)
    assert len(script.seen) == ATTEMPTS
    assert sum(waits) < 60


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((401, {}, '{"message": "Invalid token"}'), "give it as MOODLE_TOKEN"),
        ((403, {}, '{"error": {"message": "no right"}}'), "403: no right"),
        ((404, {}, ""), "there is no Moodle (404)"),
        ((301, {"Location": "https://b.example/x?token=a"}, ""), "sends us on to https://b.exampl"),
        ((500, {}, ""), "out of order (500: Internal Server Error)"),
        ((400, {}, '{"error": "bad\\n   row"}'), "(400: bad row)"),
        ((200, {}, "<html>"), "not as Moodle does"),
    ],
)
def test_each_trouble_has_its_sentence(ask: Any, answer: Answer, words: str) -> None:
    found, _, _ = ask(answer)
    assert isinstance(found, ProviderError)
    assert words in str(found)
    assert "token=" not in str(found)


@pytest.mark.parametrize("status", [400, 404, 409])
def test_the_caller_may_understand_a_status_itself(ask: Any, status: int) -> None:
    found, _, _ = ask((status, {}, '{"errcode": "M_ROOM_IN_USE"}'), allow={status})
    assert found == {"errcode": "M_ROOM_IN_USE"}


def test_a_platform_that_repeats_the_token_does_not_make_it_known(ask: Any) -> None:
    hide(SECRET)
    found, _, _ = ask((400, {}, json.dumps({"error": f"no user for {SECRET}"})))
    assert "no user for •••" in str(found)
    assert SECRET not in str(found)


def test_a_server_that_is_off_is_a_sentence(waits: list[float]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        Web(f"http://127.0.0.1:{port}", platform="Moodle", sleep=waits.append) as web,
        i18n.use("en"),
    ):
        with pytest.raises(ProviderError) as error:
            web.request("POST", "/", what="write")
        assert "does not answer" in str(error.value)
    assert web.usage.total == ATTEMPTS  # nothing was sent, so that a POST may be repeated


def test_a_name_that_nobody_knows_is_a_sentence_at_once(waits: list[float]) -> None:
    with Web("https://no-such-host.invalid", platform="Moodle", sleep=waits.append) as web:
        with pytest.raises(ProviderError) as error, i18n.use("en"):
            web.request("GET", "/", what="read")
        with i18n.use("en"):
            assert "not known on the internet" in str(error.value)
    assert waits == []


def test_a_silent_server_is_left_after_a_while(waits: list[float]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Web(url, platform="Moodle", timeout=0.05, sleep=waits.append) as web, i18n.use("en"):
            with pytest.raises(ProviderError) as error:
                web.request("POST", "/", what="write")
            assert "broke before the answer came" in str(error.value)
    assert web.usage.total == 1


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate for localhost that signs itself."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "ca.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return certificate, context


@pytest.mark.parametrize("status", [200, 400, 429, 503])
def test_an_answer_nested_beyond_reason_is_one_sentence(ask: Any, status: int) -> None:
    found, _, _ = ask(*[(status, {}, "[" * 100_000)] * 9)
    assert isinstance(found, ProviderError)


def test_a_certificate_of_strangers_is_refused_and_ones_own_accepted(
    authority: tuple[Path, ssl.SSLContext], waits: list[float]
) -> None:
    certificate, context = authority
    with serving(Script(OK), context) as url, i18n.use("en"):
        with Web(url, platform="Moodle", sleep=waits.append) as web:
            with pytest.raises(ProviderError) as error:
                web.json("GET", "/", what="read")
            assert "is not trusted" in str(error.value)
        with Web(url, platform="Moodle", ca_file=str(certificate)) as web:
            assert web.json("GET", "/", what="read") == {"a": 1}
    assert waits == []


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_a_file_without_a_certificate_is_a_sentence(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ProviderError) as error, i18n.use("en"):
        Web("https://a.example", platform="Moodle", ca_file=str(file))
    assert "ca.pem" in str(error.value)


@pytest.mark.parametrize("token", ["ключ", "two\nlines", "t\x00"])
def test_a_token_that_no_header_can_hold_is_a_sentence(token: str) -> None:
    with pytest.raises(ProviderError) as error:
        Web("https://a.example", platform="Moodle", headers={"Authorization": token})
    assert token not in str(error.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "moodle.example.ac.id",
        "ftp://moodle.example.ac.id",
        "https://",
        "https://a b.example",
        "https://a.example:port",
        "https://a..example",
        f"https://{'a' * 64}.example",
        "https://a.example/?token=x",
        "https://ani:geheim@a.example",
        "https://[::1",
        "https://münchen.example\u200b",
        "http://moodle.example.ac.id",
        "http://8.8.8.8/moodle",
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_wrong_address_is_a_sentence_and_its_password_stays_out(url: str, language: str) -> None:
    with pytest.raises(ProviderError) as error, i18n.use(language):
        Web(url, platform="Moodle")
    with i18n.use(language):
        assert "https://" in str(error.value)
        assert "geheim" not in str(error.value)
        assert "token=x" not in str(error.value)


@given(
    st.text()
    | st.from_regex(r"https?://[-a-z0-9.:@/\\\[\]%#?&= ]{0,40}", fullmatch=True)
    | st.from_regex(r"https://[a-z]{60,70}\.[.a-z]{0,5}", fullmatch=True)
)
def test_any_text_is_an_address_that_can_be_asked_or_a_sentence(text: str) -> None:
    import httpx

    try:
        found = checked(text, "Moodle")
    except ProviderError as error:
        assert "https://" in str(error)
    else:
        assert httpx.URL(f"{found}/path").host
        assert not httpx.URL(found).userinfo


@pytest.mark.parametrize(
    "url",
    [
        "https://moodle.example.ac.id/kuliah/",
        "http://localhost:8008",
        "http://192.168.1.10",
        "http://[::1]:80",
        "http://server",
        " http://kelas.local ",
    ],
)
def test_an_address_in_ones_own_network_need_not_be_encrypted(url: str) -> None:
    with Web(url, platform="Moodle") as web:
        assert web.base_url == url.strip().rstrip("/")
