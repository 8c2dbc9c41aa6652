"""A class of sixty-four people on two real Synapse servers that talk to each other."""

import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.classroom.providers.matrix.federated import (
    STT,
    UNTAN,
    person,
    small_class,
    two_colleges,
)
from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building import web
from workshop.classroom.building.planning import Plan
from workshop.classroom.building.report import Report
from workshop.classroom.building.site import Site, ledger_path, open_site
from workshop.classroom.discussion.matrix import read_matrix
from workshop.classroom.providers.matrix import MatrixProvider, messages, server
from workshop.classroom.providers.matrix.accounts import Account, Accounts
from workshop.classroom.providers.matrix.connection import MatrixConnection
from workshop.classroom.providers.matrix.federation import Federation
from workshop.classroom.providers.matrix.homeserver import Homeserver
from workshop.classroom.providers.matrix.names import POSTED
from workshop.classroom.providers.matrix.rooms import LEVELS, PINNED, Room
from workshop.errors import ProviderError

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or importlib.util.find_spec("synapse") is None,
    reason="the Matrix server does not run here",
)
# Lines of the ledger after which the builder is killed: among accounts, rooms and memberships.
MOMENTS = (20, 67, 80)
RESOURCES = 2 * 64 + 1 + 5 + 2 + 1 + 1
RULES = "rules/questions"


@dataclass(frozen=True)
class Built:
    """The servers, and how the class was built on them."""

    servers: server.LocalServers
    file: Path
    killed_after: tuple[int, ...]
    output: str

    @property
    def settings(self) -> Mapping[str, str]:
        return self.servers.settings()

    @property
    def ledger(self) -> Path:
        return ledger_path(self.file, "matrix")

    @property
    def accounts(self) -> Accounts:
        return Accounts(self.ledger.parent / "matrix-accounts.csv")

    @contextmanager
    def connection(
        self, blueprint: Blueprint | None = None, settings: Mapping[str, str] | None = None
    ) -> Iterator[MatrixConnection]:
        given = {**self.settings, **(settings or {})}
        found = MatrixProvider().connect(blueprint or two_colleges(), given)
        found.keep_in(self.ledger.parent)
        try:
            yield found
        finally:
            found.close()

    @contextmanager
    def site(
        self, blueprint: Blueprint | None = None, settings: Mapping[str, str] | None = None
    ) -> Iterator[Site]:
        chosen = blueprint or two_colleges()
        file = self.file.with_name(f"{chosen.key}.toml")
        given = {**self.settings, **(settings or {})}
        with open_site(chosen, MatrixProvider(), file=file, settings=given) as site:
            yield site

    @contextmanager
    def home(self) -> Iterator[Homeserver]:
        federation = Federation(two_colleges(), self.settings)
        try:
            yield federation.home
        finally:
            federation.close()


@pytest.fixture(scope="module")
def built() -> Iterator[Built]:
    """Build the class, killed three times on the way."""
    # Memory in place of a disk, where there is such a folder: Synapse writes a lot.
    memory = Path("/dev/shm")  # noqa: S108  # a new folder with a name of its own is made in it
    parent = memory if os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="ruang-kelas-", dir=parent))
    try:
        with server.running(folder / "servers", [STT, UNTAN]) as servers:
            yield _killed_and_built(servers, folder / "si-2026.toml")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _killed_and_built(servers: server.LocalServers, file: Path) -> Built:
    words = [sys.executable, "-m", "tests.classroom.providers.matrix.builder", str(file)]
    environment = {**os.environ, **servers.settings()}
    ledger = ledger_path(file, "matrix")
    killed_after = []
    for moment in MOMENTS:
        process = subprocess.Popen(words, cwd=KIT, env=environment)
        while _lines(ledger) < moment:
            assert process.poll() is None
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        killed_after.append(_lines(ledger))
    result = subprocess.run(
        words, cwd=KIT, env=environment, capture_output=True, text=True, check=True
    )
    return Built(servers, file, tuple(killed_after), result.stdout + result.stderr)


def _lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


