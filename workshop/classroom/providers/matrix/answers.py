"""What a server answers, and what an answer must look like before anybody reads it.

A shape is written like the JSON that is expected: an object with the shapes of the fields that
are read, a list with the shape of its members, a pattern for a text, a type for anything else.
A field whose name ends in a question mark may be missing or null.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.classroom.building.trouble import shortened
from workshop.classroom.building.wording import one_line

Shape = Mapping[str, Any] | Sequence[Any] | re.Pattern[str] | type

OBJECT: Shape = {}
# What a server made up itself and gets back: ids and tokens.
ID = re.compile(r"[!-~]+")
ACCOUNT = re.compile(r"@[!-~]*?:[!-~]+")
STATE: Shape = [{"type": str, "state_key": str, "content": {}}]
SENT: Shape = {"event_id": ID}
ROOM: Shape = {"room_id": ID}
LOGIN: Shape = {"access_token": ID}
EVENT: Shape = {
    "type": str,
    "event_id": ID,
    "sender": str,
    "origin_server_ts": int,
    "content": {},
}
EVENTS: Shape = {"chunk": [EVENT], "end?": str}


@dataclass(frozen=True)
class Answer:
    """What a server said: the status, the JSON object or list of events, and why it refused."""

    status: int
    data: Mapping[str, Any]
    events: Sequence[Mapping[str, Any]] = ()

    @property
    def is_fine(self) -> bool:
        """Whether it was done."""
        return self.status < 400

    @property
    def code(self) -> str:
        """Matrix's name of the refusal: ``"M_FORBIDDEN"``."""
        return one_line(str(self.data.get("errcode", "")))

    @property
    def reason(self) -> str:
        """The server's own words, on one line and without secrets."""
        said = shortened(one_line(str(self.data.get("error", ""))))
        return said or self.code or str(self.status)


def fits(found: Any, shape: Shape) -> bool:
    """Whether a JSON value has a shape.

    Examples
    --------
    >>> fits({"room_id": "!a:b"}, ROOM), fits({"room_id": None}, ROOM), fits([], ROOM)
    (True, False, False)
    >>> fits({"chunk": []}, EVENTS), fits({"chunk": [], "end": 1}, EVENTS)
    (True, False)
    """
    if isinstance(shape, Mapping):
        return isinstance(found, dict) and all(
            _field_fits(found, name, part) for name, part in shape.items()
        )
    if isinstance(shape, re.Pattern):
        return isinstance(found, str) and bool(shape.fullmatch(found))
    if isinstance(shape, type):
        return isinstance(found, shape)
    return isinstance(found, list) and all(fits(one, shape[0]) for one in found)


def _field_fits(found: Mapping[str, Any], name: str, shape: Shape) -> bool:
    value = found.get(name.removesuffix("?"))
    return (value is None and name.endswith("?")) or fits(value, shape)
