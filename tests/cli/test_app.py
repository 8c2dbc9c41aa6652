"""The command as a person meets it, in both languages."""

import os
import re
import subprocess
import sys

import pytest

from tests.cli.commands import run
from tests.conftest import KIT
from workshop import __version__
from workshop.cli.kindness import CLICK_SENTENCES
from workshop.i18n import indonesian

COMMANDS = ("build", "check", "classroom", "doctor", "lab", "survey", "sync")


def test_every_command_is_listed_with_a_whole_sentence() -> None:
    listing = run("--help", language="en").stdout
    for name in COMMANDS:
        (line,) = re.findall(rf"^  {name} +(.+)$", listing, re.MULTILINE)
        assert line.endswith(".")
        assert not line.endswith("...")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_is_indonesian_in_indonesian(name: str) -> None:
    arguments = [name, "--help"] if name else ["--help"]
    english = run(*arguments, language="en").stdout
    translated = run(*arguments).stdout
    assert "Pemakaian:" in translated
    sentences = [line.strip() for line in english.splitlines() if line.strip().endswith(".")]
    assert sentences
    assert not [sentence for sentence in sentences if sentence in translated]


def test_the_few_words_of_click_are_translated() -> None:
    assert not [str(one.template) for one in CLICK_SENTENCES if one.template not in indonesian()]


def test_the_version_is_told() -> None:
    assert __version__ in run("--version").stdout


def test_a_wrong_language_is_answered_with_those_that_exist() -> None:
    result = run("--help", language="fr")
    assert result.returncode == 1
    assert "'fr'" in result.stderr
    assert "id, en" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments", [("bild",), ("build", "--only", "slide"), ("build", "--jobs", "0"), ("lab", "x")]
)
def test_a_wrong_word_is_answered_in_indonesian_without_a_traceback(
    arguments: tuple[str, ...],
) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert not re.search(r"\b(Error|Usage|No such|Invalid|Got|Try)\b", result.stderr)


def test_doctor_finds_this_machine_ready() -> None:
    result = run("doctor", language="en")
    assert result.returncode == 0, result.stdout
    assert "✗" not in result.stdout


def test_check_finds_nothing_to_mend() -> None:
    result = run("check", language="en")
    assert result.returncode == 0, result.stdout
    assert "All conventions are kept." in result.stdout


def test_sync_finds_nothing_to_copy() -> None:
    before = run("sync", language="en")
    assert before.returncode == 0
    assert "Files changed: 0" in before.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no broken pipes")
def test_a_reader_who_has_seen_enough_is_not_told_about_it() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop", "classroom", "check", "data/demo/classroom.toml"],
        cwd=KIT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 1
