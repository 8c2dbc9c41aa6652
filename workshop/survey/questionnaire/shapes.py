"""What kind of question a column of answers belongs to, judged by the answers alone."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workshop.errors import Message
from workshop.survey.questionnaire.lists import Counts, parts_of
from workshop.survey.questionnaire.model import Kind, Option
from workshop.survey.questionnaire.vocabulary import Ladder, ladder_of
from workshop.tables import Text

MOST = 0.9  # of the answers; the rest are slips of the pen, which the reader reports
MANY_OPTIONS = 30
SEPARATORS = (";", "|", ",")

_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\d{1,2}[ -][^\W\d_]{3,9}[ -]\d{4}|[^\W\d_]{3,9} \d{1,2}, \d{4})(?![\d/.-]).*",
    re.DOTALL,
)
_AMOUNT = re.compile(r"\W{0,3}\d+(?:[.,]\d+)*\s*(?:[^\W\d]+\.?)?")  # "±5", "7 jam"
_NUMBER = re.compile(r"[+\-−]?(?:\d+(?:[.,]\d+)*|[.,]\d+)")
_STEP = re.compile(r"(\d)\s*(?:[-–—.:=)]\s*|\()(\D.*)", re.DOTALL)


@dataclass(frozen=True)
class Shape:
    """A kind of question with its options, what in the answers tells it, and if in doubt."""

    kind: Kind
    why: Message
    options: tuple[Option, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What the other columns of the file tell about one.

    Parameters
    ----------
    middles
        Names of the ladders whose middle step was answered somewhere.
    rating
        The highest step, where several columns hold only the whole numbers from 1 up to it.
    """

    middles: frozenset[str] = frozenset()
    rating: int = 0


def surroundings_of(columns: Iterable[Counts], may_be_ratings: Iterable[Counts]) -> Surroundings:
    """Look over all columns once."""
    middles = {
        ladder.name
        for counts in columns
        if (ladder := ladder_of(counts)) and 2 in (ladder.places(counts) or {}).values()
    }
    tops = list(filter(None, map(_rating, may_be_ratings)))
    return Surroundings(frozenset(middles), max(tops) if len(tops) >= 3 else 0)


def shape_of(counts: Counts, around: Surroundings, *, grouping: bool = False) -> Shape:
    """Guess the kind of a question from how often each answer occurs.

    Parameters
    ----------
    grouping
        Whether few different numbers are groups of people, such as semesters, and no amounts.

    Examples
    --------
    >>> shape_of({"Ya": 30, "Tidak": 12}, Surroundings()).kind
    'single'
    """
    if not counts:
        return Shape("text", Message("It holds no answers."))
    if _share(counts, _DATE.fullmatch) >= MOST:
        return Shape("date", Message("Its answers are dates."))
    if ladder := ladder_of(counts):
        return Shape("likert", _STEPS, _steps(ladder, counts, around))
    if numbered := _numbered_steps(counts):
        return Shape("likert", _STEPS, numbered)
    if _share(counts, _NUMBER.fullmatch) >= MOST:
        return _number(counts, around, grouping=grouping)
    if min(_share(counts, _AMOUNT.fullmatch), _share(counts, _NUMBER.fullmatch) + 0.4) >= MOST:
        return Shape("number", Message("Most of its answers are numbers."))
    return _several(counts) or _one_of_few(counts, generous=grouping) or Shape("text", _FREE)


_STEPS = Message("Its answers are the steps of a scale.")
_FREE = Message("Its answers differ too much to be options.")
_FEW = Message("A few different answers come again and again.")


def _share(counts: Counts, fits: Callable[[str], object]) -> float:
    matching = sum(count for answer, count in counts.items() if fits(answer))
    return matching / sum(counts.values())


def _steps(ladder: Ladder, counts: Counts, around: Surroundings) -> tuple[Option, ...]:
    places = ladder.places(counts) or {}
    seen = {place: answer for answer, place in places.items()}
    kept = [at for at in range(len(ladder.steps)) if at != 2 or ladder.name in around.middles]
    labels = (_as_seen(ladder.steps[at].label, seen.get(at)) for at in kept)
    return tuple(Option(str(code), label) for code, label in enumerate(labels, start=1))


def _as_seen(label: Text, seen: str | None) -> Text:
    """Prefer the spelling of the file, so that a person finds its answers again."""
    if seen is None:
        return label
    if seen.casefold() == label.en.casefold():
        return Text(label.id, seen)
    if seen.casefold() == label.id.casefold():
        return Text(seen, label.en)
    return Text(seen, seen)


def _numbered_steps(counts: Counts) -> tuple[Option, ...]:
    found = {answer: _STEP.fullmatch(answer) for answer in list(counts)[: MANY_OPTIONS + 1]}
    codes = {answer: match[1] for answer, match in found.items() if match}
    if len(codes) < len(counts) or not 3 <= len(codes) == len(set(codes.values())):
        return ()
    ordered = sorted(codes.items(), key=lambda item: int(item[1]))
    return tuple(Option(code, Text(answer, answer)) for answer, code in ordered)


