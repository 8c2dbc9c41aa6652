"""The words of a message that was written in HTML."""

import re
from html.parser import HTMLParser

_BLOCKS = {"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "blockquote", "pre"}
# On three things Python's reader of HTML gives up, or ponders for minutes: a tag that never ends
# is a sign like any other, a marked section is skipped, and so long a number stands for no sign.
_NO_TAG = re.compile(r"<(?!!--)(?![^<>]*>)")
_SECTION = re.compile(r"<!\[[^<>]*>")
_NO_SIGN = re.compile(r"&#\d{8,};?")


class _Words(HTMLParser):
    """Collects the words of a page, one paragraph a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.hidden += tag in {"script", "style"}
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"} and self.hidden > 0
        if tag in _BLOCKS - {"br"}:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def plain(message: str) -> str:
    """Return the words of a message that may be written in HTML.

    Examples
    --------
    >>> plain("<p>Satu</p><p>dua &lt; tiga</p>"), plain("5 < 6")
    ('Satu\\ndua < tiga', '5 < 6')
    """
    if "<" not in message and "&" not in message:
        return message.strip()
    parser = _Words()
    sound = _SECTION.sub("", _NO_TAG.sub("&lt;", message))
    parser.feed(_NO_SIGN.sub("\N{REPLACEMENT CHARACTER}", sound))
    parser.close()
    lines = (line.strip() for line in "".join(parser.pieces).split("\n"))
    return "\n".join(line for line in lines if line)
