"""Checks and hints for the exercises of the notebooks."""

from workshop.exercises.catalog import Exercise, Mention, catalog, find
from workshop.exercises.checks import Feedback, check, hint, judge
from workshop.exercises.fingerprints import fingerprint

__all__ = [
    "Exercise",
    "Feedback",
    "Mention",
    "catalog",
    "check",
    "find",
    "fingerprint",
    "hint",
    "judge",
]
