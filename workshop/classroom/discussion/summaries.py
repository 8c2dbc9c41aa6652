"""Which messages are weekly summaries, for which week, and who has handed one in.

A student's message is the summary of a week when one of these holds:

1. it has a hashtag with the number of the week: ``#ringkasan3``;
2. a line begins with a word for a summary and the number (``Ringkasan minggu ke-3``), and more
   follows: after a colon or on the next line, or so that the message has at least
   `SummaryRule.least_words` words; or it brings a file;
3. word and number stand inside a line, and the message is long (`SummaryRule.long_words`);
4. it begins with such a word without a number: then the week of its channel, or of its day;
5. it is a long reply to a message that holds the week's question and is no student's.

A line that goes on to a question mark ("Ringkasan 3 dikumpulkan kapan?") is none.
"""

import datetime
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from workshop.classroom.blueprint.model import Blueprint, Week
from workshop.classroom.discussion.speaking import Said, local
from workshop.i18n import tr

Status = Literal["on time", "late", "missing", "open"]

_ORDINALS = (
    "pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh".split()
)
_WEEK = r"(?:minggu|pekan|week|pertemuan|diskusi)"
_NUMBER = rf"(?:ke[-\s]?)?(?:0*(?P<number>\d{{1,2}})(?!\d)|(?P<word>{'|'.join(_ORDINALS)})\b)"
# What may stand between a heading and its text, and the fewest words of such a text.
_COLON = re.compile(r"[^\w\n]{0,3}(?::|\n)|[^\n?!.]{0,60}\n")
_FEW_WORDS = 3
_CHANNEL = re.compile(rf"\b{_WEEK}[\W_]{{0,3}}{_NUMBER}", re.IGNORECASE)


@dataclass(frozen=True)
class SummaryRule:
    """What counts as a summary; adjust it to what the class was told.

    Parameters
    ----------
    words
        What people call a summary.
    least_words
        Of a message that begins with such a word; shorter ones are questions and announcements.
    long_words
        Of a message that names the summary further inside, or answers the week's question.
    """

    words: tuple[str, ...] = ("ringkasan", "rangkuman", "resume", "résumé", "summary")
    least_words: int = 8
    long_words: int = 30

    @functools.cached_property
    def _any(self) -> str:
        return f"(?:{'|'.join(map(re.escape, self.words))})"

    @functools.cached_property
    def _hashtag(self) -> re.Pattern[str]:
        return re.compile(rf"#{self._any}[-_]?{_WEEK}?[-_]?{_NUMBER}", re.IGNORECASE)

    @functools.cached_property
    def _numbered(self) -> re.Pattern[str]:
        return re.compile(
            rf"\b{self._any}(?:nya)?\b[^\w\n]{{0,5}}(?:{_WEEK}[^\w\n]{{0,3}})?{_NUMBER}", re.I
        )

    @functools.cached_property
    def _number_first(self) -> re.Pattern[str]:
        return re.compile(rf"\b{_WEEK}[^\w\n]{{0,3}}{_NUMBER}[^\w\n]{{0,5}}{self._any}\b", re.I)

    @functools.cached_property
    def _opening(self) -> re.Pattern[str]:
        return re.compile(rf"[\W_]*{self._any}\b", re.IGNORECASE)

    def number(self, text: str, *, has_file: bool = False) -> int | None:
        """Return the number of the week that a text sums up; 0 without one, None for no summary.

        Examples
        --------
        >>> rule = SummaryRule(least_words=4)
        >>> [rule.number(text) for text in (
        ...     "#ringkasan3 tautan", "*Ringkasan minggu ke-2*: kabel itu murah",
        ...     "Rangkuman hari ini: a", "Ringkasan 3 kapan dikumpulkan?", "Selamat pagi semua")]
        [3, 2, 0, None, None]
        """
        if found := self._hashtag.search(text):
            return _week(found)
        count = len(text.split())
        for pattern in (self._numbered, self._number_first):
            for found in pattern.finditer(text):
                before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
                after = text[found.end() :].partition("\n")[0]
                opens = not re.search(r"\w", before)
                enough = has_file or self._has_more(text, found.end())
                if "?" not in after and (enough if opens else count >= self.long_words):
                    return _week(found)
        opening = self._opening.match(text)
        if opening and "?" not in text.partition("\n")[0]:
            return 0 if has_file or self._has_more(text, opening.end()) else None
        return None

    def _has_more(self, text: str, end: int) -> bool:
        """Whether something is said beside the heading, which ends there."""
        after = _COLON.match(text, end)
        few = bool(after) and len(text[end:].split()) >= _FEW_WORDS
        return few or len(text.split()) >= self.least_words

    def explain(self) -> str:
        """Say the rule in plain words."""
        return tr(
            "A message counts as a weekly summary when it begins with one of the words {words} "
            "and goes on after a colon or on a new line, has at least {least} words, or brings a "
            "file; when it has a hashtag such as {hashtag}; or when it is a reply of at least "
            "{long} words to the week's question.",
            words=", ".join(self.words),
            least=self.least_words,
            hashtag=f"#{self.words[0]}3",
            long=self.long_words,
        )


