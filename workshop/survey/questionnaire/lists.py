"""Answers that list several options in one cell, cut at the sign between them."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping

Counts = Mapping[str, int]

_CONJUNCTION = re.compile(r"(?:atau|dan|serta|maupun|or|and)\b", re.IGNORECASE)


def parts_of(counts: Counts, separator: str) -> dict[str, list[str]]:
    """Return each answer with its parts.

    Examples
    --------
    >>> parts_of({"Zoom, Meet, atau Teams": 3, "Chat": 2}, ",")
    {'Zoom, Meet, atau Teams': ['Zoom, Meet, atau Teams'], 'Chat': ['Chat']}
    """
    parts = {answer: list(split(answer, separator)) for answer in counts}
    return _without_cuts(counts, parts) if separator == "," else parts


def _without_cuts(counts: Counts, parts: dict[str, list[str]]) -> dict[str, list[str]]:
    """Put together again what a comma cut within an option, as in "Zoom, Meet, atau Teams".

    Such a part begins like the middle of a sentence, and never occurs without its neighbour.
    """
    alone: Counter[str] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    for answer, some in parts.items():
        alone.update(dict.fromkeys(some, counts[answer]))
        beside.update(dict.fromkeys(itertools.pairwise(some), counts[answer]))
    capital = 2 * sum(part[0].isupper() for part in alone) > len(alone)
    endings = {part for part in alone if _CONJUNCTION.match(part)}
    if capital:
        endings |= {part for part in alone if part[0].islower()}
    glued = {
        (first, second)
        for (first, second), times in beside.items()
        if second in endings and alone[first] == alone[second] == times
    }
    # What stands before "Meet, atau Teams" belongs to it as well, if it never stands elsewhere.
    lists = {first for first, second in glued if _CONJUNCTION.match(second)}
    while (
        more := {
            (first, second)
            for (first, second), times in beside.items()
            if second in lists and alone[first] == alone[second] == times
        }
        - glued
    ):
        glued |= more
        lists |= {first for first, _ in more}
    return {answer: _glued(some, glued) for answer, some in parts.items()}


def _glued(parts: list[str], pairs: set[tuple[str, str]]) -> list[str]:
    found: list[str] = []
    last = ""
    for part in parts:
        if (last, part) in pairs:
            found[-1] += f", {part}"
        else:
            found.append(part)
        last = part
    return found


def split(answer: str, separator: str) -> Iterator[str]:
    """Yield the parts of an answer; a separator between brackets belongs to its part.

    So does the comma of a number.

    Examples
    --------
    >>> list(split("Chat (WA, LINE), Gim 2,5 jam", ","))
    ['Chat (WA, LINE)', 'Gim 2,5 jam']
    """
    depth, part = 0, ""
    decimal = {found.start() + 1 for found in re.finditer(r"\d,(?=\d)", answer)}
    for place, sign in enumerate(answer + separator):
        depth = max(0, depth + (sign in "([") - (sign in ")]"))
        if sign == separator and (not depth or sign == ";") and place not in decimal:
            if part.strip():
                yield part.strip()
            part = ""
        else:
            part += sign
    if part.strip().removesuffix(separator):
        yield part.strip().removesuffix(separator)
