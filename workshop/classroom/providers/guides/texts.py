"""Texts to copy into a platform, in the language of the class, never longer than it takes."""

import re
from collections.abc import Callable

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Week
from workshop.classroom.building import wording
from workshop.i18n import tr

_ENDS = re.compile(r"\n\n|\n|(?<=[.!?…]) | ")


def title(blueprint: Blueprint, limit: int) -> str:
    """Return the name of the class with its term, or as much of it as fits."""
    course, term = (
        wording.one_line(text) for text in (blueprint.said(blueprint.course), blueprint.term)
    )
    whole = f"{course} · {term}" if term else course
    return whole if len(whole) <= limit else shortened(course, limit)


def welcome(blueprint: Blueprint) -> str:
    """Return what is pinned at the top: what the class is, and its rules."""
    with i18n.use(blueprint.language):
        course = wording.one_line(blueprint.said(blueprint.course))
        parts = [tr("Welcome to {course}.", course=course)]
        if blueprint.weeks:
            parts.append(
                tr(
                    "Each week has one topic. At its end everybody writes a summary that all can "
                    "read, and marks it with the number of the week, such as {tag}.",
                    tag=tag(1),
                )
            )
        if rules := wording.rules(blueprint):
            heading = tr("The rules of our class:")
            parts.append(f"{heading}\n{rules}")
        return "\n\n".join(parts)


def week(blueprint: Blueprint, one: Week) -> str:
    """Return the message that opens a week: its topic, its question, when the summary is due."""
    said = blueprint.said
    with i18n.use(blueprint.language):
        opening = tr("Week {number}: {topic}", number=one.number, topic=said(one.topic))
        due = tr(
            "Summary with {tag} until {day}, {clock}.",
            tag=tag(one.number),
            day=i18n.date(one.summary_due.date()),
            clock=i18n.clock(one.summary_due.time()),
        )
        return wording.several_lines("\n\n".join((opening, said(one.prompt), due)))


def post(blueprint: Blueprint, one: Week) -> str:
    """Return the line that announces a week in public."""
    with i18n.use(blueprint.language):
        course, topic = blueprint.said(blueprint.course), blueprint.said(one.topic)
        return wording.one_line(
            tr("{course}, week {number}: {topic}", course=course, number=one.number, topic=topic)
        )


def without_brackets(text: str) -> str:
    """Replace the two signs that YouTube takes in no title and no description."""
    return text.replace("<", "(").replace(">", ")")


def tag(number: int) -> str:
    """Return the mark of a summary, by which it is found again.

    Examples
    --------
    >>> with i18n.use("id"):
    ...     tag(3)
    '#ringkasan3'
    """
    word = tr("summary")
    return f"#{word}{number}"


def split(text: str, limit: int) -> tuple[str, ...]:
    """Return a text as messages that a platform takes, cut between paragraphs or sentences.

    Parameters
    ----------
    text
        Any text.
    limit
        Most characters of a message, at least 20.

    Examples
    --------
    >>> split("One sentence. Another one.", 20)
    ('One sentence.', 'Another one.')
    """
    messages = []
    rest = text.strip()
    while len(rest) > limit:
        place = _cut(rest, limit)
        messages.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return (*messages, rest)


def shortened(text: str, limit: int, count: Callable[[str], int] = len) -> str:
    """Return the beginning of a text, at most ``limit`` characters, with a sign that it goes on.

    Parameters
    ----------
    text
        Any text.
    limit
        Most characters.
    count
        How the platform counts them.

    Examples
    --------
    >>> shortened("Building virtual classrooms", 20)
    'Building virtual…'
    """
    short, room = text, limit
    while count(short) > limit:
        room -= 1
        short = text[: _cut(text, room)].rstrip(" .,;:") + "…"
    return short


def _cut(text: str, limit: int) -> int:
    """Return where to cut: after a paragraph, a line, a sentence, a word; else in a word."""
    found: dict[str, int] = {}
    for match in _ENDS.finditer(text, 0, limit + 1):
        kind = match[0] if match[0] != " " or text[match.start() - 1] not in ".!?…" else "sentence"
        found[kind] = match.start()
    best = [found[kind] for kind in ("\n\n", "\n", "sentence") if found.get(kind, 0) > limit // 3]
    return max(best, default=0) or found.get(" ", 0) or limit
