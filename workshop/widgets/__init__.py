"""What a participant clicks; one widget a file."""

from workshop.widgets.choose import choose
from workshop.widgets.language_choice import language_choice
from workshop.widgets.question import question
from workshop.widgets.setup_check import setup_check

__all__ = ["choose", "language_choice", "question", "setup_check"]
