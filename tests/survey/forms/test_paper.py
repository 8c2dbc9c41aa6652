"""The printed form holds every question, and all words as words."""

import ctypes
import functools
import re

import pypdfium2
import pytest
from hypothesis import given, settings

from tests.survey.forms.samples import AGREEMENT, HOSTILE, ORDINARY, questionnaires
from workshop.survey.forms.paper import paper
from workshop.survey.forms.wording import choices, question_line
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.tables import Text

A4 = (595, 842)
# Signs that a PDF does not give back one by one: other scripts, and marks of direction.
BARE = re.compile(r"[^\x21-\x7e]|[`']")


@functools.cache
def pages(questionnaire: Questionnaire, language: str) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(paper(questionnaire, language))
    texts = []
    for page in document:
        assert tuple(round(side) for side in page.get_size()) == A4
        texts.append(page.get_textpage().get_text_range())
    document.close()
    return tuple(texts)


def bare(text: str) -> str:
    return BARE.sub("", text)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("questionnaire", [ORDINARY, HOSTILE], ids=["ordinary", "hostile"])
def test_every_question_and_option_is_printed(questionnaire: Questionnaire, language: str) -> None:
    printed = bare("".join(pages(questionnaire, language)))
    for question in questionnaire.questions:
        texts = [question_line(question, language)]
        if question.kind != "likert":
            texts += choices(question, language)
        # What is marked as running from right to left is printed so: its letters are turned.
        assert [
            bare(text) for text in texts if "\u202e" not in text and bare(text) not in printed
        ] == []


def test_questions_are_numbered_from_the_first_to_the_last() -> None:
    numbers = re.findall(r"^(\d+)\. ", "\n".join(pages(ORDINARY, "id")), re.MULTILINE)
    assert numbers == [str(place) for place in range(1, len(ORDINARY.questions) + 1)]


def test_pages_are_counted_in_the_language() -> None:
    found = pages(HOSTILE, "id")
    assert len(found) > 2
    for place, page in enumerate(found, start=1):
        assert f"halaman {place} dari {len(found)}" in page
    assert "page 1 of " in pages(HOSTILE, "en")[0]


def test_consent_is_asked_when_there_is_an_introduction() -> None:
    assert "bersedia ikut serta" in pages(ORDINARY, "id")[0]
    form = Questionnaire(Text("A", "A"), ORDINARY.questions)
    assert "bersedia ikut serta" not in pages(form, "id")[0]


def test_items_that_share_their_options_are_one_table() -> None:
    text = "".join(pages(ORDINARY, "en"))
    assert text.count("Neutral") == 1
    assert text.count("Put one cross in each row.") == 1


def test_what_all_items_begin_with_is_printed_once() -> None:
    items = tuple(
        Question(name, Text(f"Seberapa berguna: {name}", ""), "likert", AGREEMENT)
        for name in ("obrolan", "video")
    )
    text = "".join(pages(Questionnaire(Text("A", "A"), items), "id"))
    assert text.count("Seberapa berguna:") == 1
    assert "obrolan" in text


def test_options_with_long_words_are_listed_below_one_another() -> None:
    wide = tuple(
        type(option)(option.code, Text(f"{'x' * 20}{option.code}", "")) for option in AGREEMENT
    )
    form = Questionnaire(Text("A", "A"), (Question("q", Text("?", ""), "likert", wide),))
    assert "Berilah satu tanda silang pada baris ini." not in pages(form, "id")[0]


def test_limits_units_and_required_questions_are_told() -> None:
    text = "".join(pages(ORDINARY, "id"))
    assert "Isilah bilangan dari 0 sampai 24." in text
    assert "jam sehari" in text
    assert "Pertanyaan bertanda * wajib dijawab." in text


def test_the_smallest_letters_are_large_enough() -> None:
    document = pypdfium2.PdfDocument(paper(ORDINARY, "id"))
    sizes = set()
    for page in document:
        for letter in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            pypdfium2.raw.FPDFTextObj_GetFontSize(letter, size)
            sizes.add(round(size.value, 1))
    document.close()
    assert sizes
    assert min(sizes) >= 10.5


def test_the_same_questionnaire_gives_the_same_file() -> None:
    assert paper(ORDINARY, "en") == paper(ORDINARY, "en")


@settings(max_examples=20)
@given(questionnaires())
def test_any_questionnaire_can_be_printed(questionnaire: Questionnaire) -> None:
    assert paper(questionnaire, "id").startswith(b"%PDF")
