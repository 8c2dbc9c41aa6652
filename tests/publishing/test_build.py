"""Building: once, only what is needed, and never a half-written file."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from tests.conftest import KIT
from tests.publishing.small_kit import code, command, notebook, prose, save, small_kit, workshop
from workshop import errors
from workshop.publishing import plan
from workshop.publishing.build import Outcome, build


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small kit that is built once in Indonesian; tests only add to it."""
    folder = small_kit(tmp_path_factory.mktemp("build") / "kit")
    assert all(outcome.error is None for outcome in build_indonesian(folder))
    return folder


def build_indonesian(kit: Path, *names: str) -> list[Outcome]:
    return build(kit, plan.jobs(kit, names, ["id"]))


def text(kit: Path, name: str, kind: str = "slides", ending: str = "html") -> str:
    return (kit / "build" / "id" / kind / f"{name}.{ending}").read_text(encoding="utf-8")


def test_every_kind_of_artefact_is_made(kit: Path) -> None:
    made = {
        path.relative_to(kit / "build" / "id").as_posix()
        for path in (kit / "build").rglob("*.*")
        if "id" in path.parts and path.is_file()
    }
    kinds = {"slides": "html", "handouts": "pdf", "participant": "ipynb"}
    assert made == {
        f"{kind}/{name}.{ending}"
        for kind, ending in kinds.items()
        for name in ("reading", "printing")
    }
    assert "hello" in text(kit, "printing")


def test_nothing_is_made_again_when_nothing_changed(kit: Path) -> None:
    build_indonesian(kit)
    outcomes = build_indonesian(kit)
    assert [outcome.made for outcome in outcomes] == [(), ()]
    assert all(len(outcome.fresh) == 3 for outcome in outcomes)


def test_a_change_of_prose_runs_no_kernel_and_renews_all_artefacts(kit: Path) -> None:
    path = kit / "notebooks" / "id" / "printing.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][0]["source"] = "# Printed anew"
    save(path, content)
    (outcome,) = build_indonesian(kit, "printing")
    assert len(outcome.made) == 3
    assert not outcome.executed
    assert "Printed anew" in text(kit, "printing")
    assert "hello" in text(kit, "printing")


def test_a_change_of_code_runs_the_notebook_again(kit: Path) -> None:
    path = kit / "notebooks" / "id" / "printing.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][1]["source"] = "print('hello', 40 + 2)"
    save(path, content)
    (outcome,) = build_indonesian(kit, "printing")
    assert outcome.executed
    assert "hello 42" in text(kit, "printing")


def test_a_change_of_a_data_file_runs_only_the_notebook_that_read_it(kit: Path) -> None:
    build_indonesian(kit)
    (kit / "data" / "numbers.csv").write_text("a\n8888\n", encoding="utf-8")
    ran = {outcome.job.name: outcome.executed for outcome in build_indonesian(kit)}
    assert ran == {"reading": True, "printing": False}
    assert "8888" in text(kit, "reading")


def test_a_deleted_artefact_comes_back_without_a_kernel(kit: Path) -> None:
    build_indonesian(kit)
    (kit / "build" / "id" / "handouts" / "reading.pdf").unlink()
    outcomes = {outcome.job.name: outcome for outcome in build_indonesian(kit)}
    assert [path.name for path in outcomes["reading"].made] == ["reading.pdf"]
    assert not outcomes["reading"].executed


def test_an_artefact_that_somebody_changed_is_made_again(kit: Path) -> None:
    build_indonesian(kit)
    page = kit / "build" / "id" / "slides" / "reading.html"
    page.write_text("spoilt", encoding="utf-8")
    build_indonesian(kit)
    assert "spoilt" not in text(kit, "reading")


