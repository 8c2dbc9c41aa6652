"""``workshop classroom`` as a person meets it: planned, asked, built, told; and no secret shown."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest
from click.testing import CliRunner, Result

from tests.classroom.building.classes import small_class
from tests.classroom.building.installed import empty_computer, with_test_platform
from tests.classroom.building.platform import TOKEN, LoopbackProvider, Platform
from tests.classroom.building.test_settings import Memory
from tests.cli import commands
from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.blueprint import reading, writing
from workshop.classroom.blueprint.model import Grouping
from workshop.cli import workshop

COMMANDS = (
    "apply", "check", "export", "groups", "guide", "new", "plan", "secret", "serve", "status",
)  # fmt: skip
ALL_HELP = """
from click.testing import CliRunner
from workshop.cli import workshop
for name in sorted(workshop.commands["classroom"].commands):
    print(CliRunner().invoke(workshop, ["classroom", name, "--help"]).output, end=chr(0))
"""
THINGS = len(LoopbackProvider().desired(small_class()))
ON = ("classroom.toml", "--on", "loopback")


@pytest.fixture(autouse=True)
def platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    """A class in a folder of its own, a platform and an account on it."""
    monkeypatch.chdir(tmp_path)
    plugin = tmp_path / "installed"
    plugin.mkdir()
    with (
        empty_computer(monkeypatch),
        with_test_platform(plugin, monkeypatch),
        Platform() as running,
    ):
        writing.write(small_class(), Path("classroom.toml"))
        monkeypatch.setenv("LOOPBACK_URL", running.url)
        monkeypatch.setenv("LOOPBACK_TOKEN", TOKEN)
        yield running


def run(
    *arguments: str, language: str = "en", typed: str | None = None, verbose: bool = False
) -> Result:
    words = [*(["-v"] if verbose else []), "classroom", *arguments]
    with i18n.use(language):
        return CliRunner().invoke(workshop, words, input=typed)


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def failed(result: Result) -> str:
    """Return the one sentence of a mistake."""
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def test_every_command_is_listed_with_a_whole_sentence() -> None:
    listing = commands.run("classroom", "--help", language="en").stdout
    found = dict(re.findall(r"^  (\w+) {2,}(.+)$", listing, re.MULTILINE))
    assert set(found) == set(COMMANDS)
    for words in found.values():
        assert words.endswith(".")
        assert not words.endswith("...")


def test_alone_it_shows_its_help() -> None:
    assert "apply" in run().output


def all_help(language: str) -> list[str]:
    """Return the help of every command; a process has one language for them."""
    result = subprocess.run(
        [sys.executable, "-c", ALL_HELP],
        cwd=KIT,
        env={**os.environ, "WORKSHOP_LANG": language},
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.split("\0")[:-1]


def test_the_help_is_indonesian_in_indonesian() -> None:
    english, indonesian = all_help("en"), all_help("id")
    assert len(english) == len(indonesian) == len(COMMANDS)
    for original, translated in zip(english, indonesian, strict=True):
        sentences = [line.strip() for line in original.splitlines() if line.strip().endswith(".")]
        assert len(sentences) >= 2
        assert not [sentence for sentence in sentences if sentence in translated]


@pytest.mark.parametrize("name", COMMANDS)
def test_missing_words_are_a_mistake_of_usage(name: str) -> None:
    result = run(name)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["plan", "apply", "status", "export", "guide"])
def test_a_file_that_is_not_there_is_one_sentence(name: str) -> None:
    assert "nowhere.toml" in failed(run(name, "nowhere.toml", "--on", "loopback"))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["plan", "apply", "status", "export", "guide", "check"])
def test_a_platform_that_is_not_there_is_answered_with_the_nearest(
    name: str, language: str
) -> None:
    words = failed(run(name, "classroom.toml", "--on", "lopback", language=language))
    assert "loopback" in words


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_new_class_is_the_example_with_its_list_and_has_no_problem(language: str) -> None:
    written = done(run("new", "kelas.toml", language=language))
    assert "kelas.toml" in written
    own, example = (
        reading.read_blueprint("kelas.toml"),
        reading.read_blueprint(KIT / "data/demo/classroom.toml"),
    )
    assert own.people == example.people
    assert own == example
    done(run("check", "kelas.toml", "--on", "loopback", language=language))


@pytest.mark.parametrize("there", ["kelas.toml", "roster.csv"])
def test_existing_files_are_never_replaced(there: str) -> None:
    Path(there).write_text("mine", encoding="utf-8")
    assert there in failed(run("new", "kelas.toml"))
    assert Path(there).read_text(encoding="utf-8") == "mine"
    assert sum(Path(name).exists() for name in ("kelas.toml", "roster.csv")) == 1


def test_a_class_without_mistakes_is_told_what_the_platform_does() -> None:
    words = done(run("check", *ON))
    assert "Accounts: done for you – By itself." in words
    assert "Rules: step-by-step guide – By hand." in words
    assert words.startswith("No problem.\n")


@pytest.mark.parametrize("language", ["id", "en"])
def test_all_platforms_are_told_in_a_small_table_when_none_is_named(language: str) -> None:
    done(run("new", "kelas.toml"))
    words = done(run("check", "kelas.toml", language=language))
    first, _, *table = words.splitlines()
    assert first == {"id": "Tidak ada masalah.", "en": "No problem."}[language]
    cells = {"id": "otomatis +otomatis", "en": "done +done"}[language]
    assert [line for line in table if re.match(f"Loopback +{cells} ", line)]
    assert {line.split("  ")[0] for line in table} > {"By hand", "Google Classroom", "WhatsApp"}
    assert len(table) < 24
    assert max(map(len, table[:-2])) <= 80


def test_the_details_of_a_check_name_every_part_of_every_platform() -> None:
    words = done(run("check", "classroom.toml", "--details"))
    assert "Accounts: done for you – By itself." in words
    assert "WhatsApp:\n" in words


@pytest.mark.parametrize("language", ["id", "en"])
def test_all_problems_of_class_and_platform_are_named_at_once(language: str) -> None:
    lonely_class()
    words = failed(run("check", *ON, language=language))
    named, _, table = words.partition("\n\n")
    assert len(re.findall("^✗ ", named, re.MULTILINE)) == 3
    assert "Loopback: Orang 03 has no address" in named
    assert "By itself." in table
    # They do not keep anybody from building the rest.
    for command in ("plan", "export", "guide"):
        assert done(run(command, *ON, language=language)).startswith(f"{named}\n")


def lonely_class() -> None:
    """Spoil the class: one student without an address, and nobody who teaches."""
    student = replace(small_class().people[2], email="")
    writing.write(replace(small_class(), people=(student,)), Path("classroom.toml"))


def test_the_question_before_building_counts_the_problems(platform: Platform) -> None:
    lonely_class()
    words = failed(run("apply", *ON, typed="n\n"))
    assert "Loopback: Orang 03 has no address" in words
    assert "3 problems are named above. Build all the same? [y/N]" in words
    assert platform.world.things == []
    done(run("apply", *ON, typed="y\n"))
    assert len(platform.world.things) == 5


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_yes_in_advance_passes_over_no_problem_in_silence(
    platform: Platform, language: str
) -> None:
    lonely_class()
    words = done(run("apply", *ON, "--yes", language=language))
    assert "Loopback: Orang 03 has no address" in words
    all_the_same = {
        "id": "3 masalah disebutkan di atas; kelas tetap dibangun.",
        "en": "3 problems are named above; the class is built all the same.",
    }
    assert all_the_same[language] in words
    assert len(platform.world.things) == 5


def test_problems_are_named_even_when_the_platform_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lonely_class()
    monkeypatch.delenv("LOOPBACK_TOKEN")
    for command in ("plan", "apply"):
        assert "✗ Loopback: Orang 03 has no address" in failed(run(command, *ON))


def test_mistakes_in_the_file_are_named_with_their_lines() -> None:
    text = Path("classroom.toml").read_text(encoding="utf-8")
    text = text.replace('role = "student"', 'role = "pupil"').replace("2026-08-17", '"soon"')
    Path("classroom.toml").write_text(text, encoding="utf-8")
    for name in ("check", "plan", "apply", "status", "export", "guide"):
        words = failed(run(name, *ON))
        assert words.count("pupil") == 10
        assert "soon" in words


def test_groups_are_formed_once_and_saved() -> None:
    asked = replace(small_class(), grouping=Grouping(size=5))
    writing.write(asked, Path("classroom.toml"))
    before = Path("classroom.toml").read_bytes()
    assert "classroom.before.toml" in done(run("groups", "classroom.toml"))
    assert Path("classroom.before.toml").read_bytes() == before
    formed = reading.read_blueprint("classroom.toml").groups
    assert [len(group.members) for group in formed] == [5, 5]
    assert "nothing to do" in done(run("groups", "classroom.toml"))
    assert reading.read_blueprint("classroom.toml").groups == formed


def test_a_plan_is_short_and_changes_nothing(platform: Platform) -> None:
    assert done(run("plan", *ON)) == "+12 people, +2 channels, +24 memberships, 0 removed\n"
    assert done(run("plan", *ON, language="id")).startswith("+12 orang, +2 kanal")
    assert platform.world.things == []


def test_the_details_of_a_plan_name_everything() -> None:
    words = done(run("plan", *ON, "--details"))
    assert "+ Orang 07\n" in words
    assert words.count("\n") > THINGS


def test_a_class_is_built_after_a_yes_and_again_there_is_nothing_to_do(
    platform: Platform,
) -> None:
    words = done(run("apply", *ON, typed="y\n"))
    assert words.startswith("+12 people")
    assert f"Done: {THINGS}, failed: 0, left out: 0." in words
    assert "9 requests" in words
    writes = platform.world.writes
    again = done(run("apply", *ON))
    assert again == f"{THINGS} things are as planned, 0 removed\n"
    assert platform.world.writes == writes


@pytest.mark.parametrize("typed", ["n\n", "", "\n"])
def test_nothing_is_built_without_a_yes(platform: Platform, typed: str) -> None:
    result = run("apply", *ON, typed=typed)
    assert result.exit_code == 1
    assert platform.world.things == []


def test_a_refused_row_is_named_and_the_exit_code_says_so(platform: Platform) -> None:
    platform.world.refused = {"person/orang-03": "e-mail is taken"}
    words = failed(run("apply", *ON, "--yes"))
    assert "failed: 1, left out: 2" in words
    assert "Orang 03: e-mail is taken" in words
    platform.world.refused = {}
    assert "Done: 3, failed: 0" in done(run("apply", *ON, "--yes"))


def test_the_status_tells_what_is_there_and_what_is_not(platform: Platform) -> None:
    assert "Missing: 24 memberships" in done(run("status", *ON)).replace("12 people, ", "").replace(
        "2 channels, ", ""
    )
    run("apply", *ON, "--yes")
    platform.world.thing("channel/tanya")["values"] = {"title": "Hacked"}
    words = done(run("status", *ON, "--details"))
    assert "Missing: –" in words
    assert "Different from the blueprint: 1 channel" in words
    assert "~ Tanya" in words
    assert "Others changed 1 thing" in done(run("plan", *ON))


def strangers(platform: Platform) -> None:
    run("apply", *ON, "--yes")
    platform.world.things += [
        {"address": f"channel/{key}", "values": {}, "needs": [], "id": key} for key in ("x", "y")
    ]


def test_what_is_not_in_the_blueprint_stays(platform: Platform) -> None:
    strangers(platform)
    assert "2 things are there and not in the blueprint; they stay." in done(run("plan", *ON))
    done(run("apply", *ON, "--yes"))
    assert len(platform.world.things) == THINGS + 2


@pytest.mark.parametrize("typed", ["", "\n", "y\n", "1\n", "22\n"])
def test_nothing_is_removed_unless_the_number_is_typed(platform: Platform, typed: str) -> None:
    strangers(platform)
    words = failed(run("apply", *ON, "--remove", "--yes", typed=typed))
    assert "− x" in words
    assert "left out: 2" in words
    assert len(platform.world.things) == THINGS + 2


def test_what_was_counted_and_confirmed_is_removed(platform: Platform) -> None:
    strangers(platform)
    assert "2 removed" in done(run("plan", *ON, "--remove"))
    assert len(platform.world.things) == THINGS + 2
    assert "Done: 2" in done(run("apply", *ON, "--remove", "--yes", typed="2\n"))
    assert len(platform.world.things) == THINGS


def test_a_platform_by_hand_points_to_its_guide() -> None:
    words = failed(run("plan", "classroom.toml", "--on", "by-hand"))
    assert "workshop classroom guide classroom.toml --on by-hand" in words


def test_import_files_are_written_into_a_folder() -> None:
    assert done(run("export", *ON)) == "classroom-files/loopback/people.txt\n"
    assert "orang-07" in Path("classroom-files/loopback/people.txt").read_text()
    assert done(run("export", *ON, "--folder", "f")) == "f/people.txt\n"
    assert "guide" in failed(run("export", "classroom.toml", "--on", "by-hand"))


def test_an_export_names_the_files_of_an_earlier_one() -> None:
    done(run("export", *ON))
    Path("classroom-files/loopback/welcome.pdf").write_bytes(b"old")
    result = run("export", *ON)
    assert "classroom-files/loopback/welcome.pdf" in result.stderr
    assert "people.txt" not in result.stderr


@pytest.mark.parametrize("language", ["id", "en"])
def test_missing_settings_are_named_with_the_way_to_store_them(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.delenv("LOOPBACK_TOKEN")
    words = failed(run("plan", *ON, language=language))
    assert "workshop classroom secret LOOPBACK_TOKEN --on loopback" in words
    assert "LOOPBACK_URL:" not in words


def test_a_token_is_typed_unseen_into_the_keyring_and_found_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LOOPBACK_TOKEN")
    keyring.set_keyring(Memory())
    words = done(run("secret", "loopback_token", "--on", "loopback", typed=f"{TOKEN}\n"))
    assert TOKEN not in words
    done(run("plan", *ON))
    assert "Forgotten." in done(run("secret", "LOOPBACK_TOKEN", "--on", "loopback", "--forget"))
    assert "holds no" in done(run("secret", "LOOPBACK_TOKEN", "--on", "loopback", "--forget"))
    failed(run("plan", *ON))


def test_a_computer_without_a_keyring_says_so() -> None:
    words = failed(run("secret", "LOOPBACK_TOKEN", "--on", "loopback", typed=f"{TOKEN}\n"))
    assert "environment variable LOOPBACK_TOKEN" in words
    assert "nothing of this name" not in words
    assert "LOOPBACK_URL" in failed(run("secret", "X", "--on", "loopback", typed="a\n"))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOOPBACK_TOKEN", "expired-token-5678"),
        ("LOOPBACK_TOKEN", "token with ключ-9999"),
        ("LOOPBACK_URL", "http://127.0.0.1:9"),
        ("LOOPBACK_URL", "https://user:pass-in-url-4321@a.invalid"),
        ("LOOPBACK_URL", "no-address"),
    ],
)
def test_trouble_is_one_sentence_and_shows_no_secret_even_with_details(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, language: str
) -> None:
    monkeypatch.setenv(name, value)
    quiet = failed(run("plan", *ON, language=language))
    loud = run("plan", *ON, language=language, verbose=True)
    assert "Traceback" in loud.output
    for words in (quiet, loud.output):
        for hidden in (TOKEN, "expired-token-5678", "ключ-9999", "pass-in-url-4321"):
            assert hidden not in words


def interrupted(platform: Platform, sign: signal.Signals) -> tuple[int, str]:
    """Send a signal to the real command when it is half-way; return its exit code and words."""
    platform.world.delay = 0.02
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop", "classroom", "apply", *ON, "--yes"],
        env={**os.environ, "WORKSHOP_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    while len(platform.world.things) < 9:
        assert process.poll() is None
        time.sleep(0.002)
    process.send_signal(sign)
    words, _ = process.communicate()
    time.sleep(0.15)  # the platform ends the request that it has in its hands
    platform.world.delay = 0
    return process.returncode, words


def test_killed_half_way_the_same_command_ends_the_work(platform: Platform) -> None:
    code, _ = interrupted(platform, signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert len(platform.world.things) < THINGS
    done(run("apply", *ON, "--yes"))
    assert len(platform.world.addresses) == len(set(platform.world.addresses)) == THINGS


def test_ctrl_c_tells_how_far_it_came_and_the_same_command_ends_the_work(
    platform: Platform,
) -> None:
    code, words = interrupted(platform, signal.SIGINT)
    assert code == 1
    assert "stopped by you" in words
    assert "Traceback" not in words
    assert int(re.findall(r"left out: (\d+)", words)[0]) > 0
    done(run("apply", *ON, "--yes"))
    assert len(platform.world.addresses) == len(set(platform.world.addresses)) == THINGS


def test_the_plan_of_300_people_is_waited_for_only_shortly(tmp_path: Path) -> None:
    writing.write(small_class(300), tmp_path / "classroom.toml")
    assert done(run("plan", *ON)).startswith("+300 people")
    assert len(reading.read_blueprint(tmp_path / "classroom.toml").people) == 300


def test_the_words_of_the_kit_are_shown_before_anything_heavy_is_loaded() -> None:
    heavy = "{'httpx', 'tenacity', 'keyring', 'rich', 'pandas', 'filelock', 'segno'}"
    code = f"import sys, workshop.cli; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=KIT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
