"""Answers that were read: one row a respondent, one column a question, and how they were read."""

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.i18n import language, ntr, tr
from workshop.sheets.report import ReadingReport
from workshop.survey.questionnaire.model import Questionnaire

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Responses:
    """The answers to a questionnaire.

    Parameters
    ----------
    questionnaire
        What was asked; inferred from the file when none was given.
    table
        One row a respondent, in the order of the file, with a fresh index from 0. Columns are
        `Question.columns`, in the order of the questions:

        - ``single``: category of codes (texts), unordered; ``likert``: ordered;
        - ``multiple``: one nullable ``boolean`` column an option, ``<NA>`` in all of them
          when the question was not answered;
        - ``number``: ``float64``; ``date``: ``datetime64``; ``text``: texts.

        What was not answered is missing.
    report
        Every decision that was taken while reading.
    source
        Name of the file, without its folder.
    simulated
        Whether a machine made the answers up. Whatever is shown of them must say so.
    """

    questionnaire: Questionnaire
    table: "pd.DataFrame"
    report: ReadingReport = field(default_factory=ReadingReport)
    source: str = ""
    simulated: bool = False

    def __len__(self) -> int:
        """Count the respondents."""
        return len(self.table)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show how much there is, and never what anybody answered."""
        words = "\n".join(self._in_words())
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in words.splitlines())
        page = f'<div class="survey-responses" lang="{language()}">{paragraphs}</div>'
        return {"text/html": page, "text/plain": words}

    def _in_words(self) -> tuple[str, ...]:
        from workshop.results import simulated_notice

        counts = tr(
            "{source}: {respondents}, {questions}, {warnings}.",
            source=self.source or tr("Answers"),
            respondents=ntr("{count} respondent", "{count} respondents", len(self)),
            questions=ntr(
                "{count} question", "{count} questions", len(self.questionnaire.questions)
            ),
            warnings=ntr("{count} warning", "{count} warnings", len(self.report.warnings)),
        )
        return (counts, *simulated_notice(simulated=self.simulated))
