"""How the things of a classroom are called on Moodle, so that they are found again.

Moodle's own stable keys are used where it has them (short names, ID numbers). Forums and
pages have none that an import could set, and are found by their names. Whatever is posted
carries a small mark such as ``[kelas-a/week-01]`` in its last line.
"""

import html
import re
from collections.abc import Iterator

from workshop.classroom.blueprint.model import Blueprint, Channel, Group, Person, Role, Week, slug
from workshop.classroom.building.wording import names_of, one_line
from workshop.i18n import tr, use

# Moodle's short names of the roles that every site has since its first installation.
ROLES: dict[Role, str] = {
    "lecturer": "editingteacher",
    "moderator": "teacher",
    "expert": "teacher",
    "student": "student",
}
ROLE_IDS = {"editingteacher": 3, "teacher": 4, "student": 5}
# The forum that Moodle makes itself with every course; only teachers write there.
NEWS = "announcements"
# The key of the forum in which each study group sees only itself.
GROUPS = "groups"
LONGEST = 255

# Quotation marks that look much like the signs that they stand for.
_ANGLES = {
    ord("<"): "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
    ord(">"): "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
}
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<[^<>]*>")


def category_key(blueprint: Blueprint) -> str:
    """Return the ID number of the category: classes of the same term share it."""
    return f"rk-{slug(blueprint.term) or blueprint.key}"


def category_name(blueprint: Blueprint) -> str:
    """Return the name of the category."""
    return name_of(blueprint.term) or course_name(blueprint)


def course_name(blueprint: Blueprint) -> str:
    """Return the full name of the course."""
    return name_of(blueprint.said(blueprint.course)) or blueprint.key


def name_of(text: str) -> str:
    """Return a text as a name that Moodle gives back unchanged: one line without tags.

    Examples
    --------
    >>> len(name_of("Is  a<b & c&gt;d?"))
    17
    """
    line = one_line(without_tags(text))
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def without_tags(text: str) -> str:
    """Return a text in which nothing is a tag of HTML, however often its escapes are undone.

    Moodle undoes them twice when it imports a text, and cleans it before instead of afterwards.
    """
    return _ENTITY.sub("& ", text).translate(_ANGLES)


def plain(text: str) -> str:
    """Return the words of an HTML text, however Moodle has laid it out.

    Examples
    --------
    >>> plain("<p>What &amp; why?</p><ol><li>One</li></ol>")
    'What & why? One'
    """
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def group_name(blueprint: Blueprint, group: Group) -> str:
    """Return the name of a study group."""
    return name_of(blueprint.said(group.title)) or group.key


def group_number(blueprint: Blueprint, group: Group) -> str:
    """Return the ID number of a study group, which other groups of the course never have."""
    return f"{blueprint.key}/{group.key}"


def mark(blueprint: Blueprint, key: str) -> str:
    """Return the mark by which a post or a date is found again."""
    return f"[{blueprint.key}/{key}]"


def marked(blueprint: Blueprint, text: str) -> str:
    """Return the key in the mark of a text; empty when it has none of this class."""
    found = re.search(rf"\[{re.escape(blueprint.key)}/([a-z0-9-]+)\]\s*\Z", plain(text))
    return found[1] if found else ""


def first_and_last(person: Person) -> tuple[str, str]:
    """Return first and last name; Moodle needs both."""
    given, family = names_of(person)
    return name_of(given), name_of(family)


def week_title(blueprint: Blueprint, week: Week) -> str:
    """Return the name of a week's section and of its forum."""
    with use(blueprint.language):
        topic = blueprint.said(week.topic)
        return name_of(tr("Week {number}: {topic}", number=week.number, topic=topic))


def guide_title(blueprint: Blueprint, week: Week) -> str:
    """Return the name of the page that tells what a week is about."""
    with use(blueprint.language):
        topic = blueprint.said(week.topic)
        return name_of(tr("Guide to week {number}: {topic}", number=week.number, topic=topic))


def rules_title(blueprint: Blueprint) -> str:
    """Return the name of the page and of the post with the rules."""
    with use(blueprint.language):
        return name_of(tr("Rules of the class"))


def news_key(blueprint: Blueprint) -> str:
    """Return the key of the channel that Moodle's own forum for news stands for."""
    kinds = (channel.key for channel in blueprint.channels if channel.kind == "announcements")
    return next(kinds, NEWS)


def forums(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    """Yield key and name of each forum that has to be imported, the weekly ones last.

    The weekly forums stand for the channel of the weekly discussion, and one forum in which each
    study group sees only itself stands for the channels of all groups.
    """
    weekly = next((each.key for each in blueprint.channels if each.kind == "discussion"), "")
    for channel in blueprint.channels:
        stands_elsewhere = channel.kind in ("announcements", "materials", "group")
        if not stands_elsewhere and not (blueprint.weeks and channel.key == weekly):
            yield channel.key, name_of(blueprint.said(channel.title))
    if group_forum(blueprint):
        yield GROUPS, group_forum(blueprint)
    for week in blueprint.weeks:
        yield week.key, week_title(blueprint, week)


def group_forum(blueprint: Blueprint) -> str:
    """Return the name of the forum of all study groups; empty when they have no channel."""
    channels: list[Channel] = [each for each in blueprint.channels if each.kind == "group"]
    if not channels:
        return ""
    if len(channels) == 1:
        return name_of(blueprint.said(channels[0].title))
    with use(blueprint.language):
        return name_of(tr("Study groups"))


def pages(blueprint: Blueprint) -> Iterator[tuple[str, str]]:
    """Yield key and name of each page that has to be imported."""
    if blueprint.rules:
        yield "rules", rules_title(blueprint)
    for week in blueprint.weeks:
        yield week.key, guide_title(blueprint, week)
