"""Which person of the class is behind a sender: by rules that are told, never by a guess.

A sender is taken for a person when somebody says so (``people``), or when account, e-mail,
number or name are the same; small differences of writing count as the same. Whoever is left
is listed, with names that come near, for a person to decide.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.discussion.messages import Conversation
from workshop.errors import ClassroomError

How = Literal["given", "account", "e-mail", "number", "name", "similar name", ""]

_TITLES = frozenset("dr drs dra ir prof bu ibu pak bapak mr mrs ms h hj sdr sdri".split())
_PHONE = re.compile(r"\+?[\d\s().\u2010-\u2015-]{8,}")
_LEAST_DIGITS = 5  # of a student number inside a name


@dataclass(frozen=True)
class Sender:
    """Somebody who wrote, and who that is.

    Parameters
    ----------
    name
        As it stands in the file.
    person
        Key of a person of the class; empty when nobody was found.
    how
        By which rule the person was found.
    near
        Keys of people whose name comes near; for a person to decide.
    """

    name: str
    account: str
    posts: int
    person: str = ""
    how: How = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matching:
    """All senders of some conversations."""

    senders: tuple[Sender, ...]

    @property
    def unmatched(self) -> tuple[Sender, ...]:
        """Senders that nobody of the class was found for, and that nobody called strangers."""
        return tuple(one for one in self.senders if not one.person and one.how != "given")

    def person_of(self) -> dict[tuple[str, str], str]:
        """Return name and account → key of the person."""
        return {(one.name, one.account): one.person for one in self.senders if one.person}


def matched(
    conversations: Iterable[Conversation],
    blueprint: Blueprint,
    people: Mapping[str, str] | None = None,
) -> Matching:
    """Find the people of a class among the senders.

    Parameters
    ----------
    people
        What stands in the file (a name, telephone number or account) → the person's key, e-mail
        or name in the roster; an empty text for somebody who is not in the class.

    Raises
    ------
    ClassroomError
        When ``people`` leads to nobody in the roster.

    Examples
    --------
    >>> from workshop.classroom.discussion.example import classroom
    >>> from workshop.classroom.discussion.reading import read_discussion
    >>> chat = read_discussion(("chat.txt", b"29/05/26 10.05 - ~ Ayu Lestari: Halo"))
    >>> [(one.person, one.how) for one in matched([chat], classroom()).senders]
    [('ayu-lestari', 'similar name')]
    """
    directory = Directory(blueprint, people or {})
    counts = Counter((post.sender, post.account) for chat in conversations for post in chat.written)
    return Matching(
        tuple(
            Sender(name, account, count, *directory.find(name, account))
            for (name, account), count in counts.items()
        )
    )


class Directory:
    """Finds people of a class by whatever a program calls them."""

    def __init__(self, blueprint: Blueprint, names: Mapping[str, str]) -> None:
        self.blueprint = blueprint
        self.rules: dict[How, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for person in blueprint.people:
            self._enter(person)
        self.given = {_handle(shown): self._meant(shown, who) for shown, who in names.items()}

    def _enter(self, person: Person) -> None:
        for prefix in ("", f"{self.blueprint.key}-", f"{self.blueprint.key}."):
            self.rules["account"][f"{prefix}{person.key}"].add(person.key)
        if person.email:
            self.rules["e-mail"][person.email.casefold()].add(person.key)
        if sum(sign.isdigit() for sign in person.identifier) >= _LEAST_DIGITS:
            self.rules["number"][person.identifier.casefold()].add(person.key)
        self.rules["name"][person.name].add(person.key)
        self.rules["similar name"][plain_name(person.name)].add(person.key)

    def _meant(self, shown: str, who: str) -> str:
        if not who or who in self.blueprint.people_by_key:
            return who
        spellings: tuple[tuple[How, str], ...] = (
            ("e-mail", who.casefold()),
            ("name", who),
            ("similar name", plain_name(who)),
        )
        for how, text in spellings:
            found = self.rules[how].get(text, set())
            if len(found) == 1:
                return next(iter(found))
        raise ClassroomError(
            "people says that {shown} is {who}, whom the roster does not have, or has more than "
            "once. Allowed: the key, e-mail or full name of a person in the roster.",
            shown=repr(shown),
            who=repr(who),
        )

    def find(self, name: str, account: str = "") -> tuple[str, How, tuple[str, ...]]:
        """Return the key of the person, the rule, and who comes near when there is no one."""
        for handle in filter(None, (name, account)):
            if (person := self.given.get(_handle(handle))) is not None:
                return person, "given", ()
        for how, text in _spellings(name, account):
            people = self.rules[how].get(text, set())
            if len(people) == 1:
                return next(iter(people)), how, ()
            if people:
                return "", "", tuple(sorted(people))
        return "", "", self._near(name)

    def _near(self, name: str) -> tuple[str, ...]:
        said = set(plain_name(name).split())
        return tuple(
            person.key
            for person in self.blueprint.people
            if said and _is_part(said, set(plain_name(person.name).split()))
        )


def _is_part(some: set[str], others: set[str]) -> bool:
    return bool(others) and (some <= others or others <= some)


def _spellings(name: str, account: str) -> Iterator[tuple[How, str]]:
    """Yield what may be looked up, by which rule, the surest first."""
    for handle in filter(None, (account, name)):
        if handle.startswith("@"):
            yield "account", handle[1:].partition(":")[0].casefold()
    yield "e-mail", name.casefold()
    for word in re.findall(r"[\w.-]+", name.casefold()):
        if sum(sign.isdigit() for sign in word) >= _LEAST_DIGITS:
            yield "number", word
    yield "name", name
    yield "similar name", plain_name(name)


def _handle(text: str) -> str:
    """Return a telephone number in one form, anything else without signs around it."""
    if _PHONE.fullmatch(text.strip()):
        digits = re.sub(r"\D", "", text)
        return f"+62{digits[1:]}" if digits.startswith("0") else f"+{digits}"
    return text.strip().lstrip("~").strip().casefold()


def plain_name(name: str) -> str:
    """Return a name without accents, titles, degrees, signs and capitals.

    Examples
    --------
    >>> plain_name("~ Dr. Ratna Déwi, M.Kom."), plain_name("RATNA  DEWI")
    ('ratna dewi', 'ratna dewi')
    """
    signs = unicodedata.normalize("NFKD", name.partition(",")[0])
    letters = "".join(sign for sign in signs if not unicodedata.combining(sign))
    words = re.findall(r"\w+", letters.casefold())
    while words and words[0] in _TITLES:
        words.pop(0)
    return " ".join(words)
