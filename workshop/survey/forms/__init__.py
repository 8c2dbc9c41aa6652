"""The files that a questionnaire is collected with: online forms, paper, and its codebook."""

from workshop.survey.forms.codebook import codebook_html, codebook_pdf
from workshop.survey.forms.files import write_all
from workshop.survey.forms.google_forms import google_forms
from workshop.survey.forms.limesurvey import limesurvey, limesurvey_codes
from workshop.survey.forms.paper import paper
from workshop.survey.forms.xlsform import xlsform

__all__ = [
    "codebook_html",
    "codebook_pdf",
    "google_forms",
    "limesurvey",
    "limesurvey_codes",
    "paper",
    "write_all",
    "xlsform",
]
