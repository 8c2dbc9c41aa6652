"""Typst text → PDF, with the fonts of the kit only: the same page on every machine.

Typst sees nothing but the sources and the pictures that it is given.
"""

import functools
import re
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from workshop import assets


class RejectedError(Exception):
    """Typst did not accept a document; the message is its own, in English."""


def quoted(text: str) -> str:
    r"""Write any text as a Typst string.

    Examples
    --------
    >>> print(quoted('say "a\\b"'))
    "say \"a\\b\""
    """
    text = text.encode("utf-8", "replace").decode().replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\r", "").replace("\n", "\\n").replace("\0", "") + '"'


def compiled(
    sources: Mapping[str, bytes], pictures: Mapping[str, bytes], *, fonts: bool = True
) -> bytes:
    """Compile ``main.typ`` in a folder that holds the pictures and nothing else.

    Parameters
    ----------
    sources
        Name → Typst text; one of them is ``main.typ``.
    pictures
        Name → content.
    fonts
        Without them a page cannot be read, but mistakes are found faster.

    Raises
    ------
    RejectedError
        When Typst finds a mistake.
    """
    import typst

    folders = [str(folder) for folder in font_folders()] if fonts else []
    with tempfile.TemporaryDirectory(prefix="typst-") as folder:
        for name, data in pictures.items():
            (Path(folder) / name).write_bytes(data)
        try:
            return typst.compile(  # type: ignore[call-overload, no-any-return]  # stub lacks dict
                dict(sources),
                root=folder,
                font_paths=folders,
                ignore_system_fonts=True,
                format="pdf",
            )
        except typst.TypstError as error:
            raise RejectedError(str(error)) from error


@functools.cache
def font_folders() -> tuple[Path, ...]:
    """Return the folders of the fonts: Source Sans Pro, and DejaVu Sans for rare signs.

    The second comes with Matplotlib, which is found without importing it.
    """
    spec = find_spec("matplotlib")
    origin = Path(spec.origin).parent if spec and spec.origin else Path()
    return assets.reveal_file(assets.FONT_FOLDER), origin / "mpl-data" / "fonts" / "ttf"


def breakable(text: str, longest: int = 36) -> str:
    """Let very long words break, which would otherwise run over the edge of the paper.

    Examples
    --------
    >>> len(breakable("a" * 100)) > 100, breakable("short")
    (True, 'short')
    """
    words = re.compile(rf"\S{{{longest + 1},}}")
    return words.sub(lambda word: "\N{ZERO WIDTH SPACE}".join(_steps(word[0])), text)


def _steps(word: str, step: int = 18) -> list[str]:
    return [word[start : start + step] for start in range(0, len(word), step)]
