"""A class is built on Moodle 4.5.6 as it answered; see `recordings`."""

import dataclasses
import datetime
import json
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.classroom.providers.moodle.building import actions, built, imported, planned
from tests.classroom.providers.moodle.moodle_class import a_class, day, said
from tests.classroom.providers.moodle.recordings import (
    FOLDER,
    TOKEN,
    WEAK_TOKEN,
    Pair,
    Replay,
    recorded,
    running,
    settings,
)
from workshop import i18n
from workshop.classroom.building.planning import plan
from workshop.classroom.building.report import Report
from workshop.classroom.building.web import Web
from workshop.classroom.discussion.moodle import read_moodle
from workshop.classroom.providers.moodle import MoodleProvider, forum_posts
from workshop.classroom.providers.moodle.client import Client
from workshop.errors import ProviderError


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with i18n.use("en"):
        yield


def ends(report: Report) -> dict[str, int]:
    """Count how the steps ended: ``"skipped channel"`` → how often."""
    pairs = ((each.state, each.address.partition("/")[0]) for each in report.outcomes)
    return dict(Counter(f"{state} {kind}" for state, kind in pairs if state != "done"))


def test_a_class_is_built_the_import_completes_it_and_a_third_apply_changes_nothing(
    tmp_path: Path,
) -> None:
    blueprint = a_class()
    with recorded("build") as site:
        first = built(blueprint, site, tmp_path)
        assert ends(first) == {"skipped channel": 4, "skipped material": 3, "skipped discussion": 2}
        assert {str(each.reason) for each in first.in_state("skipped")} >= {
            "Moodle lets no program make forums and pages: import rekam.imscc into the course, "
            "then run this again"
        }
        # Two to look, and one for each kind of thing: nothing is asked for twice.
        assert first.usage.total == 12
        imported(blueprint, tmp_path)
        second = built(blueprint, site, tmp_path)
        assert second.is_complete
        assert {each.address for each in second.outcomes} == {
            "channel/groups",
            "discussion/week-01",
            "discussion/week-02",
        }
        third = built(blueprint, site, tmp_path)
        assert third.outcomes == ()
        assert third.usage.total == 4


def test_what_changed_in_the_blueprint_is_changed_and_whoever_left_is_removed_when_asked(
    tmp_path: Path,
) -> None:
    blueprint = a_class()
    people = [each for each in blueprint.people if each.key != "rekam-006"]
    people[3] = dataclasses.replace(people[3], role="moderator")
    first, second = blueprint.weeks
    changed = dataclasses.replace(
        blueprint,
        ends=day(21),
        people=tuple(people),
        groups=(
            dataclasses.replace(blueprint.groups[0], title=said("Circle 1"), members=()),
            dataclasses.replace(
                blueprint.groups[1], members=("rekam-003", "rekam-004", "rekam-005")
            ),
        ),
        weeks=(dataclasses.replace(first, prompt=said("And now?")), second),
        sessions=(
            dataclasses.replace(
                blueprint.sessions[0], begins=datetime.datetime(2026, 9, 8, 10), minutes=60
            ),
        ),
    )
    with recorded("changes") as site:
        assert actions(planned(changed, site, remove=True)) == {
            "change course": 1,
            "change group": 1,
            "change enrolment": 1,
            "create membership": 2,
            "change discussion": 1,
            "change event": 1,
            "remove enrolment": 1,
            "remove membership": 3,
        }
        assert built(changed, site, tmp_path, remove=True).is_complete
        assert planned(changed, site).is_empty


def test_a_refused_batch_is_split_until_the_guilty_rows_are_named(tmp_path: Path) -> None:
    blueprint = a_class("bentrok")
    people = list(blueprint.people)
    # This user name belongs to somebody else on that site, that address is none for Moodle, and
    # number 4 has an account there already, whose address begins with a capital letter.
    people[3] = dataclasses.replace(people[3], key="rekam-003")
    people[5] = dataclasses.replace(people[5], email="x@-example-.ac..id")
    blueprint = dataclasses.replace(blueprint, people=tuple(people), groups=(), channels=())
    with recorded("guilty-rows") as site:
        report = built(blueprint, site, tmp_path)
        again = planned(blueprint, site)
    assert actions(again)["create person"] == 2
    reasons = {
        each.address: str(each.reason)
        for each in report.in_state("failed")
        if each.address.startswith("person/")
    }
    assert reasons.keys() == {"person/rekam-003", "person/bentrok-005"}
    assert "belongs to an account with another e-mail address" in reasons["person/rekam-003"]
    assert "x@-example-.ac..id" in reasons["person/bentrok-005"]
    done = {each.address for each in report.in_state("done")}
    assert {f"enrolment/bentrok-{number:03}" for number in (0, 1, 2, 4, 6)} <= done
    # All seven, the six whose user names are free, and six to find the other two among these.
    assert report.usage.requests["core_user_create_users"] == 8


