"""The dates of a class as an iCalendar file (RFC 5545), which phones and computers read.

Every date keeps its identifier however often it is sent, so that a calendar that knows it
already moves it instead of showing it twice. A calendar takes the newest of two versions by
``SEQUENCE`` and ``DTSTAMP``; both grow with the moment at which the file was made.
"""

import datetime
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Person, Session, Week
from workshop.classroom.building.wording import one_line, several_lines
from workshop.i18n import tr

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_EPOCH = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_REMINDED_OF_A_SUMMARY = datetime.timedelta(days=1)
_REMINDED_OF_A_MEETING = datetime.timedelta(minutes=15)


def moment(blueprint: Blueprint, time: datetime.datetime) -> datetime.datetime:
    """Return a time of the blueprint in the time zone of the class.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> here = SimpleNamespace(time_zone="Asia/Pontianak")
    >>> moment(here, datetime.datetime(2026, 9, 1, 20, 0)).isoformat()
    '2026-09-01T20:00:00+07:00'
    """
    zone = ZoneInfo(blueprint.time_zone)
    return time.replace(tzinfo=zone) if time.tzinfo is None else time.astimezone(zone)


def calendar(blueprint: Blueprint, stamp: datetime.datetime | None = None) -> bytes:
    """Return the summaries that are due and the meetings by video, to be added to a calendar.

    Parameters
    ----------
    blueprint
        The class; the words are in its language.
    stamp
        When the file is made. Without it, the first day of the class, so that the same
        blueprint always gives the same file.

    Returns
    -------
    bytes
        One file with the rules of the time zone inside.
    """
    with i18n.use(blueprint.language):
        events = [_due(blueprint, week) for week in blueprint.weeks]
        events += [_meeting(blueprint, session) for session in blueprint.sessions]
        return _file(blueprint, events, "PUBLISH", stamp)


def meeting_request(
    blueprint: Blueprint,
    session: Session,
    person: Person,
    organizer: str,
    stamp: datetime.datetime | None = None,
) -> bytes:
    """Return one meeting as an invitation that a calendar answers with yes, no or perhaps.

    RFC 5546 allows one meeting only in such a file; `calendar` holds them all instead.

    Parameters
    ----------
    blueprint, session, person
        Who is invited to what.
    organizer
        The address that gets the answer.
    stamp
        When the file is made, as for `calendar`.
    """
    with i18n.use(blueprint.language):
        event = _meeting(blueprint, session)
        event.add("organizer", f"mailto:{organizer}")
        role = "REQ-PARTICIPANT" if person.role != "expert" else "OPT-PARTICIPANT"
        asked = {
            "role": role,
            "partstat": "NEEDS-ACTION",
            "rsvp": "TRUE",
            "cn": one_line(person.name),
        }
        event.add("attendee", f"mailto:{person.email}", parameters=asked)
        return _file(blueprint, [event], "REQUEST", stamp)


def identifier(blueprint: Blueprint, kind: str, key: str) -> str:
    """Return the identifier of a date, which no other class in the world shares."""
    first = blueprint.colleges[0].key if blueprint.colleges else ""
    text = f"{first}/{blueprint.begins.year}/{blueprint.key}/{kind}/{key}"
    return f"{kind}-{key}-{hashlib.sha256(text.encode()).hexdigest()[:20]}@ruang-kelas.invalid"


def _file(
    blueprint: Blueprint,
    events: "Iterable[Event]",
    method: str,
    stamp: datetime.datetime | None,
) -> bytes:
    made = stamp or datetime.datetime.combine(
        blueprint.begins, datetime.time(), ZoneInfo(blueprint.time_zone)
    )
    made = made.astimezone(datetime.UTC).replace(microsecond=0)
    whole = _empty(blueprint, method)
    for event in events:
        event.add("dtstamp", made)
        event.add("sequence", max(0, int((made - _EPOCH).total_seconds() // 60)))
        whole.add_component(event)
    whole.add_missing_timezones(*_years(blueprint))
    content: bytes = whole.to_ical()
    return content


def _empty(blueprint: Blueprint, method: str) -> "Calendar":
    from icalendar import Calendar, vText

    whole = Calendar()
    whole.add("prodid", "-//Ruang Kelas//workshop//ID")
    whole.add("version", "2.0")
    whole.add("method", method)
    # What RFC 5545 does not name is a text as well, whose commas have to be marked.
    whole.add("x-wr-calname", vText(one_line(blueprint.said(blueprint.course))))
    whole.add("x-wr-timezone", blueprint.time_zone)
    return whole


def _years(blueprint: Blueprint) -> tuple[datetime.date, datetime.date]:
    """Return the span for which the rules of the time zone are written."""
    return (
        datetime.date(blueprint.begins.year - 1, 1, 1),
        datetime.date(max(blueprint.begins, blueprint.ends).year + 2, 1, 1),
    )


def _due(blueprint: Blueprint, week: Week) -> "Event":
    """Return the end of a week's summary; a task (VTODO) would be lost in most calendars."""
    title = tr(
        "Summary of week {number} is due: {topic}",
        number=week.number,
        topic=one_line(blueprint.said(week.topic)),
    )
    event = _event(blueprint, "summary", week.key, title, week.summary_due)
    event.add("description", several_lines(blueprint.said(week.prompt)))
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(title, _REMINDED_OF_A_SUMMARY))
    return event


def _meeting(blueprint: Blueprint, session: Session) -> "Event":
    title = one_line(blueprint.said(session.title))
    event = _event(blueprint, "session", session.key, title, session.begins)
    # In universal time the length is right also when the clocks change meanwhile.
    begins = moment(blueprint, session.begins).astimezone(datetime.UTC)
    ends = begins + datetime.timedelta(minutes=session.minutes)
    event.add("dtend", ends.astimezone(ZoneInfo(blueprint.time_zone)))
    link = one_line(session.link)
    if link:
        event.add("location", link)
        event.add("url", link)
        event.add("description", tr("Join here: {link}", link=link))
    event.add_component(_alarm(title, _REMINDED_OF_A_MEETING))
    return event


def _event(
    blueprint: Blueprint, kind: str, key: str, title: str, begins: datetime.datetime
) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", identifier(blueprint, kind, key))
    event.add("summary", title)
    event.add("dtstart", moment(blueprint, begins))
    event.add("categories", [one_line(blueprint.said(blueprint.course))])
    return event


def _alarm(title: str, before: datetime.timedelta) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before)
    return alarm
