"""A computer as the tests want it: nothing of its own, and the test platform as a plug-in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from tests.conftest import KIT
from workshop import redaction
from workshop.classroom.building.registry import providers

PLUGINS = """[ruang_kelas.providers]
loopback = tests.classroom.building.platform:LoopbackProvider
by-hand = tests.classroom.building.platform:ByHandProvider
gone = tests.classroom.building.platform:broken
"""


@contextmanager
def empty_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep keyring, proxies and secrets of whoever tests out of the tests."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    # For the processes that are started, too.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("LOOPBACK_"):
            monkeypatch.delenv(name)
    monkeypatch.setattr(redaction, "_hidden", [])
    yield
    keyring.set_keyring(before)


@contextmanager
def with_test_platform(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install the test platform as any plug-in is installed: by its metadata on the path."""
    information = folder / "loopback_platform-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: loopback-platform\n")
    (information / "entry_points.txt").write_text(PLUGINS)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(KIT)]))
    providers.cache_clear()
    yield folder
    providers.cache_clear()
