"""Posts as a phone would export them: for the demonstration, and to prove that reading is exact."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from workshop.classroom.discussion.messages import Post

_ENGLISH = ("<Media omitted>", "This message was deleted", "<This message was edited>")
_INDONESIAN = ("<Media tidak disertakan>", "Pesan ini telah dihapus", "<Pesan ini diedit>")


@dataclass(frozen=True)
class Dialect:
    """How one kind of phone writes.

    Parameters
    ----------
    date
        A pattern of `strftime`.
    clock
        A pattern of `strftime`; ``{half}`` stands for AM or PM.
    halves
        How the two halves of the day are written; empty for 24 hours.
    indonesian
        Whether the phone's own words are Indonesian.
    ios
        Times in brackets, and marks in front of the phone's own words.
    """

    date: str
    clock: str
    halves: tuple[str, ...] = ()
    indonesian: bool = False
    ios: bool = False

    def stamp(self, when: datetime.datetime) -> str:
        """Write a time as the phone does."""
        clock = when.strftime(self.clock)
        if self.halves:
            hour = str(when.hour % 12 or 12)
            clock = clock.replace("{hour}", hour) + self.halves[when.hour >= 12]
        return f"{when.strftime(self.date)} {clock}"


DIALECTS = {
    "android-id": Dialect("%d/%m/%y", "%H.%M", indonesian=True),
    "android-id-comma": Dialect("%d/%m/%y,", "%H.%M", indonesian=True),
    "android-en": Dialect("%d/%m/%Y,", "%H:%M"),
    "android-us": Dialect("%m/%d/%y,", "{hour}:%M", ("\u202fAM", "\u202fPM")),
    "android-en-small": Dialect("%d/%m/%Y,", "{hour}:%M", ("\u00a0a.m.", "\u00a0p.m.")),
    "ios-id": Dialect("%d/%m/%y", "%H.%M.%S", indonesian=True, ios=True),
    "ios-en": Dialect("%d/%m/%Y,", "%H:%M:%S", ios=True),
    "ios-us": Dialect("%m/%d/%y,", "{hour}:%M:%S", ("\u202fAM", "\u202fPM"), ios=True),
    "ios-dots": Dialect("%d.%m.%y,", "%H:%M:%S", ios=True),
    "iso": Dialect("%Y-%m-%d,", "%H:%M"),
}


def write_whatsapp(posts: Iterable[Post], dialect: str = "android-id", group: str = "") -> str:
    """Write posts as an export of WhatsApp.

    Parameters
    ----------
    dialect
        A name in `DIALECTS`.
    group
        Under which name an iPhone puts the notices of the group.

    Examples
    --------
    >>> import datetime
    >>> post = Post(datetime.datetime(2026, 5, 29, 18, 5), "Ayu", "Halo")
    >>> write_whatsapp([post], "ios-id"), write_whatsapp([post], "android-us")
    ('[29/05/26 18.05.00] Ayu: Halo\\n', '05/29/26, 6:05\\u202fPM - Ayu: Halo\\n')
    """
    chosen = DIALECTS[dialect]
    return "".join(f"{_line(post, chosen, group or 'Grup')}\n" for post in posts)


def _line(post: Post, dialect: Dialect, group: str) -> str:
    mark = "\u200e" if dialect.ios else ""
    media, deleted, edited = _INDONESIAN if dialect.indonesian else _ENGLISH
    if dialect.ios:
        media = "gambar tidak disertakan" if dialect.indonesian else "image omitted"
    begin = f"[{dialect.stamp(post.when)}]" if dialect.ios else f"{dialect.stamp(post.when)} -"
    if post.kind == "system":
        return f"{begin} {f'{group}: {mark}' if dialect.ios else ''}{post.text}"
    words = post.text
    if post.kind == "media":
        words = mark + media + (f"\n{post.text}" if post.text else "")
    elif post.kind == "deleted":
        words = mark + deleted
    elif post.edited:
        words = f"{post.text} {mark}{edited}"
    return f"{begin} {post.sender}: {words}"
