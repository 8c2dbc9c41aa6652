"""Answers to work with: the demonstration at once, or a file of one's own by a button."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets

from workshop.errors import WorkshopError
from workshop.i18n import ntr, tr
from workshop.results import simulated_notice
from workshop.survey import questionnaire as questionnaires
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.responses import Responses
from workshop.widgets._reading import reading
from workshop.widgets._show import BAD, button, said
from workshop.widgets._style import SPACED, STYLE
from workshop.widgets._upload import File, read_uploaded, upload_button, uploaded

FILES = ".csv,.tsv,.txt,.xlsx,.sav,.dta"


class Answers(ipywidgets.VBox):
    """Three buttons, and what was understood of the file.

    Parameters
    ----------
    questionnaire
        What one's own answers belong to; guessed from them when there is none.

    Attributes
    ----------
    responses
        The answers that are loaded now.
    """

    def __init__(self, questionnaire: Questionnaire | None) -> None:
        self.questionnaire = questionnaire
        self._file: File | None = None
        self._watchers: list[Callable[[], None]] = []
        self.own = upload_button(tr("Your answers"), FILES)
        self.own_questionnaire = upload_button(tr("Your questionnaire"), ".toml")
        self.demo = button(tr("Demonstration answers"), "table")
        self.result = ipywidgets.HTML()
        self.own.observe(self._take_answers, names="value")
        self.own_questionnaire.observe(self._take_questionnaire, names="value")
        self.demo.on_click(self._take_demo)
        super().__init__(
            [
                ipywidgets.HTML(STYLE),
                ipywidgets.HBox(
                    [self.own, self.own_questionnaire, self.demo],
                    layout={"flex_flow": "row wrap"},
                ),
                ipywidgets.HTML(
                    said(
                        tr(
                            "Your file stays on this computer: it is read here and sent to nobody. "
                            "Excel, CSV, SPSS and Stata files can be read."
                        )
                    )
                ),
                self.result,
            ]
        )
        self.add_class(SPACED)
        self.responses: Responses
        self._take_demo()

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever other answers are loaded."""
        self._watchers.append(changed)

    def _take_demo(self, _button: object = None) -> None:
        from workshop.survey.questionnaire.demonstration import demo

        self._file = None
        self._take(demo())

    def _take_answers(self, _change: object) -> None:
        for file in uploaded(self.own):
            self._file = file
            self._read()

    def _take_questionnaire(self, _change: object) -> None:
        found = uploaded(self.own_questionnaire)
        if not found:
            return
        try:
            self.questionnaire = read_uploaded(found[0], questionnaires.read)
        except WorkshopError as error:
            self._complain(error)
            return
        if self._file is None:
            words = tr("The questionnaire is loaded. Now choose your answers.")
            self.result.value = said(words) + summary(self.responses)
        self._read()

    def _read(self) -> None:
        from workshop.survey.reading.loading import read_bytes

        if self._file is None:
            return
        try:
            responses = read_bytes(*self._file, self.questionnaire)
        except WorkshopError as error:
            self._complain(error)
        else:
            self._take(responses)

    def _take(self, responses: Responses) -> None:
        self.responses = responses
        self.result.value = summary(responses)
        for changed in self._watchers:
            changed()

    def _complain(self, error: WorkshopError) -> None:
        kept = tr("The answers of before are still loaded: {source}", source=self.responses.source)
        self.result.value = said(error, BAD) + said(kept)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/html": said(_counted(self.responses))}


def answers(questionnaire: Questionnaire | Path | str | None = None) -> Answers:
    """Show the demonstration answers, and buttons to load one's own.

    Parameters
    ----------
    questionnaire
        What one's own answers belong to, or its file; guessed from the answers by default.
    """
    if isinstance(questionnaire, Path | str):
        questionnaire = questionnaires.read(Path(questionnaire))
    return Answers(questionnaire)


def summary(responses: Responses) -> str:
    """Return how a file was understood, as HTML: what a person should look at comes first."""
    return said(_counted(responses)) + reading(responses.report)


def _counted(responses: Responses) -> str:
    questions = len(responses.questionnaire.questions)
    words = tr(
        "{source}: {respondents}, {questions}.",
        source=responses.source,
        respondents=ntr("{count} respondent", "{count} respondents", len(responses)),
        questions=ntr("{count} question", "{count} questions", questions),
    )
    return "\n".join([words, *simulated_notice(simulated=responses.simulated)])
