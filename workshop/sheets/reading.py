"""The bytes of a file as rows under their headers."""

from typing import TYPE_CHECKING

from workshop.sheets.report import Decision

if TYPE_CHECKING:
    from workshop.sheets.dialect import Recognise
    from workshop.sheets.sheet import Sheet


def read_sheet(name: str, content: bytes, recognise: "Recognise") -> "tuple[Sheet, list[Decision]]":
    """Read the content of a table in whatever format, and tell what was decided.

    Parameters
    ----------
    name
        Name of the file; old files of Stata are known by it alone.
    content
        All its bytes: CSV, TSV, XLSX, SPSS ``.sav`` or Stata ``.dta``.
    recognise
        Counts how many cells of a row are headers that the caller knows.

    Raises
    ------
    SheetError
        When it is no table, or one that is locked or damaged.

    Examples
    --------
    >>> content = b"Class A\\nname;role\\nAyu;student\\n"
    >>> sheet, _ = read_sheet("people.csv", content, lambda row: "name" in row)
    >>> [(column.name, column.texts) for column in sheet.columns]
    [('name', ('Ayu',)), ('role', ('student',))]
    """
    # Imported here, since they load pandas, and whoever only shows a report needs none.
    from workshop.sheets.formats import sheet_from
    from workshop.sheets.layout import lay_out

    sheet, decisions = sheet_from(name, content, recognise)
    sheet, told = lay_out(sheet, recognise)
    return sheet, [*decisions, *told]
