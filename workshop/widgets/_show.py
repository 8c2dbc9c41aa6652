"""What widgets show: results, sentences and files, each in one step so that nothing flickers."""

import html
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import ipywidgets

from workshop.charts import INK

GOOD, BAD = "#137333", "#b3261e"
# What JupyterLab shows when its link is clicked; others are in the file browser.
OPENED = (".csv", ".gs", ".html", ".md", ".pdf", ".toml", ".txt")


def show(output: ipywidgets.Output, *things: Any) -> None:
    """Show results and charts in an output, in place of what it held.

    The whole list is set at once, which also works while no cell is running.
    """
    output.outputs = tuple(
        {"output_type": "display_data", "data": _bundle(thing), "metadata": {}} for thing in things
    )


def _bundle(thing: Any) -> Mapping[str, Any]:
    bundle: Mapping[str, Any] = thing._repr_mimebundle_()
    return bundle


def said(words: object, colour: str = INK) -> str:
    """Return sentences as HTML, one paragraph a line, which a screen reader speaks at once.

    Examples
    --------
    >>> said("a < b")
    '<div role="status" style="color:#1f2933"><p>a &lt; b</p></div>'
    """
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in str(words).splitlines())
    return f'<div role="status" style="color:{colour}">{lines}</div>'


def show_words(output: ipywidgets.Output, words: object, colour: str = INK) -> None:
    """Show sentences in an output."""
    show(output, _Html(said(words, colour)))


def show_files(output: ipywidgets.Output, words: object, paths: Iterable[Path]) -> None:
    """Show a sentence and the files it speaks of, with links to those that JupyterLab opens."""
    here = Path.cwd()
    rows = "".join(f"<li>{_link(path, here)}</li>" for path in paths)
    show(output, _Html(f"{said(words, GOOD)}<ul>{rows}</ul>"))


class _Html:
    """HTML that is shown as an output, since links in it then lead to files."""

    def __init__(self, content: str) -> None:
        self.content = content

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.content}


def _link(path: Path, here: Path) -> str:
    if not path.is_relative_to(here):
        return f"<code>{html.escape(str(path))}</code>"
    relative = path.relative_to(here).as_posix()
    if path.suffix not in OPENED:
        return f"<code>{html.escape(relative)}</code>"
    return f'<a href="{html.escape(quote(relative))}">{html.escape(relative)}</a>'


def heading(words: str) -> ipywidgets.HTML:
    """Return a heading inside a widget."""
    return ipywidgets.HTML(
        f'<div style="font-weight:600;font-size:1.05em">{html.escape(words)}</div>'
    )


def button(words: str, icon: str, *, style: str = "") -> ipywidgets.Button:
    """Return a button that is as wide as its words."""
    return ipywidgets.Button(
        description=words,
        icon=icon,
        button_style=style,
        tooltip=words,
        layout={"width": "auto", "flex": "none"},
    )
