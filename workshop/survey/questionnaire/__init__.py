"""Questionnaires: their model, their file, and answers that are made up for rehearsal."""

from workshop.survey.questionnaire.reading import read
from workshop.survey.questionnaire.writing import to_toml, write

__all__ = ["read", "to_toml", "write"]
