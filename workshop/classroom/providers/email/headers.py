"""Strangers' texts in the headers of an e-mail."""

from workshop.classroom.building.wording import one_line


def header_text(text: str) -> str:
    """Return a text for a header: one line, and nothing that is read as an encoded word.

    Python decodes such a word when it is written down, and a line break that was hidden in it
    then begins a header of its own.

    Examples
    --------
    >>> header_text("Ani =?utf-8?q?=0D=0ABcc:_all?=")
    'Ani = ?utf-8?q? =0D=0ABcc:_all? ='
    """
    return one_line(text).replace("=?", "= ?").replace("?=", "? =")
