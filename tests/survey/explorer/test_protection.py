"""What is published of small and odd surveys can never be computed back."""

import itertools
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.survey.explorer import samples
from workshop import i18n
from workshop.survey.explorer import audit, protection
from workshop.survey.explorer.encoding import HIDDEN
from workshop.survey.explorer.exploration import explore
from workshop.survey.explorer.protection import hide, is_exposed
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.responses import Responses
from workshop.tables import Text

SMALLEST = 10
OPTIONS = {"a": "A", "b": "B", "c": "C", "d": "D"}


def published(answers: Responses) -> dict[str, Any]:
    with i18n.use("en"):
        return explore(answers).published


@st.composite
def surveys(draw: st.DrawFn) -> Responses:
    """A random survey: skewed answers, rare options, gaps, several answers, copied questions."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rows = draw(st.integers(11, 130))
    skew = draw(st.sampled_from([0.3, 1.0, 5.0]))
    kinds = draw(
        st.lists(
            st.sampled_from("single likert number multiple copy".split()), min_size=2, max_size=4
        )
    )
    questions, columns = [], {}
    for place, kind in enumerate(kinds):
        name = f"q{place}"
        shares = rng.dirichlet([skew] * 4)
        gaps = rng.random(rows) < draw(st.sampled_from([0.0, 0.0, 0.04, 0.2]))
        if kind == "multiple":
            few = dict(itertools.islice(OPTIONS.items(), 2))
            questions.append(samples.question(name, name, "multiple", few))
            for code in few:
                ticks = pd.Series(rng.random(rows) < rng.random(), dtype="boolean")
                columns[f"{name}/{code}"] = ticks.mask(gaps)
        elif kind == "number":
            questions.append(samples.question(name, name, "number"))
            columns[name] = pd.Series(rng.gamma(2, 3, rows).round(1)).mask(gaps)
        else:
            places: np.ndarray[Any, Any] = rng.choice(4, rows, p=shares)
            if kind == "copy" and "q0" in columns and str(columns["q0"].dtype) == "category":
                places = columns["q0"].cat.codes.to_numpy() % 3
            codes = {str(n): text for n, text in enumerate(OPTIONS.values(), 1)}
            questions.append(
                samples.question(
                    name,
                    name,
                    "likert" if kind == "likert" else "single",
                    codes,
                    "demographic" if place < 2 else "",
                )
            )
            values = pd.Categorical(np.array(list(codes))[places], categories=list(codes))
            columns[name] = pd.Series(values).mask(gaps)
    asked = Questionnaire(Text("x", "x"), tuple(questions))
    return Responses(asked, pd.DataFrame(columns))


@settings(max_examples=60)
@given(surveys())
def test_no_hidden_number_follows_from_all_that_is_published(answers: Responses) -> None:
    payload = published(answers)
    for together in (2, 3):
        assert audit.computable(payload, together) == []


@settings(max_examples=15)
@given(surveys())
def test_a_hidden_number_stays_open_also_for_who_knows_that_no_count_is_negative(
    answers: Responses,
) -> None:
    for cell, lowest, highest in audit.bounds(published(answers), 2):
        assert highest - lowest > 1 - 1e-6, cell


@settings(max_examples=60)
@given(surveys())
def test_no_count_between_one_and_nine_is_anywhere_in_what_is_published(answers: Responses) -> None:
    payload = published(answers)
    for places, counts in audit.tables_of(payload).items():
        shown = counts[counts != HIDDEN]
        assert not ((shown > 0) & (shown < SMALLEST)).any(), places
    for variables, counts in audit.published(payload).tables.items():
        shown = counts[counts != HIDDEN]
        assert not ((shown > 0) & (shown < SMALLEST)).any(), variables
        if len(variables) == 2:
            hidden_sums_are_large(payload, variables, counts)


def hidden_sums_are_large(
    payload: dict[str, Any], places: tuple[tuple[int, int], ...], counts: "np.ndarray[Any, Any]"
) -> None:
    """What is left of a row when all shown cells are taken away is published too."""
    margins = audit.published(payload).tables
    for axis in (0, 1):
        hidden = (counts == HIDDEN).any(axis=1 - axis)
        left = margins[places[axis],] - np.where(counts == HIDDEN, 0, counts).sum(axis=1 - axis)
        assert (left[hidden] >= SMALLEST).all()
        assert ((counts == HIDDEN).sum(axis=1 - axis)[hidden] >= 2).all()


@settings(max_examples=60)
@given(surveys())
def test_what_is_shown_is_true(answers: Responses) -> None:
    payload = published(answers)
    table = answers.table
    for question, counts in zip(payload["questions"], range(99), strict=False):
        if question["kind"] == "number" or question["kind"] == "multiple":
            continue
        if payload["n"] < len(answers) or "/" in "".join(question["levels"]):
            continue
        margin = audit.tables_of(payload)[counts,]
        for label, count in zip(question["levels"], margin.tolist(), strict=True):
            code = {text: str(n) for n, text in enumerate(OPTIONS.values(), 1)}.get(label)
            if code:
                assert count == (table[question["id"]] == code).sum()


tables = st.integers(0, 2**32 - 1).map(
    lambda seed: np.random.default_rng(seed).negative_binomial(
        1, 0.05, size=np.random.default_rng(seed).integers(2, 7, size=2)
    )
)


@given(tables)
def test_a_cell_is_hidden_only_where_needed_and_none_of_them_is_exposed(
    table: "np.ndarray[Any, np.dtype[np.int64]]",
) -> None:
    table[0] += 10
    table[:, 0] += 10
    hidden = hide(table, SMALLEST)
    assert (hidden >= (table < SMALLEST)).all()
    assert not any(is_exposed(table, hidden, r, c) for r, c in np.argwhere(hidden))
    if not (table < SMALLEST).any():
        assert not hidden.any()


def test_a_single_small_cell_takes_three_others_with_it() -> None:
    table = np.array([[3, 20, 30], [40, 15, 30], [50, 50, 50]])
    assert hide(table, SMALLEST).astype(int).tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 0]]


def test_a_cell_that_only_a_chain_leads_to_is_exposed() -> None:
    # Two hidden cells in each line that matters, and yet no cycle: 5 = 17 - 12.
    table = np.array([[12, 5], [0, 12]])
    hidden = np.array([[True, True], [False, True]])
    assert is_exposed(table, hidden, 0, 1)
    assert not is_exposed(table, np.ones((2, 2), bool), 0, 1)


def test_cells_of_nobody_that_could_only_rise_protect_nothing() -> None:
    # Every way to change the first cell lets an empty one fall below nothing.
    table = np.array([[5, 0, 20], [0, 20, 5], [20, 5, 0]])
    hidden = np.array([[True, True, False], [True, True, False], [False, False, False]])
    assert not is_exposed(table, hidden, 0, 0)
    table = np.array([[5, 0], [15, 0]])
    assert is_exposed(table, np.ones((2, 2), bool), 0, 0)


def test_the_audit_computes_what_hiding_small_numbers_alone_leaves_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protection, "hide", lambda table, smallest: table < smallest)
    payload = published(samples.responses(400))
    found = audit.computable(payload, 2)
    assert found
    intervals = {cell: (low, high) for cell, low, high in audit.bounds(payload, 2)}
    for cell in found:
        low, high = intervals[cell]
        assert low == pytest.approx(high, abs=1e-6)


@pytest.mark.parametrize("rows", [0, 1, 9, 10, 11])
def test_so_few_answers_publish_nothing_or_little_but_never_fail(rows: int) -> None:
    payload = published(samples.responses(rows))
    assert json.loads(json.dumps(payload))["n"] == payload["n"]
    for counts in audit.tables_of(payload).values():
        shown = counts[counts != HIDDEN]
        assert not ((shown > 0) & (shown < SMALLEST)).any()


def test_the_explorer_of_168_answers_is_small() -> None:
    assert len(json.dumps(published(samples.responses(168)))) < 150_000
