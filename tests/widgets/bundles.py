"""What a widget shows, as tests read it."""

import datetime
import html
import re
from typing import Any

LIVE = "application/vnd.jupyter.widget-view+json"


def bundle(widget: Any) -> dict[str, Any]:
    """Return what a notebook stores of a widget."""
    found: dict[str, Any] = widget._repr_mimebundle_(include=None, exclude=None)
    assert found[LIVE]["model_id"] == widget.model_id
    return found


def words(markup: str) -> str:
    """Return the text of some HTML."""
    return html.unescape(re.sub("<[^>]*>", " ", markup)).strip()


def shown(output: Any) -> str:
    """Return the HTML in an output of a widget."""
    return "".join(one["data"].get("text/html", "") for one in output.outputs)


def mimes(output: Any) -> list[set[str]]:
    """Return the kinds of content of each output."""
    return [set(one["data"]) for one in output.outputs]


def choose_files(button: Any, *files: tuple[str, bytes | str]) -> None:
    """Choose files, as the browser reports them."""
    button.value = tuple(
        {
            "name": name,
            "type": "",
            "size": len(content),
            "last_modified": datetime.datetime(2026, 7, 29, tzinfo=datetime.UTC),
            "content": memoryview(content.encode() if isinstance(content, str) else content),
        }
        for name, content in files
    )
