"""What a participant clicks; one widget a file."""

from workshop.widgets.analysis import analysis
from workshop.widgets.answers import answers
from workshop.widgets.choose import choose
from workshop.widgets.findings import findings
from workshop.widgets.language_choice import language_choice
from workshop.widgets.question import question
from workshop.widgets.questionnaire_builder import questionnaire_builder
from workshop.widgets.report import report
from workshop.widgets.sample_size import sample_size
from workshop.widgets.setup_check import setup_check

__all__ = [
    "analysis",
    "answers",
    "choose",
    "findings",
    "language_choice",
    "question",
    "questionnaire_builder",
    "report",
    "sample_size",
    "setup_check",
]
