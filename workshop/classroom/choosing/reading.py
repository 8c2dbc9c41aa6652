"""Reading the catalogue of platforms, and naming every mistake in it by its file and row.

Whoever disagrees with a score changes it in a spreadsheet; so what a
spreadsheet does to a file, such as semicolons, is understood.
"""

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

from workshop.classroom.choosing import problems
from workshop.classroom.choosing.model import (
    BASES,
    FACTS,
    Catalogue,
    Criterion,
    Evidence,
    Platform,
    Requirement,
)
from workshop.config import kit_folder
from workshop.errors import Bullets, ClassroomError, Message, SheetError
from workshop.tables import Text

COLUMNS = {
    "platforms": ("code", "label_id", "label_en", "kind_id", "kind_en", *FACTS, "source", "date"),
    "criteria": (
        *("code", "label_id", "label_en", "question_id", "question_en"),
        *("lowest_id", "lowest_en", "highest_id", "highest_en", "weight", "source", "date"),
    ),
    "requirements": (
        *("code", "label_id", "label_en", "meaning_id", "meaning_en"),
        *("fact", "passes", "excludes", "source", "date"),
    ),
    "platform_evidence": (
        *("platform", "aspect", "score", "basis", "evidence_id", "evidence_en", "source", "date"),
    ),
    "premises": (
        *("premise", "part", "text_id", "text_en", "measure", "answer", "source", "date"),
    ),
}
PARTS = ("platforms", "criteria", "requirements", "platform_evidence")
MAY_BE_EMPTY = ("score", "excludes", "measure", "answer")

Row = dict[str, str]


def read_catalogue(folder: Path | None = None) -> Catalogue:
    """Read the catalogue of platforms, criteria and requirements.

    Parameters
    ----------
    folder
        Where its CSV files are; the kit's own ``data/catalogue`` by default.

    Raises
    ------
    ClassroomError
        When a file is missing, or naming every mistake in it by its row.

    Examples
    --------
    >>> len(read_catalogue().platforms)
    16
    """
    folder = folder or kit_folder() / "data" / "catalogue"
    # Read again only when a file was saved since.
    return _catalogue(folder, tuple(_saved(folder / f"{name}.csv") for name in PARTS))


def _saved(path: Path) -> int:
    return path.stat().st_mtime_ns if path.is_file() else 0


@functools.lru_cache(maxsize=4)
def _catalogue(folder: Path, _saved: tuple[int, ...]) -> Catalogue:
    mistakes: list[Message] = []
    read = {name: list(_checked(folder, name, mistakes)) for name in PARTS}
    mistakes += problems.of(read)
    _refuse(folder, mistakes)
    codes = tuple(row["code"] for row in read["criteria"])
    found = {(row["platform"], row["aspect"]): row for row in read["platform_evidence"]}
    return Catalogue(
        tuple(_platform(row, codes, found) for row in read["platforms"]),
        tuple(map(_criterion, read["criteria"])),
        tuple(map(_requirement, read["requirements"])),
    )


def rows(folder: Path, name: str) -> list[Row]:
    """Return the rows of one file of the catalogue.

    Raises
    ------
    ClassroomError
        When it is missing, or a row lacks something.
    """
    mistakes: list[Message] = []
    found = list(_checked(folder, name, mistakes))
    _refuse(folder, mistakes)
    return found


def _refuse(folder: Path, mistakes: list[Message]) -> None:
    if mistakes:
        raise ClassroomError(
            "The catalogue in {folder} cannot be used. Correct it, or take the original files "
            "again:{mistakes}",
            folder=folder,
            mistakes=Bullets(mistakes[:20]),
        )


def _checked(folder: Path, name: str, mistakes: list[Message]) -> Iterator[Row]:
    from workshop.sheets.records import read_records

    try:
        found = list(read_records(folder / f"{name}.csv", COLUMNS[name]))
    except SheetError as error:
        raise error.of_kind(ClassroomError) from error
    for number, row in found:
        missing = [column for column, value in row.items() if not value]
        mistakes += [
            Message(
                "{file}.csv, row {row}: nothing in the column {column}",
                file=name,
                row=number,
                column=column,
            )
            for column in missing
            if column not in MAY_BE_EMPTY
        ]
        yield row


def _text(row: Row, column: str) -> Text:
    return Text(row[f"{column}_id"], row[f"{column}_en"])


def _criterion(row: Row) -> Criterion:
    return Criterion(
        row["code"],
        _text(row, "label"),
        _text(row, "question"),
        _text(row, "lowest"),
        _text(row, "highest"),
        int(row["weight"]),
    )


def _requirement(row: Row) -> Requirement:
    passes = frozenset(row["passes"].split())
    label, meaning = _text(row, "label"), _text(row, "meaning")
    return Requirement(row["code"], label, meaning, row["fact"], passes, row["excludes"])


def _platform(row: Row, criteria: Sequence[str], found: dict[tuple[str, str], Row]) -> Platform:
    mine = {aspect: found[row["code"], aspect] for aspect in (*FACTS, *criteria)}
    return Platform(
        code=row["code"],
        label=_text(row, "label"),
        kind=_text(row, "kind"),
        facts={fact: row[fact] for fact in FACTS},
        scores={code: int(mine[code]["score"]) for code in criteria},
        evidence={
            aspect: Evidence(
                _text(one, "evidence"), BASES[one["basis"]], one["source"], one["date"]
            )
            for aspect, one in mine.items()
        },
    )
