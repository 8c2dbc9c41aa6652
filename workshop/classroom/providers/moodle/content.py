"""What is written on Moodle, as HTML in the language of the class; strangers' words escaped."""

import re
from html import escape

from workshop.classroom.blueprint.model import Blueprint, Session, Week
from workshop.classroom.building.calendar import moment
from workshop.classroom.building.wording import one_line, several_lines
from workshop.classroom.providers.moodle.names import GROUPS, mark
from workshop.i18n import clock, date, tr, use

# Without any sign that could end an attribute of HTML.
_ADDRESS = re.compile(r"https?://[^\s\"'<>`;\\]+")


def rules(blueprint: Blueprint) -> str:
    """Return the rules of the class as a numbered list."""
    texts = (one_line(blueprint.said(rule.text)) for rule in blueprint.rules)
    return "<ol>" + "".join(f"<li>{escape(text)}</li>" for text in texts if text) + "</ol>"


def prompt(blueprint: Blueprint, week: Week) -> str:
    """Return what is discussed in a week, and until when everyone sends a summary."""
    due = moment(blueprint, week.summary_due)
    with use(blueprint.language):
        duty = tr(
            "Everyone posts a summary of the discussion here, as a reply, until {day}, {time}.",
            day=date(due.date()),
            time=clock(due.time()),
        )
        return _paragraphs(blueprint.said(week.prompt)) + _guest(blueprint, week) + _p(duty)


def guide(blueprint: Blueprint, week: Week) -> str:
    """Return the page of a week: its prompt, and its materials when there are any."""
    with use(blueprint.language):
        title = escape(tr("Materials"))
        heading = f"<h4>{title}</h4>" if week.materials else ""
    listed = "".join(f"<li>{_linked(one_line(each))}</li>" for each in week.materials)
    return prompt(blueprint, week) + heading + (f"<ul>{listed}</ul>" if listed else "")


def forum(blueprint: Blueprint, key: str) -> str:
    """Return the introduction of a forum."""
    week = next((each for each in blueprint.weeks if each.key == key), None)
    if week:
        return _paragraphs(blueprint.said(week.prompt))
    with use(blueprint.language):
        if key == GROUPS:
            return _p(tr("Each study group sees and writes only its own discussions here."))
        return _p(tr("Start a discussion here; everyone in the class may answer."))


def course(blueprint: Blueprint) -> str:
    """Return the summary of the course."""
    with use(blueprint.language):
        colleges = ", ".join(one_line(college.name) for college in blueprint.colleges)
        return _p(tr("Virtual classroom of {colleges}.", colleges=colleges)) if colleges else ""


def meeting(session: Session) -> str:
    """Return the description of a meeting by video."""
    return f"<p>{_linked(one_line(session.link))}</p>" if session.link else ""


def with_mark(blueprint: Blueprint, text: str, key: str) -> str:
    """Return a text that ends with the mark by which it is found again."""
    return f"{text}<p><small>{mark(blueprint, key)}</small></p>"


def _guest(blueprint: Blueprint, week: Week) -> str:
    guest = week.expert and blueprint.people_by_key.get(week.expert.person)
    if not (week.expert and guest and guest.consent):
        return ""
    return _p(
        tr(
            "Our guest from {first} to {last}: {name}.",
            first=date(week.expert.first),
            last=date(week.expert.last),
            name=one_line(guest.name),
        )
    )


def _paragraphs(text: str) -> str:
    # A paragraph for each line: an import would double every line break.
    return "".join(_p(line) for line in several_lines(text).splitlines() if line)


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _linked(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        return escape(text)
    return f'<a href="{escape(text)}">{escape(text)}</a>'
