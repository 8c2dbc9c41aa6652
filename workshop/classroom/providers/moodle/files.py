"""The files that a person imports into Moodle; the same bytes for the same blueprint."""

from collections.abc import Mapping

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.providers.moodle.cartridge import cartridge
from workshop.classroom.providers.moodle.upload import courses_csv, users_csv


def all_files(blueprint: Blueprint) -> Mapping[str, bytes]:
    """Return name → content."""
    return {
        "courses.csv": courses_csv(blueprint),
        "users.csv": users_csv(blueprint),
        cartridge_name(blueprint): cartridge(blueprint),
    }


def cartridge_name(blueprint: Blueprint) -> str:
    """Return the name of the file with the forums and pages."""
    return f"{blueprint.key}.imscc"
