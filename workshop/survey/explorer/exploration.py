"""The explorer: alive in a notebook with all counts, and in pages with protected ones.

Only counts ever leave the kernel. The live widget holds them all, for whoever
has the answers themselves; what a notebook file and a published page receive
is protected (see `protection`).
"""

import functools
import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from workshop.charts import Chart, Series
from workshop.errors import SurveyError
from workshop.i18n import language, number, tr
from workshop.results import simulated_notice
from workshop.survey.explorer.coding import Coded, CodedSurvey, code
from workshop.survey.explorer.counting import Tables, count
from workshop.survey.explorer.encoding import encode
from workshop.survey.explorer.protection import SMALLEST, protect
from workshop.survey.explorer.recoding import recode
from workshop.survey.explorer.words import words
from workshop.survey.responses import Responses
from workshop.views import EXPLORER

if TYPE_CHECKING:
    import anywidget

LONGEST = 160
LEAST = 3  # below, hiding a number would hardly hide a person


class Exploration:
    """An explorer of some answers.

    Parameters
    ----------
    responses
        The answers.
    smallest_count
        In published pages, smaller counts are hidden.
    """

    def __init__(self, responses: Responses, smallest_count: int = SMALLEST) -> None:
        if smallest_count < LEAST:
            raise SurveyError(
                "smallest_count is {value}; allowed: {least} or more. Usual is 10.",
                value=smallest_count,
                least=LEAST,
            )
        self.responses = responses
        self.smallest_count = smallest_count
        self.language = language()
        self._survey = code(responses)
        if not self._survey.questions:
            raise SurveyError(
                "These answers hold no question that can be counted: there must be one with "
                "options or numbers. Check the kinds of the questions, then try again."
            )

    @functools.cached_property
    def payload(self) -> dict[str, Any]:
        """All counts, for the live widget; nothing is hidden, so it must not be published."""
        return self._payload(self._survey, count(self._survey), (), smallest=1)

    @functools.cached_property
    def published(self) -> dict[str, Any]:
        """The protected counts, for files and pages."""
        safe = recode(self._survey, self.smallest_count)
        tables = protect(safe.survey, self.smallest_count)
        notes = (
            tr(
                "Counts below {smallest} are hidden, and others with them, so that nobody can "
                "be recognised or computed.",
                smallest=number(self.smallest_count),
            ),
            *safe.notes,
        )
        payload = self._payload(safe.survey, tables, notes, smallest=self.smallest_count)
        return payload | {"chart": self._first_chart(safe.survey, tables).to_json()}

    def _first_chart(self, survey: CodedSurvey, tables: Tables) -> Chart:
        """Draw what the explorer shows first, for paper."""
        places = range(len(survey.questions))
        place = next((one for one in places if not survey.questions[one].demographic), 0)
        if not survey.questions:
            return Chart("", (), ())
        question = survey.questions[place]
        counts = tables[place,][: len(question.levels)]
        shares = tuple(float(share) for share in 100 * counts / survey.n)
        return Chart(shortened(question.label), labels(question), (Series(tr("Per cent"), shares),))

    @functools.cached_property
    def widget(self) -> "anywidget.AnyWidget":
        """The live widget."""
        return EXPLORER.widget(payload=self.payload)

    def _payload(
        self, survey: CodedSurvey, tables: Tables, notes: tuple[str, ...], *, smallest: int
    ) -> dict[str, Any]:
        title = shortened(self.responses.questionnaire.title.in_language(self.language))
        cells = [np.zeros(0, np.int64), *(table.ravel() for table in tables.values())]
        return {
            "version": 1,
            "language": self.language,
            "title": title,
            "source": self.responses.source,
            "n": survey.n,
            "smallest": smallest,
            "simulated": self.responses.simulated,
            "questions": [_description(question) for question in survey.questions],
            "notes": list(notes),
            "words": words(),
            "tables": [list(places) for places in tables],
            "cells": encode(np.concatenate(cells)),
        }

    @property
    def alt(self) -> str:
        """The explorer in one sentence, where it cannot be drawn."""
        title = self.responses.questionnaire.title.in_language(language())
        sentence = tr(
            "Explorer of the answers to “{title}”: {n} respondents, {count} questions.",
            title=title,
            n=number(len(self.responses)),
            count=number(len(self._survey.questions)),
        )
        return " ".join((sentence, *simulated_notice(simulated=self.responses.simulated)))

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        return EXPLORER.bundle(self.widget, self.published, self.alt, **kwargs)


def explore(responses: Responses, *, smallest_count: int = SMALLEST) -> Exploration:
    """Explore answers by clicking: filter, split, mark a range, and see all charts follow.

    Parameters
    ----------
    responses
        The answers.
    smallest_count
        In published pages, counts below this one are hidden, and so many others that no hidden
        one can be computed.

    Raises
    ------
    SurveyError
        When there is no question that can be counted, or the smallest count is too small.

    Examples
    --------
    >>> import pandas as pd
    >>> from workshop.survey.questionnaire.model import Question, Questionnaire
    >>> from workshop.tables import Text
    >>> asked = Questionnaire(Text("a", "a"), (Question("x", Text("X", "X"), "number"),))
    >>> explore(Responses(asked, pd.DataFrame({"x": [1.0, 2.0]}))).payload["n"]
    2
    """
    return Exploration(responses, smallest_count)


def _description(question: Coded) -> dict[str, Any]:
    return {
        "id": question.id,
        "label": shortened(question.label),
        "kind": question.kind,
        "levels": list(labels(question)),
        "missing": question.missing,
        "filter": question.demographic and not question.several,
        "unit": question.unit,
    }


def labels(question: Coded) -> tuple[str, ...]:
    """Return the labels of the answers, none endless and no two the same."""
    found: dict[str, None] = {}
    for level in map(shortened, question.levels):
        others = (f"{level} ({number})" for number in itertools.count(2))
        found[next(one for one in (level, *itertools.islice(others, 99)) if one not in found)] = (
            None
        )
    return tuple(found)


def shortened(text: str) -> str:
    """Cut what is too long for a menu."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