def planned(
    built: Built,
    blueprint: Blueprint | None = None,
    settings: Mapping[str, str] | None = None,
) -> Plan:
    with built.site(blueprint, settings) as site:
        return site.plan()


def applied(
    built: Built,
    blueprint: Blueprint | None = None,
    settings: Mapping[str, str] | None = None,
    *,
    remove: bool = False,
) -> Report:
    with built.site(blueprint, settings) as site:
        return site.apply(site.plan(remove=remove), confirm_removals=lambda _: True)


def eventually(ask: Callable[[], Any], seconds: float = 20) -> Any:
    """Ask until there is an answer: servers tell each other after a moment."""
    until = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < until:
        time.sleep(0.1)
    return answer


# Built, killed, and run again.


def test_killed_three_times_and_run_again_the_class_is_complete(built: Built) -> None:
    assert built.killed_after[-1] < RESOURCES
    assert "failed: 0, left out: 0." in built.output
    found = planned(built)
    assert found.is_empty
    assert len(found.steps) == RESOURCES
    assert found.drift == ()
    assert found.extra == ()


def test_nothing_was_made_twice(built: Built) -> None:
    rooms = 1 + 5  # the space, two channels, two groups, one week
    for one, people in zip(built.servers.servers, (32, 32), strict=True):
        with _admin(built, one.college) as at:
            users = at.must("GET", "/_synapse/admin/v2/users?limit=200", what="")
            assert users["total"] == people + 1  # and the account that builds
    with built.home() as at:
        found = at.must("GET", "/_synapse/admin/v1/rooms?limit=100", what="")
        names = [one["name"] for one in found["rooms"] if one["canonical_alias"]]
        assert found["total_rooms"] == rooms, names
    with built.connection() as connection:
        own = [f"@ruang-kelas:{built.servers.servers[0].name}"]
        for channel, posts in {"announcements": 2, "questions": 1, "week-01": 1}.items():
            texts = [one.text for one in connection.messages(channel) if one.account in own]
            assert len(texts) == posts, texts


@contextmanager
def _admin(built: Built, college: str) -> Iterator[Homeserver]:
    at = next(one for one in built.servers.servers if one.college == college)
    found = Homeserver(at.url, built.servers.secret, str(built.servers.authority))
    try:
        yield found
    finally:
        found.close()


def test_a_second_apply_changes_nothing_and_asks_little(built: Built) -> None:
    report = applied(built)
    assert report.outcomes == ()
    # Two servers let us in by three requests each; one list of accounts each; the space by its
    # address; the state of six rooms, and who of the second college is in them.
    assert report.usage.total == 2 * 3 + 2 + 1 + 2 * 6


def test_everybody_can_sign_in_with_the_first_password(built: Built) -> None:
    accounts = built.accounts.read()
    assert len(accounts) == 64
    for account in (accounts[name] for name in sorted(accounts)[::13]):
        assert _signs_in(built, account)
    assert stat.S_IMODE(built.accounts.path.stat().st_mode) == 0o600


def _signs_in(built: Built, account: Account) -> bool:
    content = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": account.account},
        "password": account.password,
    }
    with httpx.Client(verify=_trust(built)) as client:
        answer = client.post(f"{account.server}/_matrix/client/v3/login", json=content)
    return answer.is_success


def _trust(built: Built) -> Any:
    import ssl

    return ssl.create_default_context(cafile=built.servers.authority)


# Writing and reading.


def test_a_post_from_one_college_is_read_in_the_other(built: Built) -> None:
    with built.connection() as connection:
        connection.post("questions", "Selamat pagi dari Untan", "mhs-01")
        connection.post("questions", "Selamat pagi dari STT", "mhs-02")

        def read_at(college: str, text: str) -> bool:
            found = connection.messages("questions", college)
            return text in [one.text for one in found]

        assert eventually(lambda: read_at(STT, "Selamat pagi dari Untan"))
        assert eventually(lambda: read_at(UNTAN, "Selamat pagi dari STT"))
        last = {one.text: one for one in connection.messages("questions")}
        assert last["Selamat pagi dari Untan"].person == "mhs-01"
        conversation = read_matrix("questions", connection.history("questions"))
    senders = {post.text: post.sender for post in conversation.posts}
    assert senders["Selamat pagi dari Untan"] == "Mhs 01"
    assert conversation.not_understood == ()


