"""Reports as files: a page, a paper and tables, whatever the answers hold."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.publishing import hostile_survey
from workshop import i18n
from workshop.errors import PublishingError
from workshop.publishing import report
from workshop.survey.questionnaire.demonstration import demo
from workshop.survey.responses import Responses


@pytest.fixture(scope="module")
def indonesian(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return report.write(demo(), tmp_path_factory.mktemp("report"), "id")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return report.write(hostile_survey.responses(), tmp_path_factory.mktemp("hostile"), "en")


def page_of(paths: list[Path]) -> str:
    return paths[0].read_text(encoding="utf-8")


def paper_of(paths: list[Path]) -> str:
    document = pypdfium2.PdfDocument(paths[1])
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return " ".join(" ".join(pages).split())


def test_the_files_are_named_after_the_answers_in_the_readers_language(
    indonesian: list[Path],
) -> None:
    assert [path.name for path in indonesian] == [
        "answers-temuan.html",
        "answers-temuan.pdf",
        "answers-temuan.xlsx",
    ]
    assert {path.name for path in indonesian[0].parent.iterdir()} == {
        path.name for path in indonesian
    }  # nothing else is left behind


# The page.


def test_the_page_holds_every_section_and_the_explorer_of_the_same_people(
    indonesian: list[Path],
) -> None:
    page = page_of(indonesian)
    titles = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert titles[:2] == ["Jelajahi jawaban", "Siapa yang menjawab"]
    assert len(titles) == 10
    assert page.count('class="rk-box"') == 1
    payload = json.loads(re.findall(r'rk-box".*?<script[^>]*>(.*?)</script>', page)[0])
    assert payload["n"] == 168
    assert "Temuan dari 168 jawaban" in page


def test_the_page_says_that_the_answers_are_simulated(indonesian: list[Path]) -> None:
    assert page_of(indonesian).count("Jawaban ini hasil simulasi") > 8
    assert paper_of(indonesian).count("Jawaban ini hasil simulasi") > 8


def test_the_page_has_drawings_and_no_plotly(indonesian: list[Path]) -> None:
    page = page_of(indonesian)
    assert page.count('class="drawing wide" role="img"') > 12
    assert "plotly" not in page.lower()
    assert indonesian[0].stat().st_size < 1_500_000


# The paper and the tables.


def test_the_paper_tells_the_same_as_the_page(indonesian: list[Path]) -> None:
    page, paper = page_of(indonesian), paper_of(indonesian)
    words = [html.unescape(one) for one in re.findall(r"<li>([^<]{20,})</li>", page)]
    assert len(words) > 40
    told = _letters(paper)
    missing = [one for one in words if _letters(one) not in told]
    assert missing == []


def _letters(text: str) -> str:
    """Leave out what a line break, or Typst's minus sign, may change."""
    return re.sub("[ \ufffe\u2212-]", "", text)


def test_the_tables_hold_every_finding_and_numbers_to_calculate_with(
    indonesian: list[Path],
) -> None:
    book = openpyxl.load_workbook(indonesian[2])
    assert book.sheetnames[0] == "Temuan"
    rows = list(book["Temuan"].iter_rows(min_row=2, values_only=True))
    assert len(rows) > 60
    named = {row[3] for row in rows if row[3]}
    assert named == set(book.sheetnames[1:])
    faculty = list(book[book.sheetnames[1]].iter_rows(values_only=True))
    assert faculty[0][:3] == ("Jawaban", "Jumlah", "% dari yang menjawab")
    assert faculty[1][:3] == ("Ilmu Komputer", 64, 38.1)


# Strangers' words.


def test_a_strange_file_name_stays_in_the_folder(hostile: list[Path]) -> None:
    assert [path.name for path in hostile] == [
        "bad-name-findings.html",
        "bad-name-findings.pdf",
        "bad-name-findings.xlsx",
    ]


def test_hostile_words_are_text_in_the_page(hostile: list[Path]) -> None:
    page = page_of(hostile)
    for tag in ("<script>window", "<img", "<h>", "</script>window", 'href="http'):
        assert tag not in page
    assert html.escape(hostile_survey.SCRIPT, quote=False) in page
    assert html.escape(hostile_survey.FORMULA, quote=False) in page.replace("&quot;", '"')
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", page)
    assert "x" * 201 not in page
    assert "default-src 'none'" in page


def test_hostile_words_are_text_on_paper(hostile: list[Path]) -> None:
    paper = paper_of(hostile)
    assert hostile_survey.SCRIPT in paper
    assert '#import "x" $a$ @b *c* _d_ \\f #[g] <h>' in paper
    assert "`ticks` ```fence" in paper
    assert "80 texts, which are not published" in paper


def test_hostile_words_are_text_in_the_tables(hostile: list[Path]) -> None:
    book = openpyxl.load_workbook(hostile[2])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert len(cells) > 100
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(str(cell.value) == f"'{hostile_survey.FORMULA}" for cell in cells)


# Odd answers, odd folders.


def few(count: int) -> Responses:
    responses = hostile_survey.responses()
    return replace(responses, table=responses.table.head(count), source="")


def test_of_very_few_people_nothing_is_told(tmp_path: Path) -> None:
    paths = report.write(few(9), tmp_path, "id")
    assert [path.name for path in paths] == [f"survei-temuan.{kind}" for kind in _KINDS]
    page = page_of(paths)
    assert "Kurang dari 10 orang menjawab" in page
    assert "rk-box" not in page
    assert "9" not in re.sub(r"<style.*?</style>|<[^>]*>", "", page, flags=re.DOTALL)


_KINDS = ("html", "pdf", "xlsx")


def test_a_report_of_no_answers_is_written(tmp_path: Path) -> None:
    assert len(report.write(few(0), tmp_path, "en")) == 3


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with i18n.use("en"), pytest.raises(PublishingError, match="cannot be written"):
        report.write(few(9), tmp_path / "file", "en")


def test_the_title_says_that_some_people_are_not_counted(tmp_path: Path) -> None:
    responses = few(60)
    name = str(responses.table.columns[0])
    table = responses.table.copy()
    table.loc[0, name] = None
    paths = report.write(replace(responses, table=table), tmp_path, "en")
    page = page_of(paths)
    place = page.index("59 respondents remain")
    assert page.index("Findings from 59 answers") < place < page.index("<h2")
