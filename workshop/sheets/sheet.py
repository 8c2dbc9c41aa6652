"""A table as columns of texts, before anybody knows what they mean.

A column keeps each different text once, with one small number a row that says which. All
decisions are taken on the different texts, so that a hundred thousand rows cost little more
than a hundred.
"""

import dataclasses
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.errors import SheetError
from workshop.sheets.words import plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_COLUMNS = 16_384  # as in Excel
BLANK = -1


@dataclass(frozen=True, eq=False)
class Column:
    """One column.

    Parameters
    ----------
    position
        From 0, as in the file.
    texts
        The different cells, in the order in which they appear first; no blank ones.
    codes
        One number a row: the place of its cell in `texts`, or `BLANK`.
    header
        What stands above it; more than one text when there are several header rows.
    native
        Those texts that the file holds as numbers, so that their point is a decimal point.
    values
        Stored value behind a text, where the file holds both, as SPSS does.
    """

    position: int
    texts: tuple[str, ...]
    codes: "NDArray[np.intp]"
    header: tuple[str, ...] = ()
    native: frozenset[str] = frozenset()
    values: Mapping[str, str] = field(default_factory=dict)

    @functools.cached_property
    def _places(self) -> dict[str, int]:
        return {text: place for place, text in enumerate(self.texts)}

    @property
    def filled(self) -> "NDArray[np.bool_]":
        """Which rows hold a text."""
        return np.not_equal(self.codes, BLANK)

    @property
    def name(self) -> str:
        """The header in one line, or the letter that a spreadsheet gives the column."""
        words = " ".join(self.header[0].split()) if self.header else ""
        return words or self.letter

    @property
    def letter(self) -> str:
        """The letter that a spreadsheet gives the column."""
        return letter(self.position)

    def at(self, row: int) -> str:
        """Return the text in a row, counted from 0; empty for a blank cell."""
        code = self.codes[row]
        return "" if code == BLANK else self.texts[code]

    def where(self, texts: Iterable[str]) -> "NDArray[np.bool_]":
        """Return the rows that hold one of these texts."""
        chosen = np.zeros(len(self.texts) + 1, dtype=bool)
        chosen[[self._places[text] for text in texts if text in self._places]] = True
        return np.asarray(chosen[self.codes], dtype=bool)

    def take(self, rows: "NDArray[np.intp]") -> "Column":
        """Return the column with these rows only, and only the texts that they hold."""
        codes = self.codes[rows]
        used = np.zeros(len(self.texts) + 1, dtype=bool)
        used[codes] = True
        kept = np.flatnonzero(used[:-1])
        renumbered = np.full(len(self.texts) + 1, BLANK, dtype=np.intp)
        renumbered[kept] = np.arange(len(kept))
        texts = tuple(self.texts[code] for code in kept)
        return dataclasses.replace(self, texts=texts, codes=renumbered[codes])


@dataclass(frozen=True, eq=False)
class Sheet:
    """All columns that hold anything, and the number of each row as a spreadsheet counts it."""

    columns: tuple[Column, ...]
    numbers: "NDArray[np.intp]"

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.numbers)

    def row(self, row: int) -> list[str]:
        """Return the texts of a row, counted from 0, blank ones included."""
        return [column.at(row) for column in self.columns]

    def filled(self) -> "NDArray[np.intp]":
        """Count the filled cells of each row."""
        counts = np.zeros(len(self), dtype=np.intp)
        for column in self.columns:
            counts += column.filled
        return counts

    def take(self, rows: "NDArray[np.intp]") -> "Sheet":
        """Return the sheet with these rows only."""
        return Sheet(tuple(column.take(rows) for column in self.columns), self.numbers[rows])

    def named_apart(self) -> "Sheet":
        """Return the sheet with a header of its own for each column."""
        names: set[str] = set()
        times: dict[str, int] = {}
        columns = []
        for column in self.columns:
            name, key = column.name, plain(column.name)
            while plain(name) in names:
                times[key] = times.get(key, 1) + 1
                name = f"{column.name} ({times[key]})"
            names.add(plain(name))
            columns.append(dataclasses.replace(column, header=(name,)))
        return Sheet(tuple(columns), self.numbers)


def sheet_of(records: Iterable[Sequence[str]], numbers: Sequence[int] | None = None) -> Sheet:
    """Return records of texts as columns; a column without any text is left out.

    Raises
    ------
    SheetError
        When there are more columns than a spreadsheet can have.

    Examples
    --------
    >>> sheet = sheet_of([["id", "hours"], ["1", ""]])
    >>> sheet.columns[1].texts, sheet.columns[1].at(1)
    (('hours',), '')
    """
    cells: dict[int, tuple[list[int], list[str]]] = {}
    count = 0
    for row, record in enumerate(records):
        count += 1
        for position, text in enumerate(record):
            if text and not text.isspace():
                rows, texts = cells.setdefault(position, ([], []))
                rows.append(row)
                texts.append(text)
    refuse_too_wide(len(cells))
    columns = []
    for position, (rows, texts) in sorted(cells.items()):
        codes = np.full(count, BLANK, dtype=np.intp)
        found, unique = pd.factorize(np.array(texts, dtype=object))
        codes[rows] = found
        columns.append(Column(position, tuple(unique), codes))
    return Sheet(tuple(columns), _numbered(count, numbers))


def sheet_of_frame(frame: pd.DataFrame) -> Sheet:
    """Return a table of texts, blank ones empty, as columns; quick for many rows."""
    columns = []
    for position in range(frame.shape[1]):
        codes, unique = pd.factorize(frame.iloc[:, position].to_numpy(dtype=object))
        blank = [not text or text.isspace() for text in unique]
        renumbered = np.where(blank, BLANK, np.cumsum(np.logical_not(blank)) - 1)
        texts = tuple(text for text, is_blank in zip(unique, blank, strict=True) if not is_blank)
        if texts:
            columns.append(Column(position, texts, renumbered[codes]))
    return Sheet(tuple(columns), _numbered(len(frame), None))


def refuse_too_wide(width: int) -> None:
    """Refuse more columns than a spreadsheet can have.

    Raises
    ------
    SheetError
        Saying how many there are.
    """
    if width > MOST_COLUMNS:
        raise SheetError(
            "The file has {width} columns; a spreadsheet holds {most}. Check that it is a table "
            "with one row a person.",
            width=width,
            most=MOST_COLUMNS,
        )


def all_blank() -> SheetError:
    """Return the error for a file without any text in its cells."""
    return SheetError("The file holds nothing: all its cells are blank. Export it again.")


def letter(position: int) -> str:
    """Return the name that a spreadsheet gives a column, counted from 0.

    Examples
    --------
    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _numbered(count: int, numbers: Sequence[int] | None) -> "NDArray[np.intp]":
    return np.arange(1, count + 1) if numbers is None else np.array(numbers, dtype=np.intp)
