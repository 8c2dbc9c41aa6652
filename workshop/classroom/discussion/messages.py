"""What people wrote, whatever program it was written in, and how the file was understood.

A `Post` is one message: who, when, what. A `Conversation` holds the posts of one export and
tells what was decided while it was read, which lines were not understood above all.
"""

import datetime
import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from workshop.classroom.discussion.telling import paragraphs
from workshop.i18n import ntr, tr
from workshop.sheets.report import ReadingReport

Kind = Literal["text", "media", "deleted", "system"]
Format = Literal["WhatsApp", "Telegram", "Matrix", "Moodle"]

# The word that marks a made-up conversation in its first post, in either language.
MARKS = ("[SIMULASI]", "[SIMULATED]")


@dataclass(frozen=True, slots=True)
class Post:
    """One message.

    Parameters
    ----------
    when
        With a time zone where the export knows it; else in the local time of whoever exported.
    sender
        As it is written in the file, without invisible marks; empty where the program itself
        speaks.
    text
        The words; of a picture or file its caption.
    kind
        ``"media"`` for what came without its words, ``"deleted"`` for what was taken back,
        ``"system"`` for notices of the program.
    key, reply_to
        Identifier of the message, and of the one that it answers, where the program keeps them.
    account
        Identifier of the sender's account, such as ``"@ayu:a.example.ac.id"``.
    channel
        Name of the room, chat or discussion.
    mentions
        Names or accounts that the message addresses.
    line
        Where it begins in the file, counted from 1: the line, row or message.
    edited
        Whether it was changed after it was sent.
    """

    when: datetime.datetime
    sender: str
    text: str
    kind: Kind = "text"
    key: str = ""
    reply_to: str = ""
    account: str = ""
    channel: str = ""
    mentions: tuple[str, ...] = ()
    line: int = 0
    edited: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Conversation:
    """The posts of one export, in the order of their times, and how they were read.

    Attributes
    ----------
    name
        Of the file.
    format
        The program that wrote it.
    not_understood
        Numbers of the lines, rows or messages that could not be read.
    days_in_doubt
        Whether nothing in the file shows if the day or the month stands first in its dates.

    Examples
    --------
    >>> post = Post(datetime.datetime(2026, 5, 29, 10, 5), "Ayu", "Halo")
    >>> Conversation("chat.txt", "WhatsApp", (post,))
    Conversation(WhatsApp, 1 posts, 1 senders)
    """

    name: str
    format: Format
    posts: tuple[Post, ...]
    report: ReadingReport = field(default_factory=ReadingReport)
    not_understood: tuple[int, ...] = ()
    days_in_doubt: bool = False

    def __len__(self) -> int:
        """Count the posts."""
        return len(self.posts)

    @property
    def links_replies(self) -> bool:
        """Whether the program keeps which message answers which."""
        return self.format != "WhatsApp"

    @functools.cached_property
    def written(self) -> tuple[Post, ...]:
        """What people sent and did not take back."""
        return tuple(post for post in self.posts if post.kind in {"text", "media"})

    @functools.cached_property
    def senders(self) -> tuple[str, ...]:
        """Everybody who sent anything, in the order of appearance."""
        return tuple(dict.fromkeys(p.sender for p in self.posts if p.kind != "system"))

    @property
    def simulated(self) -> bool:
        """Whether a machine made the conversation up; its first words say so."""
        return any(mark in post.text for post in self.written[:1] for mark in MARKS)

    def explain(self) -> str:
        """Say what was read and what was not, without a name in it."""
        return "\n".join((*self.summary(), self.report.explain()))

    def summary(self) -> Iterable[str]:
        """Count what was read and what was not, one sentence at a time, without a name."""
        yield tr(
            "{format}: {messages} by {senders}, {notices} of the program.",
            format=self.format,
            messages=ntr("{count} message", "{count} messages", _people(self.posts)),
            senders=ntr("{count} sender", "{count} senders", len(self.senders)),
            notices=ntr("{count} notice", "{count} notices", _notices(self.posts)),
        )
        yield ntr(
            "{count} line was not understood.",
            "{count} lines were not understood.",
            len(self.not_understood),
        )

    def __repr__(self) -> str:
        """Show counts only: a notebook is published, names are not."""
        return f"Conversation({self.format}, {len(self)} posts, {len(self.senders)} senders)"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        lines = paragraphs(self.summary())
        report = self.report._repr_mimebundle_()
        return {"text/html": lines + report["text/html"], "text/plain": self.explain()}


def _people(posts: Iterable[Post]) -> int:
    return sum(post.kind != "system" for post in posts)


def _notices(posts: Iterable[Post]) -> int:
    return sum(post.kind == "system" for post in posts)
