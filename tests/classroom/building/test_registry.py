"""Platforms are plug-ins: found by name, told by name when they are broken."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.classroom.building.classes import small_class
from workshop import i18n
from workshop.classroom.blueprint.demonstration import demo
from workshop.classroom.building.coverage import coverage
from workshop.classroom.building.registry import provider, providers
from workshop.errors import ProviderError

pytestmark = pytest.mark.usefixtures("plugin")


def test_an_installed_plug_in_is_found(plugin: Path) -> None:
    assert plugin.exists()
    found = provider("loopback")
    assert found.title == "Loopback"
    assert provider(" LoopBack ") is found
    assert provider("by_hand").name == "by-hand"
    assert list(providers()) == sorted(providers())


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_broken_plug_in_is_told_by_name_and_disturbs_nobody(language: str) -> None:
    assert "gone" in providers().broken
    assert "gone" not in providers()
    with pytest.raises(ProviderError) as error, i18n.use(language):
        provider("gone")
    with i18n.use(language):
        assert "gone" in str(error.value)
        assert "ImportError" in str(error.value)


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with i18n.use("en"):
        with pytest.raises(ProviderError) as error:
            provider("lopback")
        assert "did you mean loopback?" in str(error.value)
        with pytest.raises(ProviderError) as error:
            provider("")
        assert "by-hand, " in str(error.value)


def test_the_coverage_says_who_builds_what_in_both_languages() -> None:
    found = coverage(small_class(), "loopback", "by-hand")
    # No weeks and no video: there is nothing to put into a calendar.
    assert list(found.table["kind"]) == ["person", "channel", "rules"]
    assert list(found.table["loopback"]) == ["done", "done", "guide"]
    english = found.explain("en")
    assert "Loopback: 2 parts done for you, 1 by a guide." in english
    assert not set(english.splitlines()) & set(found.explain("id").splitlines())
    with i18n.use("en"):
        assert found.shown().rows[2] == ("Rules", "step-by-step guide", "step-by-step guide")
        assert "<table>" in found._repr_mimebundle_()["text/html"]
        assert found.chart().to_plotly()["data"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_main_parts_of_all_platforms_fit_on_a_narrow_screen(language: str) -> None:
    with i18n.use(language):
        head, below, *rows = coverage(demo()).overview().partition("\n\n")[0].splitlines()
    assert max(map(len, (head, below, *rows))) <= 80
    assert len(rows) == len(providers())
    words = {"id": {"otomatis", "impor", "panduan", "–"}, "en": {"done", "import", "guide", "–"}}
    for row in rows:
        title, *cells = re.split(" {2,}", row)
        assert set(cells) <= words[language]
        # The platforms for the tests leave some parts out.
        assert len(cells) == 6 or title in ("Loopback", "By hand")


def test_a_class_with_nothing_in_it_has_no_table() -> None:
    nothing = replace(small_class(), people=(), channels=(), rules=())
    assert coverage(nothing).overview() == ""


def test_without_a_name_all_platforms_are_compared() -> None:
    assert set(coverage(small_class()).titles) == set(providers())