def test_only_a_participants_copy_needs_no_kernel(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    outcomes = build(kit, plan.jobs(kit, [], ["id"], ["participant"]))
    assert all(outcome.made and not outcome.executed for outcome in outcomes)
    assert "the solution" not in text(kit, "reading", "participant", "ipynb")


def test_a_failing_cell_stops_its_notebook_only(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    broken = notebook(prose("title", "# Broken"), code("divide-by-zero", "1 / 0"))
    save(kit / "notebooks" / "id" / "broken.ipynb", broken)
    outcomes = {outcome.job.name: outcome for outcome in build_indonesian(kit)}
    error = outcomes["broken"].error
    assert isinstance(error, errors.ExecutionError)
    assert error.parts["cell"] == "divide-by-zero"
    assert "ZeroDivisionError" in error.parts["reason"]
    assert outcomes["broken"].made == ()
    assert len(outcomes["reading"].made) == len(outcomes["printing"].made) == 3


def test_a_cell_that_is_allowed_to_fail_does_not_stop_the_notebook(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    failing = notebook(prose("title", "# Fails"), code("fails", "1 / 0", "raises-exception"))
    save(kit / "notebooks" / "id" / "failing.ipynb", failing)
    (outcome,) = build_indonesian(kit, "failing")
    assert outcome.error is None
    assert "ZeroDivisionError" in text(kit, "failing")


def test_a_notebook_without_cell_ids_is_published_too(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    old = notebook(prose("x", "# Old"), code("y", "print('from long ago')"))
    for cell in old["cells"]:
        del cell["id"]
    save(kit / "notebooks" / "id" / "old.ipynb", old)
    build_indonesian(kit, "old")
    assert "from long ago" in text(kit, "old")


def test_the_command_names_notebook_cell_and_message_and_exits_with_1(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    broken = notebook(prose("title", "# Broken"), code("divide-by-zero", "1 / 0"))
    save(kit / "notebooks" / "id" / "broken.ipynb", broken)
    (kit / "notebooks" / "id" / "no-json.ipynb").write_text("{", encoding="utf-8")
    result = workshop(kit, "build", "--lang", "id")
    assert result.returncode == 1
    assert "broken.ipynb, cell divide-by-zero: ZeroDivisionError" in result.stderr
    assert "no-json.ipynb is not a valid notebook file" in result.stderr
    assert "Traceback" not in result.stderr
    assert (kit / "build" / "id" / "slides" / "reading.html").exists()


def test_the_details_of_an_error_are_shown_on_request(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    (kit / "workshop.toml").write_text("[event", encoding="utf-8")
    assert "Traceback" in workshop(kit, "-v", "build").stderr
    assert "Traceback" not in workshop(kit, "build").stderr


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda kit: (kit / "workshop.toml").write_text("[event"), "not valid TOML"),
        (lambda kit: (kit / "workshop.toml").write_bytes(b"\xff\xfe"), "not UTF-8"),
        (lambda kit: (kit / "workshop.toml").write_text("[event]\nhots = 1"), "event.hots is 1"),
        (lambda kit: (kit / "build").write_text("a file"), "cannot be written"),
    ],
    ids=["no TOML", "no UTF-8", "unknown key", "build is a file"],
)
def test_what_cannot_be_built_is_told_in_one_sentence(
    tmp_path: Path, spoil: Callable[[Path], object], words: str
) -> None:
    kit = small_kit(tmp_path / "kit")
    spoil(kit)
    result = workshop(kit, "build", "--lang", "id")
    assert result.returncode == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_data_file_names_the_cell_that_wanted_it(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    (kit / "data" / "numbers.csv").unlink()
    result = workshop(kit, "build", "reading", "--lang", "id")
    assert result.returncode == 1
    assert "cell reads: FileNotFoundError" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a folder that nobody can write to")
def test_a_read_only_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    (kit / "build").symlink_to("/proc/tty")
    result = workshop(kit, "build", "printing", "--lang", "id")
    assert result.returncode == 1
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a thing of Unix")
def test_a_full_disk_damages_nothing(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    assert workshop(kit, "build", "printing", "--lang", "id").returncode == 0
    before = text(kit, "printing")
    path = kit / "notebooks" / "id" / "printing.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][0]["source"] = "# Longer than before"
    save(path, content)
    result = workshop(kit, "build", "printing", "--lang", "id", preexec_fn=_allow_small_files_only)
    assert result.returncode == 1
    assert "cannot be written" in result.stderr
    assert text(kit, "printing") == before
    assert not list((kit / "build").rglob(".*.part"))


def _allow_small_files_only() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_build_killed_at_any_moment_leaves_no_half_file_and_can_be_finished(
    tmp_path: Path,
) -> None:
    kit = small_kit(tmp_path / "kit")
    moments = random.Random(2).sample(range(5, 60), 5)  # noqa: S311  # moments, not secrets
    for tenths in sorted(moments):
        process = subprocess.Popen(
            command("build", "--lang", "id"),
            cwd=kit,
            env={**os.environ, "PYTHONPATH": str(KIT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(tenths / 10)
        process.kill()
        process.wait()
        assert_all_files_are_whole(kit / "build")
    assert workshop(kit, "build", "--lang", "id").returncode == 0
    assert_all_files_are_whole(kit / "build", count=6)
    assert not list((kit / "build").rglob(".*.part"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends its interrupts otherwise")
def test_an_interrupted_build_ends_in_the_middle_of_a_cell_and_says_so(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    started = tmp_path / "started"
    first = code("marks", f"open({str(started)!r}, 'w').close()")
    slow = notebook(prose("title", "# Slow"), first, code("waits", "import time; time.sleep(120)"))
    save(kit / "notebooks" / "id" / "slow.ipynb", slow)
    process = subprocess.Popen(
        command("build", "slow", "--lang", "id"),
        cwd=kit,
        env={**os.environ, "WORKSHOP_LANG": "en", "PYTHONPATH": str(KIT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    while not started.exists():
        assert process.poll() is None
        time.sleep(0.1)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, words = process.communicate(timeout=100)
    assert process.returncode == 1
    assert "Nothing is lost; run the same command again." in words
    assert "Traceback" not in words


def assert_all_files_are_whole(folder: Path, count: int = 0) -> None:
    ends = {".html": b"</html>", ".pdf": b"%%EOF", ".ipynb": b"}", ".json": b"}"}
    files = [
        path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".part")
    ]
    artefacts = [path for path in files if ".cache" not in path.parts]
    assert len(artefacts) >= count
    for path in artefacts:
        assert path.read_bytes().rstrip().endswith(ends[path.suffix]), path
        if path.suffix == ".ipynb":
            json.loads(path.read_text(encoding="utf-8"))


def test_a_file_that_changes_while_it_is_used_is_read_again_next_time(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    reads_and_changes = code(
        "changes",
        "from pathlib import Path; path = Path('../../data/numbers.csv')\n"
        "print(path.read_text()); path.write_text('a\\n99\\n')",
    )
    save(
        kit / "notebooks" / "id" / "changing.ipynb",
        notebook(prose("title", "# C"), reads_and_changes),
    )
    build_indonesian(kit, "changing")
    (outcome,) = build_indonesian(kit, "changing")
    assert outcome.executed
    assert "99" in text(kit, "changing")


def test_a_new_file_in_a_folder_that_was_listed_runs_the_notebook_again(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    lists = code("lists", "import os; print(sorted(os.listdir('../../data')))")
    save(kit / "notebooks" / "id" / "listing.ipynb", notebook(prose("title", "# L"), lists))
    build_indonesian(kit, "listing")
    (kit / "data" / "new.csv").write_text("a", encoding="utf-8")
    (outcome,) = build_indonesian(kit, "listing")
    assert outcome.executed
    assert "new.csv" in text(kit, "listing")


def test_a_changed_picture_renews_the_pages_without_a_kernel(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    folder = kit / "notebooks" / "id"
    (folder / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    shown = notebook(prose("title", "# P\n\n![dot](dot.svg)"))
    save(folder / "picture.ipynb", shown)
    build_indonesian(kit, "picture")
    (folder / "dot.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' id='x'/>", encoding="utf-8"
    )
    (outcome,) = build_indonesian(kit, "picture")
    assert {path.suffix for path in outcome.made} == {".html", ".pdf"}
    assert not outcome.executed


def test_a_notebook_of_prose_alone_never_starts_a_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = small_kit(tmp_path / "kit")
    save(kit / "notebooks" / "id" / "prose.ipynb", notebook(prose("title", "# Prose")))
    monkeypatch.setattr("workshop.publishing.execution.KERNEL_STARTS", 0)
    (outcome,) = build_indonesian(kit, "prose")
    assert outcome.error is None
    assert len(outcome.made) == 3


def test_what_was_made_of_a_deleted_notebook_goes_with_the_next_build(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    build(kit, plan.jobs(kit, [], ["id"], ["participant"]))
    (kit / "notebooks" / "id" / "printing.ipynb").unlink()
    own = kit / "build" / "id" / "participant" / "own.txt"
    own.write_text("not made by the kit", encoding="utf-8")
    (kit / "build" / "id" / "participant" / "reading.ipynb").unlink()
    build(kit, plan.jobs(kit, [], ["id"], ["participant"]))
    left = {path.name for path in own.parent.iterdir()}
    assert left == {"own.txt", "reading.ipynb"}


def test_a_copy_of_a_kit_never_touches_the_files_of_the_original(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    build(kit, plan.jobs(kit, [], ["id"], ["participant"]))
    copy = shutil.copytree(kit, tmp_path / "copy")
    (copy / "notebooks" / "id" / "printing.ipynb").unlink()
    (copy / "build" / "id" / "participant" / "reading.ipynb").unlink()
    build(copy, plan.jobs(copy, [], ["id"], ["participant"]))
    there = [folder / "build" / "id" / "participant" for folder in (kit, copy)]
    assert [sorted(path.name for path in one.iterdir()) for one in there] == [
        ["printing.ipynb", "reading.ipynb"],
        ["reading.ipynb"],
    ]


def test_one_build_after_the_other_is_let_in(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    for kinds in (["participant"], ["slides"]):
        build(kit, plan.jobs(kit, ["printing"], ["id"], kinds))
        with FileLock(kit / "build" / ".cache" / "lock", timeout=0):
            pass


def test_a_second_build_at_the_same_time_is_told_to_wait(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    (kit / "build" / ".cache").mkdir(parents=True)
    with FileLock(kit / "build" / ".cache" / "lock"):
        result = workshop(kit, "build", "printing", "--lang", "id")
    assert result.returncode == 1
    assert "Another build is at work" in result.stderr


def test_two_notebooks_of_one_name_are_refused(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    save(kit / "slides" / "id" / "reading.ipynb", notebook(prose("title", "# Deck")))
    with pytest.raises(errors.NotebookError) as caught:
        plan.jobs(kit)
    assert caught.value.parts == {"name": "reading.ipynb"}


def test_a_build_that_failed_does_not_claim_to_be_up_to_date(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    for language in ("id", "en"):
        broken = notebook(prose("title", "# Broken"), code("fails", "1 / 0"), language=language)
        save(kit / "notebooks" / language / "broken.ipynb", broken)
    result = workshop(kit, "build", "broken", "--only", "slides")
    assert "2 notebooks failed" in result.stdout
    assert "up to date" not in result.stdout


def test_a_name_that_fits_no_notebook_is_answered_with_those_that_exist(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    with pytest.raises(errors.NotebookError) as caught:
        plan.jobs(kit, ["raeding"])
    assert caught.value.parts == {"name": "raeding", "known": "printing, reading"}


def test_a_notebook_is_found_by_its_path_too(tmp_path: Path) -> None:
    kit = small_kit(tmp_path / "kit")
    assert [job.path.name for job in plan.jobs(kit, ["notebooks/id/reading.ipynb"], ["id"])] == [
        "reading.ipynb"
    ]
