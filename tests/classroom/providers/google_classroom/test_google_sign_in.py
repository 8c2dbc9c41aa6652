"""Signing in to Google: from the keyring, or in the browser for the first time."""

import json
import logging
import stat
import threading
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import keyring
import keyring.backend
import pytest

from tests.classroom.providers.classes import a_class
from tests.classroom.providers.google_classroom.classroom_server import School, serving
from workshop.classroom.building.settings import SERVICE
from workshop.classroom.providers.google_classroom import GoogleClassroomProvider, signing_in
from workshop.errors import ProviderError

SECRET = "GOCSPX-another-secret"
TOKEN = {
    "token": "ya29.secret-access",
    "refresh_token": "1//refresh-secret",
    "client_id": "x.apps.example",
    "client_secret": SECRET,
}


class Memory(keyring.backend.KeyringBackend):
    """A keyring that forgets everything after the test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    found = Memory()
    monkeypatch.setattr(keyring.core, "_keyring_backend", found)
    return found


def client_file(folder: Path, url: str) -> Path:
    file = folder / "client.json"
    client = {
        "client_id": "x.apps.example",
        "client_secret": SECRET,
        "auth_uri": f"{url}auth",
        "token_uri": f"{url}token",
        "redirect_uris": ["http://localhost"],
    }
    file.write_text(json.dumps({"installed": client}), encoding="utf-8")
    file.chmod(stat.S_IRUSR)
    return file


def test_a_stored_sign_in_is_taken_as_it_is() -> None:
    found = signing_in.credentials({"GOOGLE_CLASSROOM_TOKEN": json.dumps(TOKEN)})
    assert found.token == TOKEN["token"]
    assert found.token_uri == "https://oauth2.googleapis.com/token"
    assert found.expired  # nothing told how long it is valid, so that it is renewed first


@pytest.mark.parametrize(
    "token",
    [
        "ya29.just-the-secret-words",
        "[]",
        "null",
        '"text"',
        json.dumps({name: value for name, value in TOKEN.items() if name != "refresh_token"}),
        json.dumps(TOKEN | {"expiry": "yesterday"}),
        json.dumps(TOKEN | {"expiry": 5}),
    ],
)
def test_a_damaged_sign_in_is_told_without_showing_it(token: str) -> None:
    with pytest.raises(ProviderError) as caught:
        signing_in.credentials({"GOOGLE_CLASSROOM_TOKEN": token})
    assert caught.value.parts["name"] == "GOOGLE_CLASSROOM_TOKEN"
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_sign_in_is_not_sent_over_the_internet_in_the_clear() -> None:
    with pytest.raises(ProviderError, match=r"http://evil\.example"):
        signing_in.credentials(
            {"GOOGLE_CLASSROOM_TOKEN": json.dumps(TOKEN | {"token_uri": "http://evil.example/t"})}
        )


def test_without_anything_it_says_how_to_begin() -> None:
    with pytest.raises(ProviderError, match="GOOGLE_CLASSROOM_CLIENT"):
        GoogleClassroomProvider().connect(a_class(), {})


def test_a_client_among_the_files_of_the_class_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "workshop.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    file = client_file(tmp_path, "http://127.0.0.1:9/")
    with pytest.raises(ProviderError, match="GOOGLE_CLASSROOM_CLIENT") as caught:
        signing_in.credentials({"GOOGLE_CLASSROOM_CLIENT": str(file)})
    assert caught.value.parts["file"] == file


@pytest.mark.parametrize("content", ["", "{}", "[]", "not json", '{"installed": {}}'])
def test_another_file_than_that_of_a_client_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "client.json"
    file.write_text(content, encoding="utf-8")
    for path in (file, tmp_path / "missing.json"):
        with pytest.raises(ProviderError, match="OAuth") as caught:
            signing_in.credentials({"GOOGLE_CLASSROOM_CLIENT": str(path)})
        assert caught.value.parts == {"file": path}


def test_the_first_time_the_browser_opens_and_the_keyring_keeps_what_google_gives(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    memory: Memory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    import webbrowser

    caplog.set_level(logging.DEBUG)
    asked: list[dict[str, list[str]]] = []

    class Browser:
        """Agrees at once, as a person would who ticks everything."""

        def open(self, url: str, **_: Any) -> bool:
            query = parse_qs(urlsplit(url).query)
            asked.append(query)
            back = f"{query['redirect_uri'][0]}?state={query['state'][0]}&code=4/secret-code"
            threading.Thread(target=lambda: urllib.request.urlopen(back).close()).start()  # noqa: S310
            return True

    monkeypatch.setattr(webbrowser, "get", lambda *_: Browser())
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    school = School()
    with serving(school) as url:
        file = client_file(tmp_path, url)
        found = signing_in.credentials({"GOOGLE_CLASSROOM_CLIENT": str(file)})
    assert found.refresh_token == "refresh-given"
    assert asked[0]["scope"][0].split() == signing_in.SCOPES
    kept = memory.kept[SERVICE, "GOOGLE_CLASSROOM_TOKEN"]
    again = signing_in.credentials({"GOOGLE_CLASSROOM_TOKEN": kept})
    assert again.refresh_token == "refresh-given"
    assert list(tmp_path.iterdir()) == [file]
    assert SECRET not in caplog.text
    assert "refresh-given" not in caplog.text


def test_who_does_not_agree_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: Memory
) -> None:
    import webbrowser

    asked: list[str] = []

    class Browser:
        """Says no."""

        def open(self, url: str, **_: Any) -> bool:
            asked.append(url)
            query = parse_qs(urlsplit(url).query)
            back = f"{query['redirect_uri'][0]}?state={query['state'][0]}&error=access_denied"
            threading.Thread(target=lambda: urllib.request.urlopen(back).close()).start()  # noqa: S310
            return True

    monkeypatch.setattr(webbrowser, "get", lambda *_: Browser())
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    file = client_file(tmp_path, "http://127.0.0.1:9/")
    with pytest.raises(ProviderError, match="Google") as caught:
        signing_in.credentials({"GOOGLE_CLASSROOM_CLIENT": str(file)})
    assert caught.value.parts == {}
    assert len(asked) == 1
    assert memory.kept == {}


def test_a_computer_without_a_browser_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import webbrowser

    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    monkeypatch.setattr(webbrowser, "_browsers", {})
    monkeypatch.setattr(webbrowser, "_tryorder", [])
    file = client_file(tmp_path, "http://127.0.0.1:9/")
    with pytest.raises(ProviderError, match=r"browser|peramban"):
        signing_in.credentials({"GOOGLE_CLASSROOM_CLIENT": str(file)})
