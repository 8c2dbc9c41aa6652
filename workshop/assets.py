"""Files that are put into slides and handouts: those of installed packages, and our own.

Nothing is imported to find them: loading Sphinx or Plotly only to learn a path
would take longer than publishing a notebook.
"""

import functools
import importlib.util
from pathlib import Path

from workshop.errors import SetupError

FONT_FOLDER = "dist/theme/fonts/source-sans-pro"
# Named here, where publishing finds it without loading pandas.
EXPLORER_MIME = "application/vnd.ruang-kelas.explorer+json"
# Each part uses what those before it define.
EXPLORER_PARTS = ("counts", "model", "drawing", "telling", "explorer")


def reveal_file(name: str) -> Path:
    """Return a file of reveal.js, such as ``dist/reveal.js``."""
    return _package("sphinx_revealjs") / "_static" / "revealjs" / name


def font_file(style: str, ending: str) -> Path:
    """Return a file of Source Sans Pro.

    Parameters
    ----------
    style
        ``"regular"``, ``"italic"``, ``"semibold"`` or ``"semibolditalic"``.
    ending
        ``"ttf"`` or ``"woff"``.

    Examples
    --------
    >>> font_file("regular", "ttf").is_file()
    True
    """
    return reveal_file(f"{FONT_FOLDER}/source-sans-pro-{style}.{ending}")


def plotly_script() -> Path:
    """Return Plotly's script for browsers."""
    return _package("plotly") / "package_data" / "plotly.min.js"


@functools.cache
def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SetupError(
            "The package {name} is not installed. Run `make workshop` once with the internet on.",
            name=name,
        )
    return Path(spec.submodule_search_locations[0])


def explorer_script() -> str:
    """Return the script of the survey explorer, a module whose default export renders it."""
    return "".join(_explorer(f"{part}.js") for part in EXPLORER_PARTS)


def explorer_style() -> str:
    """Return the look of the survey explorer."""
    return _explorer("explorer.css")


@functools.cache
def _explorer(name: str) -> str:
    path = Path(__file__).parent / "survey" / "explorer" / name
    return path.read_text(encoding="utf-8")
