"""Answers that no Matrix server gives: each is told in a sentence, wherever it is read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.classroom.providers.matrix import stand_in
from tests.classroom.providers.matrix.federated import small_class
from tests.classroom.providers.matrix.stand_in import CLASS, StandIn, answers
from workshop import i18n
from workshop.classroom.building.planning import plan
from workshop.classroom.building.resources import Outcome
from workshop.classroom.providers.matrix import MatrixProvider
from workshop.classroom.providers.matrix.answers import EVENTS, STATE, fits
from workshop.classroom.providers.matrix.messages import written
from workshop.classroom.providers.matrix.rooms import Room, joining, levels, state_of, writing
from workshop.errors import ProviderError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=8), parts),
    max_leaves=6,
)
PAGES = (b"", b"<!doctype html><title>Wi-Fi</title>", b"\xff\xfe\x00", b"[" * 100_000)
# Everything that is read, and what it is for; the servers hold a class, or nothing yet.
READ = {
    "POST login": "signing in",
    "GET account/whoami": "signing in",
    "GET users/@ruang-kelas:a/admin": "signing in",
    "GET users": "reading accounts",
    "GET directory/room/#kelas:a": "finding rooms",
    "GET rooms/!space:a/state": "reading rooms",
    "GET rooms/!questions:a/state": "reading rooms",
    "GET rooms/!questions:a/joined_members": "reading rooms",
    "GET rooms/!questions:a/messages": "reading messages",
    "GET capabilities": "making rooms",
    "POST users/@mhs-01:b/login": "signing in",
    "PUT send": "writing in rooms",
}
READ_AT_FIRST = {
    "GET register": "signing in",
    "GET profile/@mhs-01:b": "reading accounts",
    "POST createRoom": "making rooms",
}
REQUESTS = [*((one, False) for one in READ), *((one, True) for one in READ_AT_FIRST)]


@pytest.fixture(scope="module")
def servers() -> Iterator[StandIn]:
    with stand_in.running() as found:
        yield found


def used(servers: StandIn, folder: Path) -> list[Outcome]:
    """Read all that is there, build the rest, and read and write in a room."""
    servers.registered = False
    blueprint = small_class(CLASS, guest_server="b" if servers.is_new else "")
    desired = MatrixProvider().desired(blueprint)
    connection = MatrixProvider().connect(blueprint, servers.settings())
    try:
        connection.keep_in(folder)
        found = list(connection.apply(plan(desired, connection.read(desired)).changing))
        if not servers.is_new:
            connection.messages("questions")
            connection.post("questions", "Selamat pagi", "mhs-01")
        return found
    finally:
        connection.close()


def spoilt(servers: StandIn, asked: str, answer: bytes, *, is_new: bool, folder: Path) -> str:
    """Return what the reader is told, if anything."""
    servers.is_new, servers.instead = is_new, {asked: answer}
    with i18n.use("en"):
        try:
            used(servers, folder)
        except ProviderError as error:
            return str(error)
    return ""


@pytest.mark.parametrize("is_new", [False, True])
def test_good_answers_build_the_class(servers: StandIn, tmp_path: Path, *, is_new: bool) -> None:
    servers.is_new, servers.instead = is_new, {}
    found = used(servers, tmp_path)
    assert len(found) > 8
    assert {one.state for one in found} == {"done"}


@pytest.mark.parametrize(("asked", "is_new"), REQUESTS)
def test_an_answer_of_another_shape_is_a_sentence_with_the_server_and_what_was_asked(
    servers: StandIn, tmp_path: Path, asked: str, *, is_new: bool
) -> None:
    what = {**READ, **READ_AT_FIRST}[asked]
    shapes = [b"null", b'["room"]', PAGES[1]]
    if asked != "GET profile/@mhs-01:b":  # of which nothing has to be there
        shapes.append(b"{}")
    for answer in shapes:
        told = spoilt(servers, asked, answer, is_new=is_new, folder=tmp_path)
        assert told.startswith(servers.url), answer
        assert f"answers, but not as a Matrix server does ({what})" in told
        assert "\n" not in told


@given(st.data())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_an_answer_nothing_breaks(
    servers: StandIn, tmp_path: Path, data: st.DataObject
) -> None:
    asked, is_new = data.draw(st.sampled_from(REQUESTS))
    known = {**answers("b", is_new=is_new), **answers("a", is_new=is_new)}[asked]
    pages = st.sampled_from(PAGES)
    answer = data.draw(pages | changed(known).map(lambda value: json.dumps(value).encode()))
    spoilt(servers, asked, answer, is_new=is_new, folder=tmp_path)


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """Return a JSON value in which one part is another or is missing."""
    if not (isinstance(value, dict | list) and value and draw(st.integers(0, 4))):
        return draw(JSON)
    copy: Any = value.copy()
    place = draw(st.sampled_from(sorted(value) if isinstance(value, dict) else range(len(value))))
    if draw(st.integers(0, 3)):
        copy[place] = draw(changed(value[place]))
    else:
        del copy[place]
    return copy


@given(changed(answers("a")["GET rooms/!questions:a/state"]))
def test_the_state_of_a_room_is_understood_or_refused_whatever_members_wrote(value: Any) -> None:
    if fits(value, STATE):
        room = Room("!a:a", state_of(value))
        power = room.content("m.room.power_levels")
        assert all(isinstance(one, int) for one in (*levels(power, []).values(), writing(power)))
        assert isinstance(joining(room.content("m.room.join_rules"), ""), str)
        assert all(isinstance(one, str) for one in (room.key, *room.pinned, *room.present))


@given(changed(answers("a")["GET rooms/!questions:a/messages"]))
def test_messages_are_understood_or_refused_whatever_members_wrote(value: Any) -> None:
    if fits(value, EVENTS):
        assert all(isinstance(one.text, str) for one in written(value["chunk"], {}))


def test_a_server_that_repeats_a_page_for_ever_is_left(servers: StandIn, tmp_path: Path) -> None:
    page = {"users": [], "next_token": "1"}
    told = spoilt(servers, "GET users", json.dumps(page).encode(), is_new=False, folder=tmp_path)
    assert told == ""
