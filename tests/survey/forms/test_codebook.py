"""The codebook tells what every column means, in a page and in print."""

import re
from html.parser import HTMLParser

import pypdfium2
import pytest
from hypothesis import given, settings

from tests.survey.forms.samples import HOSTILE, ORDINARY, questionnaires
from workshop.survey.forms.codebook import codebook_html, codebook_pdf
from workshop.survey.forms.wording import choices, question_line
from workshop.survey.questionnaire.model import Questionnaire


class Page(HTMLParser):
    """Collects tags, text and headings of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(" ".join(data.split()))

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag in self.tags if re.fullmatch("h[1-6]", tag)]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("questionnaire", [ORDINARY, HOSTILE], ids=["ordinary", "hostile"])
def test_every_question_option_and_column_is_there(
    questionnaire: Questionnaire, language: str
) -> None:
    texts = set(Page(codebook_html(questionnaire, language)).texts)
    for question in questionnaire.questions:
        assert question_line(question, language) in texts
        assert {" ".join(code.split()) for code in question.codes} <= texts
        assert {" ".join(name.split()) for name in question.columns} <= texts
        assert {" ".join(label.split()) for label in choices(question, language)} <= texts


def test_words_of_strangers_never_become_elements() -> None:
    ordinary, hostile = (Page(codebook_html(form, "en")) for form in (ORDINARY, HOSTILE))
    assert set(hostile.tags) == set(ordinary.tags)
    assert "script" not in hostile.tags
    assert not [name for name, _ in hostile.attributes if name.startswith("on")]


def test_the_page_needs_nothing_from_outside() -> None:
    page = codebook_html(ORDINARY, "id")
    assert not re.search(r"(?:src|href)=\"(?!#)|@import|url\(", page)


@pytest.mark.parametrize("questionnaire", [ORDINARY, HOSTILE], ids=["ordinary", "hostile"])
def test_headings_come_in_order_and_links_arrive(questionnaire: Questionnaire) -> None:
    page = Page(codebook_html(questionnaire, "id"))
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(
        after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False)
    )
    ids = [value for name, value in page.attributes if name == "id"]
    links = [value for name, value in page.attributes if name == "href"]
    assert len(set(ids)) == len(ids) == len(questionnaire.questions)
    assert links == [f"#{name}" for name in ids]


def test_facts_are_told_in_the_language() -> None:
    indonesian = Page(codebook_html(ORDINARY, "id")).texts
    assert "Keterlibatan belajar, butir terbalik" in indonesian
    assert "bilangan dari 0 sampai 24" in indonesian
    assert (
        "menunjukkan identitas seseorang: tidak pernah keluar dari komputer peneliti" in indonesian
    )
    english = Page(codebook_html(ORDINARY, "en")).texts
    assert "Learning engagement, reversed" in english
    assert "Questions: 12; columns in the table of answers: 13." in english


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_print_holds_the_same(language: str) -> None:
    document = pypdfium2.PdfDocument(codebook_pdf(ORDINARY, language))
    text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    for question in ORDINARY.questions:
        assert question_line(question, language) in text
        assert all(name in text for name in question.columns)
        assert all(label in text for label in choices(question, language))


@settings(max_examples=15)
@given(questionnaires())
def test_any_questionnaire_has_a_codebook(questionnaire: Questionnaire) -> None:
    assert codebook_pdf(questionnaire, "en").startswith(b"%PDF")
    assert set(Page(codebook_html(questionnaire, "en")).tags) <= set(
        Page(codebook_html(ORDINARY, "en")).tags
    )
