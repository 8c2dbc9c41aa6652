"""The words of a class on Google Classroom, and how they are found again.

Classroom gives most things no name of our own, so that the last line of what we write there
is a mark: class and address. Topics have no such line; they are known by the number in front.
"""

import re

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Session, Week
from workshop.classroom.building.calendar import moment
from workshop.classroom.building.wording import one_line, rules, several_lines
from workshop.i18n import clock, date, tr

_MARK = re.compile(r"\[([a-z][a-z0-9-]*): ([a-z]+/[a-z0-9.-]+)\]\s*\Z")


def marked(text: str, blueprint: Blueprint, address: str) -> str:
    """Return a text with the mark by which it is found again."""
    return f"{text.strip()}\n\n[{blueprint.key}: {address}]"


def address_in(text: str, blueprint: Blueprint) -> str:
    """Return the address that a text is marked with, or nothing when it is not of this class.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> address_in("Rules\\n\\n[kelas: rules/rules]", SimpleNamespace(key="kelas"))
    'rules/rules'
    """
    found = _MARK.search(text)
    return found[2] if found and found[1] == blueprint.key else ""


def topic_title(blueprint: Blueprint, week: Week) -> str:
    """Return the title of a week's topic: its number, which stays, and its words."""
    return f"{_week(blueprint, week.number)} {one_line(blueprint.said(week.topic))}".strip()


def topic_number(blueprint: Blueprint, title: str) -> int:
    """Return the number of the week that a topic is of, or 0."""
    found = re.fullmatch(r"(\D*)(\d{1,4})(\D.*)", title)
    if found and title.startswith(_week(blueprint, int(found[2]))):
        return int(found[2])
    return 0


def _week(blueprint: Blueprint, number: int) -> str:
    with i18n.use(blueprint.language):
        return tr("Week {number}:", number=number)


def rules_text(blueprint: Blueprint) -> str:
    """Return the rules as they are announced."""
    with i18n.use(blueprint.language):
        return tr("Rules of the class") + "\n" + rules(blueprint)


def discussion_text(blueprint: Blueprint, week: Week) -> str:
    """Return the question of a week, to be answered in the comments below it."""
    with i18n.use(blueprint.language):
        return "\n\n".join(
            [
                topic_title(blueprint, week),
                several_lines(blueprint.said(week.prompt)),
                tr("Write what you think as a comment below, and answer the others."),
            ]
        )


def summary_title(blueprint: Blueprint, week: Week) -> str:
    """Return the title of a week's duty."""
    with i18n.use(blueprint.language):
        return tr(
            "Summary of week {number}: {topic}",
            number=week.number,
            topic=one_line(blueprint.said(week.topic)),
        )


def summary_text(blueprint: Blueprint, week: Week) -> str:
    """Return what is to be handed in."""
    with i18n.use(blueprint.language):
        return "\n\n".join(
            [
                several_lines(blueprint.said(week.prompt)),
                tr(
                    "Summarise in your own words what the class said about it, hand the summary in "
                    "here, and post it as a comment, too: everybody shares it with everybody."
                ),
            ]
        )


def overdue_text(blueprint: Blueprint, week: Week) -> str:
    """Return what is to be handed in, with the date that Classroom no longer takes."""
    due = moment(blueprint, week.summary_due)
    with i18n.use(blueprint.language):
        told = tr(
            "It was due on {date}, {clock} {zone}.",
            date=date(due),
            clock=clock(due.time()),
            zone=due.tzname(),
        )
    return f"{summary_text(blueprint, week)}\n\n{told}"


def material_title(blueprint: Blueprint, week: Week) -> str:
    """Return the title of a week's materials."""
    with i18n.use(blueprint.language):
        return tr(
            "Materials of week {number}: {topic}",
            number=week.number,
            topic=one_line(blueprint.said(week.topic)),
        )


def material_text(week: Week) -> str:
    """Return the materials as a list, since Classroom does not let links be changed later."""
    return "\n".join(one_line(material) for material in week.materials)


def meeting_text(blueprint: Blueprint, session: Session) -> str:
    """Return the announcement of a meeting by video."""
    begins = moment(blueprint, session.begins)
    with i18n.use(blueprint.language):
        lines = [
            tr("Meeting by video: {title}", title=one_line(blueprint.said(session.title))),
            tr(
                "{date}, {clock} {zone}",
                date=date(begins),
                clock=clock(begins.time()),
                zone=begins.tzname(),
            ),
        ]
        if session.link:
            lines.append(tr("Join here: {link}", link=one_line(session.link)))
    return "\n".join(lines)
