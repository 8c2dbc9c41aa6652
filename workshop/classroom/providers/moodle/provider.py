"""Moodle as a platform on which a classroom can be built."""

from collections.abc import Mapping

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Guide, Setting
from workshop.classroom.building.resources import Resource, Support
from workshop.classroom.providers.moodle import checking, coverage, desired, files, guiding
from workshop.classroom.providers.moodle.connection import MoodleConnection
from workshop.errors import Message


class MoodleProvider:
    """Moodle, as it stands on the servers of many colleges.

    Examples
    --------
    >>> [setting.name for setting in MoodleProvider().settings if setting.secret]
    ['MOODLE_TOKEN']
    """

    name = "moodle"
    title = "Moodle"
    settings = (
        Setting(
            "MOODLE_URL",
            Message(
                "the address of Moodle as the browser shows it on its first page, such as "
                "https://elearning.example.ac.id"
            ),
            secret=False,
        ),
        Setting(
            "MOODLE_TOKEN",
            Message(
                "a token for Moodle's web services, from Site administration → Server → Web "
                "services → Manage tokens; ask who looks after Moodle"
            ),
        ),
        Setting(
            "MOODLE_AUTH",
            Message(
                "how new accounts log in: manual (Moodle e-mails a password), or the short name of "
                "the college's own login, such as oauth2 or ldap"
            ),
            secret=False,
            default="manual",
        ),
    )

    def support(self) -> tuple[Support, ...]:
        """Say for everything in a blueprint what Moodle can do."""
        return coverage.support()

    def check(self, blueprint: Blueprint) -> list[Message]:
        """Return what Moodle would refuse in this blueprint."""
        return list(checking.problems(blueprint))

    def desired(self, blueprint: Blueprint) -> tuple[Resource, ...]:
        """Return all that should exist."""
        return tuple(desired.resources(blueprint))

    def connect(self, blueprint: Blueprint, settings: Mapping[str, str]) -> MoodleConnection:
        """Open a connection with the values of `settings`."""
        return MoodleConnection(blueprint, settings)

    def files(self, blueprint: Blueprint) -> Mapping[str, bytes]:
        """Return the cartridge and the two files of Moodle's own upload pages."""
        return files.all_files(blueprint)

    def guide(self, blueprint: Blueprint) -> Guide:
        """Return what a person does in Moodle by hand, or lets its administrator do."""
        return guiding.guide(blueprint)