def _week(found: re.Match[str]) -> int:
    word = found["word"]
    return _ORDINALS.index(word.lower()) + 1 if word else int(found["number"])


@dataclass(frozen=True)
class Window:
    """A week in time: from its first day to the first day of the next one."""

    week: Week
    begins: datetime.datetime
    ends: datetime.datetime
    due: datetime.datetime


def windows(blueprint: Blueprint) -> tuple[Window, ...]:
    """Return the weeks of a class with their times in its zone."""
    weeks = sorted(blueprint.weeks, key=lambda week: week.begins)
    starts = [datetime.datetime.combine(week.begins, datetime.time()) for week in weeks]
    last = [start + datetime.timedelta(days=7) for start in starts[-1:]]
    return tuple(
        Window(week, *(local(time, blueprint.time_zone) for time in (begin, end, week.summary_due)))
        for week, begin, end in zip(weeks, starts, [*starts[1:], *last], strict=True)
    )


def handed_in(
    said: Iterable[Said], blueprint: Blueprint, rule: SummaryRule
) -> dict[tuple[int, str], datetime.datetime]:
    """Return (week, student) → when the first summary came."""
    weeks = windows(blueprint)
    numbers = {window.week.number for window in weeks}
    prompts = dict(_prompts(weeks))
    first: dict[tuple[int, str], datetime.datetime] = {}
    for one in said:
        if one.person.role != "student":
            continue
        number = rule.number(one.post.text, has_file=one.post.kind == "media")
        if number is None and one.asked and len(one.post.text.split()) >= rule.long_words:
            number = _answered(one, prompts)
        if number == 0:
            number = _by_channel(one.post.channel, numbers) or _by_day(one.when, weeks)
        if number in numbers:
            place = (number, one.person.key)
            first[place] = min(one.when, first.get(place, one.when))
    return first


def statuses(
    blueprint: Blueprint,
    handed: Mapping[tuple[int, str], datetime.datetime],
    as_of: datetime.datetime,
) -> dict[tuple[int, str], Status]:
    """Return (week, student) → how it stands with the summary.

    ``"open"`` where none came and the conversation ends before it was due.
    """
    found: dict[tuple[int, str], Status] = {}
    for window in windows(blueprint):
        for person in blueprint.with_role("student"):
            place = (window.week.number, person.key)
            came = handed.get(place)
            if came is None:
                found[place] = "open" if as_of <= window.due else "missing"
            else:
                found[place] = "on time" if came <= window.due else "late"
    return found


def _prompts(weeks: Iterable[Window]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for window in weeks:
        both = (window.week.prompt.id, window.week.prompt.en)
        # A few letters would be found in any message.
        yield window.week.number, tuple(_squeezed(text) for text in both if len(text) >= 12)


def _answered(one: Said, prompts: Mapping[int, tuple[str, ...]]) -> int | None:
    """Return the week whose question a message answers; the platform's own account may ask it."""
    if not one.asked or (one.answers and one.answers.person.role == "student"):
        return None
    text = _squeezed(one.asked.text)
    return next(
        (number for number, some in prompts.items() if any(prompt in text for prompt in some)), None
    )


def _squeezed(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _by_channel(channel: str, numbers: set[int]) -> int:
    found = _CHANNEL.search(channel)
    number = _week(found) if found else 0
    return number if number in numbers else 0


def _by_day(when: datetime.datetime, weeks: Iterable[Window]) -> int:
    inside = (window for window in weeks if window.begins <= when < window.ends)
    return next((window.week.number for window in inside), 0)
