"""Headings that lead a reader, by eye or by ear, through a page."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from workshop.publishing import headings


@given(st.lists(st.lists(st.integers(1, 6), max_size=4), max_size=6))
def test_levels_begin_with_one_and_never_jump(pages: list[list[int]]) -> None:
    pieces = ["".join(f"<h{level}>x</h{level}>" for level in levels) for levels in pages]
    made = headings.in_order(pieces)
    found = [int(level) for piece in made for level, _, _ in headings.HEADING.findall(piece)]
    assert len(found) == sum(map(len, pages))
    assert found[:1] in ([], [1])
    assert 1 not in found[1:]
    assert all(after <= before + 1 for before, after in itertools.pairwise(found))


def test_words_of_a_heading_are_plain() -> None:
    made, entries = headings.with_places(['<h2 class="x">A &amp; <code>b</code></h2>'])
    assert made == ['<h2 class="x" id="part-1">A &amp; <code>b</code></h2>']
    assert [entry.words for entry in entries] == ["A & b"]
