"""Builds the small class in a process of its own, so that it can be killed."""

import sys
from pathlib import Path

from tests.classroom.building.classes import small_class
from tests.classroom.building.platform import TOKEN, LoopbackProvider
from workshop.classroom.building.site import open_site


def build(url: str, file: Path) -> None:
    """Build it once, and print the report."""
    settings = {"LOOPBACK_URL": url, "LOOPBACK_TOKEN": TOKEN}
    with open_site(small_class(), LoopbackProvider(), file=file, settings=settings) as site:
        print(site.apply(site.plan()).summary("en"))  # noqa: T201  # the test reads it


if __name__ == "__main__":
    build(sys.argv[1], Path(sys.argv[2]))
