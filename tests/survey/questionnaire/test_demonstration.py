"""The demonstration survey is remade as it lies there, and holds what the notebooks teach.

Statistics: scipy 1.17.1 and pingouin 0.7.0, on answers that the csv module alone has read, so
that neither our reader nor our statistics are judged by themselves.
"""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.conftest import KIT
from workshop.survey import questionnaire
from workshop.survey.questionnaire import demonstration
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.responses import Responses

FOLDER = KIT / "data" / "demo"
PUBLISHED = KIT / "data" / "published"
ITEMS = [f"engagement_{number}" for number in range(1, 7)]


@pytest.fixture(scope="module")
def asked() -> Questionnaire:
    return questionnaire.read(FOLDER / "questionnaire.toml")


@pytest.fixture(scope="module")
def sheet(asked: Questionnaire) -> pd.DataFrame:
    """The file as texts, its columns named by the ids of the questions."""
    with (FOLDER / "answers.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[0] == "Cap waktu"
    assert header[1:-1] == [question.text.id for question in asked.questions]
    assert {header[-1], *(row[-1] for row in rows)} == {"SIMULASI"}
    return pd.DataFrame(rows, columns=["moment", *(one.id for one in asked.questions), "mark"])


@pytest.fixture(scope="module")
def responses() -> Responses:
    return demonstration.demo()


def numbers(answers: "pd.Series[str]") -> "pd.Series[float]":
    return pd.to_numeric(answers.str.replace(",", "."))


def steps(asked: Questionnaire, sheet: pd.DataFrame, *, turned: bool) -> pd.DataFrame:
    table = pd.DataFrame()
    for item in asked.items("engagement"):
        code = {label: int(code) for code, label in item.labels("id").items()}
        column = sheet[item.id].map(code)
        table[item.id] = 6 - column if turned and item.reversed else column
    return table


# The file and its generator.


def test_the_generator_writes_the_file_that_lies_there_byte_by_byte(asked: Questionnaire) -> None:
    made = demonstration.answers_csv(asked).encode()
    assert made == (FOLDER / "answers.csv").read_bytes()


def test_the_file_is_written_where_the_kit_keeps_it(
    kit_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(kit_copy)
    (kit_copy / "data" / "demo" / "answers.csv").unlink()
    assert demonstration.write() == kit_copy / "data" / "demo" / "answers.csv"
    assert (kit_copy / "data" / "demo" / "answers.csv").read_bytes() == (
        FOLDER / "answers.csv"
    ).read_bytes()


def test_another_seed_makes_up_other_people_with_the_same_margins(
    asked: Questionnaire, sheet: pd.DataFrame
) -> None:
    header, *rows = csv.reader(demonstration.answers_csv(asked, seed=1).splitlines(keepends=True))
    other = pd.DataFrame(rows, columns=sheet.columns)
    assert header[0] == "Cap waktu"
    assert list(other["gpa"]) != list(sheet["gpa"])
    for question in asked.questions:
        if question.kind in ("single", "likert"):
            assert Counter(other[question.id]) == Counter(sheet[question.id])
    assert (other["purposes"] != "").all()


# How it is read.


def test_the_demonstration_is_read_by_the_reader_of_everybody_and_says_that_it_is_simulated(
    responses: Responses, asked: Questionnaire
) -> None:
    assert responses.simulated
    assert responses.source == "answers.csv"
    assert responses.questionnaire == asked
    assert not responses.report.warnings


def test_every_answer_of_the_file_arrives(responses: Responses, sheet: pd.DataFrame) -> None:
    for question in responses.questionnaire.questions:
        if question.kind in ("single", "likert"):
            read = responses.table[question.id].astype(object).map(question.labels("id"))
            assert list(read) == list(sheet[question.id])
        elif question.kind == "number":
            np.testing.assert_array_equal(responses.table[question.id], numbers(sheet[question.id]))
        elif question.kind == "text":
            assert list(responses.table[question.id].fillna("")) == list(sheet[question.id])
        else:
            for code, label in question.labels("id").items():
                ticked = [label in cell.split(";") for cell in sheet[question.id]]
                assert list(responses.table[f"{question.id}/{code}"]) == ticked


# Margins.


def test_168_people_answered_each_with_a_code_of_their_own(sheet: pd.DataFrame) -> None:
    assert len(sheet) == 168
    assert sheet["code"].is_unique
    assert sheet["code"].str.fullmatch(r"[A-Z]{4}\d\d").all()
    assert sheet["moment"].str.fullmatch(r"2026/08/\d\d \d?\d:\d\d:\d\d [AP]M GMT\+7").all()


def published(name: str) -> dict[str, float]:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: float(row["percent"]) for row in csv.DictReader(file)}


def test_purposes_follow_the_published_shares_to_the_nearest_person(sheet: pd.DataFrame) -> None:
    ticked = Counter(label for cell in sheet["purposes"] for label in cell.split(";"))
    shares = published("content-2017")
    names = {
        "chatting": "Mengobrol (WhatsApp, LINE, Telegram)",
        "social-media": "Media sosial",
        "search-engine": "Mencari informasi dengan mesin pencari",
        "view-photos": "Melihat foto",
        "download-music": "Mengunduh musik",
        "films": "Menonton film",
        "view-video": "Melihat video",
        "news": "Membaca berita",
        "articles": "Membaca artikel",
        "games": "Bermain gim",
    }
    assert set(ticked) == set(names.values())
    for code, label in names.items():
        assert abs(ticked[label] - shares[code] / 100 * 168) <= 0.5


def test_platforms_follow_the_published_shares_within_one_person(sheet: pd.DataFrame) -> None:
    shares = published("platforms-2017")
    for code, label in {
        "facebook": "Facebook",
        "instagram": "Instagram",
        "youtube": "YouTube",
        "google-plus": "Google+",
        "x-twitter": "Twitter",
    }.items():
        assert abs((sheet["platform"] == label).sum() - shares[code] / 100 * 168) < 1


def test_groups_are_large_enough_to_be_published(asked: Questionnaire, sheet: pd.DataFrame) -> None:
    for question in asked.questions:
        if question.kind not in ("single", "likert"):
            continue
        counts = sheet[question.id].value_counts()
        assert set(counts.index) == set(question.labels("id").values())
        assert counts.min() >= (20 if question.role == "demographic" else 10)
    missing = (sheet == "").sum()
    assert set(missing[missing > 0].index) == {"gpa", "comment", "pretest", "posttest"}
    assert missing[missing > 0].min() >= 10


# What there is to find.


def test_the_scale_is_reliable_once_two_items_are_turned_round(
    asked: Questionnaire, sheet: pd.DataFrame
) -> None:
    from pingouin import cronbach_alpha

    assert cronbach_alpha(steps(asked, sheet, turned=True))[0] == pytest.approx(0.82, abs=0.005)
    assert cronbach_alpha(steps(asked, sheet, turned=False))[0] < 0


def test_engagement_goes_with_the_grades_and_not_with_gender(
    asked: Questionnaire, sheet: pd.DataFrame
) -> None:
    engagement = steps(asked, sheet, turned=True).mean(axis=1)
    gpa = numbers(sheet["gpa"])
    told = gpa.notna()
    r, p = stats.pearsonr(engagement[told], gpa[told])
    assert told.sum() == 156
    assert (r, p) == (pytest.approx(0.45, abs=0.005), pytest.approx(0, abs=0.001))
    women = sheet["gender"] == "Perempuan"
    assert stats.ttest_ind(
        engagement[women], engagement[~women], equal_var=False
    ).pvalue == pytest.approx(0.75, abs=0.005)
    games = sheet["purposes"].str.contains("Bermain gim")
    assert stats.pointbiserialr(games[told], gpa[told]).statistic == pytest.approx(-0.09, abs=0.005)


def test_the_device_depends_on_the_faculty(sheet: pd.DataFrame) -> None:
    table = pd.crosstab(sheet["device"], sheet["faculty"])
    test = stats.chi2_contingency(table)
    assert stats.contingency.association(table) == pytest.approx(0.25, abs=0.005)
    assert test.pvalue < 0.001
    assert test.expected_freq.min() > 5


def test_platform_and_hours_depend_on_the_year(sheet: pd.DataFrame) -> None:
    table = pd.crosstab(sheet["platform"], sheet["year"])
    assert stats.contingency.association(table) == pytest.approx(0.27, abs=0.005)
    assert stats.chi2_contingency(table).pvalue == pytest.approx(0.001, abs=0.0005)
    hours = numbers(sheet["hours"])
    groups = [hours[sheet["year"] == year] for year in sheet["year"].unique()]
    within = sum(((group - group.mean()) ** 2).sum() for group in groups)
    assert stats.f_oneway(*groups).pvalue == pytest.approx(0.004, abs=0.0005)
    assert 1 - within / ((hours - hours.mean()) ** 2).sum() == pytest.approx(0.08, abs=0.005)
    assert hours.between(0.5, 14).all()


def test_the_seminar_helped_most_but_not_all(sheet: pd.DataFrame) -> None:
    before, after = numbers(sheet["pretest"]), numbers(sheet["posttest"])
    assert (before.notna() | after.notna()).sum() == 62
    gain = (after - before).dropna()
    assert len(gain) == 58
    assert gain.mean() / gain.std() == pytest.approx(0.82, abs=0.005)
    assert [(gain > 0).sum(), (gain == 0).sum(), (gain < 0).sum()] == [40, 12, 6]
    assert stats.ttest_rel(after, before, nan_policy="omit").pvalue < 0.001
    assert (before.mean(), after.mean()) == pytest.approx((5.1, 6.2), abs=0.05)


def test_some_comments_hold_what_breaks_careless_programs(sheet: pd.DataFrame) -> None:
    comments = sheet["comment"]
    assert (comments != "").sum() == 44
    for start in ("=", "@", "+", "-", "<b>", "*"):
        assert comments.str.startswith(start).any()
    assert comments.str.contains("\n").any()
    assert comments.str.contains('"').any()
