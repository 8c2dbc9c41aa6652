"""Pages that are set by Typst."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import pdf
from workshop.paper.pages import array, call, string, to_pdf


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80))
@settings(max_examples=25, deadline=None)
def test_no_text_is_ever_taken_for_a_command_of_typst(text: str) -> None:
    assert to_pdf("x", "id", [call("guidance", string(text))]).startswith(b"%PDF")


def test_a_page_carries_its_words_and_its_number() -> None:
    page = to_pdf("A title", "en", [call("facts", array([string("Where"), string("#panic()")]))])
    (words,) = pdf.words(page)
    assert "#panic()" in words
    assert "page 1 of 1" in words
    assert "A title" in words
