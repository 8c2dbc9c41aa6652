"""Any valid questionnaire, for the tests that must hold for all of them."""

import itertools
from typing import Any

from hypothesis import strategies as st

from workshop.survey.questionnaire.model import (
    KINDS,
    PRIVACY,
    ROLES,
    Option,
    Question,
    Questionnaire,
    Scale,
)
from workshop.tables import Text

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=15).filter(str.strip)
TEXTS = st.one_of(WORDS.map(lambda word: Text(word, word)), st.builds(Text, WORDS, WORDS))
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
CODES = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
LIMITS = st.one_of(
    st.integers(-(10**6), 10**6).map(float),
    st.floats(-1e15, 1e15, allow_nan=False),
)


def _different(options: list[Option]) -> bool:
    return all(
        len({option.label.in_language(language).strip().casefold() for option in options})
        == len(options)
        for language in ("id", "en")
    )


def options(codes: st.SearchStrategy[list[str]]) -> st.SearchStrategy[tuple[Option, ...]]:
    """Options with these codes, and labels that differ."""
    return (
        codes.flatmap(
            lambda some: st.tuples(*(st.builds(Option, st.just(code), TEXTS) for code in some))
        )
        .filter(lambda some: _different(list(some)))
        .map(tuple)
    )


TICKS = options(st.lists(CODES, min_size=1, max_size=5, unique=True))
STEPS = options(
    st.lists(st.integers(-9, 99), min_size=3, max_size=6, unique=True).map(
        lambda steps: [str(step) for step in sorted(steps)]
    )
)


@st.composite
def questions(draw: st.DrawFn, identity: str, scales: tuple[str, ...]) -> Question:
    """Any question that a questionnaire with these scales may hold."""
    kind = draw(st.sampled_from(KINDS))
    role = draw(st.sampled_from(ROLES))
    more: dict[str, Any] = {}
    if kind in ("single", "multiple"):
        more["options"] = draw(TICKS)
    if kind == "likert":
        more["options"] = draw(STEPS)
    if kind in ("likert", "number") and scales:
        more["scale"] = draw(st.sampled_from(("", *scales)))
        more["reversed"] = kind == "likert" and more["scale"] != "" and draw(st.booleans())
    if kind == "number":
        low, high = sorted(draw(st.tuples(LIMITS, LIMITS)))
        more["minimum"], more["maximum"] = draw(
            st.sampled_from([(None, None), (low, None), (None, high), (low, high)])
        )
        more["unit"] = draw(st.one_of(st.just(Text("", "")), TEXTS))
    privacy = "identifier" if role == "identifier" else draw(st.sampled_from(PRIVACY))
    required = draw(st.booleans())
    text = draw(TEXTS)
    return Question(identity, text, kind, role=role, privacy=privacy, required=required, **more)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Any valid questionnaire; some questions share their options."""
    scales = tuple(
        Scale(name, draw(TEXTS)) for name in draw(st.lists(IDS, max_size=2, unique=True))
    )
    names = draw(st.lists(IDS, min_size=1, max_size=5, unique=True))
    asked = [draw(questions(name, tuple(scale.id for scale in scales))) for name in names]
    if draw(st.booleans()):
        asked = list(itertools.chain(asked, (_again(question) for question in asked)))
    return Questionnaire(
        title=draw(TEXTS),
        questions=tuple(asked),
        introduction=draw(st.one_of(st.just(Text("", "")), TEXTS)),
        scales=scales,
        population=draw(st.none() | st.integers(1, 10**9)),
    )


def _again(question: Question) -> Question:
    return Question(f"{question.id}_once_more", question.text, question.kind, question.options)
