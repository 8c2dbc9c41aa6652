"""A complete report on answers, as words, tables and charts that harm nobody."""

from workshop.survey.reporting.contents import findings
from workshop.survey.reporting.model import Finding, Part

__all__ = ["Finding", "Part", "findings"]
