"""Matrix as a platform on which a class can be built."""

from collections.abc import Mapping
from pathlib import Path

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Guide, Setting
from workshop.classroom.building.resources import Resource, Support
from workshop.classroom.providers.matrix import coverage, guide, names
from workshop.classroom.providers.matrix.accounts import FILE, Accounts
from workshop.classroom.providers.matrix.connection import MatrixConnection
from workshop.classroom.providers.matrix.federation import AUTHORITY, URLS
from workshop.classroom.providers.matrix.homeserver import KEYS
from workshop.classroom.providers.matrix.wishes import wishes
from workshop.errors import Message

_LONGEST = 255  # bytes of a name on Matrix, with its sign and its server


class MatrixProvider:
    """Builds a class on one Matrix server, or on those of several colleges.

    Examples
    --------
    >>> [setting.name for setting in MatrixProvider().settings]
    ['MATRIX_KEYS', 'MATRIX_URLS', 'MATRIX_CA']
    """

    name = "matrix"
    title = "Matrix"
    settings: tuple[Setting, ...] = (
        Setting(
            KEYS,
            Message(
                "the registration secret of the Matrix server, or the access token of its "
                "administrator; for several servers college=key college=key"
            ),
        ),
        Setting(
            URLS,
            Message(
                "the address of the Matrix server, if it is not the one in classroom.toml; for "
                "several servers college=address college=address"
            ),
            secret=False,
            default="",
        ),
        Setting(
            AUTHORITY,
            Message("the file of the certificate authority, if the servers use one of their own"),
            secret=False,
            default="",
        ),
    )

    def support(self) -> tuple[Support, ...]:
        """Say for everything in a blueprint what Matrix can do."""
        return coverage.support()

    def check(self, blueprint: Blueprint) -> list[Message]:
        """Return what Matrix would refuse in this blueprint."""
        found = [
            Message(
                "The key {key} is too long for Matrix: with the class and the server it may have "
                "{most} letters. Choose a shorter one.",
                key=key,
                most=_LONGEST,
            )
            for key, name in _longest_names(blueprint)
            if len(name.encode()) > _LONGEST
        ]
        if blueprint.members and not blueprint.colleges:
            found.append(Message("The class has no college; name at least one."))
        return found

    def desired(self, blueprint: Blueprint) -> tuple[Resource, ...]:
        """Return all that should exist."""
        return wishes(blueprint)

    def connect(self, blueprint: Blueprint, settings: Mapping[str, str]) -> MatrixConnection:
        """Open a connection; first passwords are kept in the folder of the ledger.

        Raises
        ------
        ProviderError
            When an address or a key is wrong.
        """
        usual = Path(f"{blueprint.key}.ledger") / FILE
        return MatrixConnection(blueprint, settings, Accounts(usual))

    def files(self, blueprint: Blueprint) -> Mapping[str, bytes]:  # noqa: ARG002
        """Return nothing: Matrix imports no files."""
        return {}

    def guide(self, blueprint: Blueprint) -> Guide:
        """Say how people come in, and how a college runs such a server for real."""
        return guide.guide(blueprint)


def _longest_names(blueprint: Blueprint) -> list[tuple[str, str]]:
    server = {college.key: college.server for college in blueprint.colleges}
    home = blueprint.colleges[0].server if blueprint.colleges else ""
    return [
        *((one.key, f"@{one.key}:{server.get(one.college) or home}") for one in blueprint.members),
        *((one.key, names.alias(blueprint.key, one.key, home)) for one in blueprint.places),
    ]
