"""A questionnaire as a script that builds a Google Form.

Google offers no file to import. A script that a person runs once in their own
account does the same without giving this program access to it.
"""

import json
from typing import Any

from workshop import i18n
from workshop.i18n import tr
from workshop.survey.forms.wording import (
    choices,
    heading,
    limits,
    one_line,
    question_line,
    words,
)
from workshop.survey.questionnaire.model import Question, Questionnaire

# Likert items stay single questions: a grid hides its labels on a phone, and its answers are
# exported under other headings than the words of the questions.
_KINDS = {"single": "one", "likert": "one", "multiple": "several", "number": "line", "date": "date"}

_BUILDER = """
function createForm() {
  const form = FormApp.create(FORM.title);
  form.setTitle(FORM.title);
  form.setDescription(FORM.description);
  form.setConfirmationMessage(FORM.thanks);
  form.setCollectEmail(false);
  form.setProgressBar(true);
  FORM.questions.forEach(function (question) { addQuestion(form, question); });
  form.setPublished(true);
  Logger.log(FORM.edit + ' ' + form.getEditUrl());
  Logger.log(FORM.answer + ' ' + form.getPublishedUrl());
}

function addQuestion(form, question) {
  const item = newItem(form, question);
  item.setTitle(question.title);
  item.setRequired(question.required);
  if (question.help) item.setHelpText(question.help);
  if (question.choices) item.setChoiceValues(question.choices);
  if (question.number) item.setValidation(numberBetween(question.number));
}

function newItem(form, question) {
  switch (question.kind) {
    case 'one': return form.addMultipleChoiceItem();
    case 'several': return form.addCheckboxItem();
    case 'date': return form.addDateItem();
    case 'line': return form.addTextItem();
    case 'paragraph': return form.addParagraphTextItem();
  }
  throw new Error(question.kind);
}

function numberBetween(limits) {
  const rule = FormApp.createTextValidation().setHelpText(limits.help);
  const hasLeast = limits.least !== null;
  const hasMost = limits.most !== null;
  if (hasLeast && hasMost) return rule.requireNumberBetween(limits.least, limits.most).build();
  if (hasLeast) return rule.requireNumberGreaterThanOrEqualTo(limits.least).build();
  if (hasMost) return rule.requireNumberLessThanOrEqualTo(limits.most).build();
  return rule.requireNumber().build();
}
"""


def google_forms(questionnaire: Questionnaire, language: str) -> str:
    """Write a script that builds the form, to be run once at script.google.com.

    Parameters
    ----------
    questionnaire
        What is asked. The introduction becomes the description of the form.
    language
        ``"id"`` or ``"en"``: a Google Form has one language.

    Returns
    -------
    str
        Text of a ``.gs`` file. The form that it builds asks for no e-mail address.

    Examples
    --------
    >>> from workshop.tables import Text
    >>> age = Question("age", Text("Umur", "Age"), "number", minimum=17)
    >>> print(google_forms(Questionnaire(Text("Angket", "Survey"), (age,)), "en")[:2])
    /*
    """
    with i18n.use(language):
        form = {
            "title": heading(questionnaire, language),
            "description": words(questionnaire.introduction, language),
            "thanks": tr("Thank you. Your answers have been recorded."),
            "edit": tr("Edit the form:"),
            "answer": tr("Link for the respondents:"),
            "questions": [_question(question, language) for question in questionnaire.questions],
        }
        return f"{_instructions()}\nconst FORM = {_literal(form)};\n{_BUILDER}"


def _instructions() -> str:
    steps = [
        tr("This script builds a Google Form. It needs a Google account, and nothing else."),
        tr("1. Open script.google.com and choose New project."),
        tr("2. Delete what stands in the editor, paste all of this text and press Save."),
        tr(
            "3. Choose the function createForm and press Run. The first time, Google asks whether "
            "the script may work with your forms: choose Allow."
        ),
        tr("4. Open the link in the execution log, look at the form and send yourself an answer."),
        tr(
            "5. When the answers are in: Responses, the menu with three dots, Download responses "
            "(.csv). This kit reads that file as it is."
        ),
    ]
    return "/*\n" + "".join(f" * {step}\n" for step in steps) + " */"


def _question(question: Question, language: str) -> dict[str, Any]:
    one_liner = question.role == "identifier"
    made: dict[str, Any] = {
        "kind": _KINDS.get(question.kind, "line" if one_liner else "paragraph"),
        "title": question_line(question, language),
        "required": question.required,
    }
    if unit := one_line(question.unit, language):
        made["help"] = unit
    if question.options:
        made["choices"] = choices(question, language)
    if question.kind == "number":
        made["number"] = {
            "least": question.minimum,
            "most": question.maximum,
            "help": tr("Please give {limits}.", limits=limits(question) or tr("a number")),
        }
    return made


def _literal(form: dict[str, Any]) -> str:
    """Write JSON in plain ASCII: no sign of a stranger can end a string, a line or a page."""
    text = json.dumps(form, indent=2, ensure_ascii=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e")
