"""Views that compute inside a page: each one's script and look once, and each view as a box.

The page needs no kernel and no network: the box holds all that the view may know.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from workshop.publishing.outputs import LiveBlock
from workshop.publishing.safe_html import script_json
from workshop.views import VIEWS, View

_EXPORT = "export default { render };"


@dataclass(frozen=True)
class Page:
    """What a page needs to bring its boxes of one view to life."""

    script: str
    style: str


def of(pieces: Iterable[str]) -> tuple[Page, ...]:
    """Return the scripts and styles of the views that have a box in these pieces of HTML."""
    text = "".join(pieces)
    return tuple(page(view) for view in VIEWS if _opening(view) in text)


def page(view: View) -> Page:
    """Return the script and the look of a view, for ``<script>`` and ``<style>`` tags.

    Examples
    --------
    >>> from workshop.views import EXPLORER
    >>> "export" in page(EXPLORER).script
    False
    """
    start = f"""
for (const box of document.querySelectorAll('.rk-box[data-view="{view.name}"]')) {{
  const root = document.createElement("div");
  try {{
    mount(root, JSON.parse(box.querySelector("script").textContent));
    box.replaceChildren(root);
  }} catch (error) {{
    console.error(error); // the sentence in the box stays
  }}
}}
"""
    text = view.script().replace(_EXPORT, start)
    # A closing tag inside a string would end the script of the page.
    text = re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE)
    return Page(f'(() => {{\n"use strict";\n{text}\n}})();', view.style())


def box(block: LiveBlock) -> str:
    """Return the HTML of one view; without a script it says what would stand there."""
    return (
        f"{_opening(block.view)}<p>{html.escape(block.alt)}</p>"
        f'<script type="application/json">{script_json(block.payload)}</script></div>'
    )


def _opening(view: View) -> str:
    return f'<div class="rk-box" data-view="{view.name}">'
