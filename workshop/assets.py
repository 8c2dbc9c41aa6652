"""Files that are put into slides and handouts: those of installed packages, and our own.

Nothing is imported to find them: loading Sphinx or Plotly only to learn a path
would take longer than publishing a notebook.
"""

import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import SetupError

FONT_FOLDER = "dist/theme/fonts/source-sans-pro"


@dataclass(frozen=True)
class View:
    """Something to click in notebooks and pages that computes in the browser, without a kernel.

    Named here, where publishing finds it without loading pandas.

    Parameters
    ----------
    name
        Of its style sheet, and in its MIME type.
    folder
        Of its files, inside the package.
    parts
        Its scripts, each of which uses what ``view.js`` and those before it define. The last one
        defines ``mount(root, payload)`` and exports ``{ render }`` for anywidget.
    """

    name: str
    folder: str
    parts: tuple[str, ...]

    @property
    def mime(self) -> str:
        """The MIME type of its payload in the outputs of a notebook."""
        return f"application/vnd.ruang-kelas.{self.name}+json"

    def script(self) -> str:
        """Return its script, a module whose default export renders it."""
        own = (_own(self.folder, f"{part}.js") for part in self.parts)
        return "".join([_own("", "view.js"), *own])

    def style(self) -> str:
        """Return its look."""
        return _own(self.folder, f"{self.name}.css")


EXPLORER = View(
    "explorer", "survey/explorer", ("counts", "model", "drawing", "telling", "explorer")
)
RANKING = View("ranking", "classroom/choosing", ("weighing", "chance", "telling", "ranking"))
LOAD = View("load", "classroom/network", ("sizing", "telling", "load"))
VIEWS = {view.name: view for view in (EXPLORER, RANKING, LOAD)}


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


@functools.cache
def _own(folder: str, name: str) -> str:
    return (Path(__file__).parent / folder / name).read_text(encoding="utf-8")
