"""Texts as they are compared, and as they are shown."""

import re
import unicodedata

_SAME_SIGNS = str.maketrans(
    {
        # Apostrophes, quotation marks and dashes of every kind; then signs that nobody sees.
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", None),
    }
)


def plain(text: str) -> str:
    """Return a text as it is compared: small letters, single spaces, straight quotes.

    Examples
    --------
    >>> plain("  Berapa\\njam “sehari”? ")
    'berapa jam "sehari"?'
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").casefold().split())
    same = unicodedata.normalize("NFKC", text.translate(_SAME_SIGNS))
    return " ".join(same.translate(_SAME_SIGNS).casefold().split())


def shown(text: str, most: int = 60) -> str:
    """Return a stranger's text for a sentence: in quotes, shortened, with no invisible signs.

    Examples
    --------
    >>> shown("3\\tjam")
    '“3\\\\tjam”'
    """
    short = text if len(text) <= most else text[: most - 1] + "…"
    visible = "".join(sign if sign.isprintable() else _escaped(sign) for sign in short)
    return f"“{visible}”"


def _escaped(sign: str) -> str:
    return repr(sign)[1:-1]


def without_number(text: str) -> str:
    """Drop the number that stands before a question, as in ``3. Berapa jam?``.

    Examples
    --------
    >>> without_number("q3) berapa jam?")
    'berapa jam?'
    """
    return re.sub(r"^(?:q?\d{1,3}|[a-z]\d{0,2})\s*[.):]\s*", "", text)
