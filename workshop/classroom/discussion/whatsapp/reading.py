"""A text file of WhatsApp as posts: which lines begin a message, who speaks, what is a notice."""

import datetime
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workshop.classroom.discussion.messages import Conversation, Kind, Post
from workshop.classroom.discussion.whatsapp import notices
from workshop.classroom.discussion.whatsapp.senders import names_with_colons, starting_alike
from workshop.classroom.discussion.whatsapp.stamps import (
    Stamp,
    moment,
    order_of_days,
    stamp,
    usual_way,
)
from workshop.errors import ClassroomError, Message
from workshop.sheets.report import Decision, ReadingReport

_SPACES = re.compile("[\u00a0\u2007\u2009\u202f]")
_MENTION = re.compile("@\u2068([^\u2069\n]{1,100})\u2069|@(\\d{8,15})\\b")
_INDONESIAN = re.compile(
    r"disertakan>|terlampir|dienkripsi|menambahkan|bergabung|mengubah|keluar$|telah dihapus",
    re.MULTILINE,
)
# What begins with an invisible mark on iOS, though a person sent it.
_SENT = re.compile(
    r"(?:poll|jajak pendapat|location|lokasi|live location|lokasi terkini)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A message as it stands in the file: its time, and everything up to the next one."""

    line: int
    when: datetime.datetime
    body: str


def looks_like_whatsapp(text: str) -> bool:
    """Whether any line begins as those of WhatsApp do."""
    return any(stamp(number, line) for number, line in enumerate(text.split("\n")))


def read_whatsapp(
    name: str, text: str, *, day_first: bool | None = None, senders: Iterable[str] = ()
) -> Conversation:
    """Read an export of WhatsApp.

    Parameters
    ----------
    day_first
        Whether dates begin with the day; found out from the whole file when left out.
    senders
        Names as they stand in the file, needed only where a name holds a colon.

    Raises
    ------
    ClassroomError
        When no line begins with a time, or the dates contradict one another.

    Examples
    --------
    >>> chat = read_whatsapp("chat.txt", "29/05/26 10.05 - Ayu: Halo\\nsemua\\n")
    >>> [(post.sender, post.text) for post in chat.posts]
    [('Ayu', 'Halo\\nsemua')]
    """
    lines = text.split("\n")
    stamps = [one for number, line in enumerate(lines, 1) if (one := stamp(number, line))]
    real = [one for one in stamps if _is_a_day(one)]
    if not real:
        raise ClassroomError(
            "{name} has no line that begins with a date and time, as each message of WhatsApp "
            "does. Export the chat again: open it, then Export chat, Without media.",
            name=name,
        )
    way = usual_way(real)
    usual = [one for one in real if one.way == way]
    first, told = order_of_days(usual, asked=day_first, indonesian=bool(_INDONESIAN.search(text)))
    entries, before = _entries(lines, usual, day_first=first)
    begun = {entry.line for entry in entries}
    pasted = tuple(one.line for one in stamps if one.line not in begun)
    speakers = names_with_colons([entry.body for entry in entries], senders)
    is_ios = way[0] == "["
    posts = tuple(_Speech(is_ios=is_ios, speakers=speakers).posts(entries))
    decisions = [_about_the_form(way), *([told] if told else []), *_losses(before, pasted)]
    decisions.extend(_doubts(posts))
    report = ReadingReport(tuple(decisions))
    in_doubt = bool(told and told.warning)
    lost = (*before, *pasted)
    return Conversation(name, "WhatsApp", posts, report, lost, days_in_doubt=in_doubt)


def _is_a_day(one: Stamp) -> bool:
    return any(moment(one, day_first=first) for first in (True, False))


def _entries(
    lines: Sequence[str], stamps: Sequence[Stamp], *, day_first: bool
) -> tuple[list[_Entry], tuple[int, ...]]:
    """Return the messages, and the numbers of the lines above the first one."""
    starts = [(one, when) for one in stamps if (when := moment(one, day_first=day_first))]
    ends = [one.line for one, _ in starts[1:]]
    last = len(lines) - (lines[-1] == "")  # a file ends with a line break
    entries = [
        _Entry(one.line, when, "\n".join([one.rest, *lines[one.line : end - 1]]))
        for (one, when), end in zip(starts, [*ends, last + 1], strict=True)
    ]
    above = lines[: starts[0][0].line - 1]
    return entries, tuple(number for number, line in enumerate(above, 1) if line.strip())


@dataclass
class _Speech:
    """Tells who says what; remembers under which name a group's own notices stand."""

    is_ios: bool
    speakers: tuple[str, ...]
    group: str = ""

    def posts(self, entries: Iterable[_Entry]) -> Iterator[Post]:
        for entry in entries:
            sender, text = self._split(entry.body)
            if not sender:
                yield Post(entry.when, "", _visible(text), "system", line=entry.line)
                continue
            kind, words, edited = self._kind(sender, text)
            speaker = "" if kind == "system" else sender
            mentions = tuple(name or number for name, number in _MENTION.findall(words))
            yield Post(
                entry.when, speaker, _visible(words), kind,
                mentions=mentions, line=entry.line, edited=edited,
            )  # fmt: skip

    def _split(self, body: str) -> tuple[str, str]:
        """Return the sender, empty for a notice, and the text."""
        head = body.partition("\n")[0]
        for name in self.speakers:
            if head.startswith(f"{name}: "):
                return _name(name), body[len(name) + 2 :]
        for name in self.speakers:
            if name in head and not self.is_ios and notices.is_notice(head.replace(name, "X")):
                return "", body
        at = head.find(": ")
        if at < 0 and head.endswith(":"):
            at = len(head) - 1
        if at < 1 or (not self.is_ios and notices.QUOTING.match(head[:at])):
            return "", body
        return _name(head[:at]), body[at + 2 :]

    def _kind(self, sender: str, text: str) -> tuple[Kind, str, bool]:
        core = text.lstrip(notices.LEFT_TO_RIGHT)
        if notices.DELETED.fullmatch(core.rstrip(notices.LEFT_TO_RIGHT)):
            return "deleted", core, False
        if (caption := _caption(text)) is not None:
            return ("media", *notices.without_edited(caption))
        if self.is_ios and self._is_notice(sender, core, marked=core != text):
            return "system", core, False
        return ("text", *notices.without_edited(core))

    def _is_notice(self, sender: str, core: str, *, marked: bool) -> bool:
        if "\n" in core or _SENT.match(core):
            return False
        if marked:
            return True
        # Without the marks, which copying loses, only the words are left to go by.
        if notices.NAMELESS.match(core):
            self.group = self.group or sender
            return True
        found = notices.ABOUT_SOMEBODY.fullmatch(core)
        return bool(found) and (sender == self.group or core.startswith(f"{sender} "))


def _caption(text: str) -> str | None:
    """Return the caption of a picture or file; nothing when the text is no such thing."""
    marked = text.startswith(notices.LEFT_TO_RIGHT)
    core = text.lstrip(notices.LEFT_TO_RIGHT)
    for pattern in (notices.ATTACHED, notices.OMITTED):
        found = pattern.match(core)
        if found and core[found.end() :][:1] in {"", "\n"}:
            bare = pattern is notices.OMITTED and not core.startswith("<")
            # "image omitted" alone may be all that is left of the mark; more words are a text.
            if not bare or marked or found.end() == len(core):
                return core[found.end() :].removeprefix("\n")
    before, mark, rest = text.rpartition(notices.LEFT_TO_RIGHT)
    if before and (notices.OMITTED.fullmatch(rest) or notices.ATTACHED.fullmatch(rest)):
        return "" if notices.DOCUMENT.fullmatch(before + mark + rest) else before.rstrip()
    return None


def _visible(text: str) -> str:
    return notices.INVISIBLE.sub("", text)


@functools.lru_cache(maxsize=4096)
def _name(written: str) -> str:
    return _SPACES.sub(" ", _visible(written)).strip()


def _about_the_form(way: tuple[str, ...]) -> Decision:
    bracket, _, _, colon, hours, *_ = way
    why = Message("Line after line begins in this way: {example}", example=_example(way))
    if bracket == "[":
        return Decision(Message("The file is a WhatsApp chat of an iPhone."), why)
    if hours == "24" and colon == ".":
        return Decision(Message("The file is a WhatsApp chat of an Indonesian Android phone."), why)
    return Decision(Message("The file is a WhatsApp chat of an Android phone."), why)


def _example(way: tuple[str, ...]) -> str:
    bracket, between, comma, colon, hours, seconds, year = way
    if year == "year first":
        date = between.join(("2026", "05", "29"))
    else:
        date = between.join(("29", "05", "2026"[-int(year[0]) :]))
    clock = colon.join(("10", "05", "00") if seconds else ("10", "05"))
    begin = f"{date}{comma} {clock}{' AM' if hours == '12' else ''}"
    return f"[{begin}]" if bracket == "[" else f"{begin} -"


def _losses(before: tuple[int, ...], pasted: tuple[int, ...]) -> Iterator[Decision]:
    if before:
        yield Decision(
            Message("Lines above the first message were not understood."),
            Message("They begin with no time, so that nobody is known to have written them."),
            before,
            warning=True,
        )
    if pasted:
        yield Decision(
            Message("Lines that look like messages were read as part of the message above them."),
            Message("Their time is impossible, or written in another way than in the file."),
            pasted,
            warning=True,
        )


def _doubts(posts: Sequence[Post]) -> Iterator[Decision]:
    if lines := starting_alike(posts):
        yield Decision(
            Message("The name of a sender may go on after the colon."),
            Message(
                "All messages of that sender begin with the same words and a colon. If they "
                "belong to the name, read with senders=[name]."
            ),
            lines,
            warning=True,
        )
