"""The advice of the two papers against today's figures, without a sneer."""

import pytest

from workshop import i18n, published
from workshop.classroom.choosing.premises import premises
from workshop.i18n import percent

PARTS = {"claim", "then", "now", "fair", "interface", "stands"}


def test_both_papers_are_heard_in_full() -> None:
    found = premises().findings
    for premise in ("facebook", "twitter"):
        assert {row["part"] for row in found if row["premise"] == premise} == PARTS
    assert all(row["source"] and row["date"] for row in found)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_figures_are_read_from_the_published_files(language: str) -> None:
    with i18n.use(language):
        words = premises().explain()
        for measure, code in (
            ("platforms-2017", "facebook"),
            ("platforms-2017", "x-twitter"),
            ("platforms-2025", "facebook"),
            ("platforms-2025", "x-twitter"),
            ("lms-shift", "moved"),
        ):
            answers = published.read(measure).set_index("code")["percent"]
            assert percent(float(answers[code])) in words
        assert "{" not in words


def test_what_was_right_then_is_said_before_what_changed() -> None:
    parts = [row["part"] for row in premises().findings if row["premise"] == "facebook"]
    assert parts.index("then") < parts.index("now") < parts.index("interface")
    assert parts[-1] == "stands"


def test_the_table_carries_a_source_and_the_chart_its_survey() -> None:
    with i18n.use("en"):
        found = premises()
        assert found.table["source"].astype(bool).all()
        assert [series.name for series in found.chart().series] == ["2024", "2025"]
        assert "Facebook group takes place" in found.explain()
