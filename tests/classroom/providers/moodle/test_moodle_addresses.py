"""An address that answers, but not as Moodle's web service does: asked over real HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler

import pytest

from tests.classroom.providers.moodle.building import planned
from tests.classroom.providers.moodle.moodle_class import a_class
from tests.classroom.providers.moodle.recordings import Pair, Replay, running, settings
from tests.loopback import listening
from workshop import i18n
from workshop.errors import ProviderError

PAGE = "<!DOCTYPE html><title>Portal kampus</title>"


class Elsewhere:
    """Gives every request the same answer."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.asked = 0

    def answer(self, token: str, form: dict[str, str]) -> Pair:
        """Return it, whatever is asked."""
        del token, form
        self.asked += 1
        return self.pair


def told(source: Elsewhere | Replay, language: str = "en") -> tuple[str, str]:
    """Return the address, and the sentence with which the work ends there."""
    with running(source) as url, i18n.use(language):
        with pytest.raises(ProviderError) as caught:
            planned(a_class(), settings(url))
        return url, str(caught.value)


@contextmanager
def folder_server() -> Iterator[str]:
    """Serve files, as Python does by itself; it knows no POST."""
    with listening(SimpleHTTPRequestHandler) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("pair", "seen"),
    [
        (Pair("", {}, 404, page=PAGE), "the answer is 404 (Not Found)"),
        (Pair("", {}, 405, page=PAGE), "the answer is 405"),
        # What Moodle answers, without a word, while REST is switched off.
        (Pair("", {}, 403, page=" "), "the answer is 403 (Forbidden)"),
        (Pair("", {}, 200, page=PAGE), "a page comes in place of data"),
        (
            Pair("", {}, 303, page=" ", headers={"Location": "https://sso.example.ac.id/in?x=1"}),
            "it sends us on to https://sso.example.ac.id/in.",
        ),
        (Pair("", {}, 200, answer={"status": "ok"}), "the answer is that of another program"),
        (Pair("", {}, 404, answer={"message": "No route"}), "the answer is 404 (No route)"),
    ],
)
def test_what_is_no_web_service_of_moodle_is_told_with_the_address_and_what_to_do(
    pair: Pair, seen: str
) -> None:
    elsewhere = Elsewhere(pair)
    url, sentence = told(elsewhere)
    assert f"There is no Moodle web service at {url}: {seen}" in sentence
    assert "Manage protocols" in sentence
    assert "later" not in sentence
    assert elsewhere.asked == 1


def test_a_server_that_only_has_files_is_no_moodle() -> None:
    with folder_server() as url, i18n.use("en"):
        with pytest.raises(ProviderError) as caught:
            planned(a_class(), settings(url))
        assert f"There is no Moodle web service at {url}: the answer is 501" in str(caught.value)


def test_a_login_page_in_place_of_the_service_is_told_in_indonesian_too() -> None:
    url, sentence = told(Replay("wrong-address"), "id")
    assert f"Di {url} tidak ada layanan web Moodle" in sentence
    assert "Manage protocols" in sentence


def test_a_moodle_that_is_out_of_order_is_asked_again_later() -> None:
    _, sentence = told(Elsewhere(Pair("", {}, 500, page=PAGE)))
    assert "Run the same command again later" in sentence
    assert "no Moodle web service" not in sentence


def test_a_refusal_of_moodle_is_one_whatever_the_status() -> None:
    answer = {"exception": "moodle_exception", "errorcode": "invalidtoken", "message": "Invalid"}
    _, sentence = told(Elsewhere(Pair("", {}, 403, answer=answer)))
    assert "does not accept the token" in sentence
