"""A questionnaire as a survey structure of LimeSurvey (``.lss``), in both languages.

LimeSurvey also imports a text table, but reads it with PHP's rules for quotes,
which change words that stand in quotes or hold a backslash. The XML is what
LimeSurvey writes itself.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from workshop.survey.forms.wording import choices, heading, one_line, plain, unused, words
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.tables import LANGUAGES, Text

# The structure of LimeSurvey 4; newer ones read it and bring it up to date.
_DATABASE = "430"
_SURVEY, _GROUP = "168300", "1"  # LimeSurvey takes others where these are in use
_TYPES = {"single": "L", "likert": "L", "multiple": "M", "number": "N", "date": "D"}
_LONGEST_CODE, _LONGEST_ANSWER = 20, 5
# Names that mean something else in LimeSurvey's expressions and columns.
_RESERVED = {"self", "that", "this", "lang", "sid", "savedid", "token", "qid", "gid", "sgq"}
_RESERVED |= {"id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"}
_RESERVED_PARTS = {"other", "time", "comment"}

Row = dict[str, str]


@dataclass(frozen=True)
class Codes:
    """What LimeSurvey calls a question and its options, whose own codes it would refuse.

    Parameters
    ----------
    question
        Name of the column in an export with codes.
    options
        Our code → LimeSurvey's.
    """

    question: str
    options: dict[str, str]


def limesurvey(questionnaire: Questionnaire) -> bytes:
    """Write a questionnaire as a LimeSurvey survey in both languages.

    Parameters
    ----------
    questionnaire
        What is asked. The introduction becomes the welcome text.

    Returns
    -------
    bytes
        An ``.lss`` file for *Create survey → Import*.

    Examples
    --------
    >>> age = Question("age", Text("Umur", "Age"), "number", minimum=17)
    >>> limesurvey(Questionnaire(Text("Angket", "Survey"), (age,)))[:19]
    b"<?xml version='1.0'"
    """
    document = ET.Element("document")
    ET.SubElement(document, "LimeSurveyDocType").text = "Survey"
    ET.SubElement(document, "DBVersion").text = _DATABASE
    languages = ET.SubElement(document, "languages")
    for language in LANGUAGES:
        ET.SubElement(languages, "language").text = language
    for name, rows in _sections(questionnaire).items():
        if rows:
            _add(document, name, rows)
    ET.indent(document, " ")
    content: bytes = ET.tostring(document, encoding="UTF-8", xml_declaration=True)
    return content


def limesurvey_codes(questionnaire: Questionnaire) -> dict[str, Codes]:
    """Return what LimeSurvey calls each question and its options, by the id of the question.

    LimeSurvey allows letters and digits only, and five of them in the code of an answer.
    Options keep their codes when all of a question fit, and are numbered otherwise.

    Examples
    --------
    >>> item = Question("rate_chat", Text("Obrolan", "Chat"), "text")
    >>> limesurvey_codes(Questionnaire(Text("Angket", "Survey"), (item,)))["rate_chat"].question
    'ratechat'
    """
    codes: dict[str, Codes] = {}
    taken = set(_RESERVED)
    for question in questionnaire.questions:
        name = unused(re.sub(r"[^A-Za-z0-9]", "", question.id) or "q", taken, _LONGEST_CODE)
        taken.add(name)
        codes[question.id] = Codes(name, dict(option_codes(question)))
    return codes


def option_codes(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the code of each option, and the one that LimeSurvey has for it."""
    several = question.kind == "multiple"
    longest = _LONGEST_CODE if several else _LONGEST_ANSWER
    # LimeSurvey's database takes A and a for the same code.
    fit = len({code.lower() for code in question.codes}) == len(question.codes) and all(
        re.fullmatch(rf"[A-Za-z0-9]{{1,{longest}}}", code) and code.lower() not in _RESERVED_PARTS
        for code in question.codes
    )
    for place, code in enumerate(question.codes, start=1):
        yield code, code if fit else f"{'SQ' if several else 'A'}{place:03}"


