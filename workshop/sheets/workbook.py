"""Excel workbooks: the sheet that holds the table, and what hides in its cells."""

import dataclasses
import datetime
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.errors import Message, SheetError
from workshop.sheets.archive import damaged, found_in
from workshop.sheets.dialect import Recognise
from workshop.sheets.report import Decision
from workshop.sheets.sheet import Sheet, letter, sheet_of
from workshop.sheets.words import shown

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MOST_ROWS = 1_048_576  # as in Excel
_SHOWN = 12
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]{0,99}?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]{0,200}?\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]{0,200}?\bhidden="(?:1|true)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_RETURN = re.compile(r"_x000D_", re.IGNORECASE)  # how Excel writes half of a line break


@dataclass
class _Content:
    """The filled rows of one worksheet, and what was noticed about its cells."""

    title: str
    hidden: bool
    part: str
    records: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    native: set[str] = field(default_factory=set)


def read_workbook(content: bytes, recognise: Recognise) -> tuple[Sheet, list[Decision]]:
    """Return the cells of the worksheet with the table, and what was decided.

    Parameters
    ----------
    content
        The whole file.
    recognise
        Counts how many cells of a row are headers that the caller knows.

    Raises
    ------
    SheetError
        When it cannot be opened, or holds nothing.
    """
    try:
        contents = list(_contents(content))
        chosen = max(contents, key=lambda one: (_known(one, recognise), len(one.records)))
        decisions = [*_about_sheets(contents, chosen), *_about_cells(content, chosen)]
    except SheetError:
        raise
    except Exception as error:  # openpyxl answers damage with errors of any type
        raise damaged() from error
    sheet = sheet_of(chosen.records, chosen.numbers)
    native = frozenset(chosen.native)
    columns = (
        dataclasses.replace(column, native=native.intersection(column.texts))
        for column in sheet.columns
    )
    return Sheet(tuple(columns), sheet.numbers), decisions


def _known(content: _Content, recognise: Recognise) -> int:
    return max(map(recognise, content.records[:30]), default=0)


def _opened(content: bytes, *, results: bool) -> "Workbook":
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content), read_only=True, data_only=results, keep_links=False)


def _contents(content: bytes) -> Iterator[_Content]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and other things that are no cells
        for sheet in _opened(content, results=True).worksheets:
            part: str = sheet._worksheet_path  # type: ignore[attr-defined]  # of the stubs only
            found = _Content(sheet.title, sheet.sheet_state != "visible", part)
            sheet.reset_dimensions()  # other programs write "A1" and mean everything
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                if number > _MOST_ROWS:
                    raise damaged()
                record = [_text(value, found.native) for value in row]
                if any(record):
                    found.records.append(record)
                    found.numbers.append(number)
            yield found


def _text(value: object, native: set[str]) -> str:
    """Return a cell as the text that the same answer has in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
        text = str(int(value)) if whole else repr(value)
        native.add(text)
        return text
    if isinstance(value, datetime.datetime):
        dated = value.time() == datetime.time()
        return value.date().isoformat() if dated else value.isoformat(" ", "seconds")
    return _RETURN.sub("\r", str(value))


def _about_sheets(contents: list[_Content], chosen: _Content) -> Iterator[Decision]:
    others = [one.title for one in contents if one is not chosen and one.records]
    if others:
        what = Message(
            "The sheet {sheet} was read; others were left out: {others}",
            sheet=shown(chosen.title),
            others=", ".join(map(shown, others[:_SHOWN])),
        )
        why = Message("It has the headers that are known, or the most rows.")
        yield Decision(what, why, warning=True)
    if chosen.hidden:
        what = Message("The sheet {sheet} is hidden, and was read.", sheet=shown(chosen.title))
        yield Decision(what, Message("No other sheet holds the table."), warning=True)


def _about_cells(content: bytes, chosen: _Content) -> Iterator[Decision]:
    yield from _about_merged(content, chosen.part)
    hidden = {int(found[1]) for found in found_in(content, chosen.part, _HIDDEN_ROW)}
    if rows := tuple(sorted(hidden.intersection(chosen.numbers))):
        what = Message("Hidden rows were read like the others.")
        yield Decision(what, Message("A filter or a person hid them."), rows, warning=True)
    if any(found_in(content, chosen.part, _HIDDEN_COLUMN)):
        what = Message("Hidden columns were read like the others.")
        yield Decision(what, Message("The worksheet hides some."))
    if any(found_in(content, chosen.part, _FORMULA)):
        yield from _about_formulas(content, chosen)


def _about_merged(content: bytes, part: str) -> Iterator[Decision]:
    found = {match.groups() for match in found_in(content, part, _MERGED)}
    ranges = sorted((int(top), int(bottom), left, right) for left, top, right, bottom in found)
    if not ranges:
        return
    names = [
        f"{left.decode()}{top}:{right.decode()}{bottom}" for top, bottom, left, right in ranges
    ]
    what = Message(
        "Merged cells hold one text, at their top left; the rest is blank: {cells}",
        cells=", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else ""),
    )
    rows = {top for top, *_ in ranges}
    tall = any(bottom > top for top, bottom, *_ in ranges)
    why = Message("The worksheet merges them.")
    yield Decision(what, why, tuple(sorted(rows)), warning=tall)


def _about_formulas(content: bytes, chosen: _Content) -> Iterator[Decision]:
    what = Message("Formulas were read by their results.")
    yield Decision(what, Message("The workbook stores both."))
    stored = dict(zip(chosen.numbers, chosen.records, strict=True))
    lost = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = _opened(content, results=False)[chosen.title]
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            record = stored.get(number, [])
            lost += [
                (number, position)
                for position, cell in enumerate(row)
                if cell.data_type == "f" and not "".join(record[position : position + 1])
            ]
    if lost:
        what = Message(
            "Formulas without a stored result were read as missing: {cells}",
            cells=", ".join(f"{letter(position)}{number}" for number, position in lost[:_SHOWN]),
        )
        why = Message("Open the file in Excel, save it and read it again.")
        yield Decision(what, why, tuple(sorted({number for number, _ in lost})), warning=True)
