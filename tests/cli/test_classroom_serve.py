"""``workshop classroom serve``: real Matrix servers, kept until somebody wants fresh ones."""

import importlib.util
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import command
from workshop.classroom import example
from workshop.classroom.blueprint.writing import to_toml
from workshop.classroom.providers.matrix import configuration

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or importlib.util.find_spec("synapse") is None,
    reason="Synapse runs on Linux and macOS, when `make classroom` has installed it",
)


RUNNING = "until you press Ctrl+C"


@contextmanager
def serving(file: Path, *options: str, answer: str = "", until: str = RUNNING) -> Iterator[str]:
    """Run it until it says so, give what it said, and press Ctrl+C."""
    with subprocess.Popen(
        [command("workshop"), "classroom", "serve", str(file), *options],
        env=os.environ | {"WORKSHOP_LANG": "en", "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        patience = threading.Timer(120, process.kill)
        patience.start()
        assert process.stdin
        assert process.stdout
        process.stdin.write(answer)
        process.stdin.close()
        said = ""
        for line in process.stdout:
            said += line
            if until in line:
                break
        yield said
        process.send_signal(signal.SIGINT)
        said += process.stdout.read()
        patience.cancel()
    assert process.returncode == 0, said
    assert said.endswith("The servers are stopped.\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A class of one college: one server shows the same as two, and starts sooner."""
    whole = example("en")
    college = whole.colleges[0]
    people = tuple(person for person in whole.people if person.college == college.key)
    path = tmp_path / "classroom.toml"
    path.write_text(to_toml(replace(whole, colleges=(college,), people=people)), encoding="utf-8")
    return path


def signing_keys(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("signing.key")}


def configuration_of(file: Path) -> str:
    (path,) = file.parent.rglob(configuration.FILE)
    return path.read_text("utf-8")


def test_servers_keep_names_and_data_until_fresh_ones_are_asked_for_and_confirmed(
    file: Path,
) -> None:
    with serving(file) as said:
        first = re.findall(r"https://\S+", said)
    assert first
    assert all("localhost" in url for url in first)
    with serving(file, "--host", "127.0.0.1") as said:
        assert re.findall(r"https://\S+", said) == first
        assert "keep the names that they were made with" in said
    kept = signing_keys(file.parent)
    assert kept
    refused = subprocess.run(
        [command("workshop"), "classroom", "serve", str(file), "--fresh"],
        env=os.environ | {"WORKSHOP_LANG": "en"},
        input="n\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "Throw away all accounts and messages" in refused.stdout
    assert signing_keys(file.parent) == kept
    options = ("--fresh", "--host", "127.0.0.1", "--build")
    with serving(file, *options, answer="y\n", until=" people") as said:
        assert "https://" not in said  # Ctrl+C comes in the middle of building
    assert signing_keys(file.parent).keys() == kept.keys()
    assert signing_keys(file.parent) != kept
    assert '"127.0.0.1:' in configuration_of(file)
