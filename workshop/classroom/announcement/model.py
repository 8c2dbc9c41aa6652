"""What an announcement says, and the two things that may be wrong with it.

A learning community that has announced a class every month holds that an announcement names
its theme, its benefit, who speaks, where, and what will be taught (Akademi Berbagi Palembang,
see ``data/README.md``). The place goes with a time, and a class without a fee says so.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint
from workshop.errors import Message
from workshop.i18n import tr

# What a class that is free of fees, politics and selling does not say about itself.
_UNWELCOME = {
    "fee": r"\b(?:rp\.? ?\d|biaya pendaftaran|htm|tiket|registration fee|ticket|usd ?\d)",
    "politics": r"\b(?:caleg|paslon|pilkada|pilpres|kampanye|coblos|candidate|vote for|election)",
    "selling": r"\b(?:diskon|promo|beli|jual|reseller|discount|buy now|special offer)\b",
}
_ADVICE = {
    "fee": Message("{words} sounds like a fee; the class is free of charge. Take it out."),
    "politics": Message("{words} sounds like politics; the rules of the class exclude it."),
    "selling": Message("{words} sounds like selling; the rules of the class exclude it."),
}


@dataclass(frozen=True)
class Announcement:
    """A class as it is announced, in one language.

    Parameters
    ----------
    taught
        What participants will learn, one thing a line.
    begins
        Day and time, in the time zone of the place.
    zone
        How people call the time zone: ``"WIB"``.
    link
        Where to register.
    free
        Whether it costs nothing.
    """

    theme: str = ""
    benefit: str = ""
    speaker: str = ""
    place: str = ""
    begins: datetime.datetime | None = None
    zone: str = ""
    taught: tuple[str, ...] = ()
    link: str = ""
    free: bool = True
    seats: int = 0

    @property
    def when(self) -> str:
        """Day and time as the reader writes them, empty when there are none.

        Examples
        --------
        >>> moment = datetime.datetime(2026, 8, 17, 9, 0)
        >>> with i18n.use("id"):
        ...     Announcement(begins=moment, zone="WIB").when
        'Senin, 17 Agustus 2026, pukul 09.00 WIB'
        """
        if self.begins is None:
            return ""
        day, clock = i18n.date(self.begins.date()), i18n.clock(self.begins.time())
        return tr("{day}, at {clock}", day=day, clock=f"{clock} {self.zone}".rstrip())


def missing(announcement: Announcement) -> list[Message]:
    """Return what an announcement does not say though it must, and what it should not say.

    Examples
    --------
    >>> len(missing(Announcement()))
    7
    """
    said = announcement
    parts = (
        (said.theme, Message("The theme is missing: what is the class about?")),
        (said.benefit, Message("The benefit is missing: what is it good for?")),
        (said.speaker, Message("The speaker is missing: who speaks?")),
        (said.place, Message("The place is missing: a room, or the link of the meeting.")),
        (said.begins, Message("Day and time are missing.")),
        (said.taught, Message("What will be taught is missing: name two or three things.")),
        (said.link, Message("The link for registering is missing.")),
    )
    return [message for value, message in parts if not value] + list(_unwelcome(announcement))


def _unwelcome(announcement: Announcement) -> Iterator[Message]:
    said = " · ".join((announcement.theme, announcement.benefit, *announcement.taught))
    for kind, pattern in _UNWELCOME.items():
        if found := re.search(pattern, said, re.IGNORECASE):
            yield Message(_ADVICE[kind].template, words=f"“{found[0].strip()}”")


def of_blueprint(blueprint: Blueprint, link: str = "") -> Announcement:
    """Return what a blueprint already knows about its first meeting.

    Parameters
    ----------
    blueprint
        The class: its course is the theme, its guests are the speakers, its weeks are taught.
    link
        Where to register.
    """
    said = blueprint.said
    first = min(blueprint.sessions, key=lambda one: one.begins, default=None)
    speakers = blueprint.with_role("expert") or blueprint.with_role("lecturer")
    return Announcement(
        theme=said(blueprint.course),
        speaker=", ".join(person.name for person in speakers),
        place=first.link if first else "",
        begins=first.begins.replace(tzinfo=None) if first else None,
        zone=_zone(blueprint.time_zone),
        taught=tuple(said(week.topic) for week in blueprint.weeks[:3]),
        link=link,
        seats=blueprint.capacity,
    )


_ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def _zone(name: str) -> str:
    return _ZONES.get(name, name)
