"""Whom to remind of a weekly summary: a count at once, names and texts after a click."""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import ipywidgets

from workshop import i18n
from workshop.classroom.discussion.reminders import Reminder, Reminders
from workshop.classroom.discussion.result import Participation
from workshop.errors import WorkshopError
from workshop.i18n import tr
from workshop.tables import LANGUAGES, Text
from workshop.widgets._own_file import OwnFile
from workshop.widgets._show import BAD, button, said, show_files, show_words
from workshop.widgets._style import LABEL_WIDTH, SPACED, STYLE, WIDE

# One click into such a text selects all of it, so that Ctrl+C takes it.
_TEXT = (
    "user-select:all;-webkit-user-select:all;white-space:pre-wrap;word-break:normal;overflow-wrap:break-word;"
    "cursor:copy;margin:.2em 0 .8em;padding:.6em .8em;border:1px solid #c3c8cf;border-radius:4px;"
    "background:#f6f7f9;color:#1f2933;font:inherit;line-height:1.45"
)


class Source(Protocol):
    """Something that measures participation and tells when it has changed."""

    @property
    def participation(self) -> Participation:
        """Who takes part now."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever the participation has changed."""


class RemindersView(ipywidgets.VBox):
    """A menu of weeks, how many are to be reminded, and buttons for names and a file.

    Names are in the live view only, and only while “Show the names” is pressed: what a notebook
    stores and a page publishes holds none.

    Attributes
    ----------
    reminders
        Those of the week that is chosen; nothing while nobody in the chat is known.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.reminders: Reminders | None = None
        self._named: list[Reminder] = []
        self._files: dict[Path, OwnFile] = {}
        self.week = _menu(tr("Week"))
        self.message = ipywidgets.HTML()
        self.names = ipywidgets.ToggleButton(
            value=False, description=tr("Show the names"), icon="eye", layout={"width": "auto"}
        )
        self.save = button(tr("Write the list as CSV"), "save")
        self.language = ipywidgets.ToggleButtons(
            options=[(i18n.NAMES[code], code) for code in LANGUAGES],
            value=i18n.language(),
            style={"button_width": "auto"},
        )
        self.person = _menu(tr("Person"))
        self.texts = ipywidgets.HTML(layout={"width": WIDE})
        self.shown = ipywidgets.VBox([self.language, self.person, self.texts])
        self.result = ipywidgets.Output()
        self._connect()
        super().__init__(
            [
                ipywidgets.HTML(STYLE),
                self.week,
                self.message,
                ipywidgets.HBox([self.names, self.save], layout={"flex_flow": "row wrap"}),
                self.shown,
                self.result,
            ]
        )
        self.add_class(SPACED)
        source.watch(self._offer)
        self._offer()

    def _connect(self) -> None:
        self.week.observe(self._count, names="value")
        self.names.observe(self._name, names="value")
        self.person.observe(self._write, names="value")
        self.language.observe(self._write, names="value")
        self.save.on_click(self._save)

    def _participation(self) -> Participation | WorkshopError:
        try:
            return self.source.participation
        except WorkshopError as error:
            return error

    def _offer(self) -> None:
        """Offer the weeks that had begun; the last that was due is chosen, else the first."""
        found = self._participation()
        weeks = () if isinstance(found, WorkshopError) else found.weeks
        over = [one.number for one in weeks if not one.open]
        options = [
            (tr("Week {number}: {topic}", number=one.number, topic=one.topic), one.number)
            for one in weeks
        ]
        chosen = self.week.value
        numbers = [number for _, number in options]
        if chosen not in numbers:
            chosen = next(iter((*over[-1:], *numbers)), None)
        self.week.options = options
        self.week.value = chosen
        self._count()

    def _count(self, _change: object = None) -> None:
        found = self._participation()
        self.result.outputs = ()
        self.reminders = None
        if isinstance(found, WorkshopError):
            self.message.value = said(tr("Nobody who wrote is in this class yet."), BAD)
        elif self.week.value is None:
            self.message.value = said(tr("No week of this class had begun in this chat."), BAD)
        else:
            self.reminders = found.reminders(self.week.value)
            self.message.value = said(_counted(found, self.reminders))
        self.names.disabled = self.save.disabled = not self.reminders
        self._name()

    def _name(self, _change: object = None) -> None:
        """Show names while the button is pressed; else none are left in the widget."""
        reminders = self.reminders if self.reminders and self.names.value else ()
        shown = sorted(reminders, key=lambda one: one.person.name.casefold())
        self._named = shown
        self.shown.layout.display = None if shown else "none"
        self.person.options = [(one.person.name, place) for place, one in enumerate(shown)]
        self.person.value = 0 if shown else None
        self._write()

    def _write(self, _change: object = None) -> None:
        place = self.person.value
        one = None if place is None else self._named[place]
        self.texts.value = _texts(one, self.language.value) if one else ""

    def _save(self, _button: object) -> None:
        if self.reminders is None:
            return
        path = Path.cwd() / tr("reminders-week-{week}.csv", week=self.reminders.week)
        file = self._files.setdefault(path, OwnFile(path))
        if not file.may_be_replaced():
            words = tr(
                "{file} exists already and holds something else. Click “Write the list as CSV” "
                "once more to replace it.",
                file=path.name,
            )
            show_words(self.result, words, BAD)
            return
        try:
            self.reminders.to_csv(path)
        except (WorkshopError, OSError) as error:
            show_words(self.result, error, BAD)
            return
        file.adopt()
        words = tr("The list with names and texts is written. Delete it once it is not needed.")
        show_files(self.result, words, [path])

    def __repr__(self) -> str:
        """Show counts only: a notebook is published, names are not."""
        return f"RemindersView({self.reminders!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        words = tr(
            "In the notebook, you choose a week and see whom to remind, with texts for WhatsApp "
            "and e-mail."
        )
        found = self._participation()
        if self.reminders and not isinstance(found, WorkshopError) and found.is_publishable:
            words = f"{words}\n{_counted(found, self.reminders)}"
        return {**bundle, "text/html": said(words), "text/plain": words}


def reminders(discussion: Source) -> RemindersView:
    """Show whom to remind of a weekly summary.

    Parameters
    ----------
    discussion
        The widget that loads the chat and the class: what is chosen there is taken at once.
    """
    return RemindersView(discussion)


def _counted(found: Participation, waiting: Reminders) -> str:
    students = tr("The class has {count} students.", count=i18n.number(found.students))
    return f"{waiting.summary()}\n{students}"


def _texts(one: Reminder, language: str) -> str:
    where = tr("subject and text") if one.person.email else tr("no address in the list")
    mail = " · ".join(filter(None, (one.person.email, where)))
    parts = (
        (tr("WhatsApp: click on the text to select it, then press Ctrl+C"), (one.chat,)),
        (tr("E-mail") + f": {mail}", (one.subject, one.mail)),
    )
    return "".join(_block(title, texts, language) for title, texts in parts)


def _block(title: str, texts: tuple[Text, ...], language: str) -> str:
    written = "".join(
        f'<pre style="{_TEXT}" lang="{language}">{html.escape(text.in_language(language))}</pre>'
        for text in texts
    )
    return f"<div><b>{html.escape(title)}</b>{written}</div>"


def _menu(label: str) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(
        options=[],
        description=label,
        style={"description_width": LABEL_WIDTH},
        layout={"width": WIDE},
    )
