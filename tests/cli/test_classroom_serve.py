"""``workshop classroom serve``: real Matrix servers, kept until somebody wants fresh ones."""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import KIT, command

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or importlib.util.find_spec("synapse") is None,
    reason="Synapse runs on Linux and macOS, when `make classroom` has installed it",
)


@contextmanager
def serving(file: Path, *options: str, answer: str = "") -> Iterator[str]:
    """Run it until the servers are there, give what it said, and press Ctrl+C."""
    with subprocess.Popen(
        [command("workshop"), "classroom", "serve", str(file), *options],
        env=os.environ | {"WORKSHOP_LANG": "en", "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(answer)
        process.stdin.close()
        said = ""
        for line in process.stdout:
            said += line
            if "until you press Ctrl+C" in line:
                break
        yield said
        process.send_signal(signal.SIGINT)
        process.stdout.read()
    assert process.returncode == 0, said


def signing_keys(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("signing.key")}


def test_servers_keep_names_and_data_until_fresh_ones_are_asked_for_and_confirmed(
    tmp_path: Path,
) -> None:
    for name in ("classroom.toml", "roster.csv"):
        shutil.copy(KIT / "data" / "demo" / name, tmp_path)
    file = tmp_path / "classroom.toml"
    with serving(file) as said:
        first = re.findall(r"https://\S+", said)
    assert first
    assert all("localhost" in url for url in first)
    with serving(file, "--host", "127.0.0.1") as said:
        assert re.findall(r"https://\S+", said) == first
        assert "keep the names that they were made with" in said
    kept = signing_keys(tmp_path)
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
    assert signing_keys(tmp_path) == kept
    with serving(file, "--fresh", "--host", "127.0.0.1", answer="y\n") as said:
        assert all("127.0.0.1" in url for url in re.findall(r"https://\S+", said))
    assert signing_keys(tmp_path) != kept
