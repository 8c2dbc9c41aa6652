"""A table whose columns are known beforehand, such as a catalogue that a lecturer edits."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from workshop.errors import SheetError, reason_of
from workshop.sheets.reading import read_sheet

Record = dict[str, str]


def read_records(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Record]]:
    """Read the rows of a table, whatever program has saved it and in whatever order.

    Parameters
    ----------
    path
        The file.
    columns
        Names that must all be there, in small letters; others are left out.

    Yields
    ------
    tuple[int, Record]
        The number of the row as a spreadsheet counts it, and column → text without spaces
        around it.

    Raises
    ------
    SheetError
        When the file cannot be read, or lacks a column.

    Examples
    --------
    >>> list(read_records(Path("nowhere.csv"), ("code",)))
    Traceback (most recent call last):
    ...
    workshop.errors.SheetError: nowhere.csv ...
    """

    def recognised(row: Sequence[str]) -> int:
        return sum(cell.strip().casefold() in columns for cell in row)

    try:
        sheet, _ = read_sheet(path.name, path.read_bytes(), recognised)
    except OSError as error:
        raise SheetError(
            "{path} cannot be read ({reason}). Check that the file exists and is not locked.",
            path=path,
            reason=reason_of(error),
        ) from error
    found = {column.name.casefold(): column for column in sheet.columns}
    if missing := [name for name in columns if name not in found]:
        raise SheetError(
            "{path} lacks the columns {missing}; it must have {columns}. Take the original file "
            "again and change only what stands in it.",
            path=path,
            missing=", ".join(missing),
            columns=", ".join(columns),
        )
    for place, number in enumerate(sheet.numbers):
        yield int(number), {name: found[name].at(place).strip() for name in columns}
