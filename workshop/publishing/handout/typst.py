"""Typst text → PDF, with the fonts of the kit only: the same page on every machine.

Typst sees nothing but the theme and the pictures that it is given.
"""

import functools
import re
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from workshop import assets, config

THEME = "handout.typ"


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


def to_pdf(document: str, files: Mapping[str, bytes] | None = None) -> bytes:
    """Compile a document that imports the theme.

    Parameters
    ----------
    document
        Typst text.
    files
        Name → content of the pictures that it shows.

    Raises
    ------
    RejectedError
        When Typst finds a mistake.
    """
    return _compiled(document, files or {}, [str(folder) for folder in font_folders()])


def accepts(document: str, files: Mapping[str, bytes] | None = None) -> bool:
    """Whether a document compiles; without fonts, since only mistakes count."""
    try:
        _compiled(document, files or {}, [])
    except RejectedError:
        return False
    return True


def _compiled(document: str, files: Mapping[str, bytes], fonts: list[str]) -> bytes:
    """Compile in a folder that holds the pictures and nothing else."""
    import typst

    sources = {"main.typ": document.encode(), THEME: _theme(config.theme_folder())}
    with tempfile.TemporaryDirectory(prefix="handout-") as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        try:
            return typst.compile(  # type: ignore[call-overload, no-any-return]  # stub lacks dict
                sources, root=folder, font_paths=fonts, ignore_system_fonts=True, format="pdf"
            )
        except typst.TypstError as error:
            raise RejectedError(str(error)) from error


@functools.cache
def _theme(folder: Path) -> bytes:
    return (folder / THEME).read_bytes()


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
