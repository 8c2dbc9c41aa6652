"""Builds the class of two colleges in a process of its own, so that it can be killed."""

import sys
from pathlib import Path

from tests.classroom.providers.matrix.federated import two_colleges
from workshop.classroom.building.site import open_site


def build(file: Path) -> None:
    """Build it once with the settings of the environment, and print the report."""
    with open_site(two_colleges(), "matrix", file=file) as site:
        print(site.apply(site.plan()).summary("en"))  # noqa: T201  # the test reads it


if __name__ == "__main__":
    build(Path(sys.argv[1]))
