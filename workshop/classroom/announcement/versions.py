"""One announcement for every place: as long as it may be, and nothing cut in the middle.

Where a place is too small, whole parts are left out, the least important first, and the
version says which.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.classroom.announcement.model import Announcement
from workshop.classroom.building.lengths import Count, characters, weighted
from workshop.errors import Message
from workshop.i18n import tr


@dataclass(frozen=True)
class Place:
    """Where an announcement is posted: the most characters, and how they are counted."""

    key: str
    title: Message
    limit: int
    count: Count = characters
    bold: str = ""  # the sign that makes words bold
    short: bool = False


# Limits: X 280 (docs.x.com, 2026); 140 as in 2014, when the community in Palembang announced
# its classes; Telegram 4,096 (core.telegram.org); Instagram 2,200 for a caption
# (developers.facebook.com); WhatsApp gives none that matters, readers stop far earlier.
PLACES = (
    Place("x", Message("X (280 characters)"), 280, weighted, short=True),
    Place("short", Message("140 characters, as in a text message"), 140, short=True),
    Place("whatsapp", Message("WhatsApp"), 4096, bold="*"),
    Place("telegram", Message("Telegram"), 4096, bold="**"),
    Place("instagram", Message("Instagram (the text below the picture)"), 2200),
    Place("email", Message("E-mail"), 20_000),
)
_TAG = "#RuangKelas"


@dataclass(frozen=True)
class Version:
    """An announcement for one place.

    ``length`` is counted as the place counts; ``left_out`` names the parts that did not fit.
    """

    place: Place
    text: str
    length: int
    left_out: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether the place takes it: only a theme alone can be too long."""
        return self.length <= self.place.limit


@dataclass(frozen=True)
class _Part:
    """A part of a text; the one with the highest ``rank`` is left out first."""

    name: str
    text: str
    rank: int


def versions(announcement: Announcement) -> tuple[Version, ...]:
    """Return the announcement for every place, in the reader's language.

    Examples
    --------
    >>> from workshop import i18n
    >>> with i18n.use("id"):
    ...     first, *_ = versions(Announcement(theme="Kelas virtual", place="Aula"))
    >>> first.text
    'Kelas virtual\\nTempat: Aula\\nGratis'
    """
    return tuple(_version(announcement, place) for place in PLACES)


def _version(announcement: Announcement, place: Place) -> Version:
    parts = _short(announcement) if place.short else _long(announcement, place)
    kept = [part for part in parts if part.text]
    left_out: list[str] = []
    separator = "\n" if place.short else "\n\n"
    while len(kept) > 1 and place.count(_joined(kept, separator)) > place.limit:
        last = max(kept, key=lambda part: part.rank)
        kept.remove(last)
        left_out.append(last.name)
    text = _joined(kept, separator)
    return Version(place, text, place.count(text), tuple(left_out))


def _joined(parts: Sequence[_Part], separator: str) -> str:
    return separator.join(part.text for part in parts)


def _short(said: Announcement) -> list[_Part]:
    """Return the parts as short lines; what people need in order to come is kept longest."""
    return [
        _Part(tr("theme"), said.theme, 0),
        _Part(tr("benefit"), said.benefit, 5),
        _Part(tr("speaker"), _line(tr("Speaker"), said.speaker), 4),
        _Part(tr("time"), said.when, 1),
        _Part(tr("place"), _line(tr("Place"), said.place), 3),
        _Part(tr("what is taught"), _line(tr("You learn"), ", ".join(said.taught)), 6),
        _Part(tr("cost"), tr("Free of charge") if said.free else "", 7),
        _Part(tr("link"), said.link, 2),
    ]


def _long(said: Announcement, place: Place) -> list[_Part]:
    def bold(words: str) -> str:
        # A sign inside the words would end the bold type.
        return f"{place.bold}{words.replace('*', '')}{place.bold}" if words else ""

    facts = (
        _line(bold(tr("Speaker")), said.speaker),
        _line(bold(tr("Time")), said.when),
        _line(bold(tr("Place")), said.place),
        _line(bold(tr("Cost")), tr("free of charge") if said.free else ""),
        _line(bold(tr("Seats")), str(said.seats) if said.seats else ""),
    )
    lines = [bold(tr("What you learn")) + ":", *(f"• {line}" for line in said.taught)]
    rules = tr("No politics, no selling, no fees.")
    return [
        _Part(tr("theme"), bold(said.theme), 0),
        _Part(tr("benefit"), said.benefit, 3),
        _Part(tr("what is taught"), "\n".join(lines) if said.taught else "", 4),
        _Part(tr("time and place"), "\n".join(filter(None, facts)), 1),
        _Part(tr("link"), _line(bold(tr("Register")), said.link), 2),
        _Part(tr("rules"), rules, 5),
        _Part(tr("tag"), _TAG if place.key == "instagram" else "", 6),
    ]


def _line(name: str, value: str) -> str:
    return f"{name}: {value}" if value else ""
