"""The keys of people and groups, from the names that a list gives them."""

import hashlib
import re

from workshop.classroom.blueprint.model import Person, slug
from workshop.errors import Message
from workshop.sheets.words import plain

KEY = re.compile(r"[a-z][a-z0-9-]{0,63}")

_LONGEST = 40  # of a name: what people have to type on a phone
_TITLES = re.compile(r"(?:(?:dr|drs|dra|prof|ir|hj|h|apt|ns|r)\.\s*)+", re.IGNORECASE)


def key_form() -> Message:
    """Return how a key is written."""
    return Message("a letter a–z, then small letters, digits and - only, such as week-1")


def account(person: Person) -> str:
    """Return a person's name as a key, without titles and degrees."""
    bare = _TITLES.sub("", person.name.partition(",")[0]) or person.name
    key = slug(bare)[:_LONGEST].rstrip("-")
    return key if KEY.fullmatch(key) else f"person-{mark(person)}"


def mark(person: Person) -> str:
    """Return what tells people of one name apart, the same wherever they stand in the list."""
    return _digest(person.email.casefold() or person.identifier or person.name)


def group_key(text: str) -> str:
    """Return the key of a group that a list names by a number or a name.

    Examples
    --------
    >>> group_key("3"), group_key("Kelompok 3"), group_key("Melati"), group_key("")
    ('group-03', 'group-03', 'melati', '')
    """
    if not text:
        return ""
    if number := group_number(text):
        return f"group-{number:02}"
    key = slug(text)
    return key if KEY.fullmatch(key) else f"group-{_digest(text)}"


def group_number(text: str) -> int:
    """Return the number of a group that has no other name; 0 for one that has.

    Examples
    --------
    >>> group_number("Kelompok 07"), group_number("Melati 2")
    (7, 0)
    """
    found = re.fullmatch(r"(?:(?:kelompok|grup|group)[ -]?)?0*([1-9]\d{0,3})", plain(text))
    return int(found[1]) if found else 0


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:4]
