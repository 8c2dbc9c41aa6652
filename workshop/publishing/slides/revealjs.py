"""The files that a deck carries inside itself, ready to be put into a page."""

import functools
import re
from pathlib import Path

from workshop import assets
from workshop.errors import SetupError
from workshop.publishing.safe_html import picture_uri

# weight and style in CSS, name of the file
_FACES = (("400", "normal", "regular"), ("400", "italic", "italic"), ("600", "normal", "semibold"))
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def plotly_script() -> str:
    """Return plotly.js, ready to be put between ``<script>`` tags."""
    return _script(assets.plotly_script())


def reveal_script() -> str:
    """Return reveal.js, ready to be put between ``<script>`` tags."""
    return _script(assets.reveal_file("dist/reveal.js"))


@functools.cache
def reveal_style() -> str:
    """Return the style sheets of reveal.js without a theme."""
    names = ("dist/reset.css", "dist/reveal.css")
    return "".join(_read(assets.reveal_file(name)).decode() for name in names)


@functools.cache
def font_style() -> str:
    """Return ``@font-face`` rules that hold the font itself."""
    return "\n".join(_face(*face) for face in _FACES)


def _face(weight: str, style: str, name: str) -> str:
    source = picture_uri(_read(assets.font_file(name, "woff")), "font/woff")
    return (
        f'@font-face{{font-family:"Source Sans Pro";font-weight:{weight};font-style:{style};'
        f"src:url({source})}}"
    )


@functools.cache
def _script(path: Path) -> str:
    text = _SOURCE_MAP.sub("", _read(path).decode())
    # A closing tag inside a string would end the script of the page.
    return re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SetupError(
            "The file {path}, which slides need, is missing. Run `make workshop` and try again.",
            path=path,
        ) from error
