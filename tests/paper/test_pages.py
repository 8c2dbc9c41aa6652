"""Pages that are set by Typst."""

import io

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.paper.pages import array, call, string, to_pdf


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80))
@settings(max_examples=25, deadline=None)
def test_no_text_is_ever_taken_for_a_command_of_typst(text: str) -> None:
    assert to_pdf("x", "id", [call("guidance", string(text))]).startswith(b"%PDF")


def test_a_page_carries_its_words_and_its_number() -> None:
    pdf = to_pdf("A title", "en", [call("facts", array([string("Where"), string("#panic()")]))])
    assert "#panic()" in words_of(pdf)
    assert "page 1 of 1" in words_of(pdf) or "halaman 1 dari 1" in words_of(pdf)
    assert "A title" in words_of(pdf)
