"""The bytes of an export as text: unpacked, decoded, or refused in one sentence."""

import io
import json
import lzma
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any

from workshop.errors import ClassroomError, Message, SheetError
from workshop.sheets.encoding import decode
from workshop.sheets.report import Decision

LARGEST = 256 << 20  # bytes of a chat: about two million messages
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!\x1a", b"7z\xbc\xaf",
           b"\xd0\xcf\x11\xe0")  # fmt: skip
# What the programs call the chat in their archives; pictures and documents lie beside it.
_CHAT = re.compile(
    r"_chat\.txt|(?:whatsapp chat|chat whatsapp)[^/]*\.txt|(?:result|export)\.json", re.IGNORECASE
)
_UNKNOWN = "\ufffd"
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_READABLE = re.compile(r".*\.(?:txt|json|csv)", re.IGNORECASE)
_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    LookupError,
    lzma.LZMAError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def unpacked(name: str, content: bytes) -> bytes:
    """Return the chat inside an archive; what is no archive of a chat comes back as it is.

    Raises
    ------
    ClassroomError
        When the archive is damaged, holds no chat, or would unpack to too much.
    """
    if not content.startswith(_ZIP):
        return _not_too_large(name, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part.filename for part in archive.infolist() if not part.is_dir()]
            if "[Content_Types].xml" in parts:  # a workbook, which Moodle writes too
                return _not_too_large(name, content)
            with archive.open(_chat(name, parts)) as file:
                # The size that an archive states may be a lie: count what really comes out.
                return _not_too_large(name, file.read(LARGEST + 1))
    except _FAULTS as error:
        raise ClassroomError(
            "{name} is a damaged or locked archive. Export the chat again and read that file.",
            name=name,
        ) from error


def _chat(name: str, parts: list[str]) -> str:
    ours = [part for part in parts if not part.startswith("__MACOSX/")]
    chats = [part for part in ours if _CHAT.fullmatch(PurePosixPath(part).name)]
    candidates = chats or [part for part in ours if _READABLE.fullmatch(part)]
    if len(candidates) == 1:
        return candidates[0]
    raise ClassroomError(
        "{name} is an archive with {count} files that could be a chat; allowed: one. Unpack it "
        "and read the chat, such as _chat.txt or result.json.",
        name=name,
        count=len(candidates),
    )


def _not_too_large(name: str, content: bytes) -> bytes:
    if len(content) <= LARGEST:
        return content
    raise ClassroomError(
        "{name} holds more than {most} MB of text; that is no chat of a class. Export the chat "
        "without media, or a shorter period.",
        name=name,
        most=LARGEST >> 20,
    )


def text_of(name: str, content: bytes) -> tuple[str, tuple[Decision, ...]]:
    """Return the text of a file, with lines that end the same way, and what is doubtful about it.

    Raises
    ------
    ClassroomError
        When there is none.
    """
    if content.startswith(_OTHERS):
        raise no_chat(name)
    mended = _mended(content)
    if mended is not None:
        lines = mended.split("\n")
        spoilt = tuple(number for number, line in enumerate(lines, 1) if _UNKNOWN in line)
        return mended, (_about_letters(spoilt),)
    try:
        text, decision = decode(content)
    except SheetError as error:
        raise no_chat(name) from error
    doubts = (decision,) if decision.warning else ()
    return _with_plain_ends(text), doubts


def _mended(content: bytes) -> str | None:
    """Return UTF-8 in which a few bytes are damaged; nothing when it is whole, or none at all.

    One bad byte must not turn every name with an accent into other signs, as another encoding
    would.
    """
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    else:
        return None
    bad = text.count(_UNKNOWN)
    good = len(_BEYOND_ASCII.findall(text)) - bad
    return _with_plain_ends(text) if bad < good and "\0" not in text else None


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _about_letters(lines: tuple[int, ...]) -> Decision:
    return Decision(
        Message("Some signs are damaged; {sign} stands in their place.", sign=_UNKNOWN),
        Message("The bytes there are not UTF-8, as all others in the file are."),
        lines,
        warning=True,
    )


def json_of(name: str, text: str) -> Any:
    """Return the values of a JSON text.

    Raises
    ------
    ClassroomError
        When it is not JSON, as when a download stopped half-way.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:  # endless digits and brackets, too
        line = error.lineno if isinstance(error, json.JSONDecodeError) else "?"
        raise ClassroomError(
            "{name} begins like JSON, but line {line} is not. The file is damaged or incomplete: "
            "export it again.",
            name=name,
            line=line,
        ) from error


def no_chat(name: str) -> ClassroomError:
    """Return the error for a file that holds no conversation."""
    return ClassroomError(
        "{name} is no conversation that the kit can read. Allowed: a WhatsApp chat (.txt or "
        ".zip), result.json of Telegram Desktop, a Matrix or Element export (.json), posts of a "
        "Moodle forum (.json, .csv or .xlsx). Export it again in one of these.",
        name=name,
    )
