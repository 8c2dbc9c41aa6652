"""One person after the other, from whatever file: each text checked, every mistake told."""

import difflib
import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from workshop.classroom.blueprint import vocabulary
from workshop.classroom.blueprint.accounts import KEY, account, group_key, key_form, mark
from workshop.classroom.blueprint.model import College, Person
from workshop.errors import Message
from workshop.sheets.report import Decision
from workshop.sheets.words import plain, shown
from workshop.tables import TableReader

LONGEST_NAME = 200

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+"
)
_LONGEST_EMAIL = 254  # as mail servers take it
# What a spreadsheet takes for a formula; full-width signs, too.
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
# What Excel leaves of a formula that it cannot compute.
_BROKEN = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")
# A number of more than fifteen digits that Excel has rounded.
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_NAMED = 5


@dataclass(frozen=True)
class Entry:
    """What a file says of one person: field → text, and where each stands."""

    texts: Mapping[str, str]
    where: Callable[[str], str | Message]
    row: int = 0


@dataclass
class Admission:
    """Checks people one by one, and in the end gives each a key that nobody else has.

    Parameters
    ----------
    reader
        Remembers the mistakes.
    colleges
        Those that take part.
    """

    reader: TableReader
    colleges: tuple[College, ...]
    _people: list[Person] = field(default_factory=list)
    _wheres: list[str | Message] = field(default_factory=list)
    _silent: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _seen: dict[tuple[str, str], str | Message] = field(default_factory=dict)

    @functools.cached_property
    def _names(self) -> dict[str, str]:
        return {plain(name): one.key for one in self.colleges for name in (one.key, one.name)}

    def add(self, entry: Entry) -> None:
        """Check a person; whoever has a mistake is admitted all the same, as `finish` is later."""
        texts = {name: clean(entry.texts.get(name, "")) for name in vocabulary.FIELDS}
        texts = {name: "" if vocabulary.is_blank(text) else text for name, text in texts.items()}
        for name, text in texts.items():
            if text.startswith(_FORMULA) or _BROKEN.fullmatch(text):
                allowed = Message("a text that is no formula: it may not begin with = + - @")
                self.reader.wrong(entry.where(name), text, allowed)
        person = Person(
            key=self._key(entry, texts["key"]),
            name=self._name(entry, texts["name"]),
            email=self._email(entry, texts["email"]),
            role=self._role(entry, texts["role"]),  # type: ignore[arg-type]
            college=self._college(entry, texts["college"]),
            identifier=self._identifier(entry, texts["identifier"]),
            consent=self._consent(entry, texts["consent"]),
            level=texts["level"],
            group=group_key(texts["group"]),
            row=entry.row,
        )
        self._people.append(person)
        self._wheres.append(entry.where("key"))

    def _refuse_double(self, entry: Entry, name: str, text: str) -> None:
        here = entry.where(name)
        first = self._seen.setdefault((name, text.casefold()), here)
        if first is not here:
            allowed = Message("a text of one person only; {first} holds the same", first=first)
            self.reader.wrong(here, text, allowed)

    def _name(self, entry: Entry, text: str) -> str:
        if not text or len(text) > LONGEST_NAME:
            self.reader.wrong(entry.where("name"), text or None, Message("the name of a person"))
        return text

    def _email(self, entry: Entry, text: str) -> str:
        if not text:
            self._silent["email"].append(entry.row)
        elif not _EMAIL.fullmatch(text) or len(text) > _LONGEST_EMAIL:
            allowed = Message("an e-mail address such as {example}", example="ayu@example.ac.id")
            self.reader.wrong(entry.where("email"), text, allowed)
        else:
            self._refuse_double(entry, "email", text)
        return text

    def _identifier(self, entry: Entry, text: str) -> str:
        if _ROUNDED.fullmatch(text):
            allowed = Message("the whole number; format the column as text and type it again")
            self.reader.wrong(entry.where("identifier"), text, allowed)
        elif text:
            self._refuse_double(entry, "identifier", text)
        return text

    def _role(self, entry: Entry, text: str) -> str:
        role = vocabulary.ROLES.get(plain(text))
        if role is None:
            allowed = _near(text, vocabulary.USUAL_ROLES, vocabulary.allowed_roles())
            self.reader.wrong(entry.where("role"), text or None, allowed)
        return role or "student"

    def _college(self, entry: Entry, text: str) -> str:
        names = self._names
        if not self.colleges:  # which is a mistake of its own
            return ""
        if not text and len(self.colleges) == 1:
            self._silent["college"].append(entry.row)
            return self.colleges[0].key
        if plain(text) not in names:
            known = Message("one of the colleges {keys}", keys=_listed(self.colleges))
            self.reader.wrong(entry.where("college"), text or None, _near(text, names, known))
        return names.get(plain(text), "")

    def _consent(self, entry: Entry, text: str) -> bool:
        if not text:
            self._silent["consent"].append(entry.row)
            return False
        agreed = vocabulary.CONSENT.get(plain(text))
        if agreed is None:
            self.reader.wrong(entry.where("consent"), text, Message("yes, no"))
        elif not agreed:
            self._silent["refused"].append(entry.row)
        return bool(agreed)

    def _key(self, entry: Entry, text: str) -> str:
        if text and not KEY.fullmatch(text):
            self.reader.wrong(entry.where("key"), text, key_form())
        elif text:
            self._refuse_double(entry, "key", text)
        return text

    def finish(self) -> tuple[tuple[Person, ...], list[Decision]]:
        """Return the people with their keys, and what was decided about them."""
        given = {person.key for person in self._people}
        names = Counter(map(account, self._people))
        people, doubles = [], defaultdict(list)
        for person in self._people:
            key = person.key or account(person)
            if not person.key and (names[key] > 1 or key in given):
                doubles[key].append(person)
                key = f"{key}-{mark(person)}"
            people.append(replace(person, key=key))
        self._refuse_twins(people)
        return tuple(people), [*self._about_blanks(), *_about_doubles(doubles.values())]

    def _refuse_twins(self, people: list[Person]) -> None:
        """Refuse people whom nothing tells apart; equal keys that were given are told already."""
        first: dict[str, str | Message] = {}
        for before, person, where in zip(self._people, people, self._wheres, strict=True):
            if not before.key and person.key in first:
                allowed = Message(
                    "an e-mail address, a number or an account that tells this person apart "
                    "({first})",
                    first=first[person.key],
                )
                self.reader.wrong(where, person.name, allowed)
            first.setdefault(person.key, where)

    def _about_blanks(self) -> Iterator[Decision]:
        for name, rows in sorted(self._silent.items()):
            what, why = _BLANKS[name](len(rows), self.colleges)
            numbers = tuple(row for row in rows if row)
            yield Decision(what, why, numbers, warning=name != "college")


