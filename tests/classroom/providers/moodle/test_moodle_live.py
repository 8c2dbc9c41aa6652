"""The whole way on a real Moodle: only where ``MOODLE_URL`` and ``MOODLE_TOKEN`` are set.

``MOODLE_CLASS`` is the key of the class, which must not exist there yet. ``MOODLE_IMPORT`` may
hold a command that imports a cartridge, given its file and the short name of the course.
"""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.classroom.providers.moodle.building import actions, built, imported, planned
from tests.classroom.providers.moodle.moodle_class import a_class
from workshop import i18n
from workshop.classroom.building.planning import plan
from workshop.classroom.providers.moodle import MoodleProvider, forum_posts

pytestmark = pytest.mark.skipif(
    not (os.environ.get("MOODLE_URL") and os.environ.get("MOODLE_TOKEN")),
    reason="MOODLE_URL and MOODLE_TOKEN name no Moodle to test on",
)
IMPORTED = {"create channel", "create material", "create discussion"}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with i18n.use("en"):
        yield


def test_300_people_and_16_weeks_are_built_also_when_it_was_killed_half_way(
    tmp_path: Path,
) -> None:
    settings = {name: os.environ[name] for name in ("MOODLE_URL", "MOODLE_TOKEN")}
    settings["MOODLE_AUTH"] = "manual"
    blueprint = a_class(os.environ.get("MOODLE_CLASS", "uji"), people=300, weeks=16, groups=6)
    provider = MoodleProvider()
    desired = provider.desired(blueprint)

    killed = provider.connect(blueprint, settings)
    first = plan(desired, killed.read(desired))
    assert actions(first)["create person"] == 300
    ready = [step for step in first.changing if step.resource.kind in ("category", "person")]
    assert len(list(islice(killed.apply(ready), 140))) == 140
    killed.close()

    # The batch that was under way was made, though nobody heard of it.
    report = built(blueprint, settings, tmp_path)
    assert report.in_state("failed") == ()
    assert report.usage.requests["core_user_create_users"] <= 4
    print(report.summary(), dict(report.usage.requests))  # noqa: T201  # for the record
    assert actions(planned(blueprint, settings)).keys() <= IMPORTED

    imported(blueprint, tmp_path)
    built(blueprint, settings, tmp_path)
    again = planned(blueprint, settings)
    if os.environ.get("MOODLE_IMPORT"):
        assert again.is_empty
        assert len(forum_posts(blueprint, settings)) == 1 + 16
    assert again.extra == ()
