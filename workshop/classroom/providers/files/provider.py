"""Files as a platform: nothing is sent anywhere, a person imports or prints what is made."""

from collections.abc import Iterator, Mapping

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.calendar import calendar
from workshop.classroom.building.provider import Connection, Guide, Setting
from workshop.classroom.building.resources import Resource, Support
from workshop.classroom.building.settings import settings_of
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.files import (
    attendance,
    by_hand,
    coverage,
    links,
    lists,
    oneroster,
    welcome,
)
from workshop.errors import Message, ProviderError
from workshop.i18n import tr

LINK = "CLASSROOM_LINK"


class FilesProvider:
    """Lists that other programs import, a calendar, codes, and papers to hand out.

    Parameters
    ----------
    link
        Where people join; by default the setting ``CLASSROOM_LINK``.

    Examples
    --------
    >>> FilesProvider().name
    'files'
    """

    name = "files"
    settings: tuple[Setting, ...] = (
        Setting(
            LINK,
            Message(
                "link by which people join the class, if there is one; it stands on the welcome "
                "sheets"
            ),
            secret=False,
            default="",
        ),
    )

    def __init__(self, link: str | None = None) -> None:
        self._given = link

    @property
    def link(self) -> str:
        """Where people join; empty when nobody said so."""
        return settings_of(self)[LINK] if self._given is None else self._given

    @property
    def title(self) -> str:
        """What people call it."""
        return tr("Files")

    def support(self) -> tuple[Support, ...]:
        """Say for everything in a blueprint which file holds it."""
        return coverage.SUPPORT

    def check(self, blueprint: Blueprint) -> list[Message]:
        """Return what would be missing in the files, or refused by who imports them."""
        return list(_problems(blueprint, self.link))

    def desired(self, blueprint: Blueprint) -> tuple[Resource, ...]:
        """Return nothing: files are made anew each time."""
        del blueprint
        return ()

    def connect(self, blueprint: Blueprint, settings: Mapping[str, str]) -> Connection:
        """Refuse, and name the command that writes the files.

        Raises
        ------
        ProviderError
            Always.
        """
        del blueprint, settings
        raise ProviderError(
            "Files are not built on a server. Write them instead: `workshop classroom export "
            "classroom.toml --on {name}`.",
            name=self.name,
        )

    def files(self, blueprint: Blueprint) -> Mapping[str, bytes]:
        """Return all files; the same for the same class and the same link."""
        link = self.link
        made = {
            "oneroster.zip": oneroster.archive(blueprint),
            "nbgrader-students.csv": lists.nbgrader_students(blueprint),
            "jupyterhub-users.txt": lists.jupyterhub_users(blueprint),
            "jupyterhub-groups.json": lists.jupyterhub_groups(blueprint),
            "calendar.ics": calendar(blueprint),
            "attendance.pdf": attendance.attendance_lists(blueprint),
        }
        if blueprint.with_role("student"):
            made["welcome.pdf"] = welcome.welcome_sheets(blueprint, link)
        return made | dict(links.codes(blueprint, link))

    def guide(self, blueprint: Blueprint) -> Guide:
        """Return what to do with each file."""
        return by_hand.guide(blueprint)


def _problems(blueprint: Blueprint, given: str) -> Iterator[Message]:
    places = [(Message("the setting {name}", name=LINK), one_line(given))]
    places += [
        (Message("the meeting {key}", key=session.key), one_line(session.link))
        for session in blueprint.sessions
    ]
    for place, link in places:
        if link and not links.is_web(link):
            yield Message(
                "{place}: {link} is no link that a phone opens, and gets no QR code. Begin it "
                "with https://.",
                place=place,
                link=repr(link),
            )
        elif len(link.encode()) > links.LONGEST:
            yield Message(
                "{place}: the link has {length} characters, too many for a QR code that a phone "
                "reads; allowed: {most}. Take a short link.",
                place=place,
                length=len(link.encode()),
                most=links.LONGEST,
            )
    if blueprint.members and not blueprint.with_role("lecturer"):
        yield Message(
            "Nobody in the class is a lecturer who agreed; importers refuse a class without a "
            "teacher. Give one person the role lecturer."
        )
