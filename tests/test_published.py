"""The published figures: what the papers say, and charts that name whom they count."""

import csv
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import KIT
from workshop import i18n, published
from workshop.errors import DataError

FOLDER = KIT / "data" / "published"
MEASURES = sorted(path.stem for path in FOLDER.glob("*.csv") if path.stem != published.CODEBOOK)
COLUMNS = ["code", "label_id", "label_en", "percent", "group", "academic", "year", "base", "source"]

# As the seminar paper (SINDIMAS 2019) and the news pages on APJII print them.
PRINTED = {
    "content-2017": {
        "chatting": 89.35,
        "social-media": 87.13,
        "search-engine": 74.84,
        "view-photos": 72.79,
        "download-music": 71.10,
        "films": 70.23,
        "download-video": 70.23,
        "view-video": 69.64,
        "entertainment": 58.01,
        "news": 57.13,
        "download-images": 56.77,
        "articles": 55.30,
        "games": 54.13,
    },
    "platforms-2017": {
        "facebook": 54,
        "instagram": 15,
        "youtube": 11,
        "google-plus": 6,
        "x-twitter": 5.5,
        "linkedin": 0.6,
    },
    "users-2017": {"university-students": 89.7, "school-pupils": 69.8, "others": 6.7},
    "lms-shift": {"moved": 43, "stayed": 12},
    "platforms-2023": {"youtube": 65.41, "facebook": 60.24, "instagram": 30.51, "tiktok": 26.80},
    "platforms-2024": {
        "facebook": 34.85,
        "youtube": 27.53,
        "tiktok": 18.61,
        "instagram": 16.07,
        "x-twitter": 0.57,
    },
    "platforms-2025": {
        "tiktok": 35.17,
        "youtube": 23.76,
        "facebook": 21.58,
        "instagram": 15.94,
        "x-twitter": 0.56,
    },
    "internet-use": {"year-2017": 54.68, "year-2024": 79.50, "year-2025": 80.66},
    "regions-2025": {
        "java": 84.69,
        "kalimantan": 78.72,
        "sumatra": 77.12,
        "bali-nusa-tenggara": 76.86,
        "sulawesi": 71.64,
        "maluku-papua": 69.26,
    },
    "devices-2025": {"phone": 83.39, "laptop": 11.42},
    "offline-2025": {
        "no-device": 43.62,
        "no-skill": 40.77,
        "no-benefit": 3.24,
        "data-price": 2.88,
        "no-connection": 2.59,
        "physical-limits": 2.14,
        "others": 4.77,
    },
}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_measure_is_checked_against_print_and_stands_in_the_codebook() -> None:
    assert sorted(PRINTED) == MEASURES
    assert sorted(row["code"] for row in rows(published.CODEBOOK)) == MEASURES


@pytest.mark.parametrize("name", MEASURES)
def test_the_figures_are_those_that_were_printed(name: str) -> None:
    assert {row["code"]: float(row["percent"]) for row in rows(name)} == PRINTED[name]


@pytest.mark.parametrize("name", MEASURES)
def test_every_row_has_its_words_in_both_languages_its_base_and_its_source(name: str) -> None:
    for row in rows(name):
        assert list(row) == COLUMNS
        assert all(row[column] for column in ("label_id", "label_en", "base", "source"))
        assert row["academic"] in {"true", "false"}


@pytest.mark.parametrize("name", [*MEASURES, published.CODEBOOK])
def test_the_readme_of_the_data_names_every_file(name: str) -> None:
    assert f"`{name}.csv`" in (KIT / "data" / "README.md").read_text(encoding="utf-8")


def test_shares_of_one_answer_each_do_not_exceed_a_hundred() -> None:
    single = [row["code"] for row in rows(published.CODEBOOK) if row["answers"] == "one"]
    assert single
    for name in single:
        assert sum(float(row["percent"]) for row in rows(name)) <= 100.05, name


def test_only_the_search_engine_and_articles_are_marked_as_academic() -> None:
    marked = [row["code"] for row in rows("content-2017") if row["academic"] == "true"]
    assert marked == ["search-engine", "articles"]


