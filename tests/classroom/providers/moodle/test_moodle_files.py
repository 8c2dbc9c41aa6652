"""The files that a person imports: the cartridge and the two CSV files."""

import csv
import dataclasses
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.providers.moodle.cartridge_rules import problems
from tests.classroom.providers.moodle.moodle_class import a_class, said
from workshop.classroom.blueprint.model import Blueprint, Channel, Rule
from workshop.classroom.providers.moodle import MoodleProvider, names
from workshop.classroom.providers.moodle.cartridge import cartridge
from workshop.spreadsheet import defused

EVIL = (
    '<script>alert(1)</script> &lt;script&gt; &amp;lt;img onerror=x&amp;gt; &amp;amp;lt;b&gt; "q" '
    "]]> <!-- $IMS-CC-FILEBASE$../../ &#60;b&#62; &#x3c;i&#x3e; \x00\x0b\ud800"
)


def with_texts(text: str) -> Blueprint:
    """Return a class in which strangers wrote a text everywhere."""
    blueprint = a_class()
    first, second = blueprint.weeks
    return dataclasses.replace(
        blueprint,
        course=said(text),
        rules=(Rule("one", said(text)),),
        channels=(*blueprint.channels, Channel("more", said(text), "questions")),
        weeks=(
            dataclasses.replace(
                first, topic=said(text), prompt=said(text), materials=(text, f"https://{text}")
            ),
            second,
        ),
        people=tuple(dataclasses.replace(one, name=text) for one in blueprint.people),
    )


@pytest.mark.parametrize("weeks", [0, 1, 16])
@pytest.mark.parametrize("channels", [True, False])
def test_a_cartridge_keeps_the_rules_by_which_moodle_imports(weeks: int, *, channels: bool) -> None:
    blueprint = a_class(weeks=weeks)
    if not channels:
        blueprint = dataclasses.replace(blueprint, channels=(), rules=())
    assert problems(cartridge(blueprint)) == []


def changed(old: str, new: str) -> bytes:
    """Return a cartridge in which a text was replaced."""
    copy = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(cartridge(a_class()))) as archive,
        zipfile.ZipFile(copy, "w") as target,
    ):
        for entry in archive.infolist():
            target.writestr(entry, archive.read(entry).decode().replace(old, new))
    return copy.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("imsccv1p1/imscp_v1p1", "imsccv1p3/imscp_v1p1", "name space"),
        ("rooted-hierarchy", "flat", "organization"),
        ('identifier="page-rules"', 'identifier="page-x"', "page-rules does not exist"),
        ('href="page-rules/page.html"', 'href="page.html"', "page.html is missing"),
        ('identifier="part-01"', 'identifier="part-02"', "identifier part-02 twice"),
        ("imsdt_xmlv1p1", "imsdt_xmlv1p3", "type imsdt_xmlv1p3"),
        ("<ol>", "<ol onclick='x'>", "<ol"),
    ],
)
def test_the_rules_notice_a_broken_cartridge(old: str, new: str, found: str) -> None:
    assert any(problem.startswith(found) for problem in problems(changed(old, new)))


def test_a_cartridge_holds_a_forum_and_a_page_for_each_week_and_the_general_ones() -> None:
    with zipfile.ZipFile(io.BytesIO(cartridge(a_class(weeks=16)))) as archive:
        files = archive.namelist()
    assert sum(name.endswith("topic.xml") for name in files) == 16 + 2  # questions, study groups
    assert sum(name.endswith("page.html") for name in files) == 16 + 1  # rules


def test_the_files_are_the_same_bytes_each_time() -> None:
    first, second = (MoodleProvider().files(a_class()) for _ in range(2))
    assert first == second
    assert list(first) == ["courses.csv", "users.csv", "rekam.imscc"]


def test_no_text_of_a_stranger_becomes_a_tag_however_often_moodle_undoes_its_escapes() -> None:
    assert problems(cartridge(with_texts(EVIL))) == []


