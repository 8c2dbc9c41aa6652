"""The class as a OneRoster 1.1 CSV set, in bulk mode: one ZIP with all files at its root.

The names of files and columns, their order, and the allowed words are those of the CSV tables of
OneRoster 1.1. In bulk mode ``status`` and ``dateLastModified`` stay empty.
"""

import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from workshop.classroom.blueprint.model import Blueprint, College, Person, Role
from workshop.classroom.building.wording import address, names_of, one_line
from workshop.classroom.providers.files.tables import to_csv

Row = Mapping[str, str]

_NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "oneroster.ruang-kelas.invalid")
_MOMENT = (2020, 1, 1, 0, 0, 0)  # so that the same class always gives the same file
_BEGINNING = ("sourcedId", "status", "dateLastModified")
# OneRoster 1.1 knows teachers and students in a class; guests teach for the time of their stay.
_ROLES: Mapping[Role, str] = {
    "lecturer": "teacher",
    "moderator": "teacher",
    "expert": "teacher",
    "student": "student",
}
_FIRST_MONTH_OF_A_SCHOOL_YEAR = 7
_ABSENT = (
    "categories", "classResources", "courseResources", "demographics", "lineItems", "resources",
    "results",
)  # fmt: skip
_COLUMNS: Mapping[str, Sequence[str]] = {
    "academicSessions": (
        "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear",
    ),
    "classes": (
        "title", "grades", "courseSourcedId", "classCode", "classType", "location",
        "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods",
    ),
    "courses": (
        "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects",
        "subjectCodes",
    ),
    "enrollments": (
        "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate",
        "endDate",
    ),
    "orgs": ("name", "type", "identifier", "parentSourcedId"),
    "users": (
        "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName", "familyName",
        "middleName", "identifier", "email", "sms", "phone", "agentSourcedIds", "grades",
        "password",
    ),
}  # fmt: skip


def archive(blueprint: Blueprint) -> bytes:
    """Return the set as a ZIP, the way importers take it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as whole:
        for name, table in tables(blueprint).items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            whole.writestr(entry, table)
    return content.getvalue()


def tables(blueprint: Blueprint) -> Mapping[str, bytes]:
    """Return the files of the set: name → content; only people who agreed are in them."""
    rows: Mapping[str, Sequence[Row]] = {
        "academicSessions": [_term(blueprint)],
        "classes": [_class(blueprint)],
        "courses": [_course(blueprint)],
        "enrollments": list(_enrolments(blueprint)),
        "orgs": [_college(college) for college in _colleges(blueprint)],
        "users": [_user(blueprint, person) for person in blueprint.members],
    }
    files = {"manifest.csv": _manifest()}
    for name, columns in _COLUMNS.items():
        files[f"{name}.csv"] = to_csv((*_BEGINNING, *columns), rows[name])
    return files


def _manifest() -> bytes:
    values = {"manifest.version": "1.0", "oneroster.version": "1.1"}
    modes = dict.fromkeys(_COLUMNS, "bulk") | dict.fromkeys(_ABSENT, "absent")
    values |= {f"file.{name}": modes[name] for name in sorted(modes, key=str.lower)}
    values |= {"source.systemName": "Ruang Kelas", "source.systemCode": "ruang-kelas"}
    rows = ({"propertyName": name, "value": value} for name, value in values.items())
    return to_csv(("propertyName", "value"), rows)


def _term(blueprint: Blueprint) -> Row:
    begins = blueprint.begins
    # A school year is called after the year in which it ends.
    year = begins.year + (begins.month >= _FIRST_MONTH_OF_A_SCHOOL_YEAR)
    return {
        "sourcedId": _class_guid(blueprint, "term"),
        "title": one_line(blueprint.term) or str(year),
        "type": "term",
        "startDate": begins.isoformat(),
        "endDate": blueprint.ends.isoformat(),
        "schoolYear": str(year),
    }


def _course(blueprint: Blueprint) -> Row:
    return {
        "sourcedId": _class_guid(blueprint, "course"),
        "title": _title(blueprint),
        "courseCode": blueprint.key,
        "orgSourcedId": _host(blueprint),
    }


def _class(blueprint: Blueprint) -> Row:
    return {
        "sourcedId": _class_guid(blueprint, "class"),
        "title": _title(blueprint),
        "courseSourcedId": _class_guid(blueprint, "course"),
        "classCode": blueprint.key,
        "classType": "scheduled",
        "schoolSourcedId": _host(blueprint),
        "termSourcedIds": _class_guid(blueprint, "term"),
    }


def _college(college: College) -> Row:
    return {
        "sourcedId": _guid("org", college.key),
        "name": one_line(college.name) or college.key,
        "type": "school",
        "identifier": college.key,
    }


def _user(blueprint: Blueprint, person: Person) -> Row:
    given, family = names_of(person)
    return {
        "sourcedId": _user_guid(person),
        "enabledUser": "true",
        "orgSourcedIds": _home(blueprint, person),
        "role": _ROLES[person.role],
        "username": person.key,
        "givenName": given,
        "familyName": family,
        "identifier": one_line(person.identifier),
        "email": address(person),
    }


def _enrolments(blueprint: Blueprint) -> Iterator[Row]:
    """Yield one row a person, and one a stay for guests; there is one primary teacher."""
    first = next((person.key for person in blueprint.with_role("lecturer")), "")
    for person in blueprint.members:
        role = _ROLES[person.role]
        primary = {True: "true", False: "false"}[person.key == first] if role == "teacher" else ""
        for number, (begins, ends) in enumerate(_stays(blueprint, person)):
            yield {
                "sourcedId": _class_guid(blueprint, "enrollment", _user_guid(person), str(number)),
                "classSourcedId": _class_guid(blueprint, "class"),
                "schoolSourcedId": _host(blueprint),
                "userSourcedId": _user_guid(person),
                "role": role,
                "primary": primary,
                "beginDate": begins,
                "endDate": ends,
            }


def _stays(blueprint: Blueprint, person: Person) -> list[tuple[str, str]]:
    stays = [(stay.first, stay.last) for stay in blueprint.stays(person)]
    days = stays or [(blueprint.begins, blueprint.ends)]
    return [(first.isoformat(), last.isoformat()) for first, last in days]


def _title(blueprint: Blueprint) -> str:
    return one_line(blueprint.said(blueprint.course)) or blueprint.key


def _colleges(blueprint: Blueprint) -> tuple[College, ...]:
    return blueprint.colleges or (College(blueprint.key, _title(blueprint)),)


def _host(blueprint: Blueprint) -> str:
    """Return the college that holds the class: OneRoster knows one, the first is taken."""
    return _guid("org", _colleges(blueprint)[0].key)


def _home(blueprint: Blueprint, person: Person) -> str:
    known = person.college in blueprint.colleges_by_key
    return _guid("org", person.college) if known else _host(blueprint)


def _user_guid(person: Person) -> str:
    """Return the same for the same person in every class of the college."""
    return _guid("user", person.college, address(person), person.key)


def _class_guid(blueprint: Blueprint, *parts: str) -> str:
    college = _colleges(blueprint)[0].key
    return _guid(college, blueprint.begins.isoformat(), blueprint.key, *parts)


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(_NAMES, "\n".join(parts)))
