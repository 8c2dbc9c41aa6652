"""Accounts, and who is in which room."""

from collections.abc import Sequence

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.resources import Step
from workshop.classroom.providers.matrix.accounts import Account, Accounts, new_password
from workshop.classroom.providers.matrix.answers import Answer
from workshop.classroom.providers.matrix.federation import Federation
from workshop.classroom.providers.matrix.homeserver import Homeserver
from workshop.classroom.providers.matrix.making import RefusedError, must
from workshop.classroom.providers.matrix.names import in_path
from workshop.classroom.providers.matrix.reading import Reader
from workshop.classroom.providers.matrix.rooms import JOINING, MEMBER, NAME, Room
from workshop.errors import Message
from workshop.i18n import tr


class People:
    """Makes accounts and brings people into rooms.

    Parameters
    ----------
    blueprint
        The class.
    federation
        Its servers.
    reader
        What is known of its rooms; it learns who is in them.
    accounts
        Where the first passwords are kept.
    """

    def __init__(
        self, blueprint: Blueprint, federation: Federation, reader: Reader, accounts: Accounts
    ) -> None:
        self._blueprint = blueprint
        self._federation = federation
        self._reader = reader
        self.accounts = accounts

    def make_account(self, step: Step) -> str:
        """Make an account, and return its name.

        Raises
        ------
        RefusedError
            When the account is somebody else's, or is not ours to make.
        """
        person = self._blueprint.people_by_key[step.resource.key]
        account = self._federation.account(person)
        server = self._federation.of(person)
        if step.actual is not None:
            raise RefusedError(
                Message(
                    "the account {account} exists already and belongs to {owner}. Give {name} "
                    "another key in the list of people, or correct the name there",
                    account=account,
                    owner=step.actual.values.get("owner", ""),
                    name=person.name,
                )
            )
        if server is None:
            raise RefusedError(
                Message(
                    "the server of {college} gives us no key. Ask its administrator to make the "
                    "account {account}, or for a key",
                    college=self._blueprint.colleges_by_key[person.college].name,
                    account=account,
                )
            )
        password = new_password()
        self.accounts.add(
            Account(person.key, step.resource.label, server.url, server.name, password)
        )
        content = {"password": password, "displayname": step.resource.label}
        path = f"/_synapse/admin/v2/users/{in_path(account)}"
        must(server.ask("PUT", path, what=tr("making accounts"), json=content))
        return account

    def let_in(self, step: Step) -> str:
        """Bring somebody into all rooms that are his, or out of some; return the account.

        Raises
        ------
        RefusedError
            When a server does not allow it.
        """
        if step.desired is None:
            return self._put_out(step)
        person = self._blueprint.people_by_key[step.resource.key]
        account = self._federation.account(person)
        server = self._federation.of(person)
        for key in self._in_order(step.desired.values["rooms"]):
            room = self._reader.room(key)
            if room is None:
                raise RefusedError(
                    Message("the room {room} is not there", room=key or self._blueprint.key)
                )
            if server is None:
                self._invite(room, account)
            elif not room.has(account):
                self._bring_in(server, room, account)
        return account

    def _in_order(self, places: Sequence[str]) -> list[str]:
        """Return keys of places, the space first: it opens the doors of the others."""
        return sorted("" if key == self._blueprint.key else key for key in places)

    def _bring_in(self, server: Homeserver, room: Room, account: str) -> None:
        """Let somebody join at once; his server invites him in our name and accepts in his."""
        path = f"/_synapse/admin/v1/join/{in_path(room.id)}"
        answer = server.ask("POST", path, what=tr("joining rooms"), json={"user_id": account})
        if not (answer.is_fine or _is_there_already(answer)):
            raise RefusedError(
                Message("could not join {room}: {reason}", room=_title(room), reason=answer.reason)
            )
        room.state[MEMBER, account] = {"membership": "join"}

    def _invite(self, room: Room, account: str) -> None:
        """Invite somebody to what he cannot enter through the space by himself."""
        is_open = room.content(JOINING).get("join_rule") == "restricted"
        if is_open or room.has(account, invited_is_enough=True):
            return
        path = f"/_matrix/client/v3/rooms/{in_path(room.id)}/invite"
        answer = self._federation.home.ask(
            "POST", path, what=tr("inviting"), json={"user_id": account}
        )
        if not (answer.is_fine or _is_there_already(answer)):
            raise RefusedError(
                Message(
                    "could not be invited to {room}: {reason}",
                    room=_title(room),
                    reason=answer.reason,
                )
            )
        room.state[MEMBER, account] = {"membership": "invite"}

    def _put_out(self, step: Step) -> str:
        for key in reversed(self._in_order(step.resource.values["rooms"])):
            room = self._reader.room(key)
            if room and room.has(step.resource.remote, invited_is_enough=True):
                path = f"/_matrix/client/v3/rooms/{in_path(room.id)}/kick"
                content = {"user_id": step.resource.remote}
                must(self._federation.home.ask("POST", path, what=tr("removing"), json=content))
        return step.resource.remote


def _is_there_already(answer: Answer) -> bool:
    return answer.status == 403 and "already in the room" in answer.reason


def _title(room: Room) -> str:
    return str(room.content(NAME).get("name", room.id))
