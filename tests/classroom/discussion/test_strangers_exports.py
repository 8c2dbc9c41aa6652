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
from workshop import i18n
from workshop.classroom.discussion import content as contents
from workshop.classroom.discussion.markup import plain
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
    with i18n.use("id"):
        with pytest.raises(ClassroomError, match=r"nowhere\.txt") as caught:
            read_discussion(tmp_path / "nowhere.txt")
        assert "tidak ada berkas atau folder itu" in str(caught.value)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_name_that_no_file_can_have_is_said_so(language: str) -> None:
    with i18n.use(language), pytest.raises(ClassroomError):
        read_discussion("chat\0.txt")


def test_an_archive_packed_in_another_way_and_damaged_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("_chat.txt", "[29/05/26, 10:05:00] Ayu: Halo\n" * 50)
    content = bytearray(packed.getvalue())
    content[55:75] = bytes(20)
    with pytest.raises(ClassroomError, match=r"chat\.zip"):
        read_discussion(("chat.zip", bytes(content)))


def test_json_with_a_mark_and_a_bad_byte_is_read() -> None:
    content = json.dumps(telegram_chat(1, "Déwi: é!"), ensure_ascii=False).encode()
    content = b"\xef\xbb\xbf" + content.replace(b"!", b"\xff")
    assert [post.text for post in read_discussion(("result.json", content)).posts] == [
        "Déwi: é\ufffd"
    ]


MOODLE = "userfullname,created,message,messageformat\nAyu,1780052400,{message},{format}\n"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("<p>satu</p><![mso[ dua", "satu\n<![mso[ dua"),
        ("<![if !vml]>satu<![endif]> dua", "satu dua"),
        ("<![ tiga", "<![ tiga"),
        (f"empat &#{'9' * 5000}; lima", "empat \N{REPLACEMENT CHARACTER} lima"),
    ],
)
def test_html_that_breaks_parsers_keeps_its_words(message: str, words: str) -> None:
    table = MOODLE.format(message=message, format=1)
    assert read_discussion(("forum.csv", table.encode())).posts[0].text == words


@given(st.lists(st.sampled_from("<![ <!-- --> <! ]]> > & &# ; 9 <p> </ <style> a".split())))
def test_html_of_any_shape_is_read(pieces: list[str]) -> None:
    plain("".join(pieces))


def test_a_post_without_html_keeps_the_tags_that_it_is_about() -> None:
    message = "Pakai <style> di dalam <head>, bukan <b>."
    for number, words in ((2, message), (1, "Pakai")):
        table = MOODLE.format(message=f'"{message}"', format=number)
        assert read_discussion(("forum.csv", table.encode())).posts[0].text == words


def telegram_chat(place: int, text: str) -> dict[str, Any]:
    """Return a chat of one message, which answers the message before it."""
    first = {"type": "message", "date_unixtime": "1780052400", "date": "", "text": text}
    return {"name": f"Chat {place}", "messages": [{"id": 1, "from": f"Orang {place}", **first}]}


def test_messages_of_several_chats_are_not_taken_for_one_another() -> None:
    first, second = telegram_chat(1, "Apa?"), telegram_chat(2, "Siapa?")
    answer = {**first["messages"][0], "id": 2, "reply_to_message_id": 1, "text": "Ini"}
    first["messages"].append(answer)
    chat = read_discussion(
        ("result.json", json.dumps({"chats": {"list": [first, second]}}).encode())
    )
    texts = {post.key: post.text for post in chat.posts}
    assert len(texts) == 3
    assert [texts[post.reply_to] for post in chat.posts if post.reply_to] == ["Apa?"]


def test_one_damaged_message_of_telegram_is_told_and_the_others_are_read() -> None:
    chat = telegram_chat(1, "Apa?")
    (good,) = chat["messages"]
    broken = {**good, "id": 2, "date": "2026-05-29T10:05:00", "date_unixtime": "soon"}
    chat["messages"] = [{}, good, broken]
    found = read_discussion(("result.json", json.dumps(chat).encode()))
    assert [post.text for post in found.posts] == ["Apa?"]
    assert found.not_understood == (1, 3)


def matrix(*events: dict[str, Any]) -> Conversation:
    """Return a room with these events, a second apart."""
    rows = [
        {"event_id": f"${number}", "sender": "@a1:a.id", "origin_server_ts": 1000 * number, **one}
        for number, one in enumerate(events)
    ]
    return read_discussion(("room.json", json.dumps(rows).encode()))


def said(body: str, **more: Any) -> dict[str, Any]:
    return {"type": "m.room.message", "content": {"msgtype": "m.text", "body": body, **more}}


def test_whoever_left_a_room_keeps_the_name() -> None:
    member = {"type": "m.room.member", "state_key": "@a1:a.id"}
    chat = matrix(
        {**member, "content": {"membership": "join", "displayname": "Ayu Lestari"}},
        said("Halo"),
        {**member, "content": {"membership": "leave"}},
    )
    assert chat.senders == ("Ayu Lestari",)


def test_lines_that_a_person_quotes_in_a_reply_stay() -> None:
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}}
    chat = matrix(
        said("Apa?"),
        said("> 5 GB itu cukup", **reply),
        said("> <@a1:a.id> Apa?\n\nIni", **reply),
    )
    assert [post.text for post in chat.posts] == ["Apa?", "> 5 GB itu cukup", "Ini"]


def test_a_poll_is_something_that_a_person_sent() -> None:
    poll = {"type": "org.matrix.msc3381.poll.start", "content": {"question": "Kapan?"}}
    assert len(matrix(said("Halo"), poll).written) == 2


@pytest.mark.parametrize("piece", [" ", "\n", ": \u200e", "ringkasan 1 "])
def test_a_long_message_of_one_piece_is_read_at_once(piece: str) -> None:
    text = f"[29/05/26, 10:05:00] Ayu: a{piece * 8000}b\n"
    started = time.process_time()
    assert len(read_discussion(("chat.txt", text.encode()))) == 1
    assert time.process_time() - started < 0.5  # about a twentieth on a quiet machine


@pytest.mark.parametrize("piece", ["<a ", "<a/", "<a b='", "<a a=", "<![", "</", "&#"])
def test_html_that_never_ends_is_read_at_once(piece: str) -> None:
    started = time.process_time()
    plain(piece * 8000)
    assert time.process_time() - started < 0.5  # about a fiftieth on a quiet machine


def test_a_year_of_a_busy_class_is_read_in_seconds() -> None:
    line = "{day:02}/05/26 18.{minute:02} - Orang {who}: pesan nomor {number} tentang kelas"
    text = "\n".join(
        line.format(day=1 + number % 28, minute=number % 60, who=number % 60, number=number)
        for number in range(100_000)
    )
    started = time.process_time()
    assert len(read_discussion(("chat.txt", text.encode()))) == 100_000
    assert time.process_time() - started < 20  # about 2 s on a quiet machine