def _sections(questionnaire: Questionnaire) -> dict[str, list[Row]]:
    """Return the tables of LimeSurvey's database, in the order of its own files."""
    sections: dict[str, list[Row]] = {
        "answers": [],
        "answer_l10ns": [],
        "groups": [{"gid": _GROUP, "sid": _SURVEY, "group_order": "1", "grelevance": "1"}],
        "group_l10ns": [
            {"gid": _GROUP, "group_name": _shown(title), "description": "", "language": language}
            for language in LANGUAGES
            for title in [heading(questionnaire, language)]
        ],
        "questions": [],
        "subquestions": [],
        "question_l10ns": [],
        "question_attributes": [],
    }
    codes = limesurvey_codes(questionnaire)
    for place, question in enumerate(questionnaire.questions, start=1):
        _add_question(sections, question, codes[question.id], place)
    sections["surveys"] = [_survey()]
    sections["surveys_languagesettings"] = [
        {
            "surveyls_survey_id": _SURVEY,
            "surveyls_language": language,
            "surveyls_title": _shown(heading(questionnaire, language)),
            "surveyls_welcometext": _shown(words(questionnaire.introduction, language)),
            "surveyls_dateformat": "5",  # dd/mm/yyyy
            "surveyls_numberformat": "1" if language == "id" else "0",  # decimal comma or point
        }
        for language in LANGUAGES
    ]
    return sections


def _survey() -> Row:
    return {
        "sid": _SURVEY,
        "format": "G",  # one page a group: all questions below one another
        "language": LANGUAGES[0],
        "additional_languages": " ".join(LANGUAGES[1:]),
        "anonymized": "Y",
        "ipaddr": "N",
        "refurl": "N",
        "datestamp": "N",
        "showwelcome": "Y",
        "showprogress": "Y",
        "shownoanswer": "N",
    }


def _add_question(
    sections: dict[str, list[Row]], question: Question, codes: Codes, place: int
) -> None:
    number = str(place)
    row = _question_row(number, codes.question, _type(question), place)
    sections["questions"].append(row | {"mandatory": "Y" if question.required else "N"})
    sections["question_l10ns"] += _in_both(number, question.text, question.id)
    sections["question_attributes"] += _attributes(number, question)
    labels = [choices(question, language) for language in LANGUAGES]
    for position, (code, texts) in enumerate(
        zip(codes.options.values(), zip(*labels, strict=True), strict=True), start=1
    ):
        # Numbers of rows are made up: LimeSurvey gives its own.
        row_number = str(10_000 + 1000 * place + position)
        if question.kind == "multiple":
            part = _question_row(row_number, code, "T", position)
            sections["subquestions"].append(part | {"parent_qid": number})
            sections["question_l10ns"] += _in_both(row_number, Text(*texts), code)
        else:
            sections["answers"].append(_answer(row_number, number, code, position))
            sections["answer_l10ns"] += [
                {"aid": row_number, "answer": _shown(text), "language": language}
                for language, text in zip(LANGUAGES, texts, strict=True)
            ]


def _type(question: Question) -> str:
    if question.kind == "text":
        return "S" if question.role == "identifier" else "T"
    return _TYPES[question.kind]


def _question_row(number: str, code: str, kind: str, place: int) -> Row:
    return {
        "qid": number,
        "parent_qid": "0",
        "sid": _SURVEY,
        "gid": _GROUP,
        "type": kind,
        "title": code,
        "other": "N",
        "encrypted": "N",
        "question_order": str(place),
        "scale_id": "0",
        "same_default": "0",
        "relevance": "1",
    }


def _answer(number: str, question: str, code: str, place: int) -> Row:
    return {
        "aid": number,
        "qid": question,
        "code": code,
        "sortorder": str(place),
        "assessment_value": "0",
        "scale_id": "0",
    }


def _in_both(number: str, text: Text, otherwise: str) -> list[Row]:
    return [
        {
            "qid": number,
            "question": _shown(words(text, language) or otherwise),
            "help": "",
            "language": language,
        }
        for language in LANGUAGES
    ]


def _attributes(number: str, question: Question) -> list[Row]:
    limits = {"min_num_value_n": question.minimum, "max_num_value_n": question.maximum}
    rows = [
        {"qid": number, "attribute": name, "value": plain(value), "language": ""}
        for name, value in limits.items()
        if value is not None
    ]
    for language in LANGUAGES:
        if unit := one_line(question.unit, language):
            row = {"qid": number, "attribute": "suffix", "value": _shown(unit)}
            rows.append(row | {"language": language})
    return rows


def _shown(text: str) -> str:
    """Write a text as LimeSurvey shows it unchanged: it takes words for HTML and ``{…}`` for code.

    Code never starts with a space.
    """
    lines = html.escape(text, quote=False).splitlines()
    return re.sub(r"\{(?=\S)", "{ ", "<br />".join(lines))


def _add(document: ET.Element, name: str, rows: list[Row]) -> None:
    section = ET.SubElement(document, name)
    fields = ET.SubElement(section, "fields")
    for field in dict.fromkeys(field for row in rows for field in row):
        ET.SubElement(fields, "fieldname").text = field
    listed = ET.SubElement(section, "rows")
    for row in rows:
        element = ET.SubElement(listed, "row")
        for field, value in row.items():
            ET.SubElement(element, field).text = value
