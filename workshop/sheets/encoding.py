"""Bytes of a text file as text: which encoding it has, and how that is known."""

import codecs
import re

from workshop.errors import Message, SheetError
from workshop.sheets.report import Decision

# The mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAMPLE = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(content: bytes) -> tuple[str, Decision]:
    """Return the text of a file and the decision on its encoding.

    Raises
    ------
    SheetError
        When the bytes are no text, or not what their mark promises.

    Examples
    --------
    >>> decode("Café".encode("cp1252"))[0]
    'Café'
    """
    text, decision = _marked(content) or _unmarked(content)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 0.1 * len(sample):
        raise no_text()
    return text, decision


def no_text() -> SheetError:
    """Return the error for bytes that are neither text nor a spreadsheet."""
    return SheetError(
        "The file holds no text and is no spreadsheet that the kit knows. Export the table "
        "as CSV or XLSX and read that file."
    )


def _marked(content: bytes) -> tuple[str, Decision] | None:
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            try:
                text = content.removeprefix(mark).decode(codec)
            except UnicodeDecodeError as error:
                raise SheetError(
                    "The file says that it is {encoding}, but byte {position} is not; it is "
                    "damaged. Export it again, as UTF-8.",
                    encoding=name,
                    position=error.start + len(mark) + 1,
                ) from error
            return text, _decision(name, Message("It begins with the mark of that encoding."))
    return None


def _unmarked(content: bytes) -> tuple[str, Decision]:
    sample = content[:_SAMPLE]
    for codec, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(content) % 2 == 0 and zeros.count(0) > 0.4 * len(zeros) > 0:
            try:
                text = content.decode(codec)
            except UnicodeDecodeError:
                continue
            return text, _decision("UTF-16", Message("Every second byte is zero."))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _western(content, error.start + 1)
    return text, _decision("UTF-8", Message("All its bytes are valid UTF-8."))


def _western(content: bytes, position: int) -> tuple[str, Decision]:
    why = Message("Byte {position} is not UTF-8; older Excel writes this way.", position=position)
    try:
        return content.decode("cp1252"), _decision("Windows-1252", why, warning=True)
    except UnicodeDecodeError:
        return content.decode("latin-1"), _decision("ISO 8859-1", why, warning=True)


def _decision(name: str, why: Message, *, warning: bool = False) -> Decision:
    if not warning:
        what = Message("The text is read as {encoding}.", encoding=name)
    else:
        what = Message(
            "The text is read as {encoding}; check letters with accents and special signs.",
            encoding=name,
        )
    return Decision(what, why, warning=warning)
