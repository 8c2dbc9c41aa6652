"""What should exist on Matrix for a class, as resources that can be compared with what does.

People and colleges are named by their keys here; which server and which account that is, only
the connection knows.
"""

from collections.abc import Iterator

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Session, Week
from workshop.classroom.building import wording
from workshop.classroom.building.calendar import moment as local
from workshop.classroom.building.resources import Resource
from workshop.classroom.providers.matrix.places import Place, places
from workshop.i18n import day_and_time, number, tr


def wishes(blueprint: Blueprint) -> tuple[Resource, ...]:
    """Return all that should exist."""
    rooms = places(blueprint)
    with i18n.use(blueprint.language):
        return (
            *_people(blueprint),
            *(room(blueprint, place) for place in rooms),
            *_memberships(blueprint, rooms),
            *_rules(blueprint),
            *(_prompt(blueprint, week) for week in blueprint.weeks),
            *_sessions(blueprint),
        )


def room(blueprint: Blueprint, place: Place) -> Resource:
    """Return a room, or the space, as it should be."""
    return Resource(
        kind="channel" if place.key else "space",
        key=place.key or blueprint.key,
        label=place.name,
        values={
            "name": place.name,
            "topic": place.topic,
            "joining": place.joining,
            "writing": place.writing,
            "levels": dict(place.levels),
            # In the list of the space, and known to every server that has let us in.
            "connected": True,
        },
        needs=(f"space/{blueprint.key}",) if place.key else (),
        where=_home(blueprint),
    )


def _people(blueprint: Blueprint) -> Iterator[Resource]:
    for person in blueprint.members:
        name = wording.one_line(person.name)
        yield Resource("person", person.key, name, {"owner": name}, where=person.college)


def _memberships(blueprint: Blueprint, rooms: tuple[Place, ...]) -> Iterator[Resource]:
    addresses = {
        place.key: f"channel/{place.key}" if place.key else f"space/{blueprint.key}"
        for place in rooms
    }
    places_of: dict[str, list[str]] = {}
    for place in rooms:
        for member in place.members:
            places_of.setdefault(member, []).append(place.key)
    for person in blueprint.members:
        own = places_of[person.key]
        yield Resource(
            "membership",
            person.key,
            wording.one_line(person.name),
            {"rooms": sorted(key or blueprint.key for key in own)},
            needs=(f"person/{person.key}", *(addresses[key] for key in own)),
            where=person.college,
        )


def _rules(blueprint: Blueprint) -> Iterator[Resource]:
    text = wording.rules(blueprint)
    if not text:
        return
    title = tr("Rules of this class")
    for channel in blueprint.channels:
        if channel.kind == "group":
            continue  # they read them in every other channel
        yield _message(
            blueprint,
            "rules",
            channel.key,
            where=channel.key,
            title=title,
            text=f"{title}\n\n{text}",
        )


def _prompt(blueprint: Blueprint, week: Week) -> Resource:
    parts = [
        wording.several_lines(blueprint.said(week.prompt)),
        tr("Write your summary in this room until {when}.", when=day_and_time(week.summary_due)),
        *_guest(blueprint, week),
        *(f"• {wording.one_line(material)}" for material in week.materials),
    ]
    title = wording.one_line(blueprint.said(week.topic))
    text = "\n\n".join(filter(None, parts))
    return _message(blueprint, "discussion", week.key, where=week.key, title=title, text=text)


def _guest(blueprint: Blueprint, week: Week) -> Iterator[str]:
    guest = week.expert and blueprint.people_by_key.get(week.expert.person)
    if guest and guest.consent and week.expert:
        yield tr(
            "Our guest, from {first} to {last}: {name}",
            name=wording.one_line(guest.name),
            first=i18n.date(week.expert.first),
            last=i18n.date(week.expert.last),
        )


def _sessions(blueprint: Blueprint) -> Iterator[Resource]:
    """Tell the meetings by video where announcements are read."""
    where = next((one.key for one in blueprint.channels if one.kind == "announcements"), "")
    for session in blueprint.sessions if where else ():
        title = wording.one_line(blueprint.said(session.title))
        text = "\n".join(filter(None, (title, _when(blueprint, session), session.link)))
        yield _message(blueprint, "event", session.key, where=where, title=title, text=text)


def _when(blueprint: Blueprint, session: Session) -> str:
    return tr(
        "{when} ({zone}), {minutes} minutes",
        when=day_and_time(local(blueprint, session.begins)),
        zone=blueprint.time_zone,
        minutes=number(session.minutes),
    )


def _message(
    blueprint: Blueprint, kind: str, key: str, *, where: str, title: str, text: str
) -> Resource:
    return Resource(
        kind,
        key,
        title,
        {"text": text, "pinned": True},
        once={"room": where},
        needs=(f"channel/{where}",),
        where=_home(blueprint),
    )


def _home(blueprint: Blueprint) -> str:
    return blueprint.colleges[0].key if blueprint.colleges else ""
