"""TeX → MathML, which today's browsers draw without a script.

`latex2mathml` pastes the text of a formula into its answer unescaped, so that
``\\text{<script>}`` would become a script. Its element tree is therefore
cleaned and written by the standard library, which escapes.
"""

import functools
import html
import re
from xml.etree import ElementTree as ET

_ATTRIBUTES = (
    "accent accentunder align columnalign columnlines columnspacing columnspan depth display "
    "displaystyle fence form frame height largeop linethickness lspace mathbackground mathcolor "
    "mathsize mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing "
    "rowspan rspace scriptlevel separator stretchy symmetric voffset width"
)
_ELEMENTS = (
    "maction math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom "
    "mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder "
    "munderover none semantics"
)
_KNOWN_ATTRIBUTES = frozenset(_ATTRIBUTES.split())
_KNOWN_ELEMENTS = frozenset(_ELEMENTS.split())
# TeX's way to write a decimal comma without the gap that follows a comma
_DECIMAL_COMMA = re.compile(r"(\d+)\{,\}(\d+)")


@functools.lru_cache(maxsize=512)
def to_mathml(tex: str, *, block: bool = False) -> str:
    """Turn a formula into MathML; one that cannot be understood is shown as its source.

    Examples
    --------
    >>> to_mathml("n^2")[:6]
    '<math '
    >>> to_mathml("x^")
    '<code class="tex">x^</code>'
    """
    try:
        root = _element(tex, block=block)
        _refuse_unknown(root)
    except Exception:  # noqa: BLE001 - the parser answers bad TeX with errors of every type
        return f'<code class="tex">{html.escape(tex)}</code>'
    _clean(root)
    root.set("xmlns", "http://www.w3.org/1998/Math/MathML")
    return ET.tostring(root, encoding="unicode")


def _element(tex: str, *, block: bool) -> ET.Element:
    from latex2mathml.converter import convert_to_element

    tex = _DECIMAL_COMMA.sub(r"\\text{\1,\2}", tex.strip())
    return convert_to_element(tex, display="block" if block else "inline")


def _refuse_unknown(root: ET.Element) -> None:
    """Refuse a command that the parser did not know, and a fraction without its two halves."""
    for element in root.iter():
        unknown = element.tag in ("mi", "mo") and (element.text or "").startswith("\\")
        if unknown or (element.tag == "mfrac" and len(element) != 2):
            raise ValueError


def _clean(element: ET.Element) -> None:
    """Keep what MathML Core knows; turn the entities of the parser into letters."""
    element.tag = element.tag.rsplit("}", 1)[-1]
    if element.tag not in _KNOWN_ELEMENTS:
        element.tag = "mrow"
    element.attrib = {k: v for k, v in element.attrib.items() if k in _KNOWN_ATTRIBUTES}
    element.text = html.unescape(element.text) if element.text else element.text
    for child in element:
        _clean(child)
