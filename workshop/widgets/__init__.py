"""What a participant clicks; one widget a file."""

from workshop.widgets.analysis import analysis
from workshop.widgets.announcement import announcement
from workshop.widgets.answers import answers
from workshop.widgets.blueprint_builder import blueprint_builder
from workshop.widgets.build_classroom import build_classroom
from workshop.widgets.choose import choose
from workshop.widgets.classroom_plan import classroom_plan
from workshop.widgets.discussion import discussion
from workshop.widgets.findings import findings
from workshop.widgets.language_choice import language_choice
from workshop.widgets.question import question
from workshop.widgets.questionnaire_builder import questionnaire_builder
from workshop.widgets.reminders import reminders
from workshop.widgets.report import report
from workshop.widgets.sample_size import sample_size
from workshop.widgets.setup_check import setup_check

__all__ = [
    "analysis",
    "announcement",
    "answers",
    "blueprint_builder",
    "build_classroom",
    "choose",
    "classroom_plan",
    "discussion",
    "findings",
    "language_choice",
    "question",
    "questionnaire_builder",
    "reminders",
    "report",
    "sample_size",
    "setup_check",
]
