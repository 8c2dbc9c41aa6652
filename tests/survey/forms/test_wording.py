"""Words are cleaned and names made valid before any form is written."""

from hypothesis import given
from hypothesis import strategies as st

from tests.survey.forms.samples import AGREEMENT, ORDINARY
from workshop import i18n
from workshop.survey.forms.wording import (
    batches,
    choices,
    heading,
    limits,
    plain,
    printable,
    question_line,
    unused,
)
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.tables import Text


@given(st.text())
def test_what_is_printable_has_no_control_signs(text: str) -> None:
    found = printable(text)
    found.encode("utf-8")
    assert not [sign for sign in found if sign < " " and sign not in "\n\t"]
    assert printable(found) == found


def test_all_kinds_of_new_lines_are_one() -> None:
    assert printable("a\r\nb\rc\u2028d\u2029e\x85f") == "a\nb\nc\nd\ne\nf"


def test_equal_labels_are_told_apart_however_often_they_stand() -> None:
    labels = ["Ya", "Ya", "Ya (b)", "Ya"]
    options = tuple(
        Option(code, Text(label, label)) for code, label in zip("abcd", labels, strict=True)
    )
    found = choices(Question("q", Text("", ""), "single", options), "id")
    assert len(set(found)) == 4
    assert found[:2] == ["Ya", "Ya (b)"]


def test_an_option_without_a_label_shows_its_code() -> None:
    question = Question("q", Text("", ""), "single", (Option("x", Text(" ", "")),))
    assert choices(question, "id") == ["x"]
    assert question_line(question, "id") == "q"


def test_a_questionnaire_without_a_title_is_called_one() -> None:
    with i18n.use("id"):
        assert heading(Questionnaire(Text("", ""), ()), "id") == "Angket"


def test_likert_items_with_other_options_do_not_come_together() -> None:
    other = Question("z", Text("z", "z"), "likert", AGREEMENT[:3])
    form = Questionnaire(Text("A", "A"), (*ORDINARY.questions[8:11], other))
    assert [len(batch) for batch in batches(form)] == [3, 1]
    assert [question for batch in batches(ORDINARY) for question in batch] == list(
        ORDINARY.questions
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_plain_number_is_the_same_number(value: float) -> None:
    assert float(plain(value)) == value
    assert "e" not in plain(value).lower()


def test_limits_keep_all_their_decimals() -> None:
    question = Question("q", Text("", ""), "number", minimum=0.125, maximum=1234.5)
    with i18n.use("id"):
        assert limits(question) == "bilangan dari 0,125 sampai 1.234,5"


@given(st.lists(st.text("ab", min_size=1, max_size=30), max_size=30))
def test_names_never_meet_and_are_never_too_long(wishes: list[str]) -> None:
    taken: list[str] = []
    for wish in wishes:
        taken.append(unused(wish, taken, 5))
    assert len(set(taken)) == len(taken)
    assert all(len(name) <= 5 for name in taken)
