"""``users.csv`` and ``courses.csv`` as Moodle's own upload pages read them.

Both are UTF-8 with commas, without the mark at their beginning that other programs want. A text
that a spreadsheet would take for a formula gets an apostrophe, as everywhere in the kit.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.wording import address
from workshop.classroom.providers.moodle import content, names
from workshop.classroom.providers.moodle.desired import stay


def users_csv(blueprint: Blueprint) -> bytes:
    """Return the people who agreed, with their course, role and study group."""
    groups: dict[str, list[str]] = {}
    for group in blueprint.groups:
        for key in group.members:
            groups.setdefault(key, []).append(names.group_name(blueprint, group))
    rows = [_user(blueprint, person, groups.get(person.key, [])) for person in blueprint.members]
    head = ["username", "firstname", "lastname", "email", "idnumber", "institution"]
    most = max((len(found) for found in groups.values()), default=0)
    for number in range(1, max(most, 1) + 1):
        head += [f"course{number}", f"role{number}", f"group{number}"]
    if any("enrolperiod1" in row for row in rows):
        head += ["enroltimestart1", "enrolperiod1"]
    return _csv(head, rows)


def courses_csv(blueprint: Blueprint) -> bytes:
    """Return the course, to be made in a category that exists already."""
    row = {
        "shortname": blueprint.key,
        "fullname": names.course_name(blueprint),
        "idnumber": blueprint.key,
        # Moodle makes no category while it uploads; the administrator chooses another here.
        "category": "1",
        "summary": content.course(blueprint),
        "format": "topics",
        "startdate": blueprint.begins.isoformat(),
        # Moodle reads a date alone as its first minute; the last day still belongs to the course.
        "enddate": f"{blueprint.ends.isoformat()} 23:59",
        "numsections": str(len(blueprint.weeks)),
    }
    return _csv(list(row), [row])


def _user(blueprint: Blueprint, person: Person, groups: Sequence[str]) -> dict[str, str]:
    first, last = names.first_and_last(person)
    college = blueprint.colleges_by_key.get(person.college)
    row = {
        "username": person.key,
        "firstname": first,
        "lastname": last,
        "email": address(person),
        "idnumber": names.name_of(person.identifier),
        "institution": names.name_of(college.name) if college else "",
    }
    for number, group in enumerate(groups or [""], start=1):
        row[f"course{number}"] = blueprint.key
        row[f"role{number}"] = names.ROLES[person.role]
        row[f"group{number}"] = group
    if found := stay(blueprint, person):
        begins, ends = found
        # From the first minute of the first day, for so many whole days.
        row["enroltimestart1"] = begins.isoformat()
        row["enrolperiod1"] = str((ends - begins).days + 1)
    return row


def _csv(head: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    from workshop.spreadsheet import defused

    lines = io.StringIO(newline="")
    writer = csv.DictWriter(lines, head, restval="", lineterminator="\n")
    writer.writeheader()
    safe = ({name: defused(text, in_csv=True) for name, text in row.items()} for row in rows)
    writer.writerows(safe)
    return lines.getvalue().encode()
