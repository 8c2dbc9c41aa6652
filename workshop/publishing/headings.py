"""Headings of a published page: one of the first level, and no level left out."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Entry:
    """A heading to jump to: the name of its place, and its words."""

    place: str
    words: str


def in_order(pieces: Iterable[str]) -> list[str]:
    """Let only the first heading be of level 1, and no level be left out.

    Examples
    --------
    >>> in_order(["<h2>A</h2>", "<h4>B</h4><h1>C</h1>"])
    ['<h1>A</h1>', '<h2>B</h2><h2>C</h2>']
    """
    last = 0

    def renumber(match: re.Match[str]) -> str:
        nonlocal last
        last = min(max(int(match[1]), 2 if last else 1), last + 1)
        return f"<h{last}{match[2]}>{match[3]}</h{last}>"

    return [HEADING.sub(renumber, piece) for piece in pieces]


def title(pieces: Iterable[str]) -> str:
    """Return the words of the first heading; nothing where there is none.

    Examples
    --------
    >>> title(["<p>a</p>", "<h1>B &amp; <em>c</em></h1>"])
    'B & c'
    """
    found = HEADING.search("".join(pieces))
    return _words(found[3]) if found else ""


def with_places(pieces: Iterable[str]) -> tuple[list[str], list[Entry]]:
    """Give the headings of the second level names, so that a list of contents can lead there.

    Examples
    --------
    >>> with_places(["<h1>A</h1>", "<h2>B <em>c</em></h2>"])[1]
    [Entry(place='part-1', words='B c')]
    """
    entries: list[Entry] = []

    def name(match: re.Match[str]) -> str:
        if match[1] != "2":
            return match[0]
        entries.append(Entry(f"part-{len(entries) + 1}", _words(match[3])))
        return f'<h2{match[2]} id="{entries[-1].place}">{match[3]}</h2>'

    return [HEADING.sub(name, piece) for piece in pieces], entries


def _words(heading: str) -> str:
    return html.unescape(_TAG.sub("", heading))
