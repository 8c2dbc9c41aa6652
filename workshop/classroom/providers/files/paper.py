"""Words on paper, whose addresses break where people expect it."""

import re

from workshop.typesetting import breakable, quoted

_LONG = re.compile(r"\S{19,}")
_JOINT = re.compile(r"(?=[@/?&=])|(?<=[.])")


def string(text: str) -> str:
    """Write a text as a Typst string; long addresses break before ``@`` and behind dots.

    Examples
    --------
    >>> string("Ani").count(chr(0x200B)), string("ani.wati@kampus.ac.id").count(chr(0x200B))
    (0, 4)
    """
    return quoted(_LONG.sub(lambda word: _jointed(word[0]), text.replace("\t", " ")))


def _jointed(word: str) -> str:
    return "\N{ZERO WIDTH SPACE}".join(breakable(part) for part in _JOINT.split(word) if part)
