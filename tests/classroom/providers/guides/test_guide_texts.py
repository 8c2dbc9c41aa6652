"""Texts to copy: nothing is lost, nothing is too long, and summaries are found again."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.blueprint.samples import blueprints
from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.lengths import weighted
from workshop.classroom.discussion.summaries import SummaryRule
from workshop.classroom.providers.guides import texts

PROSE = st.text(st.sampled_from("ab. \n!?…é漢"), max_size=200) | st.text(max_size=120)


@given(PROSE, st.integers(20, 90))
def test_a_text_in_parts_keeps_every_letter_and_no_part_is_too_long(text: str, limit: int) -> None:
    parts = texts.split(text, limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(parts) or parts == ("",)


@given(st.lists(st.from_regex(r"[a-z]{1,15}[.]?", fullmatch=True)), st.integers(20, 90))
def test_a_text_is_cut_between_words(words: list[str], limit: int) -> None:
    parts = texts.split(" ".join(words), limit)
    assert [word for part in parts for word in part.split()] == words


def test_a_text_is_rather_cut_where_a_paragraph_ends() -> None:
    first, second = "One sentence. Another.", "A third one, which is longer."
    assert texts.split(f"{first}\n\n{second}", 40) == (first, second)
    assert texts.split(f"{first} {second}", 40) == (first, second)


@given(PROSE, st.integers(20, 90), st.sampled_from([len, weighted]))
def test_a_shortened_text_fits_and_shows_that_it_goes_on(
    text: str, limit: int, count: Callable[[str], int]
) -> None:
    short = texts.shortened(text, limit, count)
    assert count(short) <= limit
    assert short == text or short.endswith("…")
    if short != text:
        assert text.startswith(short[:-1])


@given(blueprints(), st.integers(20, 90))
def test_the_name_of_a_class_fits(blueprint: Blueprint, limit: int) -> None:
    assert len(texts.title(blueprint, limit)) <= limit


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_summary_that_is_marked_as_the_class_was_told_is_found(language: str) -> None:
    with i18n.use(language):
        tags = {number: texts.tag(number) for number in range(1, 17)}
    for number, tag in tags.items():
        assert SummaryRule().number(f"{tag} Saya belajar banyak.") == number
        assert SummaryRule().number(f"Kabel itu murah.\n{tag}") == number
    if language == "id":
        assert tags[3] == "#ringkasan3"
