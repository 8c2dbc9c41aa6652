"""What of a class exists on its servers, read from them alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.resources import Resource
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.matrix import rooms
from workshop.classroom.providers.matrix.answers import ROOM, STATE
from workshop.classroom.providers.matrix.federation import Federation
from workshop.classroom.providers.matrix.homeserver import Homeserver
from workshop.classroom.providers.matrix.names import POSTED, alias, in_path
from workshop.classroom.providers.matrix.places import places as places_of
from workshop.classroom.providers.matrix.rooms import CHILD, Room
from workshop.errors import ProviderError
from workshop.i18n import tr

_PAGE = 1000
_ACCOUNTS = {"users": [{"name": str, "displayname?": str}], "next_token?": str}


class Reader:
    """Finds the accounts and rooms of a class, and says what they are in its words.

    Parameters
    ----------
    blueprint
        The class.
    federation
        Its servers.
    """

    def __init__(self, blueprint: Blueprint, federation: Federation) -> None:
        self._blueprint = blueprint
        self._federation = federation
        self.rooms: dict[str, Room] = {}  # by the key of the place; "" is the space
        self.person_of = {federation.account(one): one.key for one in blueprint.members}
        self.builders = [server.account for server in federation.all]
        self._wanted_levels = {place.key: place.levels for place in places_of(blueprint)}

    def room(self, key: str) -> Room | None:
        """Return a room by the key of its place, if it exists."""
        if key not in self.rooms:
            found = self._look_up(key)
            if found:
                self.rooms[key] = found
        return self.rooms.get(key)

    def find_rooms(self, keys: Iterable[str]) -> None:
        """Read the rooms of the class: those of these places, and others of ours in the space."""
        self.rooms.clear()
        space = self.room("")
        if not space:
            return
        for room_id, child in space.of_type(CHILD).items():
            if child.get("via"):
                room = self._read_room(room_id)
                if room and room.belongs_to(self._blueprint.key):
                    self.rooms[room.key] = room
        for key in keys:
            self.room(key)
        for server in self._federation.others:
            for room in self.rooms.values():
                self._ask_who_is_there(server, room)

    def find_people(self) -> Iterator[Resource]:
        """Return the people of the blueprint who have an account."""
        known = {server.name: self._accounts(server) for server in self._federation.all}
        space = self.rooms.get("")
        for person in self._blueprint.members:
            account = self._federation.account(person)
            server = self._federation.of(person)
            inside = bool(space and space.has(account, invited_is_enough=True))
            if server is None:
                owner = person.name if inside else self._owner_elsewhere(person, account)
            else:
                owner = known[server.name].get(account)
            if owner is not None:
                name = one_line(person.name)
                # Whoever is in the class already may call himself whatever he likes.
                own = name if inside or owner.casefold() == name.casefold() else owner
                yield Resource(
                    "person", person.key, name, {"owner": own}, where=person.college, remote=account
                )

    def values(self, room: Room) -> dict[str, object]:
        """Return a room as a lecturer means it."""
        power = room.content(rooms.LEVELS)
        levels = rooms.levels(power, self.builders)
        # Whoever lends us the account of an administrator may belong to the class.
        for account in self.builders:
            own = self._wanted_levels.get(room.key, {}).get(self.person_of.get(account, ""))
            if own is not None:
                levels[account] = own
        return {
            "name": room.content(rooms.NAME).get("name", ""),
            "topic": room.content(rooms.TOPIC).get("topic", ""),
            "joining": rooms.joining(room.content(rooms.JOINING), self._space_id),
            "writing": rooms.writing(power),
            "levels": {self.person_of.get(one, one): level for one, level in levels.items()},
            "connected": self.is_connected(room),
        }

    def is_connected(self, room: Room) -> bool:
        """Whether a room is in the space, and every server that lets us in takes part."""
        space = self.rooms.get("")
        listed = room is space or bool(space and space.content(CHILD, room.id).get("via"))
        return listed and all(room.has(account) for account in self.builders)

    def found(self) -> Iterator[Resource]:
        """Return the rooms that were read, who is in them, and what we pinned there."""
        home = self._blueprint.colleges[0].key
        space_address = f"space/{self._blueprint.key}"
        for key, room in self.rooms.items():
            values = self.values(room)
            kind, name = ("channel", key) if key else ("space", self._blueprint.key)
            needs = (space_address,) if key else ()
            yield Resource(
                kind, name, str(values["name"]), values, needs=needs, where=home, remote=room.id
            )
            yield from self._posted(key, room, home)

    def memberships(self, desired: Sequence[Resource]) -> Iterator[Resource]:
        """Return who is where: of the people of the class, and apart from it who else is there."""
        wanted = {one.key: one for one in desired if one.kind == "membership"}
        planned = {one.key for one in desired if one.kind in ("space", "channel")}
        present: dict[str, list[str]] = {}
        for key, room in self.rooms.items():
            for account in room.present:
                present.setdefault(account, []).append(key or self._blueprint.key)
        for account, places in present.items():
            person = self.person_of.get(account, "")
            own = wanted[person].values["rooms"] if person in wanted else ()
            counted = [key for key in own if self._counts(account, key)]
            if counted:
                yield Resource(
                    "membership",
                    person,
                    wanted[person].label,
                    {"rooms": sorted(counted)},
                    where=wanted[person].where,
                    remote=account,
                )
            others = sorted(planned & set(places) - set(own))
            if others and account not in self.builders:
                yield Resource("membership", account, account, {"rooms": others}, remote=account)

    def _counts(self, account: str, place: str) -> bool:
        """Whether somebody is in a room, or we did all that we may: invite him to enter."""
        room = self.rooms.get("" if place == self._blueprint.key else place)
        if room is None:
            return False
        if self._federation.of(self._blueprint.people_by_key[self.person_of[account]]):
            return room.has(account)
        is_open = room.content(rooms.JOINING).get("join_rule") == "restricted"
        entrance = self.rooms[""] if is_open else room
        return entrance.has(account, invited_is_enough=True)

    def _posted(self, key: str, room: Room, home: str) -> Iterator[Resource]:
        for address, note in room.of_type(POSTED).items():
            kind, _, name = address.partition("/")
            if note.get("id"):
                yield Resource(
                    kind,
                    name,
                    str(note.get("text", "")).partition("\n")[0],
                    {"text": note.get("text", ""), "pinned": note["id"] in room.pinned},
                    once={"room": key},
                    needs=(f"channel/{key}",),
                    where=home,
                    remote=str(note["id"]),
                )

    @property
    def _space_id(self) -> str:
        space = self.rooms.get("")
        return space.id if space else ""

    def _look_up(self, key: str) -> Room | None:
        home = self._federation.home
        address = alias(self._blueprint.key, key, home.name)
        answer = home.ask(
            "GET",
            f"/_matrix/client/v3/directory/room/{in_path(address)}",
            what=tr("finding rooms"),
            shape=ROOM,
        )
        if not answer.is_fine:
            return None
        room = self._read_room(answer.data["room_id"])
        if not (room and room.belongs_to(self._blueprint.key) and room.key == key):
            raise ProviderError(
                "The address {alias} belongs to another room on the server. Give the class another "
                "key in classroom.toml, and try again.",
                alias=address,
            )
        return room

    def _read_room(self, room_id: str) -> Room | None:
        path = f"/_matrix/client/v3/rooms/{in_path(room_id)}/state"
        answer = self._federation.home.ask("GET", path, what=tr("reading rooms"), shape=STATE)
        return Room(room_id, rooms.state_of(answer.events)) if answer.is_fine else None

    def _ask_who_is_there(self, server: Homeserver, room: Room) -> None:
        """Believe every server about its own people: the home server hears of them later."""
        path = f"/_matrix/client/v3/rooms/{in_path(room.id)}/joined_members"
        answer = server.ask("GET", path, what=tr("reading rooms"), shape={"joined": {}})
        if not answer.is_fine:
            return  # it takes no part in this room yet
        joined = answer.data["joined"]
        for account in {*joined, *room.present}:
            if account.endswith(f":{server.name}"):
                if account in joined:
                    room.state[rooms.MEMBER, account] = {"membership": "join"}
                elif room.has(account):
                    room.state[rooms.MEMBER, account] = {"membership": "leave"}

    def _accounts(self, server: Homeserver) -> Mapping[str, str]:
        """Return account → name of all who have an account on a server."""
        found: dict[str, str] = {}
        page: dict[str, str | int] = {"limit": _PAGE, "guests": "false", "deactivated": "true"}
        while True:
            answer = server.must(
                "GET",
                "/_synapse/admin/v2/users",
                what=tr("reading accounts"),
                shape=_ACCOUNTS,
                params=page,
            )
            for user in answer["users"]:
                closed = user.get("deactivated")
                name = tr("nobody: it was closed") if closed else user.get("displayname") or ""
                found[user["name"]] = one_line(name)
            following = answer.get("next_token")
            if following in (None, page.get("from")):
                return found
            page["from"] = following

    def _owner_elsewhere(self, person: Person, account: str) -> str | None:
        """Return whose account it is on a server that does not let us in."""
        path = f"/_matrix/client/v3/profile/{in_path(account)}"
        shape = {"displayname?": str}
        answer = self._federation.home.ask("GET", path, what=tr("reading accounts"), shape=shape)
        return str(answer.data.get("displayname") or person.name) if answer.is_fine else None
