"""Ticked options: the code behind each answer, whatever words or marks the file holds for it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workshop.sheets.words import plain
from workshop.survey.forms.limesurvey import option_codes
from workshop.survey.questionnaire.model import Option, Question
from workshop.survey.questionnaire.vocabulary import LADDERS, Ladder
from workshop.survey.questionnaire.vocabulary import plain as same

How = Literal["same", "variant", "other", "value", "limesurvey"]

# Short forms of two answers that nearly every questionnaire has.
_SAME = (
    frozenset(("laki-laki", "laki laki", "pria", "male", "l", "lk", "lk.", "m", "man", "cowok")),
    frozenset(("perempuan", "wanita", "female", "p", "pr", "pr.", "f", "woman", "cewek")),
    frozenset(("ya", "iya", "yes", "y", "true", "benar", "ada")),
    frozenset(("tidak", "tdk", "no", "n", "t", "false", "salah", "tidak ada")),
)
_OTHER = re.compile(r"others?\b|lainnya\b|yang lain\b|lain-lain\b|lain\b")
_OTHER_CODES = frozenset(("other", "others", "lainnya", "lain", "-oth-"))
_NUMBERED = re.compile(r"(?P<code>\d{1,3})\s*(?:[=.:)-]\s*|\s)(?P<label>\D.*)")
_BEHIND = re.compile(r"(?P<label>.+?)\s*[(\[](?P<code>\d{1,3})[)\]]")
_WHOLE = re.compile(r"(?P<code>[+-]?\d+)[.,]0+")
_SEPARATED = re.compile(r"\s*[;,|]\s*")
_LONGEST = 5000  # characters of a list; beyond it is no list of options


@dataclass(frozen=True)
class Understood:
    """An answer: its codes, what of it is no option, and how it was recognised."""

    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    how: How = "same"


class OptionList:
    """The options of a question, found by code, by label in either language, or by their sense.

    Examples
    --------
    >>> from workshop.tables import Text
    >>> chat = Option("chat", Text("Mengobrol, berkirim pesan", "Chatting"))
    >>> news = Option("news", Text("Berita", "News"))
    >>> question = Question("purposes", Text("", ""), "multiple", (chat, news))
    >>> OptionList(question).several("Berita, Mengobrol, berkirim pesan").codes
    ('chat', 'news')
    """

    def __init__(self, question: Question) -> None:
        self._options = question.options
        self._labels = _index(question.options)
        self._numbers = {
            number.casefold(): code for code, number in option_codes(question) if number != code
        }
        self._by_length = sorted(self._labels, key=len, reverse=True)
        self._ladder = _ladder(question)
        self._other = next(filter(is_other, question.options), None)

    def one(self, text: str, value: str = "") -> Understood | None:
        """Return the option that an answer names; nothing when it is none of them.

        Parameters
        ----------
        text
            The answer.
        value
            What the file stores behind that text, if anything.
        """
        words = plain(text)
        if code := self._labels.get(words) or self._labels.get(words.rstrip(";, ")):
            return Understood((code,))
        if code := self._numbered(words) or self._by_sense(words):
            return Understood((code,), how="variant")
        if value and (code := self._labels.get(plain(value))):
            return Understood((code,), how="value")
        if code := self._numbers.get(words):
            return Understood((code,), how="limesurvey")
        if self._other:
            return Understood((self._other.code,), (text,), "other")
        return None

    def several(self, text: str, value: str = "") -> Understood | None:
        """Return the options that an answer lists; nothing when it names none of them."""
        words = plain(re.sub(r"[\r\n]+", ";", text.strip()))
        if code := self._labels.get(words) or self._labels.get(plain(text)):
            return Understood((code,))
        if codes := self._parts(words.split(";")) or self._parts(words.split(" ")):
            return Understood(self._in_order(codes))
        codes, unknown = self._cut(words, ";,| ")
        if unknown:
            codes, unknown = self._cut(words, ";,|")
        if unknown and self._other:
            return Understood(self._in_order({*codes, self._other.code}), unknown, "other")
        if codes:
            return Understood(self._in_order(codes), unknown)
        alone = self.one(text, value)
        return alone if alone and alone.how != "other" else None

    def _in_order(self, codes: Iterable[str]) -> tuple[str, ...]:
        chosen = set(codes)
        return tuple(option.code for option in self._options if option.code in chosen)

    def _parts(self, parts: list[str]) -> set[str]:
        """Return the codes of a list that was cut; none when a part is no option.

        Most programs write a semicolon between labels, KoboToolbox a space between codes.
        """
        found = [self._labels.get(part.strip()) for part in parts if part and not part.isspace()]
        return {code for code in found if code} if all(found) else set()

    def _cut(self, words: str, marks: str) -> tuple[set[str], tuple[str, ...]]:
        """Cut a list at the longest options first, since an option may hold a comma itself."""
        if len(words) > _LONGEST:
            return set(), (words,)
        codes: set[str] = set()
        unknown: list[str] = []
        while words := words.strip(" ;,|"):
            label = next((one for one in self._by_length if _begins(words, one, marks)), None)
            if label is None:
                part, words = _first_part(words)
                code = self._numbered(part) or self._by_sense(part)
                codes |= {code} if code else set()
                unknown += [] if code else [part]
            else:
                codes.add(self._labels[label])
                words = words[len(label) :]
        return codes, tuple(unknown)

    def _numbered(self, words: str) -> str | None:
        if found := _WHOLE.fullmatch(words):
            return self._labels.get(found["code"])
        for form in (_NUMBERED, _BEHIND):
            if found := form.fullmatch(words):
                by_code, by_label = (self._labels.get(found[part]) for part in ("code", "label"))
                # A number and a label that say different things are understood by nobody.
                if by_label and by_code in (None, by_label):
                    return by_label
        return None

    def _by_sense(self, words: str) -> str | None:
        if len(words) > 60:
            return None
        if code := self._ladder.get(same(words)):
            return code
        for group in _SAME:
            if words in group:
                codes = {self._labels[word] for word in group if word in self._labels}
                return codes.pop() if len(codes) == 1 else None
        return None


def _index(options: tuple[Option, ...]) -> dict[str, str]:
    """Return every word for an option → its code; labels count before codes."""
    index: dict[str, str] = {}
    for option in options:
        for label in (option.label.id, option.label.en):
            index.setdefault(plain(label), option.code)
    for option in options:
        index.setdefault(plain(option.code), option.code)
    index.pop("", None)
    return index


def _ladder(question: Question) -> dict[str, str]:
    """Return every word of the usual scale that the labels stand on → the code it means."""
    best: dict[int, str] = {}
    words: dict[str, int] = {}
    labels = [
        (same(label), option.code)
        for option in question.options
        for label in (option.label.id, option.label.en)
    ]
    for ladder in LADDERS:
        places = _places(ladder, labels)
        if len(places) > max(1, len(best)):
            best, words = places, ladder.words
    return {word: best[place] for word, place in words.items() if place in best}


def _places(ladder: Ladder, labels: list[tuple[str, str]]) -> dict[int, str]:
    """Return place → code, or nothing when two options stand on the same step."""
    found = [(ladder.words[label], code) for label, code in labels if label in ladder.words]
    places = dict(found)
    return places if len(places) == len(set(found)) else {}


def is_other(option: Option) -> bool:
    """Whether an option stands for whatever is not among the others."""
    labels = (option.label.id, option.label.en)
    return option.code in _OTHER_CODES or any(_OTHER.match(plain(label)) for label in labels)


def _begins(words: str, label: str, marks: str) -> bool:
    """Whether a list begins with an option, and not with a longer word."""
    if not words.startswith(label):
        return False
    return len(words) == len(label) or words[len(label)] in marks


def _first_part(words: str) -> tuple[str, str]:
    found = _SEPARATED.search(words)
    return (words[: found.start()], words[found.end() :]) if found else (words, "")
