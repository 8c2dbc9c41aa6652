"""Files of installed packages that are put into slides and handouts.

Nothing is imported to find them: loading Sphinx or Plotly only to learn a path
would take longer than publishing a notebook.
"""

import functools
import importlib.util
from pathlib import Path

from workshop.errors import SetupError

FONT_FOLDER = "dist/theme/fonts/source-sans-pro"


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
