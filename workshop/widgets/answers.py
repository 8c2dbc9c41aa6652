"""Answers to work with: the demonstration at once, or a file of one's own by a button."""

import html
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import ipywidgets

from workshop.errors import WorkshopError
from workshop.i18n import ntr, tr
from workshop.results import simulated_notice
from workshop.sheets.report import Decision, written_rows
from workshop.survey import questionnaire as questionnaires
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.responses import Responses
from workshop.widgets._show import BAD, button, said
from workshop.widgets._style import SPACED, STYLE

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
        self._file: tuple[str, bytes] | None = None
        self._watchers: list[Callable[[], None]] = []
        self.own = _upload(tr("Your answers"), FILES)
        self.own_questionnaire = _upload(tr("Your questionnaire"), ".toml")
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
        if found := _uploaded(self.own):
            self._file = found
            self._read()

    def _take_questionnaire(self, _change: object) -> None:
        found = _uploaded(self.own_questionnaire)
        if found is None:
            return
        try:
            self.questionnaire = _questionnaire(*found)
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
    report = responses.report
    warnings = report.warnings
    parts = [said(_counted(responses))]
    if warnings:
        count = len(warnings)
        words = ntr("Please look at {count} point:", "Please look at {count} points:", count)
        parts += [said(words, BAD), _list(warnings)]
    if report.decisions:
        heading = html.escape(tr("How the file was read"))
        table = report._repr_mimebundle_()["text/html"]
        parts.append(f"<details><summary>{heading}</summary>{table}</details>")
    return "".join(parts)


def _counted(responses: Responses) -> str:
    questions = len(responses.questionnaire.questions)
    words = tr(
        "{source}: {respondents}, {questions}.",
        source=responses.source,
        respondents=ntr("{count} respondent", "{count} respondents", len(responses)),
        questions=ntr("{count} question", "{count} questions", questions),
    )
    return "\n".join([words, *simulated_notice(simulated=responses.simulated)])


def _list(decisions: Iterable[Decision]) -> str:
    return f"<ul>{''.join(f'<li>{_line(decision)}</li>' for decision in decisions)}</ul>"


def _line(decision: Decision) -> str:
    words = html.escape(f"{decision.what} {decision.why}")
    if not decision.rows:
        return words
    rows = tr("rows: {rows}", rows=written_rows(decision.rows))
    return f"{words} <em>{html.escape(rows)}</em>"


def _upload(label: str, accept: str) -> ipywidgets.FileUpload:
    return ipywidgets.FileUpload(
        accept=accept, multiple=False, description=label, layout={"width": "auto"}
    )


def _uploaded(upload: ipywidgets.FileUpload) -> tuple[str, bytes] | None:
    """Return name and content of the chosen file, and let it be chosen again."""
    if not upload.value:
        return None
    (file,) = upload.value
    found = file["name"], bytes(file["content"])
    upload.value = ()
    return found


def _questionnaire(name: str, content: bytes) -> Questionnaire:
    """Read an uploaded questionnaire; the message names it as its owner does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questionnaire.toml"
        path.write_bytes(content)
        try:
            return questionnaires.read(path)
        except WorkshopError as error:
            error.parts |= {key: name for key in ("path", "name") if key in error.parts}
            raise
