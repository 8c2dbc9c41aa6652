"""Servers on this computer: what is missing, what is taken, what is kept for the next time."""

import importlib.util
import json
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.providers.matrix import configuration, ports, server, serving
from workshop.classroom.providers.matrix.certificates import authority, certificate
from workshop.errors import SetupError

COLLEGES = ["stt", "untan"]

needs_synapse = pytest.mark.skipif(
    importlib.util.find_spec("cryptography") is None, reason="the extra is not installed"
)


def test_without_the_extra_the_command_to_install_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SetupError, match="make classroom"):
        server.start(tmp_path, COLLEGES)
    assert list(tmp_path.iterdir()) == []


def test_on_windows_another_computer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SetupError, match="Windows"):
        server.start(tmp_path, COLLEGES)


def test_a_server_keeps_its_name_whatever_is_asked_the_next_time(tmp_path: Path) -> None:
    first = ports.names(tmp_path, COLLEGES, (), "localhost")
    _configure(tmp_path / "untan", first["untan"])
    again = ports.names(tmp_path, ["new", *COLLEGES], (), "192.168.1.10")
    assert again["untan"] == first["untan"]
    assert again["stt"].startswith("192.168.1.10:")
    assert len(set(again.values())) == 3


def _configure(folder: Path, name: str) -> None:
    folder.mkdir()
    (folder / configuration.FILE).write_text(json.dumps({"server_name": name}))


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SetupError, match=str(port)):
            ports.names(tmp_path, COLLEGES, [port], "localhost")


@needs_synapse
def test_what_is_secret_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    own = tmp_path / "stt"
    own.mkdir()
    file = authority(tmp_path)
    certificate(tmp_path, own, "192.168.1.10")
    configuration.write(
        own, "192.168.1.10:8448", 8448, bind="127.0.0.1", authority=file, secret="s" * 20
    )
    assert authority(tmp_path).read_bytes() == file.read_bytes()
    private = [tmp_path / "authority.key", own / "server.key", own / "signing.key"]
    for path in [*private, own / configuration.FILE]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_data_of_last_time_are_thrown_away_only_where_a_server_wrote_them(tmp_path: Path) -> None:
    _configure(tmp_path / "stt", "localhost:8448")
    (tmp_path / "untan").mkdir()
    (tmp_path / "untan" / "thesis.docx").write_text("x")
    server._forget(tmp_path, COLLEGES)
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["untan", "thesis.docx"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_instructions_hold_no_secret(tmp_path: Path, language: str) -> None:
    secret = "a-very-secret-secret"
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        one = server.LocalServer("stt", "localhost:8448", tmp_path, process)
        servers = server.LocalServers((one,), tmp_path / "authority.pem", secret)
        with i18n.use(language):
            text = serving.instructions(servers, tmp_path / "none.csv")
    assert "https://localhost:8448" in text
    assert secret not in text
    file = tmp_path / "settings.env"
    assert f"MATRIX_KEYS=stt={secret}" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Synapse does not run there")
def test_a_server_ends_with_the_program_that_started_it() -> None:
    """A closed terminal or a killed kernel closes the pipe; a stand-in takes Synapse's place."""
    code = (
        "import runpy, time\n"
        "from workshop.classroom.providers.matrix import watched\n"
        "runpy.run_module = lambda *_, **__: time.sleep(60)\n"
        "watched.main()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=KIT, stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.close()
        assert process.wait(20) < 0


def test_a_second_program_waits_until_the_first_one_listens_on_its_ports() -> None:
    chosen: list[str] = []

    def second() -> None:
        with ports.choosing_ports():
            chosen.append("second")

    with ports.choosing_ports():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.5)
        chosen.append("first")
    thread.join(30)
    assert chosen == ["first", "second"]