def test_a_student_cannot_write_announcements_but_a_lecturer_can(built: Built) -> None:
    with built.connection() as connection:
        with pytest.raises(ProviderError, match="Mhs 01") as caught:
            connection.post("announcements", "Saya jual kue", "mhs-01")
        assert caught.value.parts["reason"]
        assert connection.post("announcements", "Kelas dimulai", "dosen-dua")


@pytest.mark.parametrize(("channel", "person"), [("questions", "nobody"), ("nowhere", "mhs-01")])
def test_a_person_or_channel_that_is_not_there_is_told(
    built: Built, channel: str, person: str
) -> None:
    with built.connection() as connection, pytest.raises(ProviderError, match=r"'no\w+'"):
        connection.post(channel, "Halo", person)


def test_a_guest_moderates_in_his_week_only(built: Built) -> None:
    with built.connection() as connection:
        found = connection.read(MatrixProvider().desired(two_colleges()))
    assert found["channel/week-01"].values["levels"]["pakar"] == 50
    assert "pakar" not in found["channel/questions"].values["levels"]
    assert found["channel/week-01"].values["joining"] == "class"
    assert found["channel/groups-melati"].values["joining"] == "members"


# Changed by others.


def test_what_others_changed_is_shown_and_set_right(built: Built) -> None:
    with built.connection() as connection, built.home() as at:
        room = connection._existing("questions")
        levels = dict(room.content(LEVELS))
        levels["users"] = {**levels["users"], f"@mhs-02:{at.name}": 100}
        path = f"/_matrix/client/v3/rooms/{room.id}/state"
        at.must("PUT", f"{path}/{LEVELS}", what="", json=levels)
        at.must("PUT", f"{path}/{PINNED}", what="", json={"pinned": []})
        at.must("PUT", f"{path}/m.room.name", what="", json={"name": "Toko kue"})
    found = planned(built)
    changed = {step.address: set(step.changes) for step in found.changing}
    assert changed == {
        "channel/questions": {"name", "levels"},
        "rules/questions": {"pinned"},
    }
    assert {one.resource.address for one in found.drift} == set(changed)
    assert applied(built).is_complete
    assert planned(built).is_empty


def test_a_message_of_ours_is_found_again_when_the_note_about_it_is_lost(built: Built) -> None:
    with built.connection() as connection, built.home() as at:
        room = connection._existing("week-01")
        before = room.content(POSTED, "discussion/week-01")["id"]
        path = f"/_matrix/client/v3/rooms/{room.id}/state/{POSTED}/discussion%2Fweek-01"
        at.must("PUT", path, what="", json={})
    report = applied(built)
    assert [(one.address, one.action) for one in report.outcomes] == [
        ("discussion/week-01", "create")
    ]
    assert report.outcomes[0].remote == before
    assert planned(built).is_empty


def test_who_is_there_in_addition_stays_until_his_removal_is_confirmed(built: Built) -> None:
    with built.connection() as connection, built.home() as at:
        room = connection._existing("groups-mawar")
        guest = f"@mhs-20:{at.name}"
        path = f"/_synapse/admin/v1/join/{room.id}"
        at.must("POST", path, what="", json={"user_id": guest})
    found = planned(built)
    assert found.is_empty
    assert [one.address for one in found.extra] == [f"membership/{guest}"]
    assert applied(built, remove=True).is_complete
    assert planned(built).extra == ()


def with_rules(key: str, number: int) -> Blueprint:
    """Return a class of one room, one college and nobody in it."""
    small = small_class(key)
    return replace(
        small,
        people=(),
        colleges=small.colleges[:1],
        channels=small.channels[1:],
        rules=small.rules[:number],
    )


def text_of(blueprint: Blueprint) -> str:
    desired = MatrixProvider().desired(blueprint)
    text: str = next(one for one in desired if one.address == RULES).values["text"]
    return text


def alone(built: Built) -> Mapping[str, str]:
    """Return the settings of the home server."""
    return {"MATRIX_URLS": built.servers.servers[0].url, "MATRIX_KEYS": built.servers.secret}


