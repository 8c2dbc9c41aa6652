"""Whether an answer has the shape that Google describes: the gate for all that comes in.

What passes holds objects, lists, texts and numbers where they belong, and an id wherever one is
needed; whoever reads it need not ask again.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from workshop.classroom.providers.google_classroom.trouble import misshapen

# Kind of object → what Google never leaves out of it.
_NEVER_ABSENT: Mapping[str, tuple[str, ...]] = {
    "Course": ("id",),
    "Topic": ("topicId",),
    "Announcement": ("id",),
    "CourseWork": ("id",),
    "CourseWorkMaterial": ("id",),
    "Student": ("userId",),
    "Teacher": ("userId",),
    "StudentGroup": ("id",),
    "StudentGroupMember": ("userId",),
    "Invitation": ("id", "userId", "role"),
    "Date": ("year", "month", "day"),
}
# A truth value is no number here, as it is in Python.
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
}


class Shapes:
    """The shapes of all answers.

    Parameters
    ----------
    description
        The API as Google describes it, which ships with Google's library.

    Examples
    --------
    >>> course = {"properties": {"id": {"type": "string"}}}
    >>> get = {"id": "courses.get", "response": {"$ref": "Course"}}
    >>> resources = {"courses": {"methods": {"get": get}}}
    >>> Shapes({"schemas": {"Course": course}, "resources": resources}).checked(
    ...     "courses.get", {"id": "5", "colour": "blue"}
    ... )
    {'id': '5', 'colour': 'blue'}
    """

    def __init__(self, description: Mapping[str, Any]) -> None:
        self._schemas: Mapping[str, Any] = description["schemas"]
        self._answers = {method["id"]: method["response"] for method in _methods(description)}

    def checked(self, method: str, answer: Any) -> dict[str, Any]:
        """Return the answer to a method.

        Raises
        ------
        ProviderError
            When it has another shape than Google describes.
        """
        answer = {} if answer is None else answer  # of a removal nothing comes back
        for place in self._wrong(answer, self._answers[method], method):
            raise misshapen(place)
        return dict(answer)

    def _wrong(self, value: Any, schema: Mapping[str, Any], place: str) -> Iterator[str]:
        """Yield the places where a value is not as described."""
        if "$ref" in schema:
            yield from self._wrong_in_object(value, schema["$ref"], place)
        elif schema["type"] != "array":
            if type(value) not in _TYPES[schema["type"]]:
                yield place
        elif isinstance(value, list):
            for one in value:
                yield from self._wrong(one, schema["items"], place)
        else:
            yield place

    def _wrong_in_object(self, value: Any, name: str, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield place
            return
        for key in _NEVER_ABSENT.get(name, ()):
            if not value.get(key):
                yield f"{place}.{key}"
        for key, schema in self._schemas[name].get("properties", {}).items():
            if key in value:
                yield from self._wrong(value[key], schema, f"{place}.{key}")


def _methods(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for resource in part.get("resources", {}).values():
        yield from resource.get("methods", {}).values()
        yield from _methods(resource)
