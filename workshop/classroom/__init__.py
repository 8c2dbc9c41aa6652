"""Virtual classrooms: choose a platform, size the network, describe the class, build it, run it."""

from workshop.classroom.announcement.model import Announcement, missing
from workshop.classroom.announcement.versions import versions
from workshop.classroom.blueprint.demonstration import demo, example
from workshop.classroom.blueprint.grouping import grouped
from workshop.classroom.blueprint.mixing import mixing
from workshop.classroom.blueprint.problems import problems
from workshop.classroom.blueprint.reading import read_blueprint
from workshop.classroom.building.coverage import coverage
from workshop.classroom.building.registry import provider
from workshop.classroom.building.site import open_site
from workshop.classroom.choosing.choice import choose
from workshop.classroom.choosing.premises import premises
from workshop.classroom.choosing.view import explore_choice
from workshop.classroom.discussion.demonstration import demo_discussion
from workshop.classroom.discussion.measuring import participation
from workshop.classroom.discussion.reading import read_discussion
from workshop.classroom.network.seats import seats
from workshop.classroom.network.sizing import capacity
from workshop.classroom.network.view import explore_capacity

__all__ = [
    "Announcement",
    "capacity",
    "choose",
    "coverage",
    "demo",
    "demo_discussion",
    "example",
    "explore_capacity",
    "explore_choice",
    "grouped",
    "missing",
    "mixing",
    "open_site",
    "participation",
    "premises",
    "problems",
    "provider",
    "read_blueprint",
    "read_discussion",
    "seats",
    "versions",
]
