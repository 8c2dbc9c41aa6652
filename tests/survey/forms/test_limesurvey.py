"""The survey structure holds what LimeSurvey's import reads, by the rules that it checks.

Both samples were also imported, activated and opened in LimeSurvey 6.4.2 (PHP 8.2, MariaDB
10.11), which gave no warning and changed no code. What that import reads and refuses is
repeated here: tables, fields, references, and the patterns of its codes.
"""

import html
import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from tests.survey.forms.samples import HOSTILE, ORDINARY, questionnaires
from workshop.survey.forms.limesurvey import limesurvey, limesurvey_codes
from workshop.survey.forms.wording import choices, heading, question_line, words
from workshop.survey.questionnaire.model import Option, Question, Questionnaire
from workshop.tables import Text

LANGUAGES = ("id", "en")
NEEDED = {
    "surveys": {"sid", "language", "additional_languages"},
    "surveys_languagesettings": {"surveyls_language", "surveyls_title", "surveyls_welcometext"},
    "groups": {"gid", "sid", "group_order"},
    "group_l10ns": {"gid", "group_name", "language"},
    "questions": {"qid", "gid", "sid", "type", "title", "mandatory", "question_order"},
    "subquestions": {"qid", "gid", "sid", "title", "parent_qid", "question_order", "scale_id"},
    "question_l10ns": {"qid", "question", "help", "language"},
    "answers": {"aid", "qid", "code", "sortorder", "scale_id"},
    "answer_l10ns": {"aid", "answer", "language"},
    "question_attributes": {"qid", "attribute", "value", "language"},
}
Rows = list[dict[str, str]]


def tables(questionnaire: Questionnaire) -> dict[str, Rows]:
    document = ET.fromstring(limesurvey(questionnaire))  # noqa: S314  # our own file
    assert document.findtext("LimeSurveyDocType") == "Survey"
    assert [language.text for language in document.findall("languages/language")] == ["id", "en"]
    assert 400 <= int(document.findtext("DBVersion") or 0) <= 620
    found: dict[str, Rows] = {name: [] for name in NEEDED}
    for section in document:
        rows = section.findall("rows/row")
        found[section.tag] = [{field.tag: field.text or "" for field in row} for row in rows]
    for name, fields in NEEDED.items():
        assert all(fields <= row.keys() for row in found[name]), name
    return found


def shown(text: str) -> str:
    """Turn LimeSurvey's HTML back into words."""
    return html.unescape(text.replace("<br />", "\n")).replace("{ ", "{")


def check(questionnaire: Questionnaire) -> dict[str, Rows]:
    """Refuse what LimeSurvey refuses, renames or leaves out."""
    found = tables(questionnaire)
    questions = {row["qid"]: row for row in found["questions"]}
    titles = Counter(row["title"].lower() for row in questions.values())
    assert len(questions) == len(questionnaire.questions) == len(titles)
    for title in titles:
        assert re.fullmatch(r"[a-z][a-z0-9]{0,19}", title)
        assert title not in {"lang", "sid", "savedid", "token", "qid", "gid", "sgq", "self", "that"}
    for row in found["subquestions"]:
        assert questions[row["parent_qid"]]["type"] == "M"
        assert re.fullmatch(r"[A-Za-z0-9]{1,20}", row["title"])
        assert row["title"] != "time"
    for row in found["answers"]:
        assert questions[row["qid"]]["type"] == "L"
        assert re.fullmatch(r"[A-Za-z0-9]{1,5}", row["code"])
    answers = Counter((row["qid"], row["code"].lower()) for row in found["answers"])
    parts = Counter((row["parent_qid"], row["title"].lower()) for row in found["subquestions"])
    assert set((answers | parts).values()) <= {1}
    ids = {row["qid"] for row in [*found["questions"], *found["subquestions"]]}
    translated = Counter((row["qid"], row["language"]) for row in found["question_l10ns"])
    assert translated == Counter((number, language) for number in ids for language in LANGUAGES)
    numbers = Counter((row["aid"], row["language"]) for row in found["answer_l10ns"])
    assert numbers == Counter((row["aid"], lang) for row in found["answers"] for lang in LANGUAGES)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("questionnaire", [ORDINARY, HOSTILE], ids=["ordinary", "hostile"])
