"""Whatever stands in a questionnaire file, the answer is a questionnaire or all its mistakes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import KIT
from tests.toml_text import VALUES, dumps
from workshop import i18n
from workshop.errors import SurveyFileError
from workshop.survey import questionnaire
from workshop.survey.questionnaire.model import KINDS, Option, Questionnaire
from workshop.survey.questionnaire.reading import PRIVACY_OF_ROLE
from workshop.tables import Text

HEAD = 'title = { id = "Angket", en = "Survey" }\n'
LIKERT = (
    '[[questions]]\nid = "q"\nkind = "likert"\ntext = "T"\n'
    'options = { 1 = "Rendah", 2 = "Sedang", 3 = "Tinggi" }\n'
)
NUMBER = '[[questions]]\nid = "q"\nkind = "number"\ntext = "T"\n'
SINGLE = '[[questions]]\nid = "q"\nkind = "single"\ntext = "T"\noptions = { a = "A", b = "B" }\n'


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "questionnaire.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def mistakes(folder: Path, content: str) -> list[str]:
    with i18n.use("en"), pytest.raises(SurveyFileError) as caught:
        questionnaire.read(written(folder, content))
    with i18n.use("en"):
        first, *others = str(caught.value).splitlines()
    assert first.startswith("questionnaire.toml holds values that are not allowed. Fix them")
    return [line.removeprefix("  • ") for line in others]


def test_the_questionnaire_of_the_demonstration_is_read_whole() -> None:
    demo = questionnaire.read(KIT / "data" / "demo" / "questionnaire.toml")
    assert (demo.population, len(demo.questions)) == (300, 25)
    assert [item.id for item in demo.items("engagement")] == [
        f"engagement_{number}" for number in range(1, 7)
    ]
    assert [item.id for item in demo.items("engagement") if item.reversed] == [
        "engagement_3",
        "engagement_5",
    ]
    assert demo.question("rate_chat").options == demo.question("rate_groups").options
    assert demo.question("hours").unit == Text("jam sehari", "hours a day")
    assert (demo.question("gpa").minimum, demo.question("gpa").maximum) == (0, 4)
    assert demo.introduction.id.startswith("Kuesioner ini menanyakan")


def test_the_role_decides_how_private_a_question_is_unless_it_says_so(tmp_path: Path) -> None:
    rows = "".join(
        f'[[questions]]\nid = "q{number}"\nkind = "text"\ntext = "T"\n'
        + (f'role = "{role}"\n' if role else "")
        for number, role in enumerate(PRIVACY_OF_ROLE)
    )
    asked = questionnaire.read(written(tmp_path, HEAD + rows)).questions
    assert [question.privacy for question in asked] == list(PRIVACY_OF_ROLE.values())
    told = NUMBER + 'role = "demographic"\nprivacy = "sensitive"\n'
    assert questionnaire.read(written(tmp_path, HEAD + told)).questions[0].privacy == "sensitive"


def test_options_stand_in_the_question_or_in_a_list_that_several_share(tmp_path: Path) -> None:
    content = (
        HEAD + '[options.yes_no]\nyes = { id = "Ya", en = "Yes" }\nno = "No"\n'
        '[[questions]]\nid = "a"\nkind = "single"\ntext = "A"\noptions = "yes_no"\n'
        '[[questions]]\nid = "b"\nkind = "multiple"\ntext = "B"\n'
        '[questions.options]\nyes = { id = "Ya", en = "Yes" }\nno = "No"\n'
    )
    one, other = questionnaire.read(written(tmp_path, content)).questions
    expected = (Option("yes", Text("Ya", "Yes")), Option("no", Text("No", "No")))
    assert one.options == other.options == expected


@pytest.mark.parametrize(
    ("rows", "mistake"),
    [
        ("", "questions is missing; allowed: at least one [[questions]] block"),
        ("population = 0\n" + NUMBER, "population is 0; allowed: a whole number from 1 to"),
        ("titel = 1\n" + NUMBER, "titel is 1; allowed: one of the keys title*did you mean title"),
        (NUMBER + NUMBER, 'questions[2].id is "q"; allowed: an id that no other question has'),
        (NUMBER.replace('"q"', '"Q 1"'), 'questions[1].id is "Q 1"; allowed: a letter a–z'),
        (NUMBER.replace("number", "scale"), 'questions[1].kind is "scale"; allowed: single, mu'),
        (NUMBER + 'options = { a = "A" }\n', "options is *; allowed: no options for the kind num"),
        (NUMBER + "minimum = 5\nmaximum = 2\n", "maximum is 2; allowed: a number from 5 on"),
        (NUMBER + "minimum = nan\n", "minimum is NaN; allowed: a number without quotes"),
        (NUMBER + 'minimum = "0"\n', 'minimum is "0"; allowed: a number without quotes'),
        (NUMBER + "reversed = true\n", "reversed is true; allowed: only for the kind likert, in a"),
        (NUMBER + 'scale = "x"\n', 'scale is "x"; allowed: nothing yet'),
        (NUMBER + 'role = "leader"\n', 'role is "leader"; allowed: demographic, outcome, ident'),
        (
            NUMBER + 'role = "identifier"\nprivacy = "open"\n',
            'privacy is "open"; allowed: identifier, since the role is identifier',
        ),
        (SINGLE + "minimum = 1\n", "minimum is 1; allowed: only for the kind number"),
        (SINGLE.replace('b = "B"', '"b c" = "B"'), 'options.b c is "b c"; allowed: a code of the'),
        (SINGLE.replace('"B"', '" a"'), 'options.b is " a"; allowed: a label that no other option'),
        (SINGLE.replace("{ a", '"x" # { a'), 'options is "x"; allowed: nothing yet'),
        (SINGLE.replace("options", "# options"), "options is missing; allowed: 1 or more options"),
        (LIKERT.replace('2 = "Sedang", ', ""), "options is *; allowed: 3 or more options: {"),
        (LIKERT.replace("1 =", "9 ="), 'options is ["9", "2", "3"]; allowed: whole numbers as'),
        (LIKERT.replace("1 =", "low ="), 'options is ["low", "2", "3"]; allowed: whole numbers'),
        ('[scales]\n"A b" = "A"\n' + NUMBER, 'scales.A b is "A b"; allowed: a letter a–z'),
        ('[scales]\ns = "S"\n' + SINGLE + 'scale = "s"\n', 'scale is "s"; allowed: only for the k'),
        ('[options.two]\n1 = "a"\n2 = "b"\n[[questions]]\nid = "q"\ntext = "T"\nkind = "likert"\n'
         'options = "two"\n', 'options is "two"; allowed: 3 or more options'),
    ],
)  # fmt: skip
def test_a_mistake_names_the_key_the_value_and_what_is_allowed(
    tmp_path: Path, rows: str, mistake: str
) -> None:
    told = mistakes(tmp_path, HEAD + rows)
    assert len(told) == 1
    assert all(part in told[0] for part in mistake.split("*"))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    content = (
        '[[questions]]\nid = "1"\nkind = "likert"\ntext = { id = "A" }\nreversed = "yes"\n'
        'options = 5\ncolour = "red"\n'
    )
    told = mistakes(tmp_path, content)
    keys = {line.split(" is ")[0] for line in told}
    assert keys == {
        "title",
        "questions[1].id",
        "questions[1].text",
        "questions[1].reversed",
        "questions[1].options",
        "questions[1].colour",
    }


def test_mistakes_are_told_in_indonesian(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + NUMBER.replace("number", "skala"))
    with i18n.use("id"), pytest.raises(SurveyFileError, match="yang diperbolehkan: single") as one:
        questionnaire.read(path)
    with i18n.use("id"):
        assert "questions[1].kind" in str(one.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"title = Angket", "is not valid TOML: line 1"),
        (b'title = "Caf\xe9"', "is not UTF-8 text"),
        (b"\x00", "is not valid TOML"),
    ],
)
def test_a_file_that_is_no_toml_is_answered_with_a_remedy(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    with i18n.use("en"), pytest.raises(SurveyFileError, match=sentence):
        questionnaire.read(written(tmp_path, content))


def test_a_missing_file_is_answered_with_a_sentence(tmp_path: Path) -> None:
    with i18n.use("en"), pytest.raises(SurveyFileError, match="Check that the file exists"):
        questionnaire.read(str(tmp_path / "none.toml"))


KEYS = st.sampled_from(
    "id kind text options role privacy required reversed scale minimum maximum unit colour".split()
)
ROWS = st.dictionaries(KEYS, VALUES | st.sampled_from(KINDS) | st.just("agreement"), max_size=8)
TABLES = st.fixed_dictionaries(
    {},
    optional={
        "title": VALUES,
        "introduction": VALUES,
        "population": VALUES,
        "scales": VALUES | st.dictionaries(st.text("ab. ", max_size=3), VALUES, max_size=3),
        "options": VALUES | st.just({"agreement": {"1": "a", "2": "b", "3": "c"}}),
        "questions": VALUES | st.lists(ROWS, max_size=3),
    },
)


@given(TABLES)
def test_any_table_is_a_questionnaire_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, table: dict[str, Any]
) -> None:
    path = written(tmp_path_factory.getbasetemp(), dumps(table))
    try:
        found = questionnaire.read(path)
    except SurveyFileError as error:
        with i18n.use("en"):
            assert "allowed: " in str(error) or "is not valid TOML" in str(error)
    else:
        assert isinstance(found, Questionnaire)
        assert found.questions
