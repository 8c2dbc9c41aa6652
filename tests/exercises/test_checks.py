"""Checks and hints, as a participant meets them in the notebooks."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import KIT
from workshop import exercises, i18n, published
from workshop.errors import ExerciseError
from workshop.exercises import Exercise, Feedback, checks
from workshop.publishing import notebook
from workshop.publishing.notebook import Cell, Notebook
from workshop.tables import LANGUAGES

BOOKS = sorted(KIT.glob("notebooks/*/*.ipynb"))
CONTENT = published.read("content-2017")
ENTERTAINMENT = CONTENT[CONTENT["group"] == "entertainment"]["code"].tolist()
# What somebody types who makes the mistake that the file of the exercises foresees.
MISTAKES: dict[str, list[Any]] = {
    "hall-share": [50 * 54, 54],
    "pretest-1": ["a"],
    "pretest-2": ["d", "c"],
    "more-than-hundred": ["c", "d"],
    "chat-ratio": [89.35 - 55.30, 55.30 / 89.35],
    "information-uses": [ENTERTAINMENT, "information"],
    "missing-share": [43 + 12, 43 - 12],
    "needed-sample": [300, 292, 169],
    "half-answered": [0.05, 0.1, 0.06, 8, 8.01],
    "explorer-reading": [118, 50, 64],
    "no-difference": ["a", "b"],
    "hours-and-gpa": [0.45, 0.17],
    "closed-doors": ["a", "c"],
    "left-standing": [13, 5, 11],
    "narrow-win": [0.594, 0.961],
    "video-for-how-many": [20, 40, 62],
    "gb-of-slides": [1.125, 0.54, 8.37],
    "weak-radio": ["a"],
    "nobody-moves": ["a"],
    "things-on-matrix": [240, 62],
    "not-on-the-list": ["a"],
    "students-who-wrote": [82.5, 57, 284],
    "unequal-voices": [5.63],
    "not-a-mark": ["a"],
    "lab-of-thirty": [60, 29, 75],
}


@pytest.fixture(autouse=True)
def _no_hints_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(KIT)
    monkeypatch.setattr(checks, "_hints_given", {})


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with i18n.use(request.param):
        yield request.param


def named(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def cells(book: Notebook) -> dict[str, Cell]:
    return {cell.id: cell for cell in book.cells}


def stubs(book: Notebook) -> list[tuple[Cell, Cell]]:
    """Return the exercises that are filled in with code: stub and solution."""
    by_id = cells(book)
    return [
        (cell, by_id[f"{cell.id}-solution"])
        for cell in book.cells
        if "exercise" in cell.tags and by_id[f"{cell.id}-solution"].kind == "code"
    ]


def all_exercises() -> Iterator[Exercise]:
    return iter(exercises.catalog().values())


def test_there_are_notebooks_with_exercises_in_both_languages() -> None:
    assert {path.parent.name for path in BOOKS} == set(LANGUAGES)
    assert sum(len(stubs(notebook.read(path))) for path in BOOKS) >= 6


# The way through a notebook: stub, solution, check.


def run(book: Notebook, *, solved: bool, monkeypatch: pytest.MonkeyPatch) -> dict[str, Feedback]:
    """Run the cells from top to bottom, and return what each check says."""
    monkeypatch.chdir(KIT / "notebooks" / book.language)
    by_id = cells(book)
    names: dict[str, Any] = {}
    said = {}
    for cell in book.cells:
        if cell.kind != "code" or {"solution", "hint"} & set(cell.tags):
            continue
        if "check" in cell.tags:
            said[cell.id.removesuffix("-check")] = eval(cell.source, names)  # noqa: S307
            continue
        solution = by_id.get(f"{cell.id}-solution")
        filled = solved and solution is not None and solution.kind == "code"
        exec(solution.source if filled and solution else cell.source, names)  # noqa: S102
    return said


@pytest.mark.parametrize("path", BOOKS, ids=named)
def test_an_exercise_that_is_not_filled_in_yet_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run(notebook.read(path), solved=False, monkeypatch=monkeypatch)
    assert said
    assert {name: one.mood for name, one in said.items()} == dict.fromkeys(said, "waiting")


@pytest.mark.parametrize("path", BOOKS, ids=named)
def test_a_filled_in_solution_is_praised_in_the_language_of_the_notebook(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = notebook.read(path)
    coded = [stub.id for stub, _ in stubs(book)]
    said = run(book, solved=True, monkeypatch=monkeypatch)
    assert coded
    for name in coded:
        right = exercises.find(name).right.in_language(book.language)
        assert said[name] == Feedback("right", right)


@pytest.mark.parametrize("path", BOOKS, ids=named)
def test_a_stub_differs_from_its_solution_only_at_the_three_dots(path: Path) -> None:
    pairs = stubs(notebook.read(path))
    assert pairs
    for stub, solution in pairs:
        pattern = ".+".join(map(re.escape, stub.source.split("...")))
        assert stub.source.count("...") >= 1, stub.id
        assert re.fullmatch(pattern, solution.source, re.DOTALL), stub.id
        assert "..." not in solution.source, stub.id


@pytest.mark.parametrize("path", BOOKS, ids=named)
def test_the_solution_of_a_question_names_the_option_that_is_right(path: Path) -> None:
    book = notebook.read(path)
    questions = [cell for cell in book.cells if cell.source.startswith("widgets.question(")]
    assert questions
    for cell in questions:
        words = cells(book)[f"{cell.id}-solution"].source
        found = re.search(r"^\*\*[^*]*: ([a-z]|\d+)\.\*\*", words)
        assert found, cell.id
        assert exercises.check(cell.id, found[1]).mood == "right", cell.id


@pytest.mark.parametrize("path", [path for path in BOOKS if path.stem.startswith("01")], ids=named)
def test_the_model_conclusion_passes_its_own_check(path: Path) -> None:
    words = cells(notebook.read(path))["careful-conclusion-solution"].source
    model = re.search("“(.+)”", words, re.DOTALL)
    assert model
    assert exercises.check("careful-conclusion", model[1]).mood == "right"


# Mistakes and moods.


def test_every_foreseen_mistake_is_tried_here() -> None:
    for exercise in all_exercises():
        decimals = exercise.decimals if exercise.kind == "number" else None
        tried = {
            exercises.fingerprint(exercise.id, answer, decimals, any_order=exercise.any_order)
            for answer in MISTAKES.get(exercise.id, [])
        }
        assert tried == set(exercise.mistakes), exercise.id


@pytest.mark.parametrize(
    ("name", "answer"),
    [(name, answer) for name, answers in MISTAKES.items() for answer in answers],
)
def test_a_foreseen_mistake_gets_its_own_words(language: str, name: str, answer: object) -> None:
    exercise = exercises.find(name)
    feedback = exercises.check(name, answer)
    assert feedback.mood == "wrong"
    assert feedback.text in {text.in_language(language) for text in exercise.mistakes.values()}
    assert feedback.text != exercise.wrong.in_language(language)


def test_two_mistakes_of_an_exercise_are_not_answered_alike() -> None:
    for name, answers in MISTAKES.items():
        assert len({exercises.check(name, answer).text for answer in answers}) == len(answers)


def test_another_answer_gets_the_general_words(language: str) -> None:
    general = exercises.find("chat-ratio").wrong.in_language(language)
    assert exercises.check("chat-ratio", 12) == Feedback("wrong", general)


@pytest.mark.parametrize("blank", [..., None, "", "  ", "...", "…", " . . . ", "\n\t"])
def test_an_empty_answer_is_waited_for_in_every_exercise(language: str, blank: object) -> None:
    found = list(all_exercises())
    assert found
    texts = {exercises.check(one.id, blank) for one in found}
    assert {feedback.mood for feedback in texts} == {"waiting"}
    assert len(texts) == 1
    assert (next(iter(texts)).text == "Not filled in yet. Give your answer, then check again.") == (
        language == "en"
    )


@pytest.mark.parametrize("answer", [27, 27.0, "27", "27,0", " 27.3 ", "27 %"])
def test_a_right_number_is_right_however_it_is_typed(answer: object) -> None:
    assert exercises.check("hall-share", answer).mood == "right"


@pytest.mark.parametrize("answer", ["1,6", "1,62", 1.6157, "1.6"])
def test_a_decimal_comma_counts_as_a_point(answer: object) -> None:
    assert exercises.check("chat-ratio", answer).mood == "right"


@pytest.mark.parametrize("answer", ["c", "C", " c "])
def test_a_choice_may_be_typed_in_capitals(answer: str) -> None:
    assert exercises.check("pretest-1", answer).mood == "right"


@pytest.mark.parametrize(
    "answer",
    [float("nan"), float("inf"), -float("inf"), True, "dua puluh", [27], 10**400, 1j, object()],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_number_is_answered_kindly(language: str, answer: object) -> None:
    feedback = exercises.check("hall-share", answer)
    assert feedback.mood == "wrong"
    assert ("A number is expected" in feedback.text) == (language == "en")


@pytest.mark.parametrize("line", ["ratio = 1,6", "ratio = 89,35 / 55,30"])
def test_a_decimal_comma_in_code_is_recognised(language: str, line: str) -> None:
    names: dict[str, Any] = {}
    exec(line, names)  # noqa: S102
    feedback = exercises.check("chat-ratio", names["ratio"])
    assert feedback.mood == "wrong"
    assert "12.5" in feedback.text
    assert ("with a point" in feedback.text) == (language == "en")


def test_an_example_of_a_number_can_be_typed_into_code_in_every_language(language: str) -> None:
    words = exercises.check("hall-share", "dua puluh").text
    (example,) = re.findall(r"\d\S*\d", words)
    assert isinstance(eval(example), float), language  # noqa: S307


@given(
    st.sampled_from([*sorted(MISTAKES), "careful-conclusion", "pretest-3"]),
    st.one_of(
        st.text(),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.lists(st.text(max_size=3), max_size=3),
        st.dictionaries(st.text(max_size=3), st.integers(), max_size=3),
    ),
)
def test_no_answer_breaks_a_check(name: str, answer: object) -> None:
    for language in LANGUAGES:
        with i18n.use(language):
            feedback = exercises.check(name, answer)
            assert feedback.mood in {"right", "wrong", "waiting"}
            assert feedback.text.strip()


def test_a_check_or_hint_of_an_unknown_exercise_names_those_that_exist() -> None:
    with pytest.raises(ExerciseError, match="hall-share"):
        exercises.check("none", 1)
    with pytest.raises(ExerciseError, match="hall-share"):
        exercises.hint("none")


# A conclusion in own words.


GOOD = (
    "Pada tahun 2025, 35,17% pengguna internet di Indonesia paling sering membuka TikTok, "
    "dan survei lama bertanya dengan cara lain."
)


@pytest.mark.parametrize(
    ("removed", "missing"),
    [({"35,17%": "banyak"}, 0), ({"2025": "itu"}, 1), ({"pengguna": "para"}, 2)],
    ids=["figure", "year", "whom"],
)
def test_a_conclusion_is_told_what_it_still_lacks(
    language: str, removed: dict[str, str], missing: int
) -> None:
    conclusion = GOOD
    for old, new in removed.items():
        assert old in conclusion
        conclusion = conclusion.replace(old, new)
    words = exercises.find("careful-conclusion").mentions[missing].missing
    expected = Feedback("wrong", words.in_language(language))
    assert exercises.check("careful-conclusion", conclusion) == expected


def test_a_whole_conclusion_is_praised(language: str) -> None:
    right = exercises.find("careful-conclusion").right.in_language(language)
    assert exercises.check("careful-conclusion", GOOD) == Feedback("right", right)
    assert exercises.check("careful-conclusion", GOOD.upper()).mood == "right"


@pytest.mark.parametrize(
    ("words", "rest"), [(14, "1 more word,"), (10, "5 more words,"), (1, "14 more words,")]
)
def test_a_short_conclusion_is_told_how_many_words_are_missing(words: int, rest: str) -> None:
    with i18n.use("en"):
        feedback = exercises.check("careful-conclusion", "kata " * words)
    assert feedback.mood == "wrong"
    assert rest in feedback.text


# Hints.


@pytest.mark.parametrize("name", sorted(exercises.catalog()))
def test_hints_come_one_at_a_time_and_stop_at_the_last(language: str, name: str) -> None:
    hints = [hint.in_language(language) for hint in exercises.find(name).hints]
    given = [exercises.hint(name) for _ in range(len(hints) + 2)]
    assert {feedback.mood for feedback in given} == {"hint"}
    for feedback, hint in zip(given, [*hints, hints[-1], hints[-1]], strict=True):
        assert feedback.text.startswith(hint)
    assert given[-1] == given[len(hints) - 1]
    assert len({feedback.text for feedback in given}) == len(hints)


def test_a_hint_tells_how_many_are_left() -> None:
    with i18n.use("en"):
        told = [exercises.hint("chat-ratio").text for _ in range(3)]
    assert [text.rpartition("(")[2] for text in told] == [
        "2 more hints.)",
        "1 more hint.)",
        "This is the last hint.)",
    ]


def test_hints_of_one_exercise_do_not_use_up_those_of_another() -> None:
    exercises.hint("chat-ratio")
    first = exercises.find("hall-share").hints[0]
    with i18n.use("en"):
        assert exercises.hint("hall-share").text.startswith(first.en)


# The coloured box.


@given(st.text())
def test_what_a_box_says_is_escaped(text: str) -> None:
    box = Feedback("wrong", text).html
    said = re.fullmatch(r"<div [^>]*><span [^>]*>[^<]*</span> ([^<>]*)</div>", box, re.DOTALL)
    assert said
    assert html.unescape(said[1]) == html.unescape(html.escape(text))


def test_a_box_is_announced_and_its_sign_is_not() -> None:
    box = Feedback("right", "Tepat").html
    assert 'role="status"' in box
    assert '<span aria-hidden="true">' in box


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(a * b for a, b in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mood", ["right", "wrong", "waiting", "hint"])
def test_a_box_can_be_read_and_seen(mood: checks.Mood) -> None:
    style = Feedback(mood, "x").html
    ground, ink, edge = (
        re.search(pattern + r"(#[0-9a-f]{6})", style)
        for pattern in ("background:", ";color:", "solid ")
    )
    assert ground
    assert ink
    assert edge
    assert contrast(ground[1], ink[1]) >= 4.5
    assert contrast(ground[1], edge[1]) >= 3


def test_moods_differ_in_sign_and_colour() -> None:
    moods: list[checks.Mood] = ["right", "wrong", "waiting", "hint"]
    assert len({Feedback(mood, "x").html.partition("</span>")[0] for mood in moods}) == 4


def test_a_bundle_holds_the_box_and_the_words() -> None:
    bundle = Feedback("hint", "A < B")._repr_mimebundle_(include=None, exclude=None)
    assert bundle["text/plain"] == "A < B"
    assert "A &lt; B" in bundle["text/html"]
