"""The list of people as a spreadsheet or CSV file, in whatever order and language its columns."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.classroom.blueprint import vocabulary
from workshop.classroom.blueprint.mistakes import refuse
from workshop.classroom.blueprint.model import College, Person
from workshop.classroom.blueprint.people import Admission, Entry
from workshop.errors import Message, SheetError, reason_of
from workshop.sheets import read_sheet
from workshop.sheets.report import Decision, ReadingReport
from workshop.sheets.words import plain, shown
from workshop.tables import TableReader

if TYPE_CHECKING:
    from workshop.sheets.sheet import Column, Sheet

_SHOWN = 12
_EXACT = 15  # digits that a spreadsheet keeps of a number


@dataclass(frozen=True)
class Roster:
    """The people on a list, and what was decided while it was read."""

    people: tuple[Person, ...]
    report: ReadingReport


def read_roster(name: str, content: bytes, colleges: tuple[College, ...]) -> Roster:
    """Read the content of a list of people, such as an upload.

    Parameters
    ----------
    name
        Name of the file, for messages.
    content
        All its bytes: CSV, TSV or XLSX.
    colleges
        Those that take part.

    Raises
    ------
    BlueprintError
        With every mistake: its row, its column, the value and what is allowed.

    Examples
    --------
    >>> content = b"Nama,Peran,Persetujuan\\nAyu Lestari,mahasiswa,ya\\n"
    >>> read_roster("daftar.csv", content, (College("a", "Kampus A"),)).people[0].key
    'ayu-lestari'
    """
    reader = TableReader(name)
    admission = Admission(reader, colleges)
    decisions = list(admit(name, content, admission))
    people, told = admission.finish()
    refuse(reader)
    return Roster(people, ReadingReport((*decisions, *told)))


def admit(name: str, content: bytes, admission: Admission) -> Iterator[Decision]:
    """Add everybody on a list, and yield what was decided about its columns."""
    try:
        sheet, decisions = read_sheet(name, content, _known)
    except SheetError as error:
        told = Message("{name}: {reason}", name=name, reason=error.message)
        admission.reader.mistakes.append(told)
        return
    yield from decisions
    columns = _columns(sheet, name, admission.reader)
    yield from map(_mapped, columns.items())
    yield from _about_rest([one for one in sheet.columns if one not in columns.values()])
    if _lacks(columns, sheet, admission, name):
        return
    if not len(sheet):
        nobody = Message("{file} has headers, and nobody below them.", file=name)
        admission.reader.mistakes.append(nobody)
    for at, row in enumerate(sheet.numbers):
        texts = {field: column.at(at) for field, column in columns.items()}
        if any(texts.values()):
            admission.add(Entry(texts, _Where(name, int(row), columns), int(row)))


def content_of(path: Path, reader: TableReader, key: str) -> bytes | None:
    """Return the bytes of a list; nothing, and a mistake, when it cannot be read."""
    try:
        if path.is_file():
            return path.read_bytes()
        reason: object = Message("there is no such file")
    except (OSError, ValueError) as error:  # a name that no file can have is a ValueError
        reason = reason_of(error)
    allowed = Message(
        "a CSV or XLSX file beside this one that can be read ({reason})", reason=reason
    )
    reader.wrong(key, path.name, allowed)
    return None


def _known(row: Sequence[str]) -> int:
    return len({vocabulary.field_of(cell) for cell in row} - {""})


@dataclass(frozen=True)
class _Where:
    """Says where a text stands, once somebody asks: most texts are fine."""

    name: str
    row: int
    columns: "Mapping[str, Column]"

    def __call__(self, field: str) -> Message:
        column = self.columns.get(field)
        if column is None:
            return Message("{file}, row {row}", file=self.name, row=self.row)
        return Message(
            "{file}, row {row}, column {column} {header}",
            file=self.name,
            row=self.row,
            column=column.letter,
            header=shown(column.name),
        )


def _columns(sheet: "Sheet", name: str, reader: TableReader) -> dict[str, "Column"]:
    """Return what each known column says of people."""
    columns: dict[str, Column] = {}
    for column in sheet.columns:
        field = vocabulary.field_of(column.name)
        if field in columns:
            allowed = Message(
                "one column with that meaning; column {column} has it too",
                column=columns[field].letter,
            )
            reader.wrong(_header(name, column), column.name, allowed)
        elif field:
            columns[field] = column
    _refuse_rounded(columns, name, reader)
    return columns


def _header(name: str, column: "Column") -> Message:
    return Message("{file}, column {column}", file=name, column=column.letter)


def _lacks(
    columns: "Mapping[str, Column]", sheet: "Sheet", admission: Admission, name: str
) -> bool:
    """Whether a column is missing that everybody needs; then a mistake a row would not help."""
    needed = [*vocabulary.REQUIRED, *(["college"] if len(admission.colleges) > 1 else [])]
    missing = [field for field in needed if field not in columns]
    headers = {
        plain(column.name): column.name
        for column in sheet.columns
        if column not in columns.values()
    }
    for field in missing:
        words = sorted(vocabulary.HEADERS[field])
        near = [one for word in words for one in difflib.get_close_matches(word, headers, 1, 0.75)]
        lack = Message("{file} has no column {headers}.", file=name, headers=_HEADERS[field])
        if near:
            found = shown(headers[near[0]])
            lack = Message("{mistake} Did you mean that by {header}?", mistake=lack, header=found)
        admission.reader.mistakes.append(lack)
    return bool(missing)


_HEADERS = {"name": "“nama”, “name”", "role": "“peran”, “role”",
            "consent": "“persetujuan” (ya, tidak), “consent” (yes, no)",
            "college": "“perguruan tinggi”, “college”"}  # fmt: skip


def _refuse_rounded(columns: "Mapping[str, Column]", name: str, reader: TableReader) -> None:
    column = columns.get("identifier")
    long = [text for text in column.native if len(text) > _EXACT] if column else []
    if column and long:
        allowed = Message("the whole number; format the column as text and type it again")
        reader.wrong(_header(name, column), min(long), allowed)


def _mapped(item: "tuple[str, Column]") -> Decision:
    field, column = item
    return Decision(
        Message(
            "Column {column} {header} is read as {meaning}.",
            column=column.letter,
            header=shown(column.name),
            meaning=_MEANINGS[field],
        ),
        Message("Its header says so."),
    )


_MEANINGS = {
    "name": Message("the name"),
    "identifier": Message("the student or staff number"),
    "email": Message("the e-mail address"),
    "role": Message("the role"),
    "college": Message("the college"),
    "consent": Message("the consent"),
    "level": Message("the level"),
    "group": Message("the study group"),
    "key": Message("the account"),
}


def _about_rest(rest: "Sequence[Column]") -> Iterator[Decision]:
    if any(vocabulary.is_mark(column.name) for column in rest):
        what = Message("These people are simulated: nobody of these names takes part.")
        yield Decision(what, Message("A column of the list says so."), warning=True)
    others = [column for column in rest if not vocabulary.is_mark(column.name)]
    if others:
        names = ", ".join(shown(column.name) for column in others[:_SHOWN])
        what = Message("Columns that the classroom does not need were left out: {columns}",
                       columns=names + (" …" if len(others) > _SHOWN else ""))  # fmt: skip
        yield Decision(what, Message("Nothing about people is kept that is not needed."))