@given(st.text(max_size=60))
def test_any_text_keeps_a_cartridge_whole(text: str) -> None:
    found = problems(cartridge(with_texts(text)))
    # A title may well be empty: whoever reads the blueprint refuses that before.
    assert [each for each in found if "title" not in each] == []


@given(st.lists(st.sampled_from(["&", "lt;", "amp;", "#60;", "<", "b", ">", '"', " onload=1 "])))
def test_no_nest_of_escapes_becomes_a_tag(parts: list[str]) -> None:
    assert problems(cartridge(with_texts("x" + "".join(parts)))) == []


def read(name: str, blueprint: Blueprint) -> list[dict[str, str]]:
    text = MoodleProvider().files(blueprint)[name].decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_users_file_has_moodles_columns_and_only_people_who_agreed() -> None:
    blueprint = a_class()
    people = (*blueprint.people[:-1], dataclasses.replace(blueprint.people[-1], consent=False))
    rows = read("users.csv", dataclasses.replace(blueprint, people=people))
    assert len(rows) == 6
    assert rows[0] == {
        "username": "rekam-000",
        "firstname": "Dr. Dewi",
        "lastname": "Lestari, M.Kom.",
        "email": "rekam-000@example.ac.id",
        "idnumber": "260000",
        "institution": names.name_of("STT <Pontianak>"),
        "course1": "rekam",
        "role1": "editingteacher",
        "group1": "",
        "enroltimestart1": "",
        "enrolperiod1": "",
    }
    # The guest of the second week, for its seven days.
    assert (rows[2]["enroltimestart1"], rows[2]["enrolperiod1"]) == ("2026-09-14", "7")
    assert [row["role1"] for row in rows] == ["editingteacher", "teacher", "teacher"] + [
        "student"
    ] * 3
    assert (rows[1]["firstname"], rows[1]["lastname"]) == ("Made", ".")
    assert (rows[3]["group1"], rows[4]["group1"]) == ("Group 1", "Group 2")


def test_who_is_in_two_groups_has_two_columns() -> None:
    blueprint = a_class()
    both = dataclasses.replace(blueprint.groups[0], key="both", title=said("Both"))
    rows = read("users.csv", dataclasses.replace(blueprint, groups=(*blueprint.groups, both)))
    assert (rows[3]["group1"], rows[3]["group2"], rows[3]["course2"]) == (
        "Group 1",
        "Both",
        "rekam",
    )
    assert rows[4]["group2"] == ""


def test_the_courses_file_tells_first_and_last_day_and_the_number_of_weeks() -> None:
    [row] = read("courses.csv", a_class())
    assert (row["shortname"], row["idnumber"]) == ("rekam", "rekam")
    assert (row["startdate"], row["enddate"]) == ("2026-09-07", "2026-09-21 23:59")
    assert (row["numsections"], row["format"], row["category"]) == ("2", "topics", "1")


@pytest.mark.parametrize("formula", ["=1+1", "+62812", "-2+3", "@SUM(A1)", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(formula: str) -> None:
    blueprint = a_class()
    people = tuple(
        dataclasses.replace(one, name=formula, identifier=formula) for one in blueprint.people
    )
    for row in read("users.csv", dataclasses.replace(blueprint, people=people)):
        assert [cell for cell in row.values() if cell and defused(cell) != cell] == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_name_stays_in_its_cell_and_is_no_formula(name: str, identifier: str) -> None:
    blueprint = a_class()
    people = (dataclasses.replace(blueprint.people[0], name=name, identifier=identifier),)
    data = MoodleProvider().files(dataclasses.replace(blueprint, people=people))["users.csv"]
    head, row = csv.reader(io.StringIO(data.decode(), newline=""))
    assert len(head) == len(row) == 9
    assert all(defused(cell) == cell for cell in row)
    # Also where a program takes another sign between the cells, or no quotes.
    for sign in ',;|"':
        assert not any(part.lstrip()[:1] in set("=+@") for c in row for part in c.split(sign)[1:])
