"""Files that are not there, locked or bombs; and what the notebook shows of an answer file."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from workshop import i18n
from workshop.errors import SurveyFileError
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.survey.questionnaire.reading import read as read_questionnaire
from workshop.survey.reading.loading import read, read_bytes
from workshop.survey.responses import Responses
from workshop.tables import Text

CORPUS = Path(__file__).parents[1] / "corpus"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(CORPUS / "questionnaire.toml")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")


def archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


@pytest.mark.parametrize("name", ["missing.csv", ".", "a\0b.csv", "x" * 5000])
def test_a_file_that_is_not_there_gets_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(SurveyFileError, match="cannot be read"):
        read(tmp_path / name)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = archive(**{"[Content_Types]_xml": b"", "xl__a_xml": b"\0" * (80 << 20)})
    with pytest.raises(SurveyFileError, match="would unpack to 80 MB"):
        read_bytes("bomb.xlsx", bomb)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le"])
def test_a_workbook_that_declares_entities_is_not_opened(codec: str) -> None:
    declaration = '<!DOCTYPE a [<!ENTITY b "bb">]>'.encode(codec)
    with pytest.raises(SurveyFileError, match="damaged"):
        read_bytes("a.xlsx", archive(**{"[Content_Types]_xml": declaration}))


def test_an_archive_of_other_files_is_told_from_a_workbook() -> None:
    with pytest.raises(SurveyFileError, match="ZIP archive"):
        read_bytes("a.zip", archive(a=b"1", b=b"2"))
    with pytest.raises(SurveyFileError, match="OpenDocument"):
        read_bytes("a.ods", archive(mimetype=b"application/vnd.oasis"))


def test_an_error_is_one_indonesian_sentence_for_indonesians() -> None:
    with pytest.raises(SurveyFileError) as caught:
        read_bytes("jawaban.csv", b"")
    with i18n.use("id"):
        assert str(caught.value) == "jawaban.csv: Berkas ini kosong. Ekspor lagi berkasnya."


def test_the_questions_need_not_stand_in_the_order_of_the_columns(
    questionnaire: Questionnaire,
) -> None:
    responses = read_bytes("a.csv", b"comment,faculty\nx,eng\n", questionnaire)
    assert list(responses.table.columns)[:2] == ["faculty", "hours"]
    assert list(responses.table.index) == [0]
    assert responses.source == "a.csv"


def test_the_columns_are_of_the_promised_types(questionnaire: Questionnaire) -> None:
    responses = read_bytes("a.csv", b"faculty,hours\neng,1\n", questionnaire)
    types = {name: str(kind) for name, kind in responses.table.dtypes.items()}
    assert types["faculty"] == types["useful"] == "category"
    assert responses.table["useful"].cat.ordered
    assert not responses.table["faculty"].cat.ordered
    assert types["hours"] == "float64"
    assert types["purposes/chat"] == "boolean"
    assert types["started"].startswith("datetime64")


def test_questions_with_the_same_text_take_the_columns_in_turn() -> None:
    same = Text("Seberapa yakin?", "How sure?")
    twice = Questionnaire(
        Text("", ""), (Question("before", same, "number"), Question("after", same, "number"))
    )
    responses = read_bytes("a.csv", b"How sure?,How sure?\n1,2\n", twice)
    assert responses.table.to_numpy().tolist() == [[1, 2]]


def test_an_answer_that_names_a_person_is_not_repeated_in_the_report() -> None:
    code = Question("code", Text("Kode", "Code"), "number", privacy="identifier")
    responses = read_bytes("a.csv", b"code,x\nBUDI07,1\n", Questionnaire(Text("", ""), (code,)))
    (decision,) = (one for one in responses.report.warnings if one.question == "code")
    assert "BUDI07" not in responses.report.explain()
    assert decision.rows == (2,)


def test_many_answers_that_nobody_understands_are_told_in_one_line(
    questionnaire: Questionnaire,
) -> None:
    rows = "".join(f"{number} jam,eng\n" for number in range(500))
    responses = read_bytes("a.csv", f"hours,faculty\n{rows}".encode(), questionnaire)
    about = [one for one in responses.report.decisions if one.question == "hours"]
    assert len(about) < 30
    assert {row for one in about for row in one.rows} == set(range(2, 502))


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_report_speaks_the_language_of_the_reader(
    questionnaire: Questionnaire, language: str
) -> None:
    responses = read(CORPUS / "google-forms-id.csv", questionnaire)
    with i18n.use(language):
        bundle = responses.report._repr_mimebundle_()
    assert f'lang="{language}"' in bundle["text/html"]
    expected = {"id": "Berkas ini berasal dari Google Forms.", "en": "The file comes from"}
    assert expected[language] in bundle["text/plain"]


def test_responses_show_how_many_there_are_and_never_what_they_said(
    questionnaire: Questionnaire,
) -> None:
    content = f"faculty,comment\neng,{HOSTILE}\nlaw,private words\n".encode()
    bundle = read_bytes("<b>.csv", content, questionnaire)._repr_mimebundle_()
    assert bundle["text/plain"] == "<b>.csv: 2 respondents, 8 questions, 6 warnings."
    assert "&lt;b&gt;.csv" in bundle["text/html"]
    assert "private" not in re.sub("[<>]", "", str(bundle))


def test_simulated_responses_say_so(questionnaire: Questionnaire) -> None:
    table = read_bytes("a.csv", b"faculty,hours\neng,1\n", questionnaire).table
    shown = Responses(questionnaire, table, simulated=True)._repr_mimebundle_()["text/plain"]
    assert "simulated" in shown


def test_a_header_row_without_its_last_names_is_not_taken_for_a_title() -> None:
    rows = "".join(f"Orang {at};{at + 18};x\n" for at in range(5))
    responses = read_bytes("a.csv", f"Nama;Umur;\n{rows}".encode())
    assert [question.id for question in responses.questionnaire.questions] == ["nama", "umur", "c"]
    assert len(responses) == 5


def test_the_three_header_rows_of_qualtrics_hold_no_answers() -> None:
    head = 'Q1,Q2\nUmur?,Jam?\n"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\n'
    responses = read_bytes("a.csv", (head + "18,1\n19,2\n").encode())
    assert responses.table.to_numpy().tolist() == [[18, 1], [19, 2]]
    assert any(one.rows == (2, 3) for one in responses.report.decisions)


def test_what_a_program_adds_is_no_question_and_still_proves_the_order_of_dates() -> None:
    rows = "".join(f"25/04/2026 9.0{at},0{at + 1}/0{at + 2}/2001\n" for at in range(4))
    responses = read_bytes("a.csv", f"Timestamp,Date of birth\n{rows}".encode())
    (question,) = responses.questionnaire.questions
    assert list(responses.table[question.id].dt.day) == [1, 2, 3, 4]
    assert "Timestamp" in responses.report.explain()


def test_a_picture_is_no_file_of_answers() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(32, 256)) * 8 + bytes(range(32)) * 2
    with pytest.raises(SurveyFileError, match="holds no text"):
        read_bytes("x.png", picture)


@pytest.mark.parametrize("mark", ["SIMULATED", "Simulasi"])
def test_simulated_answers_stay_marked_through_files(mark: str) -> None:
    content = f"{mark},Jam\n{mark},2\n{mark},\n{mark.lower()},4\n".encode()
    responses = read_bytes("a.csv", content)
    assert responses.simulated
    assert [question.id for question in responses.questionnaire.questions] == ["jam"]
    assert len(responses) == 3
    told = [one for one in responses.report.decisions if "simulated" in one.what.template]
    assert len(told) == 1


def test_a_question_about_simulations_is_no_mark() -> None:
    responses = read_bytes("a.csv", b"Simulasi,Jam\nYa,2\nTidak,3\nYa,4\nTidak,5\n")
    assert not responses.simulated
    assert "simulasi" in responses.questionnaire
    asked = Question("simulated", Text("Apa?", "What?"), "text")
    jam = Question("jam", Text("Jam", "Hours"), "number")
    both = Questionnaire(Text("", ""), (asked, jam))
    known = read_bytes("a.csv", b"simulated,jam\nsimulated,1\n", both)
    assert not known.simulated


def test_a_message_names_a_question_as_the_file_does() -> None:
    content = b"Berapa jam sehari Anda daring?\n" + b"2,5\n3\n4\n1\n" * 5 + b"sering\n"
    (told,) = (one for one in read_bytes("a.csv", content).report.warnings if one.question)
    assert str(told.what).startswith("“Berapa jam sehari Anda daring?”: “sering”")
    assert told.question == "berapa_jam_sehari_anda_daring"
