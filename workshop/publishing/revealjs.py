"""The files that a deck carries inside itself, taken from installed packages.

reveal.js and the font Source Sans Pro come with ``sphinx_revealjs``, plotly.js
with ``plotly``. Only their files are read: importing them would take seconds.
"""

import functools
import importlib.util
import re
from pathlib import Path

from workshop.errors import SetupError
from workshop.publishing.safe_html import picture_uri

# weight and style in CSS, name of the file
_FACES = (("400", "normal", "regular"), ("400", "italic", "italic"), ("600", "normal", "semibold"))
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def reveal_folder() -> Path:
    """Return the folder ``dist`` of reveal.js.

    Examples
    --------
    >>> (reveal_folder() / "reveal.js").is_file()
    True
    """
    return _package("sphinx_revealjs") / "_static" / "revealjs" / "dist"


def font_folder() -> Path:
    """Return the folder with the files of Source Sans Pro.

    Examples
    --------
    >>> (font_folder() / "source-sans-pro-regular.ttf").is_file()
    True
    """
    return reveal_folder() / "theme" / "fonts" / "source-sans-pro"


def plotly_script() -> str:
    """Return plotly.js, ready to be put between ``<script>`` tags."""
    return _script(_package("plotly") / "package_data" / "plotly.min.js")


def reveal_script() -> str:
    """Return reveal.js, ready to be put between ``<script>`` tags."""
    return _script(reveal_folder() / "reveal.js")


@functools.cache
def reveal_style() -> str:
    """Return the style sheets of reveal.js without a theme."""
    return "".join(_text(reveal_folder() / name) for name in ("reset.css", "reveal.css"))


@functools.cache
def font_style() -> str:
    """Return ``@font-face`` rules that hold the font itself."""
    return "\n".join(_face(*face) for face in _FACES)


def _face(weight: str, style: str, name: str) -> str:
    path = font_folder() / f"source-sans-pro-{name}.woff"
    try:
        source = picture_uri(path.read_bytes(), "font/woff")
    except OSError as error:
        raise _missing(path) from error
    return (
        f'@font-face{{font-family:"Source Sans Pro";font-weight:{weight};font-style:{style};'
        f"src:url({source})}}"
    )


@functools.cache
def _script(path: Path) -> str:
    # A closing tag inside a string would end the script of the page.
    return re.sub(r"</(script)", r"<\\/\1", _SOURCE_MAP.sub("", _text(path)), flags=re.IGNORECASE)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise _missing(path) from error


@functools.cache
def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise SetupError(
            "The package {name} is not installed, and slides need its files. "
            "Run `make workshop` and try again.",
            name=name,
        )
    return Path(found.origin).parent


def _missing(path: Path) -> SetupError:
    return SetupError(
        "The file {path}, which slides need, is missing. Run `make workshop` and try again.",
        path=path,
    )
