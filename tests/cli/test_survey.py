"""``workshop survey`` as a person meets it: files made, mistakes told, nothing replaced."""

import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from tests.cli import commands
from tests.conftest import KIT
from workshop import i18n
from workshop.cli import workshop
from workshop.survey import questionnaire as questionnaires
from workshop.survey.questionnaire.simulation import simulate
from workshop.survey.reading import loading

DEMO = KIT / "data" / "demo"
COMMANDS = ("check", "forms", "new", "read", "report", "simulate")
SMALL = """title = "Angket"
[[questions]]
id = "hours"
kind = "number"
text = "Berapa jam?"
[[questions]]
id = "device"
kind = "single"
text = "Perangkat?"
options = { phone = "Ponsel", laptop = "Laptop" }
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def small() -> str:
    Path("small.toml").write_text(SMALL, encoding="utf-8")
    return "small.toml"


def run(*arguments: str, language: str = "en") -> Result:
    with i18n.use(language):
        return CliRunner().invoke(workshop, ["survey", *arguments])


def failed(result: Result) -> str:
    """Return the one sentence of a mistake."""
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    return result.output


def test_every_command_is_listed_with_a_whole_sentence() -> None:
    listing = commands.run("survey", "--help", language="en").stdout
    found = dict(re.findall(r"^  (\w+) {2,}(.+)$", listing, re.MULTILINE))
    assert set(found) == set(COMMANDS)
    for words in found.values():
        assert words.endswith(".")
        assert not words.endswith("...")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_is_indonesian_in_indonesian(name: str) -> None:
    english = commands.run("survey", name, "--help", language="en").stdout
    translated = commands.run("survey", name, "--help").stdout
    sentences = [line.strip() for line in english.splitlines() if line.strip().endswith(".")]
    assert len(sentences) >= 2
    assert not [sentence for sentence in sentences if sentence in translated]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_missing_file_name_is_a_mistake_of_usage(name: str) -> None:
    result = run(name)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["check", "forms", "simulate", "read", "report"])
def test_a_file_that_is_not_there_is_one_sentence(name: str) -> None:
    assert "nowhere" in failed(run(name, "nowhere.toml"))


def test_a_new_questionnaire_is_the_example_and_is_free_of_mistakes() -> None:
    assert "own.toml" in run("new", "own.toml").stdout
    assert questionnaires.read(Path("own.toml")) == questionnaires.read(DEMO / "questionnaire.toml")
    checked = run("check", "own.toml")
    assert checked.exit_code == 0
    assert "no mistake" in checked.stdout


def test_a_questionnaire_can_be_guessed_from_answers() -> None:
    Path("a.csv").write_text("Fakultas,Umur\n" + "Hukum,20\nSeni,21\n" * 6, encoding="utf-8")
    assert run("new", "own.toml", "--from", "a.csv").exit_code == 0
    guessed = questionnaires.read(Path("own.toml"))
    assert [question.kind for question in guessed.questions] == ["single", "number"]


def test_an_existing_questionnaire_is_never_replaced(small: str) -> None:
    assert "exists already" in failed(run("new", small))
    assert Path(small).read_text(encoding="utf-8") == SMALL


def test_all_mistakes_are_named_at_once() -> None:
    broken = SMALL.replace('"number"', '"nomor"').replace('id = "device"', 'id = "My Device"')
    Path("broken.toml").write_text(broken, encoding="utf-8")
    words = failed(run("check", "broken.toml"))
    assert "questions[1].kind" in words
    assert "questions[2].id" in words


def test_simulated_answers_are_read_back_as_they_were_made(small: str) -> None:
    result = run("simulate", small, "-n", "30", "--seed", "4")
    assert "simulated" in result.stdout
    questionnaire = questionnaires.read(Path(small))
    made = simulate(questionnaire, 30, seed=4)
    back = loading.read(Path("small-simulated.csv"), questionnaire)
    pd.testing.assert_frame_equal(back.table, made.table)
    assert back.simulated


@pytest.mark.parametrize("language", ["id", "en"])
def test_whoever_reads_simulated_answers_is_told(small: str, language: str) -> None:
    run("simulate", small, "-n", "30", "-o", "a.csv", language=language)
    assert "are simulated" in run("read", "a.csv").stdout
    run("report", "a.csv", "--lang", "en")
    (page,) = Path("a-report").glob("*.html")
    assert "These answers are simulated" in page.read_text(encoding="utf-8")


def test_the_simulated_demonstration_is_read_back_as_it_was_made() -> None:
    questionnaire = questionnaires.read(DEMO / "questionnaire.toml")
    run("simulate", str(DEMO / "questionnaire.toml"), "-n", "40", "-o", "a.csv", language="id")
    made = simulate(questionnaire, 40, seed=1)
    back = loading.read(Path("a.csv"), questionnaire)
    closed = [name for name in made.table if name not in ("code", "comment")]
    pd.testing.assert_frame_equal(back.table[closed], made.table[closed])


def test_answers_are_never_replaced_by_simulated_ones(small: str) -> None:
    Path("real.csv").write_text("real", encoding="utf-8")
    assert "exists already" in failed(run("simulate", small, "-o", "real.csv"))
    assert Path("real.csv").read_text(encoding="utf-8") == "real"


def test_reading_tells_every_decision() -> None:
    result = run(
        "read", str(DEMO / "answers.csv"), "--questionnaire", str(DEMO / "questionnaire.toml")
    )
    assert result.exit_code == 0, result.output
    assert "168 respondents" in result.stdout
    assert "Google Forms" in result.stdout


def test_the_forms_are_written_into_a_folder(small: str) -> None:
    result = run("forms", small)
    assert result.exit_code == 0, result.output
    names = result.stdout.split()
    assert len(names) >= 4
    assert all(Path(name).stat().st_size for name in names)
    assert all(name.startswith("small-forms/") for name in names)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_report_is_written_into_a_folder(small: str, language: str) -> None:
    run("simulate", small, "-o", "a.csv")
    result = run("report", "a.csv", "--questionnaire", small, "--lang", language)
    assert result.exit_code == 0, result.output
    names = result.stdout.split()
    assert {Path(name).suffix for name in names} >= {".html", ".pdf", ".xlsx"}
    assert all(name.startswith("a-report/") for name in names)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\xff\xfe", b"PK\x03\x04broken"])
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.sav", "a.docx"])
def test_a_file_that_holds_no_answers_is_one_sentence(name: str, content: bytes) -> None:
    Path(name).write_bytes(content)
    result = run("read", name)
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_simulated_answers_are_not_written_under_the_name_of_a_workbook(small: str) -> None:
    assert "CSV" in failed(run("simulate", small, "-o", "a.xlsx"))
    assert not Path("a.xlsx").exists()


def test_one_question_is_no_questions() -> None:
    Path("a.csv").write_text("Umur\n20\n21\n", encoding="utf-8")
    assert "2 respondents, 1 question." in run("read", "a.csv").stdout


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "folder"),
        ("read", "folder"),
        ("new", "folder"),
        ("new", "a.toml", "--from", "folder"),
        ("forms", "small.toml", "--folder", "small.toml"),
        ("simulate", "small.toml", "-o", "small.toml/a.csv"),
    ],
)
def test_a_folder_in_place_of_a_file_and_the_reverse_are_one_sentence(
    small: str, arguments: tuple[str, ...], language: str
) -> None:
    Path("folder").mkdir()
    words = failed(run(*arguments, language=language))
    assert "folder" in words or small in words
