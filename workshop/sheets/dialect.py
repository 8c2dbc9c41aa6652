"""A text file as rows and columns: what separates its cells, and whether its quotes close."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import numpy as np
import pandas as pd

from workshop.errors import Message, SheetError
from workshop.sheets.report import Decision
from workshop.sheets.sheet import (
    Sheet,
    all_blank,
    refuse_too_wide,
    sheet_of,
    sheet_of_frame,
)

SEPARATORS = (",", ";", "\t", "|")
Recognise = Callable[[Sequence[str]], int]

_SEPARATOR_LINE = re.compile(r'\A"?sep=(?P<separator>[^\r\n"])"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_SAMPLE = 256 * 1024
_SAMPLE_ROWS = 200
_MANY = 2_000_000  # characters from which on the reader of pandas is worth its start
_QUOTE = ord('"')
_NOTHING = ' \t\r\n,;|"'
_END = "\x1eend\x1e"


def parse(text: str, recognise: Recognise) -> tuple[Sheet, list[Decision]]:
    """Return the rows and columns of a text, and the decisions on its form.

    Parameters
    ----------
    text
        The whole file.
    recognise
        Counts how many cells of a row are headers that the caller knows.

    Raises
    ------
    SheetError
        When a quotation mark is opened and never closed.

    Examples
    --------
    >>> sheet, decisions = parse("id;hours\\n1;2,5\\n", lambda row: 0)
    >>> sheet.row(1)
    ['1', '2,5']
    """
    if not text.strip(_NOTHING):
        raise all_blank()
    mended: list[Decision] = []
    if found := _SEPARATOR_LINE.match(text):
        text, separator = text[found.end() :], found["separator"]
        why = Message("The first line of the file says so.")
    else:
        text, mended = _with_one_separator(text)
        separator, why = _guessed(text[:_SAMPLE], recognise)
    decisions = [*mended, _told(separator, why)]
    if (sheet := _quickly(text, separator)) is not None:
        return sheet, decisions
    with _cells_of_any_size(len(text)):
        records, doubts = _records(text, separator)
    return sheet_of(records), [*decisions, *doubts, *_short(records)]


def _told(separator: str, why: Message) -> Decision:
    if separator not in (*SEPARATORS, " ") and not separator.isprintable():
        return Decision(Message("The file has one column."), why)
    shown = Message("a tab") if separator == "\t" else f"“{separator}”"
    return Decision(Message("Cells are separated by {separator}.", separator=shown), why)


def _guessed(sample: str, recognise: Recognise) -> tuple[str, Message]:
    never = next(sign for sign in map(chr, range(0xE000, 0xF8FF)) if sign not in sample)
    alone = _known(_sampled(sample, never), recognise)
    best: tuple[tuple[float, ...], str] = ((alone, 0.5, 0), "")
    for separator in SEPARATORS:
        if separator in sample:
            best = max(best, (_fit(sample, separator, recognise), separator))
    if best[1]:
        return best[1], Message("It cuts the rows into equally many cells.")
    return never, Message("No sign cuts the rows into equally many cells.")


def _fit(sample: str, separator: str, recognise: Recognise) -> tuple[float, float, float]:
    """Say how well a separator fits: known headers, share of equally wide rows, their width."""
    records = _sampled(sample, separator)
    width, share = _usual_width(records)
    if width == 1 or (separator == "," and _is_prose(records)):
        return 0, 0, 0
    return _known(records, recognise), share, width


def _sampled(sample: str, separator: str) -> list[list[str]]:
    """Return the first rows that hold anything; the last one may be cut off."""
    with _cells_of_any_size(len(sample)):
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        records = [row for row in islice(rows, _SAMPLE_ROWS) if any(map(str.strip, row))]
    return (records[:-1] or records) if len(sample) == _SAMPLE else records


def _known(records: list[list[str]], recognise: Recognise) -> int:
    return max(map(recognise, records[:30]), default=0)


def _usual_width(records: list[list[str]]) -> tuple[int, float]:
    """Return the commonest width of more than one cell, and the share of rows that have it."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return 1, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    return width, times / len(records)


def _with_one_separator(text: str) -> tuple[str, list[Decision]]:
    """Rewrite a header row that is separated by another sign than all the rows below it."""
    line, end, below = text[:_SAMPLE].partition("\n")
    for separator in SEPARATORS if line.count('"') % 2 == 0 else ():
        width, share = _usual_width(_sampled(below, separator))
        if share < 0.9 or len(_cells(line, separator)) > 1:
            continue
        for other in SEPARATORS:
            header = _cells(line, other)
            if len(header) == width and _usual_width(_sampled(below, other))[1] < 0.5:
                written = io.StringIO()
                csv.writer(written, delimiter=separator, lineterminator=end).writerow(header)
                what = Message(
                    "The header row is separated by another sign than the rows below it."
                )
                why = Message("“{sign}” cuts it into as many cells as they have.", sign=other)
                return written.getvalue() + text[len(line + end) :], [Decision(what, why, (1,))]
    return text, []


