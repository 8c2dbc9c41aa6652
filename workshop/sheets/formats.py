"""What kind of file some bytes are, told by their beginning and not by the name."""

import re

from workshop.errors import SheetError
from workshop.sheets.archive import is_zip, text_file_in
from workshop.sheets.dialect import Recognise, parse
from workshop.sheets.encoding import decode, no_text
from workshop.sheets.labelled import is_spss, is_stata, read_spss, read_stata
from workshop.sheets.report import Decision
from workshop.sheets.sheet import Sheet
from workshop.sheets.workbook import read_workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Pictures and archives, which may hold few control characters.
_OTHERS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!\x1a", b"7z\xbc\xaf")
_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml|<head|<table)", re.IGNORECASE)


def sheet_from(name: str, content: bytes, recognise: Recognise) -> tuple[Sheet, list[Decision]]:
    """Return the cells of a file as texts, and the decisions on its form.

    Raises
    ------
    SheetError
        When it is no table, or one that is locked or damaged.
    """
    if not content or content.isspace():
        raise SheetError("The file is empty. Export it again.")
    if is_zip(content):
        inside = text_file_in(content)
        if inside is None:
            return read_workbook(content, recognise)
        content = inside
    if is_spss(content):
        return read_spss(content)
    if is_stata(content, name):
        return read_stata(content)
    _refuse(content)
    text, decision = decode(content)
    sheet, decisions = parse(text, recognise)
    return sheet, [decision, *decisions]


def _refuse(content: bytes) -> None:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise SheetError(
                "The file is locked with a password. Open it in Excel, save it without one and "
                "read that file."
            )
        raise SheetError(
            "The file is an old Excel file (.xls). Open it in Excel, save it as .xlsx and read "
            "that file."
        )
    if content.startswith(_OTHERS):
        raise no_text()
    if content.startswith(b"%PDF"):
        raise SheetError("The file is a PDF, which holds no table. Export it as CSV or XLSX.")
    if _PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise SheetError(
            "The file is a web page, perhaps the page that asks to sign in. Download the table "
            "again, as CSV or XLSX."
        )
