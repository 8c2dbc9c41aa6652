"""Whatever a stranger's file holds: a conversation or one clear sentence."""

import io
import itertools
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.discussion.school import school
from workshop.classroom.discussion import content as contents
from workshop.classroom.discussion.measuring import participation
from workshop.classroom.discussion.messages import Conversation
from workshop.classroom.discussion.reading import read_discussion
from workshop.errors import ClassroomError

CLASS = school()
CORPUS = Path(__file__).parent / "corpus"
SEEDS = [path for path in sorted(CORPUS.iterdir()) if not path.name.endswith(".json.json")]
# fmt: off
MAGIC = (b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"[", b'{"messages":[', b"[[{",
         b"29/05/26 10.00 - ", b"[29/05/26, 10:00:00] ", b"userfullname,created,message\n")
# fmt: on


def attempted(name: str, content: bytes) -> Conversation | None:
    """Read, and check the one sentence when that is not possible."""
    try:
        chat = read_discussion((name, content))
    except ClassroomError as error:
        assert "\n" not in str(error).strip()
        return None
    assert chat.posts
    assert chat.explain()
    if any(one.sender for one in chat.written):
        measured(chat)
    return chat


def measured(chat: Conversation) -> None:
    """Take the senders for people of a class, and work everything out."""
    keys = itertools.cycle(CLASS.people_by_key)
    senders = {one.sender for one in chat.written if one.sender.strip("~ ")}
    try:
        found = participation(chat, CLASS, people=dict(zip(sorted(senders), keys, strict=False)))
    except ClassroomError:
        assert not senders
        return
    assert found.explain()
    assert len(found.people) == len(CLASS.members)
    assert found.network["count"].sum() == len(found.replies)
    assert len(found.reminders(1)) <= found.students


@given(st.sampled_from(MAGIC), st.binary(max_size=200))
def test_any_bytes_end_in_a_conversation_or_a_sentence(magic: bytes, rest: bytes) -> None:
    attempted("x", magic + rest)


@settings(max_examples=120)
@given(st.sampled_from(SEEDS), st.data())
def test_a_damaged_export_ends_in_a_conversation_or_a_sentence(seed: Path, data: Any) -> None:
    content = bytearray(seed.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        if content:
            place = data.draw(st.integers(0, len(content) - 1))
            content[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    attempted(seed.name, bytes(content))


# Every name that a reader looks at, holding values of every kind.
_NAMES = st.sampled_from(
    "messages chats list chunk posts id type date date_unixtime from from_id text photo action "
    "reply_to_message_id sender content origin_server_ts event_id body msgtype m.relates_to "
    "m.in_reply_to rel_type m.new_content m.mentions user_ids redacts unsigned state_key "
    "displayname author fullname timecreated parentid message userfullname created parent "
    "deleted attachment isdeleted discussionid room_name user_id entities".split()
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
    | st.sampled_from(("message", "service", "m.room.message", "m.replace", "0", "1780052400")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=8),
    max_leaves=10,
)  # fmt: skip
_EVENTS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(("message", "service", "m.room.message", "m.room.redaction")),
        "date": _VALUES,
        "sender": _VALUES,
        "origin_server_ts": _VALUES,
        "author": _VALUES,
        "timecreated": _VALUES,
        "userfullname": _VALUES,
        "created": _VALUES,
        "message": _VALUES,
        "content": _VALUES,
        "text": _VALUES,
        "event_id": _VALUES,
    }
)


@settings(max_examples=60)
@given(st.sampled_from(("messages", "chunk", "posts", "")), st.lists(_EVENTS | _VALUES, max_size=4))
def test_json_of_any_shape_ends_in_a_conversation_or_a_sentence(key: str, events: Any) -> None:
    attempted("x.json", json.dumps({key: events} if key else events).encode())


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' + "9" * 5000 + "}", '{"messages": NaN}'])
def test_json_that_breaks_parsers_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ClassroomError):
        read_discussion(("x.json", text.encode()))


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "LARGEST", 1 << 20)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", b"0" * (3 << 20))
    with pytest.raises(ClassroomError, match="1 MB"):
        read_discussion(("chat.zip", packed.getvalue()))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ClassroomError, match=r"nowhere\.txt"):
        read_discussion(tmp_path / "nowhere.txt")


def test_a_year_of_a_busy_class_is_read_in_seconds() -> None:
    line = "{day:02}/05/26 18.{minute:02} - Orang {who}: pesan nomor {number} tentang kelas"
    text = "\n".join(
        line.format(day=1 + number % 28, minute=number % 60, who=number % 60, number=number)
        for number in range(100_000)
    )
    started = time.process_time()
    assert len(read_discussion(("chat.txt", text.encode()))) == 100_000
    assert time.process_time() - started < 20  # about 2 s on a quiet machine
