"""A running platform, and its provider as an installed plug-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.classroom.building.installed import empty_computer, with_test_platform
from tests.classroom.building.platform import TOKEN, Platform


@pytest.fixture(autouse=True)
def _nothing_from_this_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with empty_computer(monkeypatch):
        yield


@pytest.fixture
def platform() -> Iterator[Platform]:
    with Platform() as running:
        yield running


@pytest.fixture
def plugin(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    with with_test_platform(tmp_path_factory.mktemp("installed"), monkeypatch) as folder:
        yield folder


@pytest.fixture
def account(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> Platform:
    """The platform with address and token in the environment."""
    monkeypatch.setenv("LOOPBACK_URL", platform.url)
    monkeypatch.setenv("LOOPBACK_TOKEN", TOKEN)
    return platform
