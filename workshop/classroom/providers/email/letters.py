"""The words of each letter, in the language of the class."""

import datetime
from dataclasses import dataclass

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Person, Role, Session, Week
from workshop.classroom.building.calendar import moment
from workshop.classroom.building.wording import one_line, rules, several_lines
from workshop.errors import Message
from workshop.i18n import clock, date, tr

CALENDAR = "calendar.ics"

ROLE_NAMES: dict[Role, Message] = {
    "lecturer": Message("lecturer"),
    "student": Message("student"),
    "expert": Message("guest expert"),
    "moderator": Message("moderator"),
}


@dataclass(frozen=True)
class Letter:
    """Subject and text."""

    subject: str
    text: str


def welcome(blueprint: Blueprint, person: Person, link: str = "", *, again: bool = False) -> Letter:
    """Return the invitation to the class: how to join, its rules, its dates, the person's data.

    Parameters
    ----------
    blueprint, person
        Who is invited to what.
    link
        Where people join; empty when the lecturer tells it otherwise.
    again
        Whether this letter takes the place of an earlier one.
    """
    with i18n.use(blueprint.language):
        course = one_line(blueprint.said(blueprint.course))
        if again:
            subject = tr("New dates or details: {course}", course=course)
        else:
            subject = tr("Invitation to the class {course}", course=course)
        parts = [
            tr("Dear {name},", name=one_line(person.name)),
            tr("This letter takes the place of our earlier one.") if again else "",
            _what(blueprint, person, course),
            _steps(blueprint, link),
            _part(tr("Rules of the class"), rules(blueprint)),
            # The first of the usual rules says the same.
            tr(
                "After each discussion every student writes a summary of it, which the whole "
                "class can read."
            )
            if person.role == "student" and blueprint.weeks and not blueprint.rules
            else "",
            _part(tr("Summaries are due"), _weeks(blueprint)),
            _part(tr("Meetings by video"), _sessions(blueprint)),
            _part(tr("Your data"), _data()),
            _farewell(blueprint),
        ]
        return Letter(subject, "\n\n".join(filter(None, parts)) + "\n")


def reminder(blueprint: Blueprint, person: Person, week: Week, link: str = "") -> Letter:
    """Return the reminder of a week's summary."""
    with i18n.use(blueprint.language):
        topic = one_line(blueprint.said(week.topic))
        due = _time(blueprint, week.summary_due)
        parts = [
            tr("Dear {name},", name=one_line(person.name)),
            tr(
                "your summary of week {number}, “{topic}”, is due on {time}.",
                number=week.number,
                topic=topic,
                time=due,
            ),
            _part(tr("What was discussed"), several_lines(blueprint.said(week.prompt))),
            tr("The class meets here: {link}", link=link) if link else "",
            tr("If you have already sent it: thank you, nothing is left to do."),
            _farewell(blueprint),
        ]
        subject = tr("Reminder: the summary of week {number} is due", number=week.number)
        return Letter(subject, "\n\n".join(filter(None, parts)) + "\n")


def meeting(blueprint: Blueprint, person: Person, session: Session) -> Letter:
    """Return the invitation to a meeting by video."""
    with i18n.use(blueprint.language):
        title = one_line(blueprint.said(session.title))
        parts = [
            tr("Dear {name},", name=one_line(person.name)),
            tr(
                "you are invited to the meeting “{title}” on {time}; it takes {minutes} minutes.",
                title=title,
                time=_time(blueprint, session.begins),
                minutes=session.minutes,
            ),
            tr("Join here: {link}", link=one_line(session.link)) if session.link else "",
            tr("Answer with yes or no, so that your calendar keeps the meeting."),
            _farewell(blueprint),
        ]
        subject = tr("Meeting by video: {title}", title=title)
        return Letter(subject, "\n\n".join(filter(None, parts)) + "\n")


def _what(blueprint: Blueprint, person: Person, course: str) -> str:
    colleges = [one_line(college.name) for college in blueprint.colleges]
    invited = tr(
        "you are invited to the class {course} ({term}) as a {role}.",
        course=course,
        term=one_line(blueprint.term),
        role=str(ROLE_NAMES[person.role]),
    )
    if len(colleges) > 1:
        invited += " " + tr("These learn together: {colleges}.", colleges=", ".join(colleges))
    return invited + _stay(blueprint, person)


def _stay(blueprint: Blueprint, person: Person) -> str:
    stays = [
        tr(
            "You are our guest in week {number}, from {first} to {last}.",
            number=week.number,
            first=date(week.expert.first),
            last=date(week.expert.last),
        )
        for week in blueprint.weeks
        if week.expert and week.expert.person == person.key
    ]
    return "".join(f" {stay}" for stay in stays)


def _steps(blueprint: Blueprint, link: str) -> str:
    if link:
        join = tr(
            "Open {link} and sign in with the account that belongs to this address.", link=link
        )
    else:
        join = tr("Your lecturer tells you where the class meets; keep this letter until then.")
    steps = [
        join,
        tr(
            "Open the attached file {file}: your phone or computer then knows all dates and "
            "reminds you in time.",
            file=CALENDAR,
        ),
    ]
    if blueprint.weeks:
        first = blueprint.weeks[0]
        steps.append(
            tr(
                "Be there on {date}, when week 1 begins: “{topic}”.",
                date=date(first.begins),
                topic=one_line(blueprint.said(first.topic)),
            )
        )
    numbered = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    return _part(tr("How to join"), numbered)


def _weeks(blueprint: Blueprint) -> str:
    return "\n".join(
        tr(
            "Week {number}: {topic} – {time}",
            number=week.number,
            topic=one_line(blueprint.said(week.topic)),
            time=_time(blueprint, week.summary_due),
        )
        for week in blueprint.weeks
    )


def _sessions(blueprint: Blueprint) -> str:
    lines = []
    for session in blueprint.sessions:
        title, time = one_line(blueprint.said(session.title)), _time(blueprint, session.begins)
        link = one_line(session.link)
        lines.append(f"{title} – {time}" + (f" – {link}" if link else ""))
    return "\n".join(lines)


def _data() -> str:
    return tr(
        "Your name and address are used for this class alone, as you agreed, and are passed on to "
        "nobody. You may withdraw your consent at any time: an answer to this letter is enough."
    )


def _farewell(blueprint: Blueprint) -> str:
    names = [one_line(person.name) for person in blueprint.with_role("lecturer")]
    return "\n".join([tr("Kind regards"), *names])


def _part(title: str, text: str) -> str:
    return f"{title}\n{text}" if text else ""


def _time(blueprint: Blueprint, time: datetime.datetime) -> str:
    """Return a time as people of the class read it, with the name of its zone."""
    here = moment(blueprint, time)
    return tr(
        "{date}, {clock} {zone}", date=date(here), clock=clock(here.time()), zone=here.tzname()
    )
