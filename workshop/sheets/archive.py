"""ZIP archives, which workbooks are: looked at before anything in them is unpacked."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from workshop.errors import SheetError

_LARGEST = 1 << 30  # bytes of all parts, unpacked
_SUSPICIOUS = 50 << 20
_PACKED_TIGHTLY = 200  # times; the XML of a real workbook packs 10 to 50 times
_BLOCK = 1 << 20
_OVERLAP = 1 << 10
_TEXT_FILE = re.compile(r"(?!__MACOSX/)[^\0]+\.(?:csv|tsv|txt)", re.IGNORECASE)
_DECLARATION = tuple("<!DOCTYPE".encode(codec) for codec in ("ascii", "utf-16-le", "utf-16-be"))
_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def is_zip(content: bytes) -> bool:
    """Whether the bytes are a ZIP archive."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def damaged() -> SheetError:
    """Return the error for a workbook that nobody can open."""
    return SheetError(
        "The workbook is damaged, or is no Excel workbook. Open it in Excel, save it as .xlsx "
        "and read that file."
    )


def text_file_in(content: bytes) -> bytes | None:
    """Return the one text file in an archive, as Google Forms packs it; nothing for a workbook.

    Raises
    ------
    SheetError
        When the archive is damaged, would unpack to too much, or holds no table at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(archive, len(content))
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                _refuse_declarations(archive)
                return None
            texts = list(filter(_TEXT_FILE.fullmatch, names))
            if len(texts) == 1:
                return archive.read(texts[0])
    except _FAULTS as error:
        raise damaged() from error
    if "mimetype" in names:
        raise SheetError("The file is an OpenDocument file. Save it as .xlsx and read that file.")
    raise SheetError(
        "The file is a ZIP archive and no workbook. Unpack it and read the table inside."
    )


def _refuse_bombs(archive: zipfile.ZipFile, packed: int) -> None:
    size = sum(part.file_size for part in archive.infolist())
    if size > _LARGEST or (size > _SUSPICIOUS and size > _PACKED_TIGHTLY * packed):
        raise SheetError(
            "The file would unpack to {size} MB. Delete what does not belong to the table, "
            "or export it as CSV.",
            size=size >> 20,
        )


def _refuse_declarations(archive: zipfile.ZipFile) -> None:
    """Refuse documents that declare entities, which may grow without end."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                head = file.read(_OVERLAP)
            if any(declaration in head for declaration in _DECLARATION):
                raise damaged()


def found_in(content: bytes, part: str, pattern: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """Yield what a pattern finds in a part, block by block; a match may come twice."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(part) as file:
        before = b""
        while block := file.read(_BLOCK):
            yield from pattern.finditer(before + block)
            before = block[-_OVERLAP:]