def clean(text: str) -> str:
    """Return a text in one line, composed, and without signs that nobody sees.

    Examples
    --------
    >>> clean("  Ayu\\u200b\\n Lestari ")
    'Ayu Lestari'
    """
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    line = " ".join(unicodedata.normalize("NFC", line).split())
    return "".join(sign for sign in line if unicodedata.category(sign) not in ("Cf", "Cc", "Cs"))


def _near(text: str, words: Iterable[str], allowed: Message) -> Message:
    near = _nearest(plain(text), tuple(words)) if text else ""
    if not near:
        return allowed
    return Message("{allowed}; did you mean {near}?", allowed=allowed, near=near)


@functools.lru_cache(maxsize=4096)
def _nearest(text: str, words: tuple[str, ...]) -> str:
    """Return the word that was meant; the same misspelling often stands in thousands of rows."""
    return next(iter(difflib.get_close_matches(text, words, 1)), "")


def _listed(colleges: tuple[College, ...]) -> str:
    names = [college.key for college in colleges]
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


_Told = Callable[[int, tuple[College, ...]], tuple[Message, Message]]
_BLANKS: dict[str, _Told] = {
    "email": lambda count, _: (
        Message("People without an e-mail address: {count}.", count=count),
        Message("The cell is blank. Most platforms cannot invite them."),
    ),
    "college": lambda count, colleges: (
        Message(
            "People who are counted to {college}: {count}.",
            count=count,
            college=shown(colleges[0].name),
        ),
        Message("Nothing else is written, and it is the only college."),
    ),
    "consent": lambda count, _: (
        Message(
            "People who have not said whether they agree: {count}. They are left out.", count=count
        ),
        Message("Without consent, nothing is made for a person on any platform."),
    ),
    "refused": lambda count, _: (
        Message("People who do not agree: {count}. They are left out.", count=count),
        Message("Without consent, nothing is made for a person on any platform."),
    ),
}


def _about_doubles(doubles: Iterable[list[Person]]) -> Iterator[Decision]:
    for people in doubles:
        keys = ", ".join(f"{account(person)}-{mark(person)}" for person in people)
        yield Decision(
            Message("The accounts of people with the same name got a mark: {keys}", keys=keys),
            Message("Add a column “account” to choose them yourself."),
            tuple(person.row for person in people if person.row),
            warning=True,
        )
