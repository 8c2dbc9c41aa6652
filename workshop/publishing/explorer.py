"""The survey explorer inside a page: its script and look once, and each explorer as a box.

The page needs no kernel and no network: the box holds all the counts it may
show. `workshop.survey.explorer` is not imported here, because counting needs
pandas and showing does not.
"""

import html
import re

from workshop import assets
from workshop.publishing.outputs import ExplorerBlock
from workshop.publishing.safe_html import script_json

_EXPORT = "export default { render };"


def script() -> str:
    """Return a script that brings every explorer of a page to life, for ``<script>`` tags.

    Examples
    --------
    >>> "export" in script()
    False
    """
    start = """
for (const box of document.querySelectorAll(".rk-box")) {
  const root = document.createElement("div");
  try {
    new Explorer(root, JSON.parse(box.querySelector("script").textContent));
    box.replaceChildren(root);
  } catch (error) {
    console.error(error); // the sentence in the box stays
  }
}
"""
    text = assets.explorer_script().replace(_EXPORT, start)
    # A closing tag inside a string would end the script of the page.
    text = re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE)
    return f'(() => {{\n"use strict";\n{text}\n}})();'


def style() -> str:
    """Return the look of the explorers of a page, for ``<style>`` tags."""
    return assets.explorer_style()


def box(block: ExplorerBlock) -> str:
    """Return the HTML of one explorer; without a script it says what would stand there."""
    return (
        f'<div class="rk-box"><p>{html.escape(block.alt)}</p>'
        f'<script type="application/json">{script_json(block.payload)}</script></div>'
    )
