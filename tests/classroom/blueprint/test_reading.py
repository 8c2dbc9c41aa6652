"""classroom.toml: all its mistakes at once, each with its line, the value and what is allowed."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.blueprint.samples import SMALL
from tests.conftest import KIT
from tests.toml_text import VALUES, dumps
from workshop import i18n
from workshop.classroom.blueprint.reading import _KEYS, from_text, read_blueprint
from workshop.errors import BlueprintError

DEMO = (KIT / "data" / "demo" / "classroom.toml").read_text("utf-8")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")


def mistakes(text: str, folder: Path | None = None) -> list[str]:
    with pytest.raises(BlueprintError) as caught:
        from_text(text, folder=folder)
    return str(caught.value).splitlines()[1:]


def test_the_smallest_blueprint_is_read() -> None:
    blueprint = from_text(SMALL)
    assert blueprint.language == "id"
    assert not blueprint.people
    assert not blueprint.weeks


def test_every_mistake_is_named_at_once_with_its_line() -> None:
    text = SMALL.replace("Asia/Pontianak", "Asia/Pontianac").replace("2027-06-11", '"June"')
    text += """
[[weeks]]
topic = "Satu"
begins = 2027-03-22

[[weeks]]
topic = "Dua"
begins = 2027-03-29
summary_due = 2027-04-04

[[sessions]]
key = "Pembuka"
title = "Pembuka"
begins = 2027-03-22 19:30:00+07:00
minutes = 0
link = "javascript:alert(1)"

[[channels]]
key = "chat"
titel = "Chat"
kind = "obrolan"
writers = ["students"]
"""
    found = "\n".join(mistakes(text))
    for wanted in (
        'line 4: time_zone is "Asia/Pontianac"; allowed: Asia/Jakarta (WIB)',
        "did you mean Asia/Pontianak?",
        'line 6: ends is "June"; allowed: a date such as',
        "line 12: weeks[1].summary_due is missing; allowed: a date with a time",
        "line 19: weeks[2].summary_due is 2027-04-04; allowed: a date with a time",
        'line 22: sessions[1].key is "Pembuka"',
        "line 24: sessions[1].begins is 2027-03-22 19:30:00+07:00",
        "line 25: sessions[1].minutes is 0",
        "line 26: sessions[1].link",
        'line 30: channels[1].titel is "Chat"; allowed: one of the keys',
        "did you mean title?",
        "line 28: channels[1].title is missing",
        'line 31: channels[1].kind is "obrolan"',
        "line 32: channels[1].writers",
    ):
        assert wanted in found
    assert len(found.splitlines()) == 12


def test_many_mistakes_are_counted_and_not_all_shown() -> None:
    found = mistakes(SMALL + "[[rules]]\n" * 30)
    assert len(found) == 21
    assert found[-1].strip() == "• … and 40 more"


def test_a_line_inside_a_long_text_is_no_line_of_the_file() -> None:
    text = SMALL + '[[rules]]\nkey = "a"\ntext = """\n[[rules]]\nkey = 1\n"""\n[[rules]]\nkey = "B"'
    assert any("line 18: rules[2].key" in one for one in mistakes(text))


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"key = \n", "is not valid TOML: line 1"), (b"\xff\xfe", "is not UTF-8")],
)
def test_what_is_no_toml_gets_one_sentence(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "classroom.toml"
    path.write_bytes(content)
    with pytest.raises(BlueprintError, match=reason):
        read_blueprint(path)
    with pytest.raises(BlueprintError, match="cannot be read"):
        read_blueprint(tmp_path / "missing.toml")


@pytest.mark.parametrize("name", ["missing.csv", ".", "a\\u0000b", "x" * 5000])
def test_a_list_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    (found,) = mistakes(f'roster = "{name}"\n{SMALL}', tmp_path)
    assert "line 1: roster is" in found
    assert "beside this one" in found


def test_mistakes_of_both_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("nama,peran,persetujuan\nAyu,rektor,ya\n", "utf-8")
    found = mistakes(f'roster = "list.csv"\ncapacity = -1\n{SMALL}', tmp_path)
    assert any("list.csv, row 2, column B “peran” is" in one for one in found)
    assert any("line 2: capacity is -1" in one for one in found)


def test_people_in_the_blueprint_itself_are_checked_alike() -> None:
    people = """
