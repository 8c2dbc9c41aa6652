"""Where the table stands on a sheet: below which header, above which totals."""

import dataclasses
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from workshop.errors import Message
from workshop.sheets.dialect import Recognise
from workshop.sheets.report import Decision
from workshop.sheets.sheet import Column, Sheet, all_blank
from workshop.sheets.words import plain, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HEAD = 50
_TOTALS = re.compile(
    r"(?:grand |sub)?totals?|jumlah(?: (?:total|keseluruhan|responden|data))?|total (?:responden|"
    r"responses|respondents|jawaban|data)|rata[ -]?rata|rerata|mean|average|sum|count|"
    r"persentase|percentage|simpangan baku|standar deviasi|std\.? ?dev(?:iation)?"
)
_VALUE = re.compile(r"[+\-−]?[\d.,/:\s]*\d[\d.,/:\s%]*")
# What Qualtrics and the humanitarian tag row of KoboToolbox write below their header.
_TAGS = re.compile(r'#[a-z]|\{"ImportId"', re.IGNORECASE)


def lay_out(sheet: Sheet, recognise: Recognise) -> tuple[Sheet, list[Decision]]:
    """Return the rows of the table under their headers, and what was decided about the others.

    Parameters
    ----------
    sheet
        All rows of the file.
    recognise
        Counts how many cells of a row are headers that the caller knows.

    Raises
    ------
    SheetError
        When nothing stands in the file.
    """
    filled = sheet.filled()
    if any(column.header for column in sheet.columns):  # the file knows its variables
        return sheet, []
    if not filled.any():
        raise all_blank()
    headers, why = _header_rows(sheet, filled, recognise)
    start = headers[-1] + 1 if headers else int(np.flatnonzero(filled)[0])
    end = _first_total(sheet, filled, start)
    places = np.arange(len(sheet))
    inside = (places >= start) & (places < end) & (filled > 0)
    decisions = [
        *_about_header(sheet, headers, why),
        *_about_titles(sheet, filled, headers[0] if headers else start),
        *_about_blanks(sheet, filled),
        *_about_totals(sheet, np.flatnonzero((places >= end) & (filled > 0))),
    ]
    named = tuple(_named(column, headers) for column in sheet.columns)
    return Sheet(named, sheet.numbers).take(np.flatnonzero(inside)), decisions


def _header_rows(
    sheet: Sheet, filled: "NDArray[np.intp]", recognise: Recognise
) -> tuple[list[int], Message]:
    head = [row for row in range(min(len(sheet), _HEAD)) if filled[row]]
    if not head:
        return [int(np.flatnonzero(filled)[0])], Message("It is the first row with any text.")
    known = {row: recognise(sheet.row(row)) for row in head}
    best = max(head, key=lambda row: (known[row], -row))
    if known[best]:
        first, why = best, Message("It holds headers that are known.")
    else:
        most = max(filled[row] for row in head)
        full = next(row for row in head if filled[row] >= 0.8 * most)
        first = _words_above(sheet, filled, full)
        why = Message("It is the first row with a text in nearly every column.")
        if all(_is_value(text) for text in sheet.row(first) if text):
            return [], Message("The first row holds only numbers.")
    end = first + 1
    while end < len(sheet) and filled[end]:
        if not _is_tags(sheet, end) and not 0 < known[first] < 2 * recognise(sheet.row(end)):
            break
        end += 1
    # Qualtrics writes the questions between its header and its tags.
    if end + 1 < len(sheet) and filled[end] and filled[end + 1] and _is_tags(sheet, end + 1):
        end += 2
    return list(range(first, end)), why


def _words_above(sheet: Sheet, filled: "NDArray[np.intp]", row: int) -> int:
    """Return the row above that names most columns, where this one holds values already."""
    if not any(_is_value(text) for text in sheet.row(row) if text):
        return row
    above = [one for one in range(row) if 2 <= filled[one] >= 0.5 * filled[row]]
    named = [one for one in above if not any(map(_is_value, filter(None, sheet.row(one))))]
    return named[-1] if named else row


def _is_tags(sheet: Sheet, row: int) -> bool:
    return all(_TAGS.match(text.strip()) for text in sheet.row(row) if text)


def _named(column: Column, headers: list[int]) -> Column:
    return dataclasses.replace(column, header=tuple(filter(None, map(column.at, headers))))


def _first_total(sheet: Sheet, filled: "NDArray[np.intp]", start: int) -> int:
    """Return the first of the rows at the end that sum up, or the number of rows."""
    end = len(sheet)
    for row in np.flatnonzero(filled)[::-1][:20]:
        if row < start or not _sums_up(sheet, int(row)):
            break
        end = int(row)
    return end


def _sums_up(sheet: Sheet, row: int) -> bool:
    """Whether a row begins with such a word, which no other row has in that column."""
    column = next(column for column in sheet.columns if column.at(row))
    word = column.at(row)
    if not _TOTALS.fullmatch(plain(word).rstrip(":. ")):
        return False
    rest = [other.at(row) for other in sheet.columns if other is not column and other.at(row)]
    numbers = rest and all(map(_is_value, rest))
    return bool(numbers and column.where([word]).sum() == 1)


def _is_value(text: str) -> bool:
    return len(text) <= 60 and _VALUE.fullmatch(text) is not None


def _about_header(sheet: Sheet, headers: list[int], why: Message) -> Iterator[Decision]:
    if not headers:
        what = Message("The file has no headers; its columns are named by their letters.")
        yield Decision(what, why, warning=True)
        return
    rows = tuple(int(sheet.numbers[row]) for row in headers)
    yield Decision(Message("The headers stand in row {row}.", row=rows[0]), why, rows[:1])
    if len(rows) > 1:
        what = Message("Further rows of headers were read as such.")
        yield Decision(what, Message("They name the same columns once more."), rows[1:])


def _about_titles(sheet: Sheet, filled: "NDArray[np.intp]", header: int) -> Iterator[Decision]:
    rows = [row for row in range(header) if filled[row]]
    if rows:
        words = " ".join(text for row in rows[:3] for text in sheet.row(row) if text)
        yield Decision(
            Message("Rows above the headers were left out: {words}", words=shown(words)),
            Message("They hold a title."),
            tuple(int(sheet.numbers[row]) for row in rows),
        )


def _about_blanks(sheet: Sheet, filled: "NDArray[np.intp]") -> Iterator[Decision]:
    """Report the rows that hold nothing, also where a workbook leaves them out."""
    last = int(sheet.numbers[-1])
    blank = np.ones(last + 1, dtype=bool)
    blank[0] = False  # a spreadsheet counts from 1
    blank[sheet.numbers[filled > 0]] = False
    rows = np.flatnonzero(blank)
    if len(rows):
        what = Message("Blank rows were left out.")
        yield Decision(what, Message("They hold no text at all."), tuple(map(int, rows)))


def _about_totals(sheet: Sheet, rows: "NDArray[np.intp]") -> Iterator[Decision]:
    for row in rows:
        words = " ".join(text for text in sheet.row(int(row)) if text)
        yield Decision(
            Message("A row below the table was left out: {words}", words=shown(words)),
            Message("It begins with a word for a sum and holds only numbers."),
            (int(sheet.numbers[row]),),
        )
