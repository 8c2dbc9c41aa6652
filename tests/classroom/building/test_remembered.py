"""What only the ledger knows."""

from workshop.classroom.building.planning import plan
from workshop.classroom.building.remembered import remembered
from workshop.classroom.building.resources import Resource

SENT = Resource("invitation", "ani", "Ani", values={"email": "ani@a.example"})
MOVED = Resource("invitation", "ani", "Ani", values={"email": "ani@b.example"})
NEW = Resource("invitation", "budi", "Budi", values={"email": "budi@a.example"})
RECORDED = {SENT.address: SENT.fingerprint, "invitation/long-gone": "0"}


def test_what_was_done_is_there_and_the_rest_is_not() -> None:
    found = plan([SENT, NEW], remembered([SENT, NEW], RECORDED))
    assert [step.action for step in found.steps] == ["keep", "create"]


def test_other_values_are_a_change_and_no_drift() -> None:
    found = plan([MOVED], remembered([MOVED], RECORDED))
    assert [step.action for step in found.steps] == ["change"]
    assert found.drift == ()


def test_what_is_no_longer_wanted_is_not_told_as_there() -> None:
    assert remembered([], RECORDED) == {}
