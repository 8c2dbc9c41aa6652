"""The ledger: a line a step, safe at once, readable after any death, and nobody else's."""

import json
import multiprocessing
import os
import signal
import stat
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n
from workshop.classroom.building.ledger import Entry, Ledger
from workshop.classroom.building.resources import Outcome, Resource, Step
from workshop.errors import ClassroomError, Message, PublishingError

ANI = Resource("person", "ani", "Ani", {"name": "Ani"}, remote="7")
MAKE = Step("create", ANI)
MADE = Outcome("person/ani", "create", "done", remote="7")


def test_each_line_tells_time_address_action_state_reason_id_and_fingerprint(
    tmp_path: Path,
) -> None:
    ledger = Ledger(tmp_path / "kelas.ledger" / "moodle.jsonl", "server-a")
    refused = Outcome("person/ani", "create", "failed", Message("no right\nhere"))
    with i18n.use("en"), ledger.writing() as writer:
        writer.record(refused, MAKE)
        writer.record(MADE, MAKE)
    first, second = ledger.entries()
    assert (first.state, first.reason, first.fingerprint) == ("failed", "no right\nhere", "")
    assert second.fingerprint == ANI.fingerprint
    assert second.remote == "7"
    assert second.time.endswith("+00:00")
    assert set(json.loads(ledger.path.read_text().splitlines()[0])) == set(
        Entry.__dataclass_fields__
    )


def test_the_folder_keeps_itself_out_of_git(tmp_path: Path) -> None:
    with Ledger(tmp_path / "kelas.ledger" / "moodle.jsonl").writing():
        pass
    assert (tmp_path / "kelas.ledger" / ".gitignore").read_text() == "*\n"


def test_what_was_removed_is_forgotten(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "moodle.jsonl")
    with ledger.writing() as writer:
        writer.record(MADE, MAKE)
        assert ledger.fingerprints() == {"person/ani": ANI.fingerprint}
        writer.record(Outcome("person/ani", "remove", "done"), Step("remove", None, ANI))
    assert ledger.fingerprints() == {}


def test_a_line_is_on_the_disk_before_the_next_step(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "moodle.jsonl")
    with ledger.writing() as writer:
        for count in range(1, 4):
            writer.record(MADE, MAKE)
            assert len(ledger.entries()) == count


@pytest.mark.parametrize("cut", range(1, 40, 6))
def test_a_torn_line_is_passed_over_and_the_next_is_whole(tmp_path: Path, cut: int) -> None:
    ledger = Ledger(tmp_path / "moodle.jsonl")
    long = Step("create", Resource("person", "ani", "Añi"))
    with ledger.writing() as writer:
        writer.record(MADE, long)
        writer.record(Outcome("person/añi-\u2028x", "create", "done"), long)
    assert len(ledger.entries()) == 2
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole[:-cut])
    with ledger.writing() as writer:
        writer.record(MADE, MAKE)
    assert len(ledger.entries()) in (2, 3)
    assert ledger.entries()[-1].fingerprint == ANI.fingerprint


@given(st.binary(max_size=300))
def test_a_spoilt_ledger_is_read_as_far_as_it_goes(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "moodle.jsonl")
        ledger.path.write_bytes(content)
        assert ledger.entries() == ()
        with ledger.writing() as writer:
            writer.record(MADE, MAKE)
        assert len(ledger.entries()) == 1
        assert ledger.path.read_bytes().startswith(content)


@pytest.mark.parametrize("line", ["[]", "1", "{}", '{"time": 1}', "[" * 100_000, "null"])
def test_a_strange_line_is_no_entry(tmp_path: Path, line: str) -> None:
    ledger = Ledger(tmp_path / "moodle.jsonl")
    ledger.path.write_text(line + "\n")
    assert ledger.entries() == ()


def test_each_server_has_its_own_lines(tmp_path: Path) -> None:
    one, other = (Ledger(tmp_path / "moodle.jsonl", site) for site in ("a", "b"))
    with one.writing() as writer:
        writer.record(MADE, MAKE)
    assert one.fingerprints()
    assert not other.fingerprints()


def _hold(path: Path, mark: Path) -> None:
    with Ledger(path).writing():
        mark.touch()
        time.sleep(60)


def test_a_lock_keeps_others_out_and_ends_with_its_process(tmp_path: Path) -> None:
    path, mark = tmp_path / "moodle.jsonl", tmp_path / "mark"
    process = multiprocessing.get_context("spawn").Process(target=_hold, args=(path, mark))
    process.start()
    while not mark.exists():
        assert process.is_alive()
        time.sleep(0.01)
    with (
        pytest.raises(ClassroomError) as error,
        Ledger(path).writing(),
    ):
        pass
    assert "moodle" in str(error.value)
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with Ledger(path).writing():
        pass


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PublishingError), Ledger(tmp_path / "file" / "moodle.jsonl").writing():
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "moodle.jsonl")
    with ledger.writing() as writer:
        writer.record(MADE, MAKE)
    assert stat.S_IMODE(ledger.path.stat().st_mode) == 0o600
