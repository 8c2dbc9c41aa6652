"""Small exports with every quirk that breaks readers, each beside what must come out of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from workshop.classroom.discussion.messages import Conversation
from workshop.classroom.discussion.reading import read_discussion
from workshop.errors import ClassroomError

CORPUS = Path(__file__).parent / "corpus"
# Exports of JSON have an expectation beside them that ends in .json.json.
FILES = [
    path.with_name(path.name.removesuffix(".json")) for path in sorted(CORPUS.glob("*.*.json"))
]


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(f"{path}.json").read_bytes())
    return found


def loaded(path: Path) -> Conversation:
    return read_discussion((path.name, path.read_bytes()), **expected(path).get("read", {}))


READABLE = [path for path in FILES if "error" not in expected(path)]
REFUSED = [path for path in FILES if "error" in expected(path)]


def test_the_corpus_is_large_and_complete() -> None:
    assert len(READABLE) >= 24
    assert len(REFUSED) >= 8
    known = {path.name for path in FILES} | {f"{path.name}.json" for path in FILES}
    assert {path.name for path in CORPUS.iterdir()} == known


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_every_message_has_its_time_its_sender_and_all_its_words(path: Path) -> None:
    wanted, chat = expected(path), loaded(path)
    found = [[str(post.when), post.sender, post.kind, post.text] for post in chat.posts]
    assert found == wanted["posts"]
    assert chat.format == wanted["format"]
    assert list(chat.not_understood) == wanted["not_understood"]
    assert len(chat.report.warnings) == wanted["warnings"], chat.report.explain()


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.name)
def test_what_cannot_be_read_is_answered_in_one_sentence(path: Path) -> None:
    with pytest.raises(ClassroomError) as refused:
        loaded(path)
    assert expected(path)["error"] in str(refused.value)


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_nothing_that_a_notebook_shows_of_a_chat_holds_a_name(path: Path) -> None:
    chat = loaded(path)
    shown = " ".join((repr(chat), chat.explain(), str(chat._repr_mimebundle_())))
    assert not any(sender in shown for sender in chat.senders if len(sender) > 3)


def test_replies_and_mentions_are_kept_where_the_program_keeps_them() -> None:
    telegram = {post.key: post for post in loaded(CORPUS / "telegram.json").posts}
    assert telegram["3"].reply_to == "2"
    assert telegram["3"].edited
    assert telegram["2"].mentions == ("budi",)
    matrix = {post.key: post for post in loaded(CORPUS / "matrix-messages.json").posts}
    assert (matrix["$5"].reply_to, matrix["$5"].mentions) == ("$3", ("@budi:b.id",))
    assert matrix["$3"].edited
    moodle = {post.key: post for post in loaded(CORPUS / "moodle-posts.json").posts}
    assert (moodle["2"].reply_to, moodle["1"].reply_to) == ("1", "")


def test_edited_marks_leave_the_text_and_stay_known() -> None:
    assert [post.edited for post in loaded(CORPUS / "android-id-media.txt").posts][-1]


def test_the_zone_of_the_phone_can_be_said() -> None:
    content = (CORPUS / "ios-en.txt").read_bytes()
    chat = read_discussion(("chat.txt", content), time_zone="Asia/Makassar")
    assert {str(post.when.utcoffset()) for post in chat.posts} == {"8:00:00"}
    with pytest.raises(ClassroomError, match=r"time_zone is 'Makassar'; allowed: .*WITA"):
        read_discussion(("chat.txt", content), time_zone="Makassar")


@pytest.mark.parametrize("name", ["days-in-doubt.txt", "days-by-order.txt", "telegram.json"])
def test_it_is_known_whether_the_order_of_day_and_month_has_to_be_asked(name: str) -> None:
    assert loaded(CORPUS / name).days_in_doubt is (name == "days-in-doubt.txt")
