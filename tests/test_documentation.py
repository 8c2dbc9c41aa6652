"""What the documents tell people to type and to open exists."""

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import KIT, command

READMES = ("README.md", "README.id.md")
DOCUMENTS = (*READMES, "CONTRIBUTING.md")
GROUPS = ("survey", "classroom")
GENERATED = ("build/", "my-workshop/", ".venv/", "my-survey.toml", "classroom.toml")


def text_of(name: str) -> str:
    return (KIT / name).read_text(encoding="utf-8")


def snippets(name: str) -> list[str]:
    """Return everything that a document sets as code, fenced lines one by one."""
    text = text_of(name)
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```\w*\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [line for block in fenced for line in block.splitlines()] + re.findall(
        r"`([^`\n]+)`", rest
    )


@cache
def help_of(verb: str) -> str:
    """Return the help of a command as the real command prints it to an English reader."""
    result = subprocess.run(
        [command("workshop"), *verb.split(), "--help"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "WORKSHOP_LANG": "en"},
    )
    assert result.returncode == 0, f"workshop {verb} --help: {result.stderr}"
    return result.stdout


def workshop_commands(name: str) -> list[list[str]]:
    """Return the words after `workshop` in each command line, however it is reached."""
    pattern = r"(?:^|[/\\])workshop((?: +[\w.,-]+)+)$"
    found = (re.search(pattern, snippet) for snippet in snippets(name))
    return [match[1].split() for match in found if match]


def paths(name: str) -> list[str]:
    """Return what looks like a path of the kit, in code and in links, commands aside."""
    words = [word for snippet in snippets(name) for word in snippet.split()]
    links = re.findall(r"\]\(([^)#]+)\)", text_of(name))
    shape = re.compile(r"\.?[\w-]+(?:[./][\w.-]+)*(?:/|\.(?:md|toml|yml|lock|po|py))")
    return [word for word in words + links if shape.fullmatch(word) or word in links]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_in_the_documents_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), flags=re.MULTILINE))
    commands = [snippet for snippet in snippets(name) if re.match(r"make( |$)", snippet)]
    named = {word for snippet in commands for word in snippet.split()[1:]}
    assert named - targets == set()
    assert "test" in named


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_workshop_command_in_the_documents_exists_with_its_options(name: str) -> None:
    commands = workshop_commands(name)
    assert len(commands) >= 2
    for words in commands:
        verbs = words[:2] if words[0] in GROUPS else words[:1]
        verb = " ".join(word for word in verbs if not word.startswith("-"))
        for option in (word for word in words if word.startswith("-")):
            assert option in help_of(verb), f"workshop {' '.join(words)}"


@pytest.mark.parametrize("name", READMES)
def test_the_readmes_name_the_first_command_of_every_installation(name: str) -> None:
    verbs = [" ".join(words) for words in workshop_commands(name)]
    assert verbs.count("build --lang all") == 2
    assert "lab" in verbs


@pytest.mark.parametrize("name", READMES)
def test_the_readmes_name_only_exporters_that_exist(name: str) -> None:
    exporters = {
        exporter for line in snippets(name) for exporter in re.findall(r"--to (\S+)", line)
    }
    project = text_of("pyproject.toml")
    assert len(exporters) >= 2
    assert [name for name in exporters if f"\n{name} = " not in project] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_and_folder_in_the_documents_exists(name: str) -> None:
    kept = [path for path in paths(name) if not path.startswith(GENERATED)]
    assert len(kept) >= 5
    assert [path for path in kept if not (KIT / path).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_every_artefact_in_the_readmes_is_made_by_the_build(name: str, built_kit: Path) -> None:
    words = {word for snippet in snippets(name) for word in snippet.split()}
    artefacts = {word for word in words if word.startswith("build/")}
    assert len(artefacts) >= 5
    missing = [path for path in artefacts if not list(built_kit.glob(path.replace("NAME", "*")))]
    assert missing == []


@pytest.mark.parametrize("name", READMES)
def test_the_first_screen_holds_promise_languages_pictures_and_commands(name: str) -> None:
    title, promise, languages, *rest = text_of(name).split("\n\n")
    pictures, commands = rest[:2]
    assert title == "# Ruang Kelas"
    assert re.fullmatch(r"\*\*[^*]+\.\*\*", promise), "the promise is one bold sentence"
    assert len(re.findall(r"[.!?](?: |\*)", promise)) == 1
    assert "Bahasa Indonesia" in languages
    assert "English" in languages
    assert len(re.findall(r"!\[[^\]]{30,}\]\(", pictures)) == 2, "pictures need a real alt text"
    assert commands == "```\nmake workshop\nmake test\n```"


def test_both_readmes_have_the_same_headings_pictures_and_code() -> None:
    english, indonesian = (text_of(name) for name in READMES)
    for pattern in (r"^(#+) ", r"!\[.*?\]\((.*?)\)", r"^(\d\.) ", r"^```(\w*)$", r"^\|(-+\|)+$"):
        found = re.findall(pattern, english, flags=re.MULTILINE)
        assert found
        assert found == re.findall(pattern, indonesian, flags=re.MULTILINE), pattern


def test_both_readmes_give_the_same_commands() -> None:
    english, indonesian = (
        [line.replace("/id/", "/en/").replace("--lang id", "--lang en") for line in snippets(name)]
        for name in READMES
    )
    assert sorted(english) == sorted(indonesian)


@pytest.mark.parametrize("name", READMES)
def test_every_jump_inside_a_readme_has_its_heading(name: str) -> None:
    headings = re.findall(r"^#+ (.+)$", text_of(name), flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", line).lower().replace(" ", "-") for line in headings}
    jumps = re.findall(r"\]\(#([^)]+)\)", text_of(name))
    assert jumps
    assert set(jumps) <= anchors


@pytest.mark.parametrize("name", READMES)
def test_the_pictures_are_small_enough_for_a_slow_line(name: str) -> None:
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", text_of(name))
    assert pictures
    for picture in pictures:
        assert (KIT / picture).stat().st_size < 250_000, picture


def test_every_target_of_the_makefile_is_described() -> None:
    makefile = text_of("Makefile")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    described = re.findall(r"^([a-z]+):.*## \S", makefile, flags=re.MULTILINE)
    assert len(described) > 5
    assert sorted(described) == sorted(phony.split())


def test_every_command_is_documented_with_help() -> None:
    listing = help_of("").split("Commands:")[-1]
    verbs = re.findall(r"^  (\w+)", listing, flags=re.MULTILINE)
    assert set(verbs) >= {"build", "lab", "doctor", "check", "sync"}
    documents = "".join(text_of(name) for name in READMES)
    for verb in verbs:
        assert help_of(verb).count("\n") > 3
        assert f"workshop {verb}" in documents, f"`workshop {verb}` is in no README"
