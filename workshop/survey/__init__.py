"""Surveys: questionnaire, answers, statistics and findings in plain words."""

from workshop.survey.analysis.compare import compare
from workshop.survey.analysis.correlation import correlate
from workshop.survey.analysis.crosstab import crosstab
from workshop.survey.analysis.frequencies import frequencies
from workshop.survey.analysis.gain import gain
from workshop.survey.analysis.likert import likert
from workshop.survey.analysis.margin import margin_of_error
from workshop.survey.analysis.paired import paired
from workshop.survey.analysis.reliability import reliability
from workshop.survey.analysis.sampling import sample_size
from workshop.survey.analysis.weighting import rake
from workshop.survey.explorer.exploration import explore
from workshop.survey.privacy import publishable
from workshop.survey.questionnaire.demonstration import demo
from workshop.survey.questionnaire.inference import infer
from workshop.survey.questionnaire.simulation import simulate
from workshop.survey.reading.loading import read
from workshop.survey.reporting import findings
from workshop.survey.responses import Responses

__all__ = [
    "Responses",
    "compare",
    "correlate",
    "crosstab",
    "demo",
    "explore",
    "findings",
    "frequencies",
    "gain",
    "infer",
    "likert",
    "margin_of_error",
    "paired",
    "publishable",
    "rake",
    "read",
    "reliability",
    "sample_size",
    "simulate",
]
