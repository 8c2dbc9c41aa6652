"""Whatever people write, in whatever way their phone exports it, comes back as it was."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.classroom.discussion.messages import Post
from workshop.classroom.discussion.reading import read_discussion
from workshop.classroom.discussion.whatsapp import notices
from workshop.classroom.discussion.whatsapp.stamps import stamp
from workshop.classroom.discussion.whatsapp.writing import DIALECTS, write_whatsapp

# Marks are invisible and left out; other spaces in a name become plain ones.
_LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029")
_GOOD = (
    "Ringkasan 2: kabel",
    "10.00 - 12.00: rapat",
    "[1] catatan",
    "a\n\nb",
    "saya: keluar",
    "Ani menambahkan Budi",
    "https://example.org/a?b=c",
    "\N{WAVING HAND SIGN}",
    "- x",
    "",
)
_PEOPLE = (
    "Ayu",
    "~ Budi S.",
    "+62 812-3456-7890",
    "Dr. Ratna, M.Kom.",
    "Ketua: A",
    "Keluar Masuk",
    "\N{CHERRY BLOSSOM} Citra",
    "Ani - Teknik",
    "[Admin]",
)
NAMES = st.sampled_from(_PEOPLE) | st.text(_LETTERS, min_size=1, max_size=20)
TEXTS = st.sampled_from(_GOOD) | st.text(_LETTERS | st.just("\n"), max_size=60)


def is_ordinary(text: str) -> bool:
    """Whether a text is somebody's words, and not what WhatsApp writes itself."""
    lines = text.split("\n")
    return (
        not notices.INVISIBLE.search(text)
        and not notices.OMITTED.match(text)
        and not notices.ATTACHED.match(text)
        and not notices.DELETED.fullmatch(text)
        and not notices.without_edited(text)[1]
        and not any(stamp(1, line) for line in lines)
    )


def is_a_name(name: str) -> bool:
    clean = re.sub("[\u00a0\u2007\u2009\u202f]", " ", name)
    return (
        clean == clean.strip() == name
        and bool(name)
        and not notices.INVISIBLE.search(name)
        and not name.endswith(":")
        and not notices.QUOTING.match(name)
    )


def says(text: str, sender: str, dialect: str) -> bool:
    """Whether an iPhone's own words could not be taken for this text."""
    if not DIALECTS[dialect].ios:
        return True
    return not notices.NAMELESS.match(text) and not text.startswith(f"{sender} ")


@st.composite
def conversations(draw: st.DrawFn) -> tuple[str, list[Post]]:
    dialect = draw(st.sampled_from(sorted(DIALECTS)))
    people = draw(st.lists(NAMES.filter(is_a_name), min_size=1, max_size=4, unique=True))
    # A name that begins like another one and goes on with a colon belongs to somebody else.
    people = [one for one in people if not any(o.startswith(f"{one}: ") for o in people)]
    # A day above 12 proves the order of day and month, as it does in a class of two weeks.
    when = datetime.datetime(2026, draw(st.integers(1, 12)), 13, draw(st.integers(0, 23)))
    posts = []
    for _ in range(draw(st.integers(1, 12))):
        when += datetime.timedelta(minutes=draw(st.integers(0, 20_000)))
        sender = draw(st.sampled_from(people))
        text = draw(TEXTS.filter(is_ordinary))
        kind = draw(st.sampled_from(("text", "text", "text", "media", "deleted", "system")))
        if kind == "system":
            posts.append(Post(when, "", "Ayu menambahkan Budi", "system"))
        elif kind == "deleted":
            gone = DIALECTS[dialect].indonesian
            words = "Pesan ini telah dihapus" if gone else "This message was deleted"
            posts.append(Post(when, sender, words, "deleted"))
        elif kind == "media":
            posts.append(Post(when, sender, text, "media"))
        elif says(text, sender, dialect):
            edited = draw(st.booleans()) and text == text.rstrip()
            posts.append(Post(when, sender, text, "text", edited=edited))
    return dialect, posts


@settings(max_examples=150)
@given(conversations())
def test_a_conversation_comes_back_from_every_dialect(made: tuple[str, list[Post]]) -> None:
    dialect, posts = made
    if not posts:
        return
    content = write_whatsapp(posts, dialect, group="Kelas").encode()
    named = {post.sender for post in posts if post.sender}
    chat = read_discussion(("chat.txt", content), senders=named)
    found = [(post.when, post.sender, post.text, post.kind, post.edited) for post in chat.posts]
    wanted = [(post.when, post.sender, post.text, post.kind, post.edited) for post in posts]
    assert found == wanted
    assert chat.not_understood == ()


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_each_minute_of_a_day_comes_back(dialect: str) -> None:
    start = datetime.datetime(2026, 5, 29)
    times = [start + datetime.timedelta(minutes=minute) for minute in range(24 * 60)]
    posts = [Post(when, "Ayu", "Halo") for when in times]
    chat = read_discussion(("chat.txt", write_whatsapp(posts, dialect).encode()))
    assert [post.when for post in chat.posts] == times