def test_what_somebody_else_made_in_the_meantime_counts_as_done(tmp_path: Path) -> None:
    blueprint = a_class("rebutan", people=4, weeks=1)
    provider = MoodleProvider()
    with recorded("meanwhile") as site:
        slow, quick = (provider.connect(blueprint, site) for _ in range(2))
        desired = provider.desired(blueprint)
        slow.read(desired)
        assert built(blueprint, site, tmp_path).in_state("failed") == ()
        makeable = ("course", "person", "group")
        steps = [step for step in plan(desired, {}).steps if step.resource.kind in makeable]
        outcomes = list(slow.apply(steps))
        assert [each.reason for each in outcomes if each.state != "done"] == []
        assert len(outcomes) == 1 + 4 + 2
        slow.close()
        quick.close()


def test_the_posts_of_its_forums_are_read_for_participation() -> None:
    blueprint = a_class()
    with recorded("posts") as site:
        posts = forum_posts(blueprint, site)
    json.dumps(posts)
    conversation = read_moodle("moodle.json", posts)
    # The rules, an opening for each week, and three answers.
    assert len(conversation.posts) == 6
    answers = [each for each in conversation.posts if each.reply_to]
    assert {each.sender for each in answers} <= {person.name for person in blueprint.people}
    assert "Summary: <b1> makes text bold & loud." in {each.text for each in answers}


def test_an_account_without_rights_is_told_so_for_each_step(tmp_path: Path) -> None:
    blueprint = a_class("tanpa-hak", people=4, weeks=1)
    with recorded("no-rights") as site:
        report = built(blueprint, {**site, "MOODLE_TOKEN": WEAK_TOKEN}, tmp_path)
    failed = {each.address.partition("/")[0] for each in report.in_state("failed")}
    assert failed == {"category", "person"}
    assert "the account of the token may not do this" in report.details(names=True)
    # Since every half would be refused for the same reason, nothing is split.
    assert report.usage.requests["core_user_create_users"] == 1


def test_a_refused_token_ends_the_work_with_one_sentence() -> None:
    with (
        recorded("invalid-token") as site,
        pytest.raises(ProviderError, match="does not accept the token"),
    ):
        planned(a_class(), {**site, "MOODLE_TOKEN": "expired" * 4})


def test_a_token_without_the_functions_is_told_which_are_missing() -> None:
    with (
        recorded("bare-service") as site,
        pytest.raises(ProviderError, match="Have them added to the service") as caught,
    ):
        planned(a_class(), site)
    assert "core_enrol_get_enrolled_users" in caught.value.parts["functions"]


def test_a_site_that_answers_one_question_at_a_time_is_read_as_well() -> None:
    # As it stands after the test of what was made in the meantime.
    with recorded("one-by-one") as site:
        plan = planned(a_class("rebutan", people=4, weeks=1), site)
    assert actions(plan) == {"create channel": 3, "create material": 2, "create discussion": 1}


def test_maintenance_is_told_and_not_waited_for() -> None:
    replay = Replay("maintenance")
    with running(replay) as url, pytest.raises(ProviderError, match="under maintenance"):
        planned(a_class(), settings(url))
    assert replay.answered == 1


# Before a request that makes something; a question would be asked again for a while.
@pytest.mark.parametrize("after", [2, 3, 4, 6, 8, 10])
def test_a_line_that_breaks_anywhere_ends_with_a_sentence_and_nothing_is_sent_twice(
    tmp_path: Path, after: int
) -> None:
    replay = Replay("build")
    replay.broken_after = after
    with running(replay) as url:
        report = built(a_class(), settings(url), tmp_path)
    assert report.stopped is not None
    assert "The connection to Moodle" in str(report.stopped)
    assert not replay.unknown
    assert replay.answered == after


def test_the_token_is_sent_in_the_body_only() -> None:
    class Echo:
        def answer(self, token: str, form: dict[str, str]) -> Pair:
            return Pair("", {}, answer={"token": token, **form})

    with running(Echo()) as url, Web(url, platform="Moodle") as web:
        answer = Client(web, "geheim").call("f", {"a": [1]})
    assert answer["token"] == "geheim"
    assert answer["a[0]"] == "1"


def test_no_secret_is_shown_or_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    replay = Replay("build")
    replay.broken_after = 6
    with running(replay) as url:
        report = built(a_class(), settings(url), tmp_path)
    shown = "".join(capfd.readouterr()) + caplog.text + report.summary() + report.details()
    assert TOKEN not in shown + (tmp_path / "ledger.jsonl").read_text(encoding="utf-8")


def test_recordings_hold_no_token_no_address_and_no_path_of_a_machine() -> None:
    files = sorted(FOLDER.glob("*.json"))
    assert len(files) >= 9
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "4.5.6" in text
        assert not any(word in text for word in ("wstoken", "127.0.0.1", "localhost", "sesskey"))
        assert len(text) < 100_000
