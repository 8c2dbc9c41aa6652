"""A discussion to work with: the demonstration at once, one's own by buttons, nobody by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.widgets.bundles import bundle, choose_files, words
from workshop import i18n, widgets
from workshop.errors import BlueprintError, ClassroomError
from workshop.widgets._who_is_who import MOST

CLASS = """key = "pbo"
course = "Pemrograman"
time_zone = "Asia/Pontianak"
begins = 2026-09-07
ends = 2026-10-02
roster = "peserta.csv"
[[colleges]]
key = "a"
name = "Kampus A"
[[weeks]]
topic = "Objek"
begins = 2026-09-07
summary_due = 2026-09-13T21:00:00
"""
NAMES = ("Ayu Lestari", "Budi Santoso", "Citra Ningsih", "Dewi Anggraini", "Eko Prasetyo")
ROSTER = "name,role,college,consent,e-mail\n" + "".join(
    f"{name},student,a,yes,{name.split()[0].lower()}@example.ac.id\n" for name in NAMES
)
CHAT = """08/09/26 10.00 - Ayu Lestari: #ringkasan1 objek dan kelas
08/09/26 10.05 - +62 812-0000-0001: Saya bertanya
08/09/26 10.06 - <b onclick="x">: <script>x</script>
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with i18n.use("en"):
        yield


@pytest.fixture
def widget() -> Any:
    return widgets.discussion()


@pytest.fixture
def own(widget: Any) -> Any:
    """The widget with a class and a chat of one's own."""
    choose_files(widget.own_class, ("classroom.toml", CLASS), ("peserta.csv", ROSTER))
    choose_files(widget.own, ("Chat WhatsApp dengan Rahasia.txt", CHAT))
    return widget


def test_the_demonstration_is_there_at_once_and_says_that_it_is_simulated(widget: Any) -> None:
    assert widget.conversation.simulated
    assert widget.participation.students == 57
    told = words(widget.result.value)
    assert "WhatsApp: 297 messages" in told
    assert "From Monday, 22 March 2027" in told
    assert "0 lines were not understood" in told
    assert "This conversation is simulated" in told
    assert "How the file was read" in told
    assert "51 of 62 people" in words(widget.matching.value)


def test_a_chat_and_a_class_of_one_s_own_take_their_place(own: Any) -> None:
    assert (own.blueprint.key, len(own.conversation)) == ("pbo", 3)
    assert own.participation.students_who_wrote == 1
    assert "1 of 5 people" in words(own.matching.value)
    own.demo.click()
    assert own.participation.students == 57
    choose_files(own.own, ("chat.txt", CHAT))
    assert own.blueprint.key == "pbo"


def test_class_and_list_may_be_chosen_one_after_the_other(widget: Any) -> None:
    choose_files(widget.own_class, ("peserta.csv", ROSTER))
    assert "Now choose the classroom.toml" in words(widget.matching.value)
    choose_files(widget.own_class, ("kelas saya.toml", CLASS))
    assert "Now choose your chat" in words(widget.matching.value)
    choose_files(widget.own, ("chat.txt", CHAT))
    assert widget.participation.students == 5


def test_a_class_without_its_list_says_what_to_do(widget: Any) -> None:
    choose_files(widget.own_class, ("kelas saya.toml", CLASS))
    told = words(widget.matching.value)
    assert "kelas saya.toml" in told
    assert "peserta.csv" in told
    assert "Choose classroom.toml and its list of people together" in told
    assert widget.participation.students == 57


def test_a_chat_of_another_class_is_an_error_that_says_what_to_do(widget: Any) -> None:
    choose_files(widget.own, ("chat.txt", CHAT.replace("Ayu Lestari", "Zulkifli")))
    assert "Your class" in words(widget.matching.value)
    with pytest.raises(ClassroomError, match="Nobody"):
        _ = widget.participation


