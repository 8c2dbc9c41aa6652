"""The file of the exercises: read completely, or answered with every mistake in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import KIT
from tests.toml_text import VALUES, WORDS, dumps
from workshop import exercises, i18n
from workshop.errors import ExerciseError, SettingsError
from workshop.exercises import Exercise, Mention
from workshop.tables import Text

BOTH = {"id": "Ya", "en": "Yes"}
WHOLE = {
    "kind": "choice",
    "answer": "0123456789abcdef",
    "question": BOTH,
    "options": {"a": BOTH, "b": {"id": "Tidak", "en": "No"}},
    "hints": [BOTH, BOTH],
    "right": BOTH,
    "wrong": BOTH,
    "mistakes": [{"answer": "fedcba9876543210", **BOTH}],
}
ENTRIES = st.dictionaries(
    st.sampled_from(["answer", "any", "id", "en"]), VALUES | st.lists(WORDS, max_size=2)
)
ROWS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys([*Exercise.__dataclass_fields__, "titel"], VALUES),
        "hints": VALUES | st.lists(ENTRIES, max_size=2),
        "mistakes": VALUES | st.lists(ENTRIES, max_size=2),
        "mentions": VALUES | st.lists(ENTRIES, max_size=2),
        "options": VALUES | st.dictionaries(WORDS, VALUES, max_size=2),
    },
)


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    exercises.catalog.cache_clear()
    yield
    exercises.catalog.cache_clear()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kit = tmp_path_factory.mktemp("kit")
    (kit / "workshop.toml").write_text("", encoding="utf-8")
    (kit / "notebooks").mkdir()
    return kit


def read(folder: Path, content: bytes | dict[str, Any]) -> dict[str, Exercise]:
    """Read another file of exercises, as a kit in another folder would."""
    data = content if isinstance(content, bytes) else dumps(content).encode()
    (folder / "notebooks" / "exercises.toml").write_bytes(data)
    exercises.catalog.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return exercises.catalog()


def complaint(folder: Path, row: dict[str, Any]) -> str:
    with i18n.use("en"), pytest.raises(SettingsError) as caught:
        read(folder, {"first": WHOLE, "second": row})
    with i18n.use("en"):
        return str(caught.value)


def test_the_exercises_of_the_kit_are_whole_in_both_languages() -> None:
    known = exercises.catalog()
    assert len(known) >= 7
    for exercise in known.values():
        texts = [
            exercise.right,
            *exercise.hints,
            *exercise.mistakes.values(),
            *exercise.options.values(),
            *(mention.missing for mention in exercise.mentions),
        ]
        assert all(text.id.strip() and text.en.strip() for text in texts), exercise.id
        assert all(text.id != text.en for text in texts), exercise.id
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", exercise.id)
        assert len(exercise.hints) >= 2


def test_hints_go_from_vague_to_near_and_never_repeat_themselves() -> None:
    for exercise in exercises.catalog().values():
        assert len(set(exercise.hints)) == len(exercise.hints), exercise.id


def test_the_answer_is_stored_as_a_fingerprint_and_is_no_foreseen_mistake() -> None:
    stored = [one for one in exercises.catalog().values() if one.kind != "text"]
    assert stored
    for exercise in stored:
        for answer in (exercise.answer, *exercise.mistakes):
            assert re.fullmatch("[0-9a-f]{16}", answer), exercise.id
        assert exercise.answer not in exercise.mistakes, exercise.id


def test_every_fingerprint_of_a_choice_belongs_to_an_option() -> None:
    choices = [one for one in exercises.catalog().values() if one.kind == "choice"]
    assert len(choices) >= 4
    for exercise in choices:
        possible = {exercises.fingerprint(exercise.id, key) for key in exercise.options}
        assert {exercise.answer, *exercise.mistakes} <= possible, exercise.id


def test_a_conclusion_says_what_it_must_mention() -> None:
    conclusions = [one for one in exercises.catalog().values() if one.kind == "text"]
    assert conclusions
    assert all(one.minimum_words and one.mentions for one in conclusions)


def test_an_unknown_exercise_is_answered_with_those_that_exist() -> None:
    with i18n.use("en"), pytest.raises(ExerciseError, match="no exercise 'hall-shar'") as caught:
        exercises.find("hall-shar")
    assert "hall-share" in caught.value.parts["known"]


def test_an_exercise_is_read_as_it_is_written(folder: Path) -> None:
    mentions = [{"any": ["2017", "2025"], **BOTH}]
    row = {**WHOLE, "decimals": 2, "minimum_words": 5, "mentions": mentions}
    exercise = read(folder, {"first": row})["first"]
    yes = Text("Ya", "Yes")
    assert exercise == Exercise(
        id="first",
        kind="choice",
        right=yes,
        wrong=yes,
        hints=(yes, yes),
        answer="0123456789abcdef",
        decimals=2,
        question=yes,
        options={"a": yes, "b": Text("Tidak", "No")},
        mistakes={"fedcba9876543210": yes},
        minimum_words=5,
        mentions=(Mention(("2017", "2025"), yes),),
    )


def test_options_keep_their_order(folder: Path) -> None:
    row = {**WHOLE, "options": dict.fromkeys("dacb", BOTH)}
    assert list(read(folder, {"first": row})["first"].options) == [*"dacb"]


@given(rows=st.dictionaries(WORDS, VALUES | ROWS | ROWS.map(lambda own: {**WHOLE, **own})))
def test_any_file_is_a_catalog_or_one_message(folder: Path, rows: dict[str, Any]) -> None:
    try:
        known = read(folder, rows)
    except SettingsError as error:
        for language in ("id", "en"):
            with i18n.use(language):
                heading, *mistakes = str(error).splitlines()
            assert "exercises.toml" in heading
            assert mistakes
    else:
        assert list(known) == list(rows)


@given(noise=st.binary(max_size=60), place=st.integers(0, 6000))
def test_a_damaged_file_is_a_catalog_or_one_message(folder: Path, noise: bytes, place: int) -> None:
    content = (KIT / "notebooks" / "exercises.toml").read_bytes()
    try:
        assert read(folder, content[:place] + noise + content[place + len(noise) :])
    except SettingsError as error:
        told = str(error)
        assert "exercises.toml" in told


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"kind": "quiz"}, 'second.kind is "quiz"; allowed: choice, number, text, value'),
        ({"hints": [BOTH]}, "second.hints is 1; allowed: at least two hints"),
        ({"hints": "ask"}, 'second.hints is "ask"; allowed: blocks that begin with'),
        ({"hints": [BOTH, {"id": "Ya"}]}, "second.hints[2].en is missing; allowed: a text"),
        ({"options": []}, "second.options is []; allowed: a table that begins with"),
        ({"options": {"a": 5}}, "second.options.a.text is 5; allowed: a text"),
        ({"decimals": 7}, "second.decimals is 7; allowed: a whole number from 0 to 6"),
        ({"answer": 27}, 'second.answer is 27; allowed: a text in "quotes"'),
        ({"right": " "}, 'second.right is " "; allowed: a text'),
        ({"anwser": "x"}, 'second.anwser is "x"; allowed: one of the keys kind, right'),
        ({"mistakes": [BOTH]}, "second.mistakes[1].answer is missing; allowed: a text"),
        ({"mistakes": [{"answer": "x", "id": "Ya"}]}, "second.mistakes[1].en is missing"),
        ({"mentions": [BOTH]}, "second.mentions[1].any is missing; allowed: a list of words"),
        ({"mentions": [{"any": "2017", **BOTH}]}, 'second.mentions[1].any is "2017"; allowed:'),
        ({"mentions": [{"any": 5, **BOTH}]}, "second.mentions[1].any is 5; allowed: a list"),
        ({"mentions": [{"any": ["a"], "an": 1, **BOTH}]}, "second.mentions[1].an is 1; allowed"),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_with_the_exercise_the_key_and_what_is_allowed(
    folder: Path, changes: dict[str, Any], line: str
) -> None:
    assert line in complaint(folder, {**WHOLE, **changes})


def test_a_missing_file_is_answered_with_its_path(folder: Path) -> None:
    (folder / "notebooks" / "exercises.toml").unlink(missing_ok=True)
    exercises.catalog.cache_clear()
    with pytest.MonkeyPatch.context() as patch, i18n.use("en"):
        patch.chdir(folder)
        with pytest.raises(SettingsError, match=r"exercises\.toml cannot be read"):
            exercises.catalog()
