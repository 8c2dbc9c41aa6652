"""Steps that several platforms share."""

from collections.abc import Iterator
from urllib.parse import quote

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Channel
from workshop.classroom.building import wording
from workshop.classroom.building.provider import GuideStep
from workshop.classroom.providers.guides import texts
from workshop.i18n import tr

# A longer address is cut by some programs on its way to the app.
_LONGEST_LINK = 2000


def described(blueprint: Blueprint, limit: int) -> GuideStep:
    """Return the step for the first words about the class."""
    text = texts.shortened(texts.welcome(blueprint).partition("\n\n")[0], limit)
    return GuideStep(tr("Put this into its description."), text, limit=limit)


def name(blueprint: Blueprint, channel: Channel, limit: int) -> str:
    """Return the title of a place, as long as the platform takes it."""
    title = wording.one_line(blueprint.said(channel.title)) or channel.key
    return texts.shortened(title, limit)


def places(blueprint: Blueprint) -> tuple[Channel, ...]:
    """Return the places one by one, and one for each study group that has none."""
    placed = {place.group for place in blueprint.places}
    return blueprint.places + tuple(
        Channel(group.key, group.title, "group", group=group.key)
        for group in blueprint.groups
        if group.key not in placed
    )


def members(blueprint: Blueprint, longest: int, sent: int = 0) -> Iterator[GuideStep]:
    """Return the steps that name, group by group, who belongs to it; only people who agreed.

    Titles are at most ``longest`` characters. A list is for the lecturer alone, unless it is
    ``sent``: then it is cut into messages of so many characters.
    """
    for place in places(blueprint):
        title = name(blueprint, place, longest)
        doing = (
            tr("When they have joined, send the list of its members to “{channel}”.", channel=title)
            if sent
            else tr("When they have joined, add these people to “{channel}”.", channel=title)
        )
        text = "\n".join(_names(blueprint, place.group))
        for part in texts.split(text, sent or len(text)) if text else ():
            yield GuideStep(doing, part, limit=sent)


def _names(blueprint: Blueprint, key: str) -> Iterator[str]:
    group = blueprint.groups_by_key.get(key)
    for member in group.members if group else ():
        person = blueprint.people_by_key.get(member)
        if person and person.consent:
            yield wording.one_line(person.name) or person.key


def admins(blueprint: Blueprint, doing: str) -> Iterator[GuideStep]:
    """Return the step that gives the staff their rights."""
    staff = blueprint.with_role("lecturer", "moderator")
    if staff:
        names = ", ".join(wording.one_line(person.name) for person in staff)
        yield GuideStep(
            tr("When they have joined, {doing}: {names}", doing=doing, names=names),
            evidence=tr("two names at least, so that nobody is indispensable"),
        )


def pinned(blueprint: Blueprint, limit: int) -> Iterator[GuideStep]:
    """Return the steps for what stands at the top."""
    place = _place(blueprint, "announcements")
    for part in texts.split(texts.welcome(blueprint), limit):
        yield GuideStep(
            tr("Send this message to “{channel}” and pin it.", channel=place)
            if place
            else tr("Send this message and pin it."),
            part,
            limit=limit,
        )


def weeks(blueprint: Blueprint, limit: int, link: str = "") -> Iterator[GuideStep]:
    """Return the steps that open the weeks; `link` is put before the text to share it."""
    place = _place(blueprint, "discussion")
    for week in blueprint.weeks:
        day = i18n.date(week.begins)
        for part in texts.split(texts.week(blueprint, week), limit):
            whole = f"{link}{quote(part)}"
            yield GuideStep(
                tr("On {day}, send this message to “{channel}”.", day=day, channel=place)
                if place
                else tr("On {day}, send this message.", day=day),
                part,
                link=whole if link and len(whole) <= _LONGEST_LINK else "",
                limit=limit,
            )


def dates(blueprint: Blueprint, doing: str, limit: int) -> Iterator[GuideStep]:
    """Return the steps for the meetings."""
    for session in blueprint.sessions:
        yield GuideStep(
            tr(
                "{doing} Time: {day}, {clock} ({zone}).",
                doing=doing,
                day=i18n.date(session.begins.date()),
                clock=i18n.clock(session.begins.time()),
                zone=blueprint.time_zone,
            ),
            texts.shortened(wording.one_line(blueprint.said(session.title)), limit),
            limit=limit,
        )


def _place(blueprint: Blueprint, kind: str) -> str:
    """Return the title of the first channel of a kind."""
    places = (place for place in blueprint.channels if place.kind == kind)
    return next((wording.one_line(blueprint.said(place.title)) for place in places), "")


def is_closed(place: Channel) -> bool:
    """Say whether students only read in it."""
    return bool(place.writers) and "student" not in place.writers
