"""The doctor looks at everything, also when half of it is missing, and names what fixes it."""

import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import KIT
from workshop import assets, doctor, i18n
from workshop.doctor import Finding


@pytest.fixture(autouse=True)
def _in_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(KIT)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Hide packages the way Python itself marks what is not there: ``None`` in its list."""
    yield monkeypatch
    monkeypatch.undo()
    assets._package.cache_clear()


def hide(patch: pytest.MonkeyPatch, package: str) -> None:
    for name in [package, *(one for one in sys.modules if one.startswith(f"{package}."))]:
        patch.setitem(sys.modules, name, None)
    assets._package.cache_clear()


def states(findings: list[Finding]) -> list[str]:
    return [finding.state for finding in findings]


@pytest.mark.parametrize("language", ["id", "en"])
def test_on_a_machine_that_was_set_up_nothing_is_wrong(language: str, tmp_path: Path) -> None:
    with i18n.use(language):
        findings = doctor.examine(tmp_path)
    assert len(findings) >= 8
    assert [finding for finding in findings if finding.state == "problem"] == []
    assert all(finding.detail for finding in findings)


def test_subjects_are_told_in_the_language_of_the_reader(tmp_path: Path) -> None:
    told = {}
    for language in ("id", "en"):
        with i18n.use(language):
            told[language] = {finding.subject for finding in doctor.examine(tmp_path)}
    assert told["en"] & told["id"] <= {"Python", "workshop.toml", "Disk"}


@pytest.mark.parametrize("package", ["sphinx_revealjs", "plotly", "choreographer"])
def test_a_missing_package_stops_no_other_check(
    without: pytest.MonkeyPatch, tmp_path: Path, package: str
) -> None:
    everything = len(doctor.examine(tmp_path))
    hide(without, package)
    findings = doctor.examine(tmp_path)
    assert len(findings) == everything
    wanting = [finding for finding in findings if finding.state != "good"]
    assert wanting
    assert all(finding.remedy for finding in wanting)


def test_a_distribution_that_is_missing_or_too_old_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "ruang_kelas-0.1.0.dist-info"
    fake.mkdir()
    needs = ["no-such-package>=1", "click>=999", "babel>=2", 'never>=1; python_version < "3"']
    lines = ["Metadata-Version: 2.4", "Name: ruang-kelas", "Version: 0.1.0"]
    text = "\n".join([*lines, *(f"Requires-Dist: {one}" for one in needs), ""])
    (fake / "METADATA").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with i18n.use("en"):
        found = next(one for one in doctor.examine(tmp_path) if one.subject == "Packages")
    installed = importlib.metadata.version("click")
    assert found == Finding(
        "problem", "Packages", f"no-such-package, click {installed} (>=999)", "make workshop"
    )


@pytest.mark.parametrize("content", ["[event", "[event]\ntitle = 5\n"])
def test_a_broken_event_file_is_a_problem_to_be_mended_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    (tmp_path / "workshop.toml").write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = next(one for one in doctor.examine() if one.subject == "workshop.toml")
    assert found.state == "problem"
    assert "workshop.toml" in found.detail
    assert found.remedy


def test_a_folder_that_cannot_be_written_to_is_a_problem(tmp_path: Path) -> None:
    with i18n.use("en"):
        findings = {one.subject: one for one in doctor.examine(tmp_path / "none" / "inner")}
    assert findings["Saving files"].state == "problem"
    assert "cannot be written to" in findings["Saving files"].detail
    assert findings["Disk"].state == "good"


@pytest.mark.parametrize(("language", "point"), [("id", "."), ("en", ",")])
def test_free_space_is_written_in_the_readers_language(
    tmp_path: Path, language: str, point: str
) -> None:
    with i18n.use(language):
        disk = next(one for one in doctor.examine(tmp_path) if " MB " in one.detail)
        number = disk.detail.partition(" MB ")[0].split()[-1]
        assert number == i18n.number(int(number.replace(point, "")))


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    doctor.examine(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_browser_is_a_file_that_runs_or_none() -> None:
    found = doctor.find_browser()
    assert found is None or Path(found).is_file()
