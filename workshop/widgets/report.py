"""One button that writes the report of the answers that are loaded now."""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import ipywidgets

from workshop.errors import WorkshopError
from workshop.i18n import language, tr
from workshop.survey.responses import Responses

Write = Callable[[Responses, Path, str], list[Path]]


class Source(Protocol):
    """Something that holds answers, such as the widget that loads them."""

    responses: Responses


class ReportButton(ipywidgets.VBox):
    """A button, and where its files are."""

    def __init__(self, source: Source, write: Write) -> None:
        self.source = source
        self.write = write
        self.button = ipywidgets.Button(
            description=tr("Make the report"),
            icon="file-text-o",
            button_style="primary",
            layout={"width": "auto"},
        )
        self.result = ipywidgets.HTML()
        self.button.on_click(self._make)
        super().__init__([self.button, self.result])

    def _make(self, _button: object) -> None:
        self.button.disabled = True
        self.result.value = _paragraph(tr("Working … this takes some seconds."))
        try:
            folder = Path.cwd() / tr("report-of-findings")
            files = self.write(self.source.responses, folder, language())
        except (WorkshopError, OSError) as error:
            self.result.value = _paragraph(str(error))
        else:
            self.result.value = _list(files)
        finally:
            self.button.disabled = False

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        bundle: dict[str, object] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/markdown": tr("*In the notebook, a button makes the report here.*")}


def report(source: Source, write: Write) -> ReportButton:
    """Show a button that writes the report of some answers.

    Parameters
    ----------
    source
        Holds the answers in ``responses``; asked at each click, so that newly loaded
        answers are taken.
    write
        Writes the files: called with the answers, a folder and the language.
    """
    return ReportButton(source, write)


def _paragraph(words: str) -> str:
    return f"<p>{html.escape(words)}</p>"


def _list(files: list[Path]) -> str:
    words = tr(
        "Done. The files lie in the folder {folder}, in the file browser on the left:",
        folder=files[0].parent.name,
    )
    rows = "".join(f"<li><code>{html.escape(path.name)}</code></li>" for path in files)
    return f"{_paragraph(words)}<ul>{rows}</ul>"