def _cells(line: str, separator: str) -> list[str]:
    return next(iter(_sampled(line, separator)), [])


def _is_prose(records: list[list[str]]) -> bool:
    """Whether a comma belongs to sentences: a heading without any, and a space behind most."""
    rest = [cell for record in records for cell in record[1:]]
    spaced = sum(cell.startswith(" ") for cell in rest)
    return len(records[0]) == 1 and 2 * spaced > len(rest)


def _quickly(text: str, separator: str) -> Sheet | None:
    """Return a large and regular file as columns; nothing when it needs a closer look."""
    if len(text) < _MANY or not separator.isascii() or "\0" in text:
        return None
    content = text.encode(errors="replace")
    if not _is_quoted_by_the_rules(content, separator):
        return None
    with _cells_of_any_size(_SAMPLE):
        head = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=separator)
        width = max(map(len, islice(head, _SAMPLE_ROWS)))
    refuse_too_wide(width)
    try:
        frame = pd.read_csv(
            io.BytesIO(content),
            sep=separator,
            header=None,
            # One more than there are: a row with too many cells is an error, not a loss.
            names=range(width + 1),
            index_col=False,
            dtype=object,
            keep_default_na=False,
            skip_blank_lines=False,
        )
    except (ValueError, OverflowError):  # among them ParserError
        return None
    return sheet_of_frame(frame)


def _is_quoted_by_the_rules(content: bytes, separator: str) -> bool:
    """Whether quotation marks open and close whole cells in turn, and are doubled inside."""
    signs = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(signs == _QUOTE)
    opening, closing = quotes[::2], quotes[1::2]
    beside = np.frombuffer(f'{separator}\r\n"'.encode(), dtype=np.uint8)
    # At the edges of the file a mark has nothing beside it: it is compared with itself.
    before, after = np.maximum(opening - 1, 0), np.minimum(closing + 1, len(signs) - 1)
    return (
        len(opening) == len(closing)
        and bool(np.isin(signs[before], beside).all())
        and bool(np.isin(signs[after], beside).all())
    )


def _records(text: str, separator: str) -> tuple[list[list[str]], list[Decision]]:
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return _with_odd_quotes(text, separator, len(records) + 1)
    return records, []


def _with_odd_quotes(text: str, separator: str, row: int) -> tuple[list[list[str]], list[Decision]]:
    """Read a file whose quotation marks do not follow the rules, or refuse it."""
    marked = io.StringIO(f"{text.rstrip()}\n{_END}\n", newline="")
    records = list(csv.reader(marked, delimiter=separator))
    if records.pop() == [_END]:
        what = Message("A quotation mark inside a cell was left out; check row {row}.", row=row)
        why = Message("Text follows a closing quotation mark.")
        return records, [Decision(what, why, (row,), warning=True)]
    plain = io.StringIO(text, newline="")
    records = list(csv.reader(plain, delimiter=separator, quoting=csv.QUOTE_NONE))
    if len({len(record) for record in records if any(record)}) > 1:
        raise SheetError(
            "A quotation mark in row {row} is opened and never closed, so that nobody can say "
            "where the cell ends. Close it, or export the file again.",
            row=row,
        )
    what = Message("Quotation marks are read as ordinary signs.")
    return records, [Decision(what, Message("One in row {row} never closes.", row=row), (row,))]


def _short(records: list[list[str]]) -> Iterator[Decision]:
    """Report rows that end early, since a line break may have torn them."""
    widths = [len(record) if any(map(str.strip, record)) else 0 for record in records]
    usual = max(Counter(filter(None, widths)).items(), key=lambda item: item[1], default=(0, 0))[0]
    rows = tuple(
        row
        for row, width in enumerate(widths, start=1)
        # Titles and a header without its last blank cells stand above the first whole row.
        if 1 < width < usual and usual in widths[:row]
    )
    if rows:
        what = Message("Rows with fewer cells than the others were filled with blank cells.")
        yield Decision(what, Message("They end early."), rows, warning=True)


@contextmanager
def _cells_of_any_size(size: int) -> Iterator[None]:
    """Lift the limit of the csv module, which is one for the whole process."""
    before = csv.field_size_limit()
    csv.field_size_limit(max(before, size + len(_END) + 2))
    try:
        yield
    finally:
        csv.field_size_limit(before)
