"""Two buttons: Bahasa Indonesia, English."""

import html
from pathlib import Path

import ipywidgets

from workshop import i18n
from workshop.i18n import tr
from workshop.tables import LANGUAGES


class LanguageChoice(ipywidgets.VBox):
    """Chooses the language of buttons and charts, and leads to the notebooks in it."""

    def __init__(self) -> None:
        self.buttons = ipywidgets.ToggleButtons(
            options=[(i18n.NAMES[code], code) for code in LANGUAGES], value=i18n.language()
        )
        self.message = ipywidgets.HTML()
        self.buttons.observe(self._choose, names="value")
        super().__init__([self.buttons, self.message])

    def _choose(self, _change: object) -> None:
        i18n.set_language(self.buttons.value)
        words = tr("From now on, buttons and charts are in English. Run the cells below once more.")
        self.message.value = html.escape(f"{words} {self._where_notebooks_lie()}")

    def _where_notebooks_lie(self) -> str:
        here = Path.cwd()
        if here.name not in LANGUAGES or here.name == self.buttons.value:
            return ""
        folder = f"{here.parent.name}/{self.buttons.value}"
        return tr("The notebooks in this language lie in the folder {folder}.", folder=folder)


def language_choice() -> LanguageChoice:
    """Show two buttons that choose the language."""
    return LanguageChoice()