@pytest.mark.parametrize(
    ("language", "base", "highlighted"),
    [
        ("id", "persen dari: pengguna internet", {"Mesin pencari", "Membaca artikel"}),
        ("en", "percentages of: internet users", {"Search engine", "Reading articles"}),
    ],
)
def test_a_chart_speaks_the_language_and_names_source_and_base(
    language: str, base: str, highlighted: set[str]
) -> None:
    with i18n.use(language):
        chart = published.chart("content-2017", highlight="academic")
    assert chart.highlight == highlighted
    assert chart.source == f"SINDIMAS 2019 [1, 2]; {base}"
    assert chart.highlight_label


def test_every_choice_of_the_menus_can_be_drawn() -> None:
    choices = (published.measures(), published.orders(), published.highlights())
    charts = [published.chart(*codes) for codes in product(*(c.options for c in choices))]
    assert len(charts) == len(MEASURES) * 3 * 4
    assert all(chart.source and chart.categories for chart in charts)
    assert all(bool(chart.highlight) == bool(chart.highlight_label) for chart in charts)


def test_bars_stand_in_the_chosen_order() -> None:
    with i18n.use("en"):
        assert published.chart("users-2017", "smallest").categories[0] == "Other occupations"
        assert published.chart("users-2017", "largest").categories[-1] == "Other occupations"
        assert published.chart("users-2017", "name").categories == (
            "Other occupations",
            "School pupils",
            "University students",
        )


@pytest.mark.parametrize(("language", "word"), [("id", "(pilihan)"), ("en", "(selection)")])
def test_a_chart_of_some_rows_says_so_in_its_title(language: str, word: str) -> None:
    with i18n.use(language):
        chart = published.chart("content-2017", only=("articles", "chatting"))
    assert chart.series[0].values == (89.35, 55.30)
    assert chart.title.endswith(word)


def test_two_years_side_by_side_leave_a_gap_where_a_platform_was_not_named() -> None:
    with i18n.use("en"):
        chart = published.compare(2017, 2025)
    found = {
        name: tuple(series.values[index] for series in chart.series)
        for index, name in enumerate(chart.categories)
    }
    assert found["TikTok"] == (None, 35.17)
    assert found["Google+"] == (6, None)
    assert found["X (formerly Twitter)"] == (5.5, 0.56)
    assert "social media users" in chart.source
    assert "internet users" in chart.source


def test_a_year_beside_itself_is_drawn_once() -> None:
    assert [series.name for series in published.compare("2025", 2025).series] == ["2025"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("id", "Tidak ada angka terbitan untuk 'x'"), ("en", "no published figures for 'x'")],
)
def test_an_unknown_name_is_answered_with_those_that_exist(language: str, sentence: str) -> None:
    with i18n.use(language):
        with pytest.raises(DataError, match=sentence) as caught:
            published.read("x")
        assert "platforms-2017" in str(caught.value)
    assert caught.value.parts["value"] == "x"


@pytest.mark.parametrize(
    ("wrong", "allowed"),
    [
        ({"measure": "x"}, "content-2017"),
        ({"measure": "users-2017", "order": "x"}, "largest"),
        ({"measure": "users-2017", "highlight": "x"}, "academic"),
        ({"measure": "users-2017", "only": ("x",)}, "school-pupils"),
    ],
)
def test_an_unknown_option_is_answered_with_the_allowed_ones(
    wrong: dict[str, str], allowed: str
) -> None:
    with pytest.raises(DataError) as caught:
        published.chart(**wrong)
    assert allowed in caught.value.parts["allowed"]


def test_a_year_without_a_survey_is_answered_with_the_years_that_have_one() -> None:
    with pytest.raises(DataError) as caught:
        published.compare(2017, 1999)
    assert caught.value.parts["allowed"] == "2017, 2023, 2024, 2025"


def test_a_percentage_that_is_no_number_is_named_with_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "published"
    folder.mkdir(parents=True)
    (tmp_path / "workshop.toml").touch()
    for name in ("measures", "lms-shift"):
        text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
        (folder / f"{name}.csv").write_text(text.replace(",43,", ',"43,0",'), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DataError) as caught:
        published.chart("lms-shift")
    assert caught.value.parts == {"name": "lms-shift", "code": "moved", "value": "43,0"}


def test_a_table_can_be_read_for_own_work() -> None:
    table = published.read("content-2017")
    assert len(table) == 13
    assert table[table["academic"]]["code"].tolist() == ["search-engine", "articles"]


def test_charts_are_drawn_without_loading_pandas() -> None:
    code = (
        "import sys; from workshop import published; published.chart('users-2017');"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=KIT, check=False).returncode == 0
