"""Senders whose name holds a colon, which also ends a name.

A name is never taken to be longer because its messages look alike: "Ayu: Ringkasan: …" three
times is Ayu with three summaries. Longer names are those that somebody gives, those in front
of a picture that was left out, and those that a notice spells out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from workshop.classroom.discussion.messages import Post
from workshop.classroom.discussion.whatsapp import notices

_LEFT_OUT = re.compile(
    "(?P<name>[^\n]{1,100}): "
    "\u200e?(?:<media omitted>|<media tidak disertakan>|\u200e[^\n]+ omitted)",
    re.IGNORECASE,
)
_ALIKE = 3  # so many messages that begin alike are worth a look


def names_with_colons(bodies: Iterable[str], given: Iterable[str]) -> tuple[str, ...]:
    """Return names that hold a colon, the longest first.

    Examples
    --------
    >>> names_with_colons(["Budi: Ketua: <Media omitted>", "Budi: Ketua: halo"], ())
    ('Budi: Ketua',)
    """
    heads = [body.partition("\n")[0] for body in bodies]
    several = [head for head in heads if head.count(": ") > 1]
    found = {name for name in given if ": " in name}
    for head in several:
        if (shown := _LEFT_OUT.fullmatch(head)) and ": " in shown["name"]:
            found.add(shown["name"])
    if several:
        found |= _in_notices(heads, several)
    return tuple(sorted(found, key=len, reverse=True))


def _in_notices(heads: Iterable[str], several: Sequence[str]) -> set[str]:
    """Return names from "Ayu added Budi: Ketua" under which somebody also wrote."""
    names = set()
    for head in heads:
        if ": " in head and (notice := notices.ADDED.fullmatch(head)):
            name = notice["name"] or notice["same"]
            if ": " in name and any(other.startswith(f"{name}: ") for other in several):
                names.add(name)
    return names


def starting_alike(posts: Iterable[Post]) -> tuple[int, ...]:
    """Return the lines of senders all of whose messages begin with the same words and a colon."""
    beginnings: dict[str, set[str]] = defaultdict(set)
    lines: dict[str, list[int]] = defaultdict(list)
    for post in posts:
        if post.sender and post.kind == "text":
            head, colon, _ = post.text.partition("\n")[0].partition(": ")
            beginnings[post.sender].add(head if colon else "")
            lines[post.sender].append(post.line)
    return tuple(
        line
        for sender, heads in beginnings.items()
        if len(heads) == 1 and "" not in heads and len(lines[sender]) >= _ALIKE
        for line in lines[sender]
    )
