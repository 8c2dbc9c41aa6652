"""The promises on speed, as ratios; the cheap ones in every run of the tests."""

from pathlib import Path

import pytest

from tests.benchmarks import ratios


def test_help_comes_no_slower_than_the_version_of_pip(kit: Path) -> None:
    assert ratios.help_text(kit, times=7).value >= 0.8


def test_an_unchanged_build_takes_less_than_importing_nbconvert(built_kit: Path) -> None:
    assert ratios.unchanged_build(built_kit, times=3).value >= 1


def test_importing_the_package_is_a_small_part_of_importing_nbconvert(kit: Path) -> None:
    assert ratios.import_package(kit, times=2).value >= 20


@pytest.mark.benchmark
def test_a_cold_build_and_a_change_of_prose_keep_their_promises(
    kit_copy: Path, tmp_path: Path
) -> None:
    stock = tmp_path / "stock"
    assert ratios.cold_build(kit_copy, stock).value >= 5
    executed = stock / "en" / "01-social-media-portrait.ipynb"
    assert ratios.prose_change(kit_copy, executed).value >= 1
