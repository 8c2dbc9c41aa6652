"""The rules of OneRoster 1.1 for CSV sets in bulk mode, written down apart from what makes them."""

import csv
import datetime
import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping

Table = list[dict[str, str]]

HEADERS = {
    "academicSessions.csv": "sourcedId,status,dateLastModified,title,type,startDate,endDate,"
    "parentSourcedId,schoolYear",
    "classes.csv": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,"
    "classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
    "courses.csv": "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,"
    "orgSourcedId,subjects,subjectCodes",
    "enrollments.csv": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,"
    "userSourcedId,role,primary,beginDate,endDate",
    "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    "users.csv": "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,"
    "userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,"
    "password",
}
REQUIRED = {
    "academicSessions.csv": ("title", "type", "startDate", "endDate", "schoolYear"),
    "classes.csv": ("title", "courseSourcedId", "classType", "schoolSourcedId", "termSourcedIds"),
    "courses.csv": ("title", "orgSourcedId"),
    "enrollments.csv": ("classSourcedId", "schoolSourcedId", "userSourcedId", "role"),
    "orgs.csv": ("name", "type"),
    "users.csv": (
        "enabledUser", "orgSourcedIds", "role", "username", "givenName", "familyName",
    ),
}  # fmt: skip
WORDS = {
    ("academicSessions.csv", "type"): "gradingPeriod semester schoolYear term",
    ("classes.csv", "classType"): "homeroom scheduled",
    ("enrollments.csv", "role"): "administrator proctor student teacher",
    ("enrollments.csv", "primary"): "true false",
    ("orgs.csv", "type"): "department school district local state national",
    ("users.csv", "enabledUser"): "true false",
    ("users.csv", "role"): "administrator aide guardian parent proctor relative student teacher",
}
REFERENCES = {
    ("academicSessions.csv", "parentSourcedId"): "academicSessions.csv",
    ("classes.csv", "courseSourcedId"): "courses.csv",
    ("classes.csv", "schoolSourcedId"): "orgs.csv",
    ("classes.csv", "termSourcedIds"): "academicSessions.csv",
    ("courses.csv", "orgSourcedId"): "orgs.csv",
    ("courses.csv", "schoolYearSourcedId"): "academicSessions.csv",
    ("enrollments.csv", "classSourcedId"): "classes.csv",
    ("enrollments.csv", "schoolSourcedId"): "orgs.csv",
    ("enrollments.csv", "userSourcedId"): "users.csv",
    ("orgs.csv", "parentSourcedId"): "orgs.csv",
    ("users.csv", "agentSourcedIds"): "users.csv",
    ("users.csv", "orgSourcedIds"): "orgs.csv",
}
DATES = ("startDate", "endDate", "beginDate")
DECLARED = (
    "academicSessions", "categories", "classes", "classResources", "courses", "courseResources",
    "demographics", "enrollments", "lineItems", "orgs", "resources", "results", "users",
)  # fmt: skip


def opened(archive: bytes) -> dict[str, Table]:
    """Read a set; every line has to have as many cells as its header."""
    tables = {}
    with zipfile.ZipFile(io.BytesIO(archive)) as whole:
        assert whole.testzip() is None
        for name in whole.namelist():
            text = whole.read(name).decode("utf-8")
            header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
            tables[name] = [dict(zip(header, row, strict=True)) for row in rows]
            if name in HEADERS:
                assert text.splitlines()[0] == HEADERS[name]
    return tables


def faults(tables: Mapping[str, Table]) -> list[str]:
    """Return every breach of the rules."""
    return [
        *_in_manifest(tables),
        *(
            fault
            for name in HEADERS
            for number, row in enumerate(tables[name], 2)
            for fault in _in_row(name, number, row, tables)
        ),
        *_twice(tables),
        *_teachers(tables["enrollments.csv"]),
    ]


def _in_manifest(tables: Mapping[str, Table]) -> Iterator[str]:
    values = {row["propertyName"]: row["value"] for row in tables["manifest.csv"]}
    wanted = {"manifest.version": "1.0", "oneroster.version": "1.1"}
    for name in DECLARED:
        wanted[f"file.{name}"] = "bulk" if f"{name}.csv" in tables else "absent"
    if len(values) != len(tables["manifest.csv"]):
        yield "manifest.csv names a property twice"
    for name, value in wanted.items():
        if values.get(name) != value:
            yield f"manifest.csv: {name} is {values.get(name)}"
    if set(values) - set(wanted) - {"source.systemName", "source.systemCode"}:
        yield "manifest.csv: unknown properties"
    if set(tables) != {"manifest.csv", *HEADERS}:
        yield f"files: {sorted(tables)}"


def _in_row(
    name: str, number: int, row: Mapping[str, str], tables: Mapping[str, Table]
) -> Iterator[str]:
    where = f"{name} line {number}"
    if str(uuid.UUID(row["sourcedId"])) != row["sourcedId"]:
        yield f"{where}: sourcedId"
    if row["status"] or row["dateLastModified"]:
        yield f"{where}: in bulk mode these two stay empty"
    yield from (f"{where}: {column} is empty" for column in REQUIRED[name] if not row[column])
    for column, value in row.items():
        allowed = WORDS.get((name, column))
        if allowed and value and value not in allowed.split():
            yield f"{where}: {column} is {value}"
        target = REFERENCES.get((name, column))
        if target and value and value not in {each["sourcedId"] for each in tables[target]}:
            yield f"{where}: {column} leads nowhere"
        if column in DATES and value:
            datetime.date.fromisoformat(value)
    if name == "academicSessions.csv" and not re.fullmatch(r"\d{4}", row["schoolYear"]):
        yield f"{where}: schoolYear"


def _twice(tables: Mapping[str, Table]) -> Iterator[str]:
    for name in HEADERS:
        for column in ("sourcedId", *(["username"] if name == "users.csv" else [])):
            found = [row[column] for row in tables[name]]
            if len(set(found)) != len(found):
                yield f"{name}: {column} twice"


def _teachers(enrolments: Table) -> Iterator[str]:
    if sum(row["primary"] == "true" for row in enrolments) > 1:
        yield "enrollments.csv: two primary teachers"
    if any(row["primary"] for row in enrolments if row["role"] != "teacher"):
        yield "enrollments.csv: primary is for teachers"
