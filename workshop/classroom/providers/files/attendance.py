"""Attendance lists on paper, one a meeting: who is expected, and room to sign."""

from pathlib import Path

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Session
from workshop.classroom.building.calendar import moment
from workshop.classroom.building.wording import address, one_line
from workshop.classroom.providers.files.paper import string
from workshop.i18n import clock, date, tr
from workshop.paper.pages import array, call, to_pdf

_LOOK = Path(__file__).with_name("attendance.typ")
_LINE = "_" * 32


def attendance_lists(blueprint: Blueprint) -> bytes:
    """Return a PDF with one list a meeting; without meetings, one whose date is left open."""
    with i18n.use(blueprint.language):
        calls = [_list(blueprint, session) for session in blueprint.sessions]
        title = tr("Attendance list") + f": {one_line(blueprint.said(blueprint.course))}"
        return to_pdf(title, blueprint.language, calls or [_list(blueprint, None)], look=_LOOK)


def _list(blueprint: Blueprint, session: Session | None) -> str:
    header = (
        tr("No."),
        tr("Name"),
        tr("Contact"),
        tr("Affiliation"),
        tr("Present"),
        tr("Signature"),
    )
    return call(
        "attendance",
        string(tr("Attendance list")),
        string(one_line(blueprint.said(blueprint.course))),
        array([array([string(name), string(text)]) for name, text in _facts(blueprint, session)]),
        array([string(words) for words in header]),
        array(_rows(blueprint)),
    )


def _facts(blueprint: Blueprint, session: Session | None) -> list[tuple[str, str]]:
    if session is None:
        return [(tr("Meeting"), _LINE), (tr("Day and time"), _LINE), (tr("Place"), _LINE)]
    begins = moment(blueprint, session.begins)
    when = tr(
        "{date}, {clock} {zone}",
        date=date(begins.date()),
        clock=clock(begins.time()),
        zone=begins.tzname(),
    )
    return [
        (tr("Meeting"), one_line(blueprint.said(session.title))),
        (tr("Day and time"), when),
        (tr("Place"), one_line(session.link) or _LINE),
    ]


def _rows(blueprint: Blueprint) -> list[str]:
    colleges = blueprint.colleges_by_key
    rows = []
    for number, person in enumerate(blueprint.members, 1):
        college = colleges.get(person.college)
        affiliation = one_line(college.name) if college else ""
        cells = (str(number), one_line(person.name), address(person), affiliation)
        rows.append(array([string(words) for words in cells]))
    return rows