def _rating(counts: Counts) -> int:
    """Return the highest of at least three different whole numbers from 1 to 7, or 0."""
    digits = set(counts) if len(counts) <= 7 else set()
    fits = len(digits) >= 3 and all(len(one) == 1 and one in "1234567" for one in digits)
    return int(max(digits)) if fits else 0


def _number(counts: Counts, around: Surroundings, *, grouping: bool) -> Shape:
    if set(counts) == {"0", "1"} or (grouping and _is_repeated(counts, 12)):
        return Shape("single", _FEW, options_of(counts))
    if not grouping and around.rating and _rating(counts):
        steps = [str(step) for step in range(1, around.rating + 1)]
        return Shape("likert", _BATTERY, tuple(Option(step, Text(step, step)) for step in steps))
    return Shape("number", Message("Its answers are numbers."))


_BATTERY = Message("Several columns hold the same few whole numbers from 1 on.")


def _is_repeated(counts: Counts, most: int) -> bool:
    return len(counts) <= most and 2 * len(counts) <= sum(counts.values())


def _several(counts: Counts) -> Shape | None:
    for separator in SEPARATORS:
        if _divides(counts, separator):
            pieces = _pieces(counts, separator)
            why = Message("Its answers list several options, divided by “{mark}”.", mark=separator)
            if separator == ",":
                why = _COMMA
            return Shape("multiple", why, options_of(pieces), doubtful=separator == ",")
    return None


_COMMA = Message(
    "Its answers seem to list several options, divided by “,”. Where an option itself holds a "
    "comma, this is wrong: then read the file with its questionnaire."
)


def _divides(counts: Counts, separator: str) -> bool:
    parts = parts_of(counts, separator)
    if separator == "," and any(_are_numbers(some) for some in parts.values()):
        return False
    several = sum(counts[answer] for answer, some in parts.items() if len(some) > 1)
    twice = any(len(set(some)) < len(some) for some in parts.values())
    pieces = _pieces(counts, separator)
    return (
        several >= 0.2 * sum(counts.values())
        and not twice
        and len(pieces) <= MANY_OPTIONS
        and 3 * len(pieces) <= sum(pieces.values())
        and max(map(len, pieces)) <= 100
    )


def _are_numbers(parts: list[str]) -> bool:
    return len(parts) > 1 and all(map(_NUMBER.fullmatch, parts))


def _pieces(counts: Counts, separator: str) -> Counter[str]:
    pieces: Counter[str] = Counter()
    for answer, parts in parts_of(counts, separator).items():
        for piece in parts:
            pieces[piece] += counts[answer]
    return pieces


def _one_of_few(counts: Counts, *, generous: bool) -> Shape | None:
    total, different = sum(counts.values()), len(counts)
    needed = 1.25 if generous else 2
    once = sum(count == 1 for count in counts.values())
    # Free text, too, has its "tidak ada" that many people write.
    crowd = different > 8 and 2 * once > different
    long = max(map(len, counts)) > 120
    if different > MANY_OPTIONS or total < needed * different or crowd or long:
        return None
    return Shape("single", _FEW, options_of(counts))


def options_of(counts: Counts) -> tuple[Option, ...]:
    """Return the answers as options: in the order of their numbers, else the commonest first.

    Spellings that differ in capitals only are one option.
    """
    spelt: dict[str, str] = {}
    for answer in sorted(counts, key=lambda one: -counts[one]):
        spelt.setdefault(answer.casefold(), answer)
    labels = list(spelt.values())
    numbers = [re.search(r"\d+", label) for label in labels]
    if all(numbers):
        labels.sort(key=lambda label: int(re.search(r"\d+", label)[0]))  # type: ignore[index]
    codes = unique(slug(label) or f"option_{at}" for at, label in enumerate(labels, start=1))
    return tuple(
        Option(code, Text(label, label)) for code, label in zip(codes, labels, strict=True)
    )


def slug(words: str) -> str:
    """Return the words as a code: small Latin letters, digits and ``_``, at most 40.

    Examples
    --------
    >>> slug("Laki-laki (pria)")
    'laki_laki_pria'
    """
    parts = unicodedata.normalize("NFKD", words.casefold())
    latin = "".join(sign for sign in parts if not unicodedata.combining(sign))
    code = re.sub(r"[^a-z0-9]+", "_", latin).strip("_")
    return code if len(code) <= 40 else code[:41].rpartition("_")[0] or code[:40]


def unique(codes: Iterable[str]) -> list[str]:
    """Return the codes, a number behind each that another one has already.

    Examples
    --------
    >>> unique(["a", "a", "b"])
    ['a', 'a_2', 'b']
    """
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    result = []
    for code in codes:
        free = code
        while free in taken:
            numbers[code] = numbers.get(code, 1) + 1
            free = f"{code}_{numbers[code]}"
        taken.add(free)
        result.append(free)
    return result