def test_the_survey_asks_what_the_questionnaire_asks(
    questionnaire: Questionnaire, language: str
) -> None:
    found = check(questionnaire)
    texts = {
        row["qid"]: shown(row["question"])
        for row in found["question_l10ns"]
        if row["language"] == language
    }
    labels = {
        row["aid"]: shown(row["answer"])
        for row in found["answer_l10ns"]
        if row["language"] == language
    }
    for question, row in zip(questionnaire.questions, found["questions"], strict=True):
        asked = question_line(question, language)
        assert " ".join(texts[row["qid"]].split()) == asked.replace("{ ", "{")
        options = [labels[made["aid"]] for made in found["answers"] if made["qid"] == row["qid"]]
        options += [
            texts[made["qid"]] for made in found["subquestions"] if made["parent_qid"] == row["qid"]
        ]
        assert options == choices(question, language)
        assert row["mandatory"] == ("Y" if question.required else "N")


def test_kinds_limits_and_units_are_kept() -> None:
    found = check(ORDINARY)
    kinds = {row["title"]: row["type"] for row in found["questions"]}
    assert (kinds["code"], kinds["platform"], kinds["purposes"]) == ("S", "L", "M")
    assert (kinds["hours"], kinds["born"], kinds["comment"]) == ("N", "D", "T")
    assert kinds["engagement1"] == "L"
    number = next(row["qid"] for row in found["questions"] if row["title"] == "hours")
    attributes = [
        (row["attribute"], row["value"], row["language"])
        for row in found["question_attributes"]
        if row["qid"] == number
    ]
    assert attributes == [
        ("min_num_value_n", "0", ""),
        ("max_num_value_n", "24", ""),
        ("suffix", "jam sehari", "id"),
        ("suffix", "hours a day", "en"),
    ]


def test_title_and_introduction_stand_in_both_languages() -> None:
    settings_of = {
        row["surveyls_language"]: row for row in check(HOSTILE)["surveys_languagesettings"]
    }
    for language in LANGUAGES:
        row = settings_of[language]
        assert shown(row["surveyls_title"]) == heading(HOSTILE, language)
        assert shown(row["surveyls_welcometext"]) == words(HOSTILE.introduction, language)


def test_nothing_of_a_stranger_is_markup_or_code() -> None:
    found = check(HOSTILE)
    for rows in found.values():
        for value in (value for row in rows for value in row.values()):
            assert not re.search(r"<(?!br />)|\{\S", value)


def test_nobody_can_be_traced() -> None:
    (survey,) = check(ORDINARY)["surveys"]
    assert (survey["anonymized"], survey["ipaddr"], survey["refurl"]) == ("Y", "N", "N")


def test_codes_that_fit_are_kept_and_others_are_numbered() -> None:
    codes = limesurvey_codes(ORDINARY)
    assert codes["engagement_1"].question == "engagement1"
    assert codes["engagement_1"].options == {str(code): str(code) for code in range(1, 6)}
    assert codes["purposes"].options == {"chat": "chat", "search": "search"}
    assert codes["platform"].options == {
        "facebook": "A001",
        "whatsapp": "A002",
        "other": "A003",
    }


def test_two_ids_that_shorten_to_the_same_code_stay_apart() -> None:
    pair = [Question(name, Text("?", "?"), "text") for name in ("a_b", "ab", "that", "a__b")]
    codes = limesurvey_codes(Questionnaire(Text("A", "A"), tuple(pair)))
    assert [code.question for code in codes.values()] == ["ab", "ab2", "that2", "ab3"]


def test_codes_that_differ_in_case_only_are_numbered() -> None:
    options = (Option("a", Text("x", "x")), Option("A", Text("y", "y")))
    form = Questionnaire(Text("A", "A"), (Question("q", Text("?", "?"), "single", options),))
    assert limesurvey_codes(form)["q"].options == {"a": "A001", "A": "A002"}


@settings(max_examples=40)
@given(questionnaires())
def test_any_questionnaire_is_valid(questionnaire: Questionnaire) -> None:
    check(questionnaire)
