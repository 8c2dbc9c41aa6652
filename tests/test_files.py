"""Writing files so that nothing is half written."""

from pathlib import Path

import pytest

from workshop import files
from workshop.errors import PublishingError


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    files.write(tmp_path / "a" / "b.txt", "isi")
    assert (tmp_path / "a" / "b.txt").read_text(encoding="utf-8") == "isi"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(PublishingError) as caught:
        files.write(target, b"new")
    assert caught.value.parts["path"] == target
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_leftovers_of_a_killed_run_are_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / ".a.pdf.k2j3.part").touch()
    (tmp_path / "x" / "part").touch()
    files.remove_leftovers(tmp_path)
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["part"]


def test_a_damaged_ledger_counts_as_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    assert files.read_json(tmp_path / "a.json") is None
    assert files.read_json(tmp_path / "b.json") is None