def shown(at: Homeserver, room: Room) -> list[str]:
    """Return what a program such as Element shows of our messages."""
    return [post.text for post in read_matrix("room", messages.events(at, room)).posts]


def room_of(built: Built, key: str) -> Room:
    with built.connection(with_rules(key, 1), alone(built)) as connection:
        return connection._existing("questions")


def test_a_text_that_comes_back_corrects_the_one_message_each_time(built: Built) -> None:
    for number, done in ((2, 3), (1, 1), (2, 1), (1, 1)):
        blueprint = with_rules("koreksi", number)
        assert len(applied(built, blueprint, alone(built)).outcomes) == done
        with built.home() as at:
            room = room_of(built, "koreksi")
            assert shown(at, room) == [text_of(blueprint)]
        assert room.pinned == [room.content(POSTED, RULES)["id"]]
    assert planned(built, blueprint, alone(built)).is_empty


def test_a_text_that_is_removed_and_comes_back_is_shown_as_it_is_now(built: Built) -> None:
    long, short = (text_of(with_rules("kembali", number)) for number in (2, 1))
    assert applied(built, with_rules("kembali", 2), alone(built)).is_complete
    with built.home() as at:
        room = room_of(built, "kembali")
        for text in (short, "", long, "", long, short):
            if text:
                assert messages.post_once(at, room, RULES, text).is_fine
                assert shown(at, room) == [text]
            else:
                assert messages.unpin(at, room, RULES).is_fine
            assert len(room.pinned) == bool(text)


def test_killed_before_a_correction_is_noted_it_is_neither_sent_twice_nor_forgotten(
    built: Built,
) -> None:
    blueprint = with_rules("terputus", 2)
    long, short = text_of(blueprint), text_of(with_rules("terputus", 1))
    assert applied(built, blueprint, alone(built)).is_complete
    with built.home() as at:
        room = room_of(built, "terputus")
        for text, sent in ((short, 2), (short, 2), (long, 3), (short, 4)):
            before = room.content(POSTED, RULES)
            assert messages.post_once(at, room, RULES, text).is_fine
            assert len(messages.events(at, room)) == sent
            assert shown(at, room) == [text]
            # As the room is when the process ends right after the message was sent.
            assert messages.put_state(at, room, POSTED, RULES, {**before, "text": ""}).is_fine
    (step,) = planned(built, blueprint, alone(built)).changing
    assert (step.address, set(step.changes)) == (RULES, {"text"})


# People who are not ours.


def test_people_of_a_server_without_a_key_are_invited(built: Built) -> None:
    here, there = built.servers.servers
    small = small_class("tamu", guest_server=there.name)
    report = applied(built, small, alone(built))
    assert report.is_complete
    assert planned(built, small, alone(built)).is_empty
    with built.connection(small) as connection:
        space = connection._existing("")
        assert space.membership(f"@mhs-01:{there.name}") == "invite"
        assert space.membership(f"@mhs-02:{here.name}") == "join"


def test_an_account_of_somebody_else_is_left_alone(built: Built) -> None:
    other = replace(person("mhs-02"), name="Orang Lain")
    report = applied(built, replace(with_rules("asing", 0), people=(other,)), alone(built))
    failed = {one.address: str(one.reason) for one in report.in_state("failed")}
    assert list(failed) == ["person/mhs-02"]
    assert "Mhs 02" in failed["person/mhs-02"]
    assert [one.address for one in report.in_state("skipped")] == ["membership/mhs-02"]
    name = f"@mhs-02:{built.servers.servers[0].name}"
    assert _signs_in(built, built.accounts.read()[name])


def test_a_room_of_others_with_our_address_is_told(built: Built) -> None:
    with built.home() as at:
        content = {"room_alias_name": "milik-lain"}
        at.must("POST", "/_matrix/client/v3/createRoom", what="", json=content)
    with pytest.raises(ProviderError, match="#milik-lain:"):
        planned(built, small_class("milik-lain"))