def test_a_sender_is_matched_with_a_menu_and_others_are_told(own: Any) -> None:
    seen: list[int] = []
    own.watch(lambda: seen.append(own.participation.students_who_wrote))
    assert "2 senders were not found" in own.who.titles[0]
    phone = own.who.menus[0]
    phone.value = "budi-santoso"
    assert seen == [2]
    assert "1 sender is not known yet" in words(own.matching.value)
    assert {post.person.key for post in own.participation.said} == {"ayu-lestari", "budi-santoso"}
    own.who.menus[1].value = ""  # not in the class
    assert len(own.participation.matching.unmatched) == 0
    phone.value = "?"
    assert len(own.participation.matching.unmatched) == 1
    assert seen[-1] == 1


def test_who_is_who_is_kept_when_days_are_read_the_other_way(own: Any) -> None:
    own.who.menus[0].value = "budi-santoso"
    own.day_first.click()
    assert own.participation.students_who_wrote == 2
    assert own.who.menus[0].value == "budi-santoso"


def test_days_in_doubt_are_asked_and_may_be_answered_otherwise(widget: Any) -> None:
    assert widget.question.layout.display == "none"
    choose_files(widget.own, ("chat.txt", "03/04/26 10.00 - Ayu Permata: Halo"))
    assert widget.question.layout.display is None
    widget.month_first.click()
    assert widget.conversation.posts[0].when.month == 3
    widget.day_first.click()
    assert widget.conversation.posts[0].when.month == 4
    assert (widget.day_first.button_style, widget.month_first.button_style) == ("primary", "")
    widget.demo.click()
    assert widget.question.layout.display == "none"


def test_what_is_stored_and_printed_holds_counts_and_no_name(own: Any) -> None:
    own.who.menus[0].value = "budi-santoso"
    stored = repr((bundle(own), bundle(own.who), own, own.who, [own]))
    for name in (*NAMES, "Rahasia", "812", "onclick"):
        assert name not in stored
    assert "3 messages" in bundle(own)["text/html"]


def test_markup_of_a_stranger_is_never_obeyed(own: Any) -> None:
    shown = "".join(row.children[0].value for row in own.who._box.children[1:])
    for markup in (own.result.value, own.matching.value, shown):
        assert "<script" not in markup
        assert "<b onclick" not in markup
    assert "onclick" in words(shown)


def test_of_very_many_senders_those_who_wrote_most_are_asked_for(own: Any) -> None:
    lines = "".join(f"08/09/26 10.00 - Orang {number}: a\n" for number in range(300))
    choose_files(own.own, ("chat.txt", f"{CHAT}{lines}08/09/26 10.01 - Orang 299: b"))
    assert len(own.who.menus) == MOST
    assert "Orang 299" in own.who._box.children[1].children[0].value
    assert "more senders wrote less" in words(own.who._box.children[-1].value)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.zip", "a.json", "../<b>.csv"]))
def test_no_file_breaks_the_widget(widget: Any, content: bytes, name: str) -> None:
    choose_files(widget.own, (name, content))
    choose_files(widget.own_class, (name, content))
    choose_files(widget.own_class, ("<b>.toml", content))
    assert "<b>" not in widget.result.value + widget.matching.value
    assert len(widget.conversation) > 0


def test_what_cannot_be_read_leaves_the_discussion_of_before(widget: Any) -> None:
    choose_files(widget.own, ("foto.jpg", b"\xff\xd8\xff"))
    told = words(widget.result.value)
    assert "foto.jpg" in told
    assert "still loaded: discussion.txt" in told


def test_the_class_of_a_notebook_is_used(tmp_path: Path) -> None:
    (tmp_path / "peserta.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "classroom.toml").write_text(CLASS, encoding="utf-8")
    widget = widgets.discussion(tmp_path / "classroom.toml")
    assert widget.participation.students == 57
    choose_files(widget.own, ("chat.txt", CHAT))
    assert widget.participation.students == 5
    with pytest.raises(BlueprintError, match="nowhere"):
        widgets.discussion("nowhere.toml")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_button_says_what_it_is_for(language: str) -> None:
    with i18n.use(language):
        widget = widgets.discussion()
        buttons = (widget.own, widget.own_class, widget.demo, widget.day_first, widget.month_first)
        assert len({one.description for one in buttons}) == 5
