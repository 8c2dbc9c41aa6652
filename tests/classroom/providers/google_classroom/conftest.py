"""A server in place of Google, for the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.classroom.providers.google_classroom.classroom_server import School, serving


@pytest.fixture
def school() -> School:
    return School()


@pytest.fixture
def url(school: School) -> Iterator[str]:
    with serving(school) as address:
        yield address
    assert school.broken == []
