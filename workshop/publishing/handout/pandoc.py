"""Authors' Markdown and HTML as Typst text, through one run of pandoc.

Pandoc reads with `handout.lua` of the theme, in its sandbox: nothing that an
author writes is fetched, opened or taken for Typst code. Mathematics that Typst
does not accept can be taken out again with `with_sound_formulas`.
"""

import functools
import json
import re
import secrets
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workshop import config
from workshop.errors import PublishingError
from workshop.typesetting import quoted

SECONDS = 30
SECONDS_FOR_A_PIECE = 5
_LOOKING = threading.Lock()
_MATH_BLOCK = re.compile(
    r"^(?P<open>[ ]{0,3}\\begin\{(?P<name>(?:align|equation|gather|multline|eqnarray)\*?)\}"
    r".*?\\end\{(?P=name)\})[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
# A fence or a span of code: what stands there is to be read, whatever it is.
_CODE = re.compile(
    r"(?:^[ ]{0,3}(?P<fence>```+|~~~+).*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z))"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:.+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_UNREADABLE = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_FRAME = re.compile(
    r"<iframe\b[^>]*?\bsrc\s*=\s*([\"'])(https?://[^\"'<>\s]*)\1[^>]*>(?:\s*</iframe\s*>)?",
    re.IGNORECASE,
)
_ATTRIBUTES = {
    "*": {"class", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
}
_FRAME_TAG = re.compile(r"</?iframe\b[^>]*>?", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """One text of an author: ``markdown`` or ``html``."""

    text: str
    kind: str = "markdown"
    options: bool = False


@dataclass(frozen=True)
class Typeset:
    """What pandoc made: a Typst text for each piece, and the pictures they name.

    ``pictures`` holds, in the order of their numbers (from 1), the number of the
    piece and the address of the picture as the author wrote it.
    """

    texts: tuple[str, ...]
    pictures: tuple[tuple[int, str], ...]
    mark: str


def typeset(pieces: Sequence[Piece]) -> Typeset:
    r"""Convert authors' texts to Typst.

    Raises
    ------
    PublishingError
        When pandoc does not run on this machine.

    Examples
    --------
    >>> typeset([Piece("*Halo* #panic()")]).texts
    ('#emph[Halo] \\#panic()',)
    """
    mark = secrets.token_hex(8)
    try:
        return _typeset(pieces, mark, SECONDS)
    except _UnreadableError:
        return _one_by_one(pieces, mark)


class _UnreadableError(Exception):
    """Pandoc failed, or did not come to an end."""


def _typeset(pieces: Sequence[Piece], mark: str, seconds: float, offset: int = 0) -> Typeset:
    task = {"mark": mark, "offset": offset, "pieces": [_task(piece) for piece in pieces]}
    output = _pandoc(json.dumps(task, ensure_ascii=False), seconds)
    *texts, pictures = output.split(f"//{mark}\n")
    return Typeset(
        texts=tuple(text.strip() for text in texts),
        pictures=tuple((row["piece"], row["source"]) for row in json.loads(pictures)),
        mark=mark,
    )


def _one_by_one(pieces: Sequence[Piece], mark: str) -> Typeset:
    """Convert each text alone, so that only those that pandoc cannot read stay as written."""
    texts: list[str] = []
    pictures: list[tuple[int, str]] = []
    for number, piece in enumerate(pieces):
        try:
            made = _typeset([piece], mark, SECONDS_FOR_A_PIECE, len(pictures))
        except _UnreadableError:
            made = Typeset((f"#plain({quoted(piece.text)})",), (), mark)
        texts += made.texts
        pictures += [(number, source) for _, source in made.pictures]
    return Typeset(tuple(texts), tuple(pictures), mark)


def with_sound_formulas(text: str, mark: str, accepted: Callable[[str], bool]) -> str:
    """Return the Typst ``text`` with every formula that is not ``accepted`` as its source."""
    parts = text.split(f"/*{mark}*/")
    for number in range(1, len(parts), 2):
        if not accepted(parts[number]):
            parts[number] = re.sub(
                r'^#formula\(("(?:[^"\\]|\\.)*", display: \w+), .*',
                r"#tex(\1)",
                parts[number],
                flags=re.DOTALL,
            )
    return "".join(parts)


def _task(piece: Piece) -> dict[str, object]:
    text = piece.text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
    if "<" in text:
        text = _outside_code(text, _readable_html)
    text = _with_math_fences(text) if piece.kind == "markdown" else _well_formed(text)
    # Without the last line end, pandoc loses the last row of a table.
    return {piece.kind: f"{text}\n", "tick": piece.options}


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    parts, end = [], 0
    for code in _CODE.finditer(text):
        parts += [change(text[end : code.start()]), code.group()]
        end = code.end()
    return "".join([*parts, change(text[end:])])


def _readable_html(text: str) -> str:
    """Take out what print cannot show, and megabytes of scripts before pandoc sees them."""
    return _FRAME_TAG.sub("", _FRAME.sub(_linked, _UNREADABLE.sub("", text)))


def _linked(frame: re.Match[str]) -> str:
    # Written this way, the address in the text is not made a second link inside the first.
    return f'<a href="{frame[2]}">{frame[2].replace(":", "&#58;")}</a>'


def _well_formed(html: str) -> str:
    """Close what is open, as a browser does; pandoc would not see a table in tag soup."""
    import nh3

    return nh3.clean(
        html,
        tags=set(nh3.ALLOWED_TAGS) | {"section", "figure", "figcaption"},
        attributes=_ATTRIBUTES,
        filter_style_properties={"text-align"},
        url_schemes=set(nh3.ALLOWED_URL_SCHEMES) | {"attachment", "data"},
    )


def _with_math_fences(text: str) -> str:
    r"""Put ``$$`` around a bare ``\begin{align}``, which Jupyter shows as mathematics."""
    return _outside_code(text, lambda part: _MATH_BLOCK.sub(_fenced, part))


def _fenced(match: re.Match[str]) -> str:
    before = match.string[: match.start()].rstrip()
    inside = before.endswith("$$") and before.count("$$") % 2 == 1
    return match.group() if inside else f"$${match['open'].strip()}$$"


def _pandoc(task: str, seconds: float) -> str:
    command = [_program(), "--sandbox", "--quiet", "--wrap=none", "--to=typst"]
    command.append(f"--from={config.theme_folder() / 'handout.lua'}")
    try:
        run = subprocess.run(
            command, input=task.encode(), capture_output=True, timeout=seconds, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise _UnreadableError from error
    except OSError as error:
        raise PublishingError(
            "Pandoc does not run here ({reason}). Install the kit again.", reason=error
        ) from error
    return run.stdout.decode().replace("\r\n", "\n")


def _program() -> str:
    # While pypandoc looks around, it calls each pandoc that it meets the right one: a second
    # thread would get an old one of the system that knows no Typst.
    with _LOOKING:
        return _found()


@functools.cache
def _found() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())
