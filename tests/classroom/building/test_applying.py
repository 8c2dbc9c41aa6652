"""The whole cycle on a real platform: built, killed, refused, changed by others, run again."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.classroom.building.classes import small_class
from tests.classroom.building.platform import (
    TOKEN,
    ByHandProvider,
    LoopbackConnection,
    LoopbackProvider,
    Platform,
)
from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.building.applying import apply
from workshop.classroom.building.ledger import Ledger
from workshop.classroom.building.planning import Plan, plan
from workshop.classroom.building.report import Report
from workshop.classroom.building.resources import Outcome, Resource, Step
from workshop.classroom.building.site import Site, ledger_path, open_site
from workshop.errors import ClassroomError, Message, ProviderError

CLASS = small_class()
THINGS = len(LoopbackProvider().desired(CLASS))  # 12 people, 2 channels, 24 memberships


def opened(
    platform: Platform, folder: Path, token: str = TOKEN, **names: Any
) -> AbstractContextManager[Site]:
    settings = {"LOOPBACK_URL": platform.url, "LOOPBACK_TOKEN": token}
    on = names.get("on", LoopbackProvider())
    return open_site(CLASS, on, file=folder / "classroom.toml", settings=settings)


def built(platform: Platform, folder: Path, **names: Any) -> Report:
    """Plan and apply."""
    with opened(platform, folder) as site:
        return site.apply(site.plan(remove="confirm_removals" in names), **names)


def no_duplicates(platform: Platform) -> bool:
    return max(Counter(platform.world.addresses).values()) == 1


def test_a_class_is_built_and_a_second_time_changes_nothing(
    platform: Platform, tmp_path: Path
) -> None:
    seen: list[Outcome] = []
    report = built(platform, tmp_path, progress=seen.append)
    assert report.is_complete
    assert len(report.outcomes) == len(seen) == THINGS == len(platform.world.things)
    assert report.usage.requests == {"read": 1, "create": 3 + 5}
    with opened(platform, tmp_path) as site:
        assert site.status().is_complete
    writes = platform.world.writes
    lines = len(Ledger(ledger_path(tmp_path / "classroom.toml", "loopback")).path.read_bytes())
    again = built(platform, tmp_path)
    assert again.outcomes == ()
    assert again.is_complete
    assert again.usage.requests == {"read": 1}
    assert platform.world.writes == writes
    assert len(ledger_path(tmp_path / "classroom.toml", "loopback").read_bytes()) == lines


def test_what_is_needed_stands_before_what_needs_it(platform: Platform, tmp_path: Path) -> None:
    built(platform, tmp_path)
    places = {address: place for place, address in enumerate(platform.world.addresses)}
    for thing in platform.world.things:
        for need in thing["needs"]:
            assert places[need] < places[thing["address"]]


@pytest.mark.parametrize("moment", [1, 9, 20])
def test_killed_half_way_and_run_again_it_is_complete_without_a_duplicate(
    platform: Platform, tmp_path: Path, moment: int
) -> None:
    platform.world.delay = 0.02
    file = tmp_path / "classroom.toml"
    words = [sys.executable, "-m", "tests.classroom.building.builder", platform.url, str(file)]
    process = subprocess.Popen(words, cwd=KIT)
    while len(platform.world.things) < moment:
        assert process.poll() is None
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    time.sleep(0.15)  # the platform ends the request that it has in its hands
    platform.world.delay = 0
    there = len(platform.world.things)
    assert moment <= there < THINGS
    result = subprocess.run(words, cwd=KIT, capture_output=True, text=True, check=True)
    assert f"Done: {THINGS - there}, failed: 0, left out: 0." in result.stdout
    assert len(platform.world.things) == THINGS
    assert no_duplicates(platform)
    with opened(platform, tmp_path) as site:
        found = site.plan()
        assert found.is_empty
        assert found.drift == ()


def test_the_ledger_knows_everything_after_a_run_that_was_killed(
    platform: Platform, tmp_path: Path
) -> None:
    built(platform, tmp_path)
    path = ledger_path(tmp_path / "classroom.toml", "loopback")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:7]) + lines[7][:20])  # killed in the middle of a line
    built(platform, tmp_path)
    platform.world.thing("person/orang-12")["values"]["name"] = "Diubah orang"
    with opened(platform, tmp_path) as site:
        (drift,) = site.plan().drift
    assert drift.resource.address == "person/orang-12"


def test_a_refused_row_is_told_with_its_reason_and_only_what_needs_it_is_left_out(
    platform: Platform, tmp_path: Path
) -> None:
    platform.world.refused = {"person/orang-03": f"e-mail is taken <b> {TOKEN}"}
    report = built(platform, tmp_path)
    assert [one.address for one in report.in_state("failed")] == ["person/orang-03"]
    assert {one.address for one in report.in_state("skipped")} == {
        "membership/pengumuman.orang-03",
        "membership/tanya.orang-03",
    }
    assert len(report.in_state("done")) == THINGS - 3
    assert not report.is_complete
    named = report.details("en", names=True)
    assert "Orang 03: e-mail is taken" in named
    assert "Orang 03 @ Tanya: needs “Orang 03”, which was not done" in named
    platform.world.refused = {}
    assert built(platform, tmp_path).is_complete
    assert no_duplicates(platform)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_notebook_shows_numbers_and_no_names(
    platform: Platform, tmp_path: Path, language: str
) -> None:
    platform.world.refused = {"person/orang-03": "Orang 03 is taken"}
    with i18n.use(language):
        report = built(platform, tmp_path)
        with opened(platform, tmp_path) as site:
            shown: list[Any] = [report, site.status(), site.plan()]
            pages = [page for one in shown for page in one._repr_mimebundle_().values()]
    for page in pages:
        assert "Orang 0" not in page
        assert "orang-0" not in page


def test_a_busy_platform_is_waited_for(platform: Platform, tmp_path: Path) -> None:
    platform.world.limit = 3
    report = built(platform, tmp_path)
    assert report.is_complete
    assert report.usage.total > 9
    assert no_duplicates(platform)


def test_a_platform_that_goes_down_in_the_middle_stops_the_run_and_a_rerun_mends_it(
    platform: Platform, tmp_path: Path
) -> None:
    platform.world.down_after = 10
    report = built(platform, tmp_path)
    assert len(report.in_state("done")) == 10
    assert not report.in_state("failed")
    assert len(report.in_state("skipped")) == THINGS - 10
    assert "out of order (503" in report.summary("en")
    assert "again" in report.summary("en")
    platform.world.down_after = -1
    assert built(platform, tmp_path).is_complete
    assert no_duplicates(platform)


def test_a_token_that_expired_is_one_sentence_that_names_the_setting(
    platform: Platform, tmp_path: Path
) -> None:
    with opened(platform, tmp_path, token="expired-1234") as site:  # noqa: S106
        with pytest.raises(ProviderError) as error, i18n.use("en"):
            site.plan()
        with i18n.use("en"):
            assert "LOOPBACK_TOKEN" in str(error.value)


def test_ctrl_c_leaves_what_a_rerun_mends(platform: Platform, tmp_path: Path) -> None:
    def interrupt(outcome: Outcome) -> None:
        if outcome.address == "person/orang-07":
            raise KeyboardInterrupt

    report = built(platform, tmp_path, progress=interrupt)
    assert len(report.in_state("done")) == 7
    assert len(report.in_state("skipped")) == THINGS - 7
    assert report.stopped
    assert built(platform, tmp_path).is_complete
    assert no_duplicates(platform)


def test_what_others_changed_is_shown_and_set_right(platform: Platform, tmp_path: Path) -> None:
    built(platform, tmp_path)
    platform.world.thing("channel/tanya")["values"] = {"title": "Hacked"}
    platform.world.things.remove(platform.world.thing("person/orang-05"))
    with opened(platform, tmp_path) as site:
        found = site.plan()
        status = site.status()
    assert {one.resource.address for one in found.drift} == {"channel/tanya", "person/orang-05"}
    assert found.summary("en") == "+1 person, 1 changed, 0 removed"
    assert [one.address for one in status.drifted] == ["channel/tanya"]
    assert [one.address for one in status.missing] == ["person/orang-05"]
    assert built(platform, tmp_path).is_complete
    assert platform.world.thing("channel/tanya")["values"] == {"title": "Questions"}


def with_strangers(platform: Platform, tmp_path: Path) -> None:
    built(platform, tmp_path)
    room = {"address": "channel/lama", "values": {}, "needs": [], "id": "a"}
    member = {"address": "membership/lama.x", "values": {}, "needs": ["channel/lama"], "id": "b"}
    platform.world.things += [room, member]


def test_nothing_is_removed_unless_it_is_asked_for_and_confirmed(
    platform: Platform, tmp_path: Path
) -> None:
    with_strangers(platform, tmp_path)
    assert built(platform, tmp_path).outcomes == ()
    asked: list[int] = []

    def answer(steps: Sequence[Step], *, agreed: bool) -> bool:
        asked.append(len(steps))
        return agreed

    refused = built(platform, tmp_path, confirm_removals=lambda steps: answer(steps, agreed=False))
    assert [one.state for one in refused.outcomes] == ["skipped", "skipped"]
    assert len(platform.world.things) == THINGS + 2
    done = built(platform, tmp_path, confirm_removals=lambda steps: answer(steps, agreed=True))
    assert [one.address for one in done.in_state("done")] == ["membership/lama.x", "channel/lama"]
    assert len(platform.world.things) == THINGS
    assert asked == [2, 2]


def test_a_plan_to_remove_that_nobody_confirms_removes_nothing(
    platform: Platform, tmp_path: Path
) -> None:
    with_strangers(platform, tmp_path)
    with opened(platform, tmp_path) as site:
        report = site.apply(site.plan(remove=True))
    assert len(report.in_state("skipped")) == 2
    assert len(platform.world.things) == THINGS + 2


def test_two_do_not_build_the_same_class_at_once(platform: Platform, tmp_path: Path) -> None:
    with opened(platform, tmp_path) as site:
        path = ledger_path(tmp_path / "classroom.toml", "loopback")
        with Ledger(path).writing(), pytest.raises(ClassroomError) as error:
            site.apply(site.plan())
    with i18n.use("en"):
        assert "by another command" in str(error.value)
    assert platform.world.things == []


def test_the_same_class_on_another_server_has_a_ledger_of_its_own(
    platform: Platform, tmp_path: Path
) -> None:
    built(platform, tmp_path)
    with Platform() as other, opened(other, tmp_path) as site:
        found = site.plan()
    assert found.drift == ()
    assert len(found.changing) == THINGS


def test_a_platform_that_is_built_by_hand_says_so(platform: Platform, tmp_path: Path) -> None:
    with (
        pytest.raises(ClassroomError) as error,
        opened(platform, tmp_path, on=ByHandProvider()),
    ):
        pass
    assert "--on by-hand" in str(error.value)


class Mailbox(LoopbackConnection):
    """A platform whose letters stay sent and cannot be read back."""

    reads_back = False

    def read(self, desired: Sequence[Resource]) -> dict[str, Resource]:
        raise AssertionError(desired)


class MailProvider(LoopbackProvider):
    def connect(self, blueprint: object, settings: Any) -> Mailbox:
        del blueprint
        return Mailbox(settings["LOOPBACK_URL"], settings["LOOPBACK_TOKEN"])


def test_what_cannot_be_read_back_is_known_from_the_ledger_whatever_the_server(
    platform: Platform, tmp_path: Path
) -> None:
    with opened(platform, tmp_path, on=MailProvider()) as site:
        assert site.apply(site.plan()).is_complete
    with Platform() as other, opened(other, tmp_path, on=MailProvider()) as site:
        assert site.plan().is_empty


class Scripted:
    """A connection that gives some outcomes and forgets the others."""

    def __init__(self, *outcomes: Outcome) -> None:
        self._connection = LoopbackConnection("http://localhost", TOKEN)
        self._outcomes = outcomes

    usage = property(lambda self: self._connection.usage)

    def read(self, desired: Sequence[Resource]) -> dict[str, Resource]:
        return {one.address: one for one in desired[:0]}

    def apply(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        addresses = {step.address for step in steps}
        yield from (one for one in self._outcomes if one.address in addresses)
        yield Outcome("person/stranger", "create", "done")

    def close(self) -> None:
        self._connection.close()


def test_a_step_without_an_answer_counts_as_failed(tmp_path: Path) -> None:
    desired = [Resource("person", key, key) for key in ("ani", "budi")]
    done = Outcome("person/ani", "create", "done")
    report = apply(plan(desired, {}), Scripted(done), Ledger(tmp_path / "x.jsonl"))
    assert [one.address for one in report.in_state("done")] == ["person/ani"]
    assert [one.address for one in report.in_state("failed")] == ["person/budi"]


def test_a_failure_is_passed_on_to_all_that_depend_on_it(tmp_path: Path) -> None:
    chain = [
        Resource("space", "a", "A"),
        Resource("channel", "b", "B", needs=("space/a",)),
        Resource("membership", "c", "C", needs=("channel/b",)),
    ]
    failed = Outcome("space/a", "create", "failed", Message("no right"))
    report = apply(plan(chain, {}), Scripted(failed), Ledger(tmp_path / "x.jsonl"))
    assert [one.state for one in report.outcomes] == ["failed", "skipped", "skipped"]
    assert report.details("en").splitlines() == [
        "A: no right",
        "B: left out",
        "1 membership: left out",
    ]


def test_an_empty_plan_is_complete(tmp_path: Path) -> None:
    report = apply(Plan(()), Scripted(), Ledger(tmp_path / "x.jsonl"))
    assert report.is_complete
    assert report.outcomes == ()


@pytest.mark.usefixtures("account")
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_secret_is_in_anything_that_is_shown_or_kept(
    platform: Platform, tmp_path: Path, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    platform.world.refused = {"channel/tanya": f"{TOKEN} may not do this"}
    caplog.set_level(0)
    file = tmp_path / "classroom.toml"
    with i18n.use(language), open_site(CLASS, LoopbackProvider(), file=file) as site:
        found = site.plan()
        report = site.apply(found)
        shown: list[Any] = [report, found, site.status()]
        words = [word for one in shown for word in one._repr_mimebundle_().values()]
        words += [report.details(names=True), found.details(names=True), repr(site)]
    kept = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert any("may not do this" in text for text in kept)
    assert "httpx" in caplog.text
    for text in (*words, *kept, caplog.text):
        assert TOKEN not in text
