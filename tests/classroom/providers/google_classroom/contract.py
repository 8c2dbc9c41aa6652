"""The Classroom API as Google describes it, taken at its word.

Every request is held against the description that ships with Google's library: path, parameters
and body, with no unknown name, no wrong type, no value outside an enumeration, nothing that only
Google may write, and no field in an update mask that cannot be updated.
"""

import datetime
import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from googleapiclient.discovery_cache import get_static_doc

# What the descriptions call required in words only.
REQUIRED = {
    "classroom.courses.create": {"name", "ownerId"},
    "classroom.courses.topics.create": {"name"},
    "classroom.courses.announcements.create": {"text"},
    "classroom.courses.courseWork.create": {"title", "workType"},
    "classroom.courses.courseWorkMaterials.create": {"title"},
    "classroom.courses.studentGroups.create": {"title"},
    "classroom.courses.studentGroups.studentGroupMembers.create": {"userId"},
    "classroom.invitations.create": {"userId", "courseId", "role"},
}
# Lengths that the descriptions give in words.
LONGEST = {
    ("Course", "name"): 750,
    ("Course", "section"): 2800,
    ("Topic", "name"): 100,
    ("Announcement", "text"): 30_000,
    ("CourseWork", "title"): 3000,
    ("CourseWork", "description"): 30_000,
    ("CourseWorkMaterial", "title"): 3000,
    ("CourseWorkMaterial", "description"): 30_000,
    ("Link", "url"): 2024,
}
EVERYWHERE = {"alt", "fields", "key", "prettyPrint", "quotaUser"}
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict}


@dataclass(frozen=True)
class Call:
    """A request that was understood."""

    method: str
    path: dict[str, str]
    query: dict[str, Any]
    body: dict[str, Any]


class BrokenContractError(Exception):
    """A request that Google's description does not allow."""


