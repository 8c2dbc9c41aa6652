"""Making rooms and mending them: what a room lacks is sent, and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Any

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.resources import Resource
from workshop.classroom.providers.matrix import rooms
from workshop.classroom.providers.matrix.answers import ROOM, Answer
from workshop.classroom.providers.matrix.federation import Federation
from workshop.classroom.providers.matrix.homeserver import Homeserver
from workshop.classroom.providers.matrix.messages import put_state
from workshop.classroom.providers.matrix.names import MARK, alias, in_path
from workshop.classroom.providers.matrix.reading import Reader
from workshop.classroom.providers.matrix.rooms import CHILD, PARENT, Room
from workshop.errors import Message
from workshop.i18n import tr


class RefusedError(Exception):
    """The platform refused one thing, and says why; the others go on."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class Maker:
    """Makes the rooms of a class on its home server.

    Parameters
    ----------
    blueprint
        The class.
    federation
        Its servers.
    reader
        What is known of its rooms; it learns of those that are made.
    """

    def __init__(self, blueprint: Blueprint, federation: Federation, reader: Reader) -> None:
        self._blueprint = blueprint
        self._federation = federation
        self._reader = reader
        self._account_of = {key: account for account, key in reader.person_of.items()}
        self._version = ""

    def room(self, wanted: Resource) -> str:
        """Make a room, or mend what is not as it should be; return its id.

        Raises
        ------
        RefusedError
            When the server does not allow it.
        """
        key = "" if wanted.kind == "space" else wanted.key
        room = self._reader.room(key) or self._create(key, wanted)
        self._reader.rooms[key] = room
        self._mend(room, wanted)
        self._connect(room)
        return room.id

    def remove(self, room: Room) -> None:
        """Take a room out of the space and close its door; what was written in it stays."""
        space = self._space()
        must(put_state(self._federation.home, space, CHILD, room.id, {}))
        closed = rooms.join_rule("members", space.id)
        must(put_state(self._federation.home, room, rooms.JOINING, "", closed))

    def _create(self, key: str, wanted: Resource) -> Room:
        """Make a room with everything in it by one request."""
        home = self._federation.home
        name = alias(self._blueprint.key, key, home.name)
        others = [server.account for server in self._federation.others]
        mark = {MARK: {"class": self._blueprint.key, "key": key}}
        content: dict[str, Any] = {
            "room_alias_name": name[1:].partition(":")[0],
            "preset": "private_chat",
            "creation_content": mark if key else {"type": "m.space", **mark},
            "name": wanted.values["name"],
            "topic": wanted.values["topic"],
            "invite": others,
            "power_level_content_override": self._power(wanted.values),
            "initial_state": self._initial_state(key, wanted.values),
        }
        answer = home.ask(
            "POST",
            "/_matrix/client/v3/createRoom",
            what=tr("making rooms"),
            shape=ROOM,
            json=content,
        )
        must(answer)
        state: dict[tuple[str, str], Mapping[str, Any]] = {
            (event["type"], event["state_key"]): event["content"]
            for event in content["initial_state"]
        }
        state[rooms.CREATED, ""] = content["creation_content"]
        state[rooms.NAME, ""] = {"name": content["name"]}
        state[rooms.TOPIC, ""] = {"topic": content["topic"]}
        state[rooms.LEVELS, ""] = content["power_level_content_override"]
        state[rooms.MEMBER, home.account] = {"membership": "join"}
        state |= {(rooms.MEMBER, account): {"membership": "invite"} for account in others}
        return Room(str(answer.data["room_id"]), state, is_new=True)

    def _initial_state(self, key: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        states: list[tuple[str, str, Mapping[str, Any]]] = [
            ("m.room.guest_access", "", {"guest_access": "forbidden"}),
            # Who comes late reads what was written before.
            ("m.room.history_visibility", "", {"history_visibility": "shared"}),
        ]
        if key:
            space = self._space()
            states.append((rooms.JOINING, "", rooms.join_rule(values["joining"], space.id)))
            states.append((PARENT, space.id, {"via": self._via, "canonical": True}))
        else:
            states.append((rooms.JOINING, "", rooms.join_rule("members", "")))
        return [
            {"type": kind, "state_key": state_key, "content": content}
            for kind, state_key, content in states
        ]

    def _mend(self, room: Room, wanted: Resource) -> None:
        """Send what differs from what should be."""
        actual, values = self._reader.values(room), wanted.values
        states: dict[str, Mapping[str, Any]] = {}
        if actual["name"] != values["name"]:
            states[rooms.NAME] = {"name": values["name"]}
        if actual["topic"] != values["topic"]:
            states[rooms.TOPIC] = {"topic": values["topic"]}
        if actual["joining"] != values["joining"]:
            states[rooms.JOINING] = rooms.join_rule(values["joining"], self._space().id)
        if (actual["levels"], actual["writing"]) != (values["levels"], values["writing"]):
            states[rooms.LEVELS] = self._power(values)
        for kind, content in states.items():
            must(put_state(self._federation.home, room, kind, "", content))

    def _connect(self, room: Room) -> None:
        """Put a room into the list of the space, and let the other servers take part in it."""
        space = self._space()
        if room is not space and not space.content(CHILD, room.id).get("via"):
            link = {"via": self._via, "suggested": True, "order": self._order(room)}
            must(put_state(self._federation.home, space, CHILD, room.id, link))
        for server in self._federation.others:
            if not room.has(server.account):
                self._take_part(server, room)

    def _take_part(self, server: Homeserver, room: Room) -> None:
        home = self._federation.home
        room_path = f"/_matrix/client/v3/rooms/{in_path(room.id)}"
        if not room.has(server.account, invited_is_enough=True):
            invited = {"user_id": server.account}
            must(home.ask("POST", f"{room_path}/invite", what=tr("inviting"), json=invited))
        joined = server.ask(
            "POST",
            f"/_matrix/client/v3/join/{in_path(room.id)}",
            what=tr("joining rooms"),
            params={"server_name": home.name, "via": home.name},
            json={},
            repeatable=True,
        )
        must(joined)
        room.state[rooms.MEMBER, server.account] = {"membership": "join"}

    def _power(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        levels = {
            self._account_of.get(person, person): level
            for person, level in values["levels"].items()
        }
        builders: Sequence[str] = self._reader.builders
        return rooms.power(levels, values["writing"], builders, self._room_version)

    @property
    def _room_version(self) -> str:
        """The version of the rooms that the home server makes."""
        if not self._version:
            found = self._federation.home.must(
                "GET",
                "/_matrix/client/v3/capabilities",
                what=tr("making rooms"),
                shape={"capabilities": {"m.room_versions": {"default": str}}},
            )
            self._version = str(found["capabilities"]["m.room_versions"]["default"])
        return self._version

    @property
    def _via(self) -> list[str]:
        """The servers by which others find the rooms."""
        return [server.name for server in self._federation.all]

    def _order(self, room: Room) -> str:
        """Return the place of a room in the list of the space, as Matrix sorts it."""
        keys = [place.key for place in self._blueprint.places]
        keys += [week.key for week in self._blueprint.weeks]
        return f"{keys.index(room.key) if room.key in keys else len(keys):04}"

    def _space(self) -> Room:
        space = self._reader.room("")
        if space is None:
            raise RefusedError(Message("The space of the class is not there."))
        return space


def must(answer: Answer) -> None:
    """Go on only when the server did what it was asked.

    Raises
    ------
    RefusedError
        When it refused.
    """
    if not answer.is_fine:
        raise RefusedError(Message("the server refused it: {reason}", reason=answer.reason))