[[people]]
name = "Ayu"
role = "dosen"
email = "ayu@example.ac.id"
consent = true

[[people]]
name = "Budi"
role = "studnet"
email = "AYU@example.ac.id"
college = "c"
phone = "0812"
"""
    found = mistakes(SMALL + people)
    assert [one.partition(";")[0].strip() for one in found] == [
        '• line 23: people[2].phone is "0812"',
        '• line 21: people[2].email is "AYU@example.ac.id"',
        '• line 20: people[2].role is "studnet"',
        '• line 22: people[2].college is "c"',
    ]
    assert "did you mean student?" in found[2]


def test_a_person_without_a_word_on_consent_has_not_agreed() -> None:
    blueprint = from_text(SMALL + '[[people]]\nname = "Ayu"\nrole = "student"\n')
    assert blueprint.people[0].college == "a"
    assert blueprint.members == ()
    told = [one.what.template for one in blueprint.report.warnings]
    assert "People who have not said whether they agree: {count}. They are left out." in told


def test_groups_of_the_list_join_those_of_the_blueprint(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "nama,peran,persetujuan,kelompok\nAyu,mahasiswa,ya,Kelompok 2\nBudi,mahasiswa,ya,Melati\n"
        "Cici,mahasiswa,ya,2\n",
        "utf-8",
    )
    text = f"""roster = "list.csv"
{SMALL}
[[groups]]
key = "melati"
title = "Melati"
members = ["dedi"]
"""
    groups = from_text(text, folder=tmp_path).groups
    assert [(group.key, group.members) for group in groups] == [
        ("melati", ("dedi", "budi")),
        ("group-02", ("ayu", "cici")),
    ]
    assert groups[1].title.id == "Kelompok 2"


def test_the_stay_of_an_expert_lasts_the_week_unless_told_otherwise() -> None:
    week = '[[weeks]]\ntopic = "x"\nbegins = 2027-03-22\nsummary_due = 2027-03-28 21:00:00\n'
    (found,) = from_text(f'{SMALL}{week}expert = {{ person = "ayu" }}').weeks
    assert found.expert is not None
    assert (str(found.expert.first), str(found.expert.last)) == ("2027-03-22", "2027-03-28")
    assert "weeks[1].expert is" in mistakes(f'{SMALL}{week}expert = "ayu"')[0]


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_error_speaks_the_language_of_the_reader(language: str) -> None:
    with i18n.use(language), pytest.raises(BlueprintError) as caught:
        from_text(SMALL.replace("2027-06-11", "1"))
    with i18n.use(language):
        words = {"id": "baris 6: ends bernilai 1", "en": "line 6: ends is 1"}
        assert words[language] in str(caught.value)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(_KEYS), VALUES | st.lists(st.dictionaries(
    st.sampled_from(["key", "title", "name", "members", "begins", "expert", "role"]), VALUES,
    max_size=3), max_size=2)))  # fmt: skip
def test_whatever_a_person_writes_is_a_blueprint_or_one_error(table: dict[str, Any]) -> None:
    try:
        from_text(dumps(table))
    except BlueprintError as error:
        assert str(error).startswith("classroom.toml ")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DEMO) - 1), st.sampled_from(["", '"', "[", "=", "\n", "x", "]]", "#"]))
def test_a_slip_of_the_hand_is_no_traceback(place: int, sign: str) -> None:
    try:
        from_text(DEMO[:place] + sign + DEMO[place + 1 :], folder=KIT / "data" / "demo")
    except BlueprintError as error:
        assert str(error)
