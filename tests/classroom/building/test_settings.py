"""Values from the environment, then the keyring, never a file; and no secret anywhere."""

import logging

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from tests.classroom.building.platform import TOKEN, LoopbackProvider
from workshop import i18n
from workshop.classroom.building import settings
from workshop.classroom.building.provider import Setting
from workshop.errors import Message, ProviderError
from workshop.redaction import hide, redacted, told

PROVIDER = LoopbackProvider()
TOKEN_SETTING = PROVIDER.settings[1]


class Memory(KeyringBackend):
    """A keyring in the memory, through the interface that every keyring has."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


@pytest.fixture
def memory() -> Memory:
    found = Memory()
    keyring.set_keyring(found)
    return found


def test_the_environment_comes_before_the_keyring(memory: Memory) -> None:
    memory.set_password("ruang-kelas", "LOOPBACK_URL", "https://keyring.example")
    memory.set_password("ruang-kelas", "LOOPBACK_TOKEN", "from-keyring")
    found = settings.settings_of(PROVIDER, {"LOOPBACK_URL": " https://a.example \n"})
    assert found == {"LOOPBACK_URL": "https://a.example", "LOOPBACK_TOKEN": "from-keyring"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_all_missing_values_are_named_with_the_way_to_store_them(language: str) -> None:
    with pytest.raises(ProviderError) as error, i18n.use(language):
        settings.settings_of(PROVIDER, {"LOOPBACK_URL": "  "})
    with i18n.use(language):
        words = str(error.value)
    for name in ("LOOPBACK_URL", "LOOPBACK_TOKEN"):
        assert f"workshop classroom secret {name} --on loopback" in words


def test_a_default_is_taken_where_nothing_is_given() -> None:
    class Easy(LoopbackProvider):
        settings: tuple[Setting, ...] = (
            Setting("PORT", Message("Port."), secret=False, default="25"),
        )

    assert settings.settings_of(Easy(), {}) == {"PORT": "25"}


def test_a_stored_value_is_found_and_can_be_forgotten(memory: Memory) -> None:
    settings.store(TOKEN_SETTING, f" {TOKEN}\n")
    assert memory.kept == {("ruang-kelas", "LOOPBACK_TOKEN"): TOKEN}
    found = settings.settings_of(PROVIDER, {"LOOPBACK_URL": "https://a.example"})
    assert found["LOOPBACK_TOKEN"] == TOKEN
    assert settings.forget(TOKEN_SETTING)
    assert not settings.forget(TOKEN_SETTING)
    assert memory.kept == {}


def test_a_computer_without_a_keyring_is_told_of_the_environment() -> None:
    with pytest.raises(ProviderError) as error, i18n.use("en"):
        settings.store(TOKEN_SETTING, TOKEN)
    with i18n.use("en"):
        assert "environment variable LOOPBACK_TOKEN" in str(error.value)
    assert TOKEN not in str(error.value)
    assert TOKEN not in told(error.value)
    assert not settings.forget(TOKEN_SETTING)


def test_a_setting_that_the_platform_does_not_know_is_answered_with_those_it_knows() -> None:
    assert settings.setting_named(PROVIDER, "loopback_token") is TOKEN_SETTING
    with pytest.raises(ProviderError) as error:
        settings.setting_named(PROVIDER, "MOODLE_TOKEN")
    assert "LOOPBACK_URL, LOOPBACK_TOKEN" in str(error.value)


def test_a_secret_that_was_read_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    settings.settings_of(PROVIDER, {"LOOPBACK_URL": "https://a.b", "LOOPBACK_TOKEN": TOKEN})
    stranger = logging.getLogger("a.library")
    with caplog.at_level(logging.DEBUG):
        stranger.debug("Authorization: Bearer %s", TOKEN)
        stranger.info({"token": TOKEN})
        try:
            raise ValueError(TOKEN)
        except ValueError:
            stranger.exception("it failed")
    assert len(caplog.records) == 3
    assert TOKEN not in caplog.text
    assert "•••" in caplog.text
    assert "it failed" in caplog.text


def test_a_log_record_that_is_written_wrongly_does_no_harm(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hide(TOKEN)
    with caplog.at_level(logging.INFO):
        logging.getLogger("a.library").info("100%", TOKEN)
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("secret", ["a/b+c d&ä", "0123456789", 'with "quotes"'])
def test_a_secret_is_found_in_all_ways_in_which_programs_write_it(secret: str) -> None:
    import base64
    import json
    from urllib.parse import quote, urlencode

    hide(secret)
    written = [
        secret,
        quote(secret, safe=""),
        urlencode({"token": secret}),
        json.dumps({"token": secret}),
        base64.b64encode(secret.encode()).decode(),
    ]
    for text in written:
        assert secret not in redacted(text)
        assert redacted(text) != text


def test_a_syllable_is_no_secret() -> None:
    hide("an")
    hide("")
    assert redacted("Ani and Ana") == "Ani and Ana"


def test_a_locked_keyring_that_keeps_its_secret_is_told(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(service: str, username: str) -> None:
        raise PasswordDeleteError(service, username)

    settings.store(TOKEN_SETTING, TOKEN)
    monkeypatch.setattr(memory, "delete_password", locked)
    with pytest.raises(ProviderError) as error, i18n.use("en"):
        settings.forget(TOKEN_SETTING)
    with i18n.use("en"):
        assert "LOOPBACK_TOKEN cannot be removed" in str(error.value)