class Contract:
    def __init__(self) -> None:
        self.document = json.loads(get_static_doc("classroom", "v1"))
        self.methods = {spec["id"]: spec for spec in _methods(self.document)}
        self.schemas = self.document["schemas"]
        self.paths = {
            name: re.compile(
                "/" + re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+?)", re.escape(spec["path"]))
            )
            for name, spec in self.methods.items()
        }

    def read(self, verb: str, target: str, content: bytes) -> Call:
        """Return a request, or raise `BrokenContractError`."""
        parts = urlsplit(target)
        spec, path = self._found(verb, parts.path)
        query = self._query(spec, parse_qs(parts.query, keep_blank_values=True))
        body = self._body(spec, content)
        if "updateMask" in spec["parameters"]:
            _check_mask(spec, query, body)
        return Call(spec["id"], path, query, body)

    def _found(self, verb: str, path: str) -> tuple[dict[str, Any], dict[str, str]]:
        for name, pattern in self.paths.items():
            found, spec = pattern.fullmatch(path), self.methods[name]
            if found and spec["httpMethod"] == verb:
                return spec, {name: unquote(value) for name, value in found.groupdict().items()}
        raise BrokenContractError(f"no method {verb} {path}")

    def _query(self, spec: dict[str, Any], given: dict[str, list[str]]) -> dict[str, Any]:
        known = {
            name: one for name, one in spec["parameters"].items() if one["location"] == "query"
        }
        found: dict[str, Any] = {}
        for name, values in given.items():
            if name in EVERYWHERE:
                continue
            if name not in known:
                raise BrokenContractError(f"{spec['id']}: unknown parameter {name}")
            one = known[name]
            if len(values) > 1 and not one.get("repeated"):
                raise BrokenContractError(f"{spec['id']}: {name} is given twice")
            for value in values:
                self._check_word(one, value, f"{spec['id']}?{name}")
            found[name] = values if one.get("repeated") else values[0]
        missing = [name for name, one in known.items() if one.get("required") and name not in found]
        if missing:
            raise BrokenContractError(f"{spec['id']}: {missing} are missing")
        return found

    @staticmethod
    def _check_word(one: dict[str, Any], value: str, where: str) -> None:
        if one["type"] == "integer" and not re.fullmatch(r"-?\d+", value):
            raise BrokenContractError(f"{where} is {value!r}, no whole number")
        if one["type"] == "boolean" and value not in ("true", "false"):
            raise BrokenContractError(f"{where} is {value!r}")
        if "enum" in one and value not in one["enum"]:
            raise BrokenContractError(f"{where} is {value!r}, none of {one['enum']}")

    def _body(self, spec: dict[str, Any], content: bytes) -> dict[str, Any]:
        if "request" not in spec:
            if content:
                raise BrokenContractError(f"{spec['id']} takes no body")
            return {}
        body = json.loads(content or b"{}")
        self.check(body, {"$ref": spec["request"]["$ref"]}, spec["id"])
        missing = REQUIRED.get(spec["id"], set()) - set(body)
        if missing:
            raise BrokenContractError(f"{spec['id']}: {sorted(missing)} are missing")
        return dict(body)

    def check(self, value: Any, schema: dict[str, Any], where: str) -> None:
        """Check a value against a schema, and all that is in it."""
        if "$ref" in schema:
            self._check_object(value, schema["$ref"], where)
        elif schema["type"] == "array":
            if not isinstance(value, list):
                raise BrokenContractError(f"{where} is no list")
            for number, one in enumerate(value):
                self.check(one, schema["items"], f"{where}[{number}]")
        else:
            self._check_value(value, schema, where)

    def _check_object(self, value: Any, name: str, where: str) -> None:
        if not isinstance(value, dict):
            raise BrokenContractError(f"{where} is no object")
        known = self.schemas[name].get("properties", {})
        for key, one in value.items():
            if key not in known:
                raise BrokenContractError(f"{where}: {name} has no {key}")
            if "Read-only." in known[key].get("description", ""):
                raise BrokenContractError(f"{where}.{key} is read-only")
            self.check(one, known[key], f"{where}.{key}")
            if isinstance(one, str) and len(one) > LONGEST.get((name, key), len(one)):
                raise BrokenContractError(f"{where}.{key} is too long")

    @staticmethod
    def _check_value(value: Any, schema: dict[str, Any], where: str) -> None:
        right = isinstance(value, TYPES[schema["type"]])  # type: ignore[arg-type]
        if not right or (isinstance(value, bool) and schema["type"] != "boolean"):
            raise BrokenContractError(f"{where} is {value!r}, no {schema['type']}")
        if "enum" in schema and value not in schema["enum"]:
            raise BrokenContractError(f"{where} is {value!r}, none of {schema['enum']}")
        if schema.get("format") == "google-datetime" and not value.endswith("Z"):
            raise BrokenContractError(f"{where} is {value!r}, no universal time")
        if schema.get("format") == "google-datetime":
            datetime.datetime.fromisoformat(value)


@functools.cache
def contract() -> Contract:
    """Return the contract, which is read once."""
    return Contract()


def _methods(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for resource in part.get("resources", {}).values():
        for spec in resource.get("methods", {}).values():
            yield {"parameters": {}} | spec
        yield from _methods(resource)


def _check_mask(spec: dict[str, Any], query: dict[str, Any], body: dict[str, Any]) -> None:
    words = spec["parameters"]["updateMask"]["description"]
    allowed = {_camel(name) for name in re.findall(r"\* `(\w+)`", words)}
    mask = set(filter(None, query.get("updateMask", "").split(",")))
    if not mask or not mask <= allowed:
        raise BrokenContractError(f"{spec['id']}: mask {sorted(mask)}, allowed {sorted(allowed)}")
    if mask != set(body):
        raise BrokenContractError(f"{spec['id']}: mask {sorted(mask)}, body {sorted(body)}")


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
