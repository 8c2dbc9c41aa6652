"""Which sentences of a result are offered first: those with what was found."""

import pytest

from workshop import i18n, survey
from workshop.survey.guide import ask
from workshop.survey.headlines import MOST, headlines
from workshop.survey.responses import Responses


@pytest.fixture(scope="module")
def demo() -> Responses:
    return survey.demo()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("name", "picked", "figures"),
    [
        ("told", ("platform",), ["54{}2%"]),
        ("told", ("hours",), ["4{}50"]),
        ("together", ("engagement", "gpa"), ["0{}45", "p < 0{}001"]),
        ("together", ("platform", "year"), ["p < 0{}001", "0{}27"]),
        ("together", ("faculty", "device"), ["20{}58", "0{}25"]),
        ("improved", ("pretest", "posttest"), ["1{}17", "6{}25", "0{}82"]),
        ("reliable", ("engagement",), ["0{}82"]),
    ],
)
def test_the_figures_of_the_demonstration_come_first(
    demo: Responses, language: str, name: str, picked: tuple[str, ...], figures: list[str]
) -> None:
    mark = "," if language == "id" else "."
    with i18n.use(language):
        result, *_ = ask(name).results(demo, *picked)
        found = headlines(result)
        told = list(result.sentences())
    assert 1 <= len(found) <= MOST
    assert set(found) < set(told)
    for figure in figures:
        assert figure.format(mark) in " ".join(found)


@pytest.mark.parametrize("picked", [("platform", "year"), ("faculty", "device")])
def test_why_a_test_was_taken_is_no_finding(demo: Responses, picked: tuple[str, str]) -> None:
    with i18n.use("en"):
        (result,) = ask("together").results(demo, *picked)
        assert not any("expect" in line and "cells" in line for line in headlines(result))
        assert not any("every cell" in line for line in headlines(result))
