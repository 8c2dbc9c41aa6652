"""A room as Matrix keeps it, and as a lecturer means it: state events ↔ values.

The state of a room is what its newest events of each type and key say. From version 12 of
rooms on, whoever made a room stands above all levels and may not be named among them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop.classroom.providers.matrix.names import MARK

Content = Mapping[str, Any]

CREATED = "m.room.create"
NAME, TOPIC, JOINING = "m.room.name", "m.room.topic", "m.room.join_rules"
LEVELS, MEMBER, PINNED = "m.room.power_levels", "m.room.member", "m.room.pinned_events"
CHILD, PARENT = "m.space.child", "m.space.parent"
_CREATORS_STAND_ABOVE = 12
_HIGHEST = 100
_PRESENT = ("join", "invite")


@dataclass
class Room:
    """A room that exists.

    Parameters
    ----------
    id
        The server's own name of it.
    state
        Type and key of an event → its content.
    is_new
        Whether we made it a moment ago, so that nobody can have written in it.
    """

    id: str
    state: dict[tuple[str, str], Content] = field(default_factory=dict)
    is_new: bool = False

    def content(self, kind: str, key: str = "") -> Content:
        """Return what the newest event of a type says; empty when there is none."""
        return self.state.get((kind, key), {})

    def of_type(self, kind: str) -> dict[str, Content]:
        """Return all newest events of a type: key → content."""
        return {key: content for (found, key), content in self.state.items() if found == kind}

    def membership(self, account: str) -> str:
        """Return ``"join"``, ``"invite"``, ``"leave"``, ``"ban"`` or nothing."""
        return str(self.content(MEMBER, account).get("membership", ""))

    def has(self, account: str, *, invited_is_enough: bool = False) -> bool:
        """Whether somebody is in the room."""
        return self.membership(account) in (_PRESENT if invited_is_enough else _PRESENT[:1])

    @property
    def present(self) -> list[str]:
        """The accounts of those who are in the room or invited to it."""
        return [
            account
            for account, content in self.of_type(MEMBER).items()
            if content.get("membership") in _PRESENT
        ]

    @property
    def pinned(self) -> list[str]:
        """The ids of the messages at the top of the room."""
        found = self.content(PINNED).get("pinned")
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    @property
    def key(self) -> str:
        """The key of the place under which we made it; empty for the space."""
        return str(self._mark.get("key", ""))

    def belongs_to(self, class_key: str) -> bool:
        """Whether we made it for a class; said by its very first event, which nobody can change."""
        return self._mark.get("class") == class_key

    @property
    def _mark(self) -> Content:
        found = self.content(CREATED).get(MARK)
        return found if isinstance(found, dict) else {}


def state_of(events: Iterable[Content]) -> dict[tuple[str, str], Content]:
    """Return the state that a server tells, by type and key."""
    return {(event["type"], event["state_key"]): event["content"] for event in events}


def join_rule(joining: str, space: str) -> Content:
    """Return who may enter; without a rule that names the space, other servers see no room."""
    if joining == "members":
        return {"join_rule": "invite"}
    return {"join_rule": "restricted", "allow": [{"type": "m.room_membership", "room_id": space}]}


def joining(content: Content, space: str) -> str:
    """Return who may enter, as a lecturer says it."""
    for word in ("class", "members"):
        if content == join_rule(word, space):
            return word
    return str(content.get("join_rule", ""))


def power(
    levels: Mapping[str, int], writing: int, builders: Sequence[str], version: str
) -> Content:
    """Return the rights in a room.

    Parameters
    ----------
    levels
        Account → level.
    writing
        The level from which one may write.
    builders
        Our own accounts, first the one that makes the room.
    version
        Of the room.
    """
    stands_above = version.isdecimal() and int(version) >= _CREATORS_STAND_ABOVE
    named = builders[1:] if stands_above else builders
    others = {account: level for account, level in levels.items() if account not in builders}
    return {
        "users": {**others, **dict.fromkeys(named, _HIGHEST)},
        "users_default": 0,
        "events_default": writing,
        "state_default": 50,
        "invite": 50,
        "kick": 50,
        "ban": 50,
        "redact": 50,
        "notifications": {"room": 50},
        "events": {
            LEVELS: _HIGHEST,
            "m.room.history_visibility": _HIGHEST,
            "m.room.encryption": _HIGHEST,
            "m.room.tombstone": _HIGHEST,
            # A thumb up is welcome also where only some write.
            "m.reaction": 0,
        },
    }


def levels(content: Content, builders: Sequence[str]) -> dict[str, int]:
    """Return account → level, of those who are above or below the others."""
    users = content.get("users")
    usual = _number(content.get("users_default"))
    return {
        str(account): _number(level)
        for account, level in (users.items() if isinstance(users, dict) else ())
        if account not in builders and _number(level) != usual
    }


def writing(content: Content) -> int:
    """Return the level from which one may write."""
    return _number(content.get("events_default"))


def _number(level: Any) -> int:
    """Return a level; old rooms hold it as a text."""
    try:
        return int(level or 0)
    except (TypeError, ValueError, OverflowError):
        return 0
