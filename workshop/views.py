"""Views to click: alive in a notebook, and in slides and pages where no Python runs.

A view is a script that computes in the browser from a payload. They are named
here, where publishing finds them without loading pandas.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import anywidget


@dataclass(frozen=True)
class View:
    """One kind of view.

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
        own = (_content(self.folder, f"{part}.js") for part in self.parts)
        return "".join([_content("", "view.js"), *own])

    def style(self) -> str:
        """Return its look."""
        return _content(self.folder, f"{self.name}.css")

    def widget(self, payload: Mapping[str, Any], **clicked: Any) -> "anywidget.AnyWidget":
        """Return it alive.

        Parameters
        ----------
        payload
            What it computes from.
        **clicked
            Traits that begin with these values, and follow what is clicked.
        """
        return _widget_class(self, tuple(clicked))(payload=payload, **clicked)

    def bundle(
        self, widget: "anywidget.AnyWidget", published: Mapping[str, Any], alt: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Return what a notebook shows and keeps of it.

        Parameters
        ----------
        widget
            Alive, for the notebook that is open.
        published
            The payload that its file and all published pages get, with what paper shows as
            ``chart``.
        alt
            In words, where it cannot be drawn.
        **kwargs
            What IPython asks for.
        """
        live = widget._repr_mimebundle_(**kwargs)
        data = live[0] if isinstance(live, tuple) else live
        return {**(data or {}), self.mime: published, "text/plain": alt}


EXPLORER = View(
    "explorer", "survey/explorer", ("counts", "model", "drawing", "telling", "explorer")
)
RANKING = View("ranking", "classroom/choosing", ("weighing", "chance", "telling", "ranking"))
LOAD = View("load", "classroom/network", ("sizing", "telling", "load"))
VIEWS = (EXPLORER, RANKING, LOAD)


@functools.cache
def _widget_class(view: View, clicked: tuple[str, ...]) -> "type[anywidget.AnyWidget]":
    import anywidget
    import traitlets

    members = {name: traitlets.Any().tag(sync=True) for name in ("payload", *clicked)}
    files = {"_esm": view.script(), "_css": view.style()}
    return type(f"{view.name.title()}Widget", (anywidget.AnyWidget,), files | members)


@functools.cache
def _content(folder: str, name: str) -> str:
    return (Path(__file__).parent / folder / name).read_text(encoding="utf-8")