# Trouble.


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"MATRIX_KEYS": "syt_expired_token_000000"}, "MATRIX_KEYS"),
        ({"MATRIX_KEYS": "a-wrong-registration-secret"}, "registration_shared_secret"),
        ({"MATRIX_CA": ""}, "certificate"),
        ({"MATRIX_CA": "no-such-file.pem"}, "no-such-file.pem"),
        ({"MATRIX_URLS": "{url}/elsewhere"}, "not as a Matrix server"),
        ({"MATRIX_URLS": "https://localhost:9"}, "does not answer"),
        ({"MATRIX_URLS": "ftp://localhost"}, "ftp://localhost"),
        ({"MATRIX_URLS": "one two"}, "stt-pontianak=… untan=…"),
        ({"MATRIX_URLS": ""}, "STT Pontianak has no Matrix server"),
        ({"MATRIX_KEYS": "{student}"}, "may not look after accounts"),
    ],
)
def test_whatever_is_wrong_with_the_settings_is_one_clear_sentence(
    built: Built, settings: Mapping[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "ATTEMPTS", 1)
    here = built.servers.servers[0]
    given = {"MATRIX_URLS": here.url, "MATRIX_KEYS": built.servers.secret}
    for name, value in settings.items():
        student = _token_of_a_student(built) if "{student}" in value else ""
        given[name] = value.format(url=here.url, student=student)
    with pytest.raises(ProviderError) as caught:
        planned(built, settings=given)
    with i18n.use("en"):
        assert says in str(caught.value)
    assert given["MATRIX_KEYS"] not in str(caught.value)


def _token_of_a_student(built: Built) -> str:
    with built.home() as at:
        path = f"/_synapse/admin/v1/users/@mhs-02:{at.name}/login"
        return str(at.must("POST", path, what="", json={})["access_token"])


def test_a_busy_server_is_waited_for_as_long_as_it_asks(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert applied(built, with_rules("sibuk", 0), alone(built)).is_complete
    # Left are sending a message, pinning it and noting it; of these, one a second is allowed.
    small = with_rules("sibuk", 2)
    with built.home() as at:
        limits = f"/_synapse/admin/v1/users/{at.account}/override_ratelimit"
        at.must("POST", limits, what="", json={"messages_per_second": 1, "burst_count": 1})
        try:
            monkeypatch.setattr(web, "ATTEMPTS", 1)
            stopped = applied(built, small, alone(built)).stopped
            assert stopped
            assert "seconds" in stopped.template
            monkeypatch.undo()
            assert applied(built, small, alone(built)).is_complete
        finally:
            at.must("POST", limits, what="", json={"messages_per_second": 0, "burst_count": 0})
    assert planned(built, small, alone(built)).is_empty


def test_a_server_that_goes_away_in_the_middle_is_told_and_the_rest_is_made(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ends the server of the second college: it stands last but one."""
    small = small_class("putus")
    extended = replace(
        small, people=tuple(replace(one, key=f"{one.key}-baru") for one in small.people)
    )
    monkeypatch.setattr(web, "ATTEMPTS", 1)
    with built.site(extended) as site:
        found = site.plan()
        built.servers.servers[1].stop()
        report = site.apply(found)
    assert report.stopped
    assert "{url}" in report.stopped.template
    done = {one.address for one in report.in_state("done")}
    # The server that is still there has done its part.
    assert done == {"person/dosen-satu-baru", "person/mhs-02-baru"}
    with pytest.raises(ProviderError, match=built.servers.servers[1].url):
        planned(built, extended)


def test_no_secret_is_in_any_ledger_log_or_output(built: Built) -> None:
    """This test looks at what all others left behind: it stands last."""
    secrets = {built.servers.secret, *(one.password for one in built.accounts.read().values())}
    assert len(secrets) > 60
    folder = built.servers.folder
    left = [
        *built.file.parent.rglob("*.jsonl"),
        *folder.rglob("*.log"),
    ]
    assert {path.suffix for path in left} == {".jsonl", ".log"}
    texts = [built.output, *(path.read_text(encoding="utf-8") for path in left)]
    for text in texts:
        assert not [secret for secret in secrets if secret in text]
        assert "syt_" not in text
