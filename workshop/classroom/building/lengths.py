"""How long a text is where it will be posted.

X counts by its own weights: most characters of European writing count one, all others two,
and every link counts 23, however long it is (docs.x.com, “Counting characters”, read in 2026).
A pictograph that is joined from several, which X counts as two, is counted in full here: the
length is sometimes too large and never too small.
"""

import re
import unicodedata
from collections.abc import Callable

LINK = re.compile(r"https?://\S+")
_LINK_LENGTH = 23
# Ranges of code points that count one; from X's own description of its counting.
_LIGHT = ((0x0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))

Count = Callable[[str], int]


def characters(text: str) -> int:
    """Count characters as the old limit of 140 did: each code point is one."""
    return len(unicodedata.normalize("NFC", text))


def weighted(text: str) -> int:
    """Count a text as X does.

    Examples
    --------
    >>> weighted("Kelas https://example.ac.id/a-very-long-address-of-a-form")
    29
    >>> weighted("日本")
    4
    """
    text = unicodedata.normalize("NFC", text)
    weights = sum(1 if _is_light(character) else 2 for character in LINK.sub("", text))
    return weights + _LINK_LENGTH * len(LINK.findall(text))


def _is_light(character: str) -> bool:
    return any(low <= ord(character) <= high for low, high in _LIGHT)
