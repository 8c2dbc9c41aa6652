"""Files of LimeSurvey 6.4.2, which had imported our form of `ORDINARY` and was answered by hand."""

from pathlib import Path

import pandas as pd
import pytest

from tests.survey.forms.samples import ORDINARY
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.survey.reading.loading import read, read_bytes
from workshop.tables import Text

EXPORTS = sorted(Path(__file__).with_name("limesurvey").glob("*.csv"))
CODES = Path(__file__).parent / "limesurvey" / "code.csv"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")


def test_there_is_a_file_of_each_kind() -> None:
    names = [path.stem for path in EXPORTS]
    assert names == ["abbreviated", "code", "codetext", "full"]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_every_kind_of_export_is_the_same_answers(path: Path) -> None:
    pd.testing.assert_frame_equal(read(path, ORDINARY).table, read(CODES, ORDINARY).table)


def test_numbered_codes_are_the_options_that_the_form_numbered() -> None:
    responses = read(CODES, ORDINARY)
    assert list(responses.table["platform"])[1:] == ["whatsapp", "other"]
    told = [one for one in responses.report.decisions if one.question == "platform"]
    assert [str(one.what) for one in told] == [
        "“platform”: “A002” is read as “WhatsApp”.",
        "“platform”: “A003” is read as “Lainnya”.",
    ]
    assert not any(one.warning for one in told)


def test_a_shortened_name_and_numbered_ticks_are_found() -> None:
    chat = Option("chat_with_many_friends", Text("Obrolan", "Chat"))
    long = "purposes_of_social_media"
    question = Question(long, Text("Untuk apa?", "What for?"), "multiple", (chat,))
    asked = Questionnaire(Text("", ""), (question,))
    table = read_bytes("a.csv", b"id,purposesofsocialmedi[SQ001]\n1,Y\n2,\n", asked).table
    assert table[f"{long}/chat_with_many_friends"].to_list() == [True, pd.NA]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("asked", [ORDINARY, None])
def test_who_never_sent_the_answers_is_told_and_has_ticked_nothing(
    path: Path, asked: Questionnaire | None
) -> None:
    responses = read(path, asked)
    (begun,) = (one for one in responses.report.warnings if "never sent" in str(one.what))
    assert begun.rows == (2,)
    (several,) = (one for one in responses.questionnaire.questions if one.kind == "multiple")
    assert responses.table[list(several.columns)].iloc[0].isna().all()


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_without_a_questionnaire_what_limesurvey_adds_is_no_question(path: Path) -> None:
    responses = read(path)
    assert len(responses.questionnaire.questions) == len(ORDINARY.questions)
    (left,) = (
        one for one in responses.report.decisions if "Columns of LimeSurvey" in str(one.what)
    )
    assert str(left.what).count("“") == 5


def test_an_abbreviated_header_that_begins_two_questions_is_left_out() -> None:
    twins = [Question(f"q{at}", Text(f"Platform yang ke-{at}", ""), "number") for at in (1, 2)]
    asked = Questionnaire(Text("", ""), (*twins, Question("age", Text("Umur", "Age"), "number")))
    responses = read_bytes("a.csv", b"Platform yang k.. ,Umur\n1,2\n", asked)
    assert responses.table["q1"].isna().all()
    assert any("Platform" in str(one.what) for one in responses.report.warnings)


def test_the_code_before_the_words_tells_questions_with_equal_words_apart() -> None:
    same = Text("Seberapa yakin?", "How sure?")
    twins = (Question("before", same, "number"), Question("after", same, "number"))
    content = b"after. How sure?,before. How sure?\n1,2\n"
    table = read_bytes("a.csv", content, Questionnaire(Text("", ""), twins)).table
    assert table.to_numpy().tolist() == [[2, 1]]
