"""A guide as a page and on paper: all of it is there, and nothing in it is obeyed."""

import io
import re
from html import unescape
from html.parser import HTMLParser

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.blueprint.reading import read_blueprint
from workshop.classroom.building.provider import Guide, GuideStep
from workshop.classroom.providers import guides
from workshop.classroom.providers.guides.rendering import to_html, to_pdf

EVIL = '</pre><script>alert(1)</script><img src=x onerror="a()"> #panic("x") $x$ \\u{41} {{ 7*7 }}'
HOSTILE = Guide(
    EVIL,
    EVIL,
    (GuideStep(EVIL, EVIL, "javascript:alert(1)", 500, EVIL), GuideStep("Open it.", "", "ftp://x")),
    (EVIL,),
)
SIGNS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
STEPS = st.builds(GuideStep, SIGNS, SIGNS, SIGNS, st.integers(0, 5000), SIGNS)
LIMITS = st.lists(SIGNS, max_size=2).map(tuple)
GUIDES = st.builds(Guide, SIGNS, SIGNS, st.lists(STEPS, max_size=3).map(tuple), LIMITS)


class Tags(HTMLParser):
    """The tags of a page with what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.found.append((tag, dict(attrs)))


def demonstration(language: str) -> Guide:
    with i18n.use(language):
        return guides.whatsapp().guide(read_blueprint(KIT / "data" / "demo" / "classroom.toml"))


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return "".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


@pytest.mark.parametrize("language", ["id", "en"])
def test_page_and_paper_hold_the_whole_guide(language: str) -> None:
    guide = demonstration(language)
    page, paper = unescape(to_html(guide, language)), words_of(to_pdf(guide, language))
    for words in (guide.title, guide.introduction, *guide.limits):
        assert words in page
        assert "".join(words.split()) in paper
    for step in guide.steps:
        for words in (step.do, step.text, step.evidence):
            assert words in page
            assert "".join(words.split()) in paper
        assert step.link in page


def test_a_page_has_a_box_a_step_a_length_and_a_code_for_the_phone() -> None:
    guide = demonstration("en")
    page = to_html(guide, "en")
    tags = Tags(page).found
    boxes = [tag for tag, attributes in tags if attributes.get("type") == "checkbox"]
    assert len(boxes) == len(guide.steps)
    assert [tag for tag, _ in tags if tag in ("h1", "h2", "h3")] == ["h1", "h2", "h2"]
    weeks = [step for step in guide.steps if step.link]
    assert sum(tag == "img" for tag, _ in tags) == len(weeks) > 0
    assert page.count(">Copy</button>") == sum(bool(step.text) for step in guide.steps)
    assert f"{len(weeks[0].text)} of 4,096 characters" in page
    assert "dari 4.096 karakter" in to_html(demonstration("id"), "id")


def test_a_page_needs_nothing_from_outside() -> None:
    page = to_html(demonstration("en"), "en")
    assert "default-src 'none'" in page
    assert not re.findall(r"(?:src|action)=\"(?!data:)", page)
    for tag, attributes in Tags(page).found:
        if tag == "a":
            assert attributes["rel"] == "noopener noreferrer"


def test_what_strangers_write_is_shown_and_never_obeyed() -> None:
    page = to_html(HOSTILE, "en")
    tags = Tags(page).found
    assert sum(tag == "script" for tag, _ in tags) == 1
    assert not [tag for tag, attributes in tags if tag in ("a", "img") or "onerror" in attributes]
    assert "7*7" in page
    assert '#panic("x")' in words_of(to_pdf(HOSTILE, "en"))


@given(GUIDES, st.sampled_from(["id", "en"]))
@settings(max_examples=15, deadline=None)
def test_any_guide_can_be_shown_and_printed(guide: Guide, language: str) -> None:
    assert len(Tags(to_html(guide, language)).found) > 10
    assert to_pdf(guide, language).startswith(b"%PDF")
