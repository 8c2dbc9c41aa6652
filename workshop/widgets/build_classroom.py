"""A real class, built in front of everyone: one server a college, on this computer."""

import html
import time
from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.kinds import heading as kind_words
from workshop.classroom.building.provider import Provider
from workshop.classroom.building.registry import providers
from workshop.classroom.building.report import Report
from workshop.classroom.building.resources import Outcome
from workshop.classroom.providers.matrix import server
from workshop.classroom.providers.matrix.connection import MatrixConnection
from workshop.errors import ProviderError, SetupError, WorkshopError
from workshop.i18n import ntr, number, tr
from workshop.widgets._class_source import ClassSource, source_of
from workshop.widgets._local_class import LocalClass, Watcher, read_back, small_part
from workshop.widgets._show import BAD, GOOD, button, heading, said
from workshop.widgets._style import SPACED, STYLE, WIDE

# Those that are built with an account of one's own, the most asked for first.
_WITH_ACCOUNT = ("moodle", "google-classroom", "matrix", "email")


class BuildClassroom(ipywidgets.VBox):
    """A button, a bar, a report; then a message from one college to the other; and a way out."""

    def __init__(self, builder: ClassSource | None = None) -> None:
        self.source = source_of(builder)
        self.local: LocalClass | None = None
        self.notes: list[str] = []
        self.failure = False
        self._make_controls()
        self.fold = ipywidgets.Accordion(
            [ipywidgets.HTML(accounts(self.source.path.name))], selected_index=None
        )
        self.fold.titles = (tr("On Moodle, Google Classroom and others, with your own account"),)
        self.trying.layout.display = "none"
        super().__init__([ipywidgets.HTML(STYLE), *self._demonstration(), self.fold])
        self.add_class(SPACED)
        self._show_buttons()

    def _demonstration(self) -> list[ipywidgets.Widget]:
        try:
            server.check_installed()
        except SetupError as error:
            instead = tr(
                "Without it you can still do everything else: make the import files and the guide "
                "above, or build with an account of your own as told below."
            )
            return [ipywidgets.HTML(said(error) + said(instead))]
        row = ipywidgets.HBox([self.start, self.stop], layout={"flex_flow": "row wrap"})
        return [row, self.bar, self.told, self.trying]

    def _make_controls(self) -> None:
        self.start = button(tr("Start the servers and build the class"), "play", style="primary")
        self.stop = button(tr("Stop the servers"), "stop")
        self.bar = ipywidgets.IntProgress(min=0, max=1, layout={"width": WIDE})
        self.bar.layout.display = "none"
        self.told = ipywidgets.HTML()
        self.text = ipywidgets.Text(
            value=tr("Good morning, is there a meeting this week?"),
            description=tr("Message"),
            layout={"width": WIDE},
        )
        self.post = button(tr("Post it"), "paper-plane", style="primary")
        self.forbidden = button(tr("Try to post it in the announcements"), "ban")
        self.cast = ipywidgets.HTML()
        self.answer = ipywidgets.HTML()
        self.trying = ipywidgets.VBox(
            [
                heading(tr("From one college to the other")),
                self.cast,
                self.text,
                ipywidgets.HBox([self.post, self.forbidden], layout={"flex_flow": "row wrap"}),
                self.answer,
            ]
        )
        self.start.on_click(self._start)
        self.stop.on_click(self._stop)
        self.post.on_click(lambda _: self._ask(self._posted))
        self.forbidden.on_click(lambda _: self._ask(self._refused))

    def _show_buttons(self) -> None:
        self.start.disabled = self.local is not None
        self.stop.disabled = self.local is None
        self._let_write(allowed=False)

    def _start(self, _button: object) -> None:
        if self.local is not None:
            return
        self.answer.value = ""
        try:
            whole = self.source.blueprint
            small = small_part(whole)
            self.local = LocalClass(small, self._watcher())
        except WorkshopError as error:
            self.told.value = said(error, BAD)
            return
        self.notes, self.failure = list(_how_much(whole, small)), False
        starting = ntr(
            "{count} server is starting; this takes from ten seconds to a minute …",
            "{count} servers are starting; this takes from ten seconds to a minute …",
            len(small.colleges),
        )
        self.told.value = said("\n".join([*self.notes, starting]))
        self._show_buttons()
        self.local.start()

    def _stop(self, _button: object) -> None:
        if self.local is None:
            return
        self.stop.disabled = True
        self._let_write(allowed=False)
        self.told.value = said(tr("The servers are being stopped …"))
        self.local.stop()

    # All that follows is called in the thread of the class.

    def _watcher(self) -> Watcher:
        return Watcher(self._steps, self._step, self._built, self._failed, self._ended)

    def _steps(self, count: int) -> None:
        self.bar.max, self.bar.value = max(count, 1), 0
        self.bar.layout.display = None

    def _step(self, outcome: Outcome) -> None:
        self.bar.value += 1
        what = kind_words(outcome.address.partition("/")[0])
        words = tr(
            "{what}: step {done} of {all}",
            what=what,
            done=number(self.bar.value),
            all=number(self.bar.max),
        )
        self.told.value = said(words)

    def _built(self, report: Report) -> None:
        self.bar.value = self.bar.max
        lines = [*self.notes, report.summary()]
        self.told.value = said("\n".join(lines), GOOD if report.is_complete else BAD)
        if not report.is_complete:
            self.told.value += said(report.details())
        self._introduce()
        self._let_write(allowed=True)
        self.trying.layout.display = None

    def _introduce(self) -> None:
        if self.local is None:
            return
        roles, places = self.local.roles, self.local.blueprint
        self.cast.value = said(
            tr(
                "{student}, student of {away}, writes in “{channel}”; {lecturer}, lecturer of "
                "{home}, reads it there.",
                student=roles.student.name,
                away=places.colleges_by_key[roles.student.college].name,
                channel=places.said(roles.open_channel.title),
                lecturer=roles.lecturer.name,
                home=places.colleges_by_key[roles.lecturer.college].name,
            )
        )
        self.forbidden.layout.display = None if roles.closed_channel else "none"

    def _ask(self, job: Callable[[LocalClass, MatrixConnection, str], str]) -> None:
        local, text = self.local, " ".join(self.text.value.split())
        if local is None:
            return
        if not text:
            self.answer.value = said(tr("Type a message first."), BAD)
            return

        def ask(connection: MatrixConnection) -> None:
            try:
                self.answer.value = job(local, connection, text)
            finally:
                self._let_write(allowed=True)

        self._let_write(allowed=False)
        self.answer.value = said(tr("On its way …"))
        local.do(ask)

    def _let_write(self, *, allowed: bool) -> None:
        self.post.disabled = self.forbidden.disabled = not allowed or self.stop.disabled

    def _posted(self, local: LocalClass, connection: MatrixConnection, text: str) -> str:
        roles, blueprint = local.roles, local.blueprint
        begin = time.monotonic()
        message = connection.post(roles.open_channel.key, text, roles.student.key)
        read = read_back(connection, roles.open_channel.key, message, roles.lecturer.college)
        words = tr(
            "✓ After {seconds} seconds the server of {college}, where {lecturer} reads, has it:",
            seconds=number(time.monotonic() - begin, 1),
            college=blueprint.colleges_by_key[roles.lecturer.college].name,
            lecturer=roles.lecturer.name,
        )
        name = html.escape(roles.student.name)
        quote = f"<blockquote><strong>{name}</strong>: {html.escape(read)}</blockquote>"
        return said(words, GOOD) + quote

    def _refused(self, local: LocalClass, connection: MatrixConnection, text: str) -> str:
        roles = local.roles
        if roles.closed_channel is None:
            return ""
        channel = local.blueprint.said(roles.closed_channel.title)
        try:
            connection.post(roles.closed_channel.key, text, roles.student.key)
        except ProviderError as error:
            words = tr(
                "✓ Refused, as the class wants it: in “{channel}” only lecturers and moderators "
                "write. The server says:",
                channel=channel,
            )
            return said(words, GOOD) + said(error.parts.get("reason", error))
        return said(
            tr("The server took it: students may write in “{channel}”.", channel=channel), BAD
        )

    def _failed(self, error: WorkshopError | OSError) -> None:
        target = self.answer if self.trying.layout.display is None else self.told
        target.value = said(error, BAD)
        self.failure = target is self.told

    def _ended(self) -> None:
        self.local = None
        self.bar.layout.display = self.trying.layout.display = "none"
        if not self.failure:
            self.told.value = said(tr("The servers are stopped, and their data are gone."))
        self._show_buttons()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        words = tr(
            "In the notebook, a button starts a server for each college on your own computer, "
            "builds the class on them, and sends a message from one college to the other."
        )
        return {**bundle, "text/html": said(words) + accounts(self.source.path.name)}


def build_classroom(builder: ClassSource | None = None) -> BuildClassroom:
    """Show a button that builds a class on real servers on this computer.

    Parameters
    ----------
    builder
        Holds the class in ``blueprint`` and its file in ``path``; the example by default.
    """
    return BuildClassroom(builder)


def accounts(file: str) -> str:
    """Return which settings each platform needs, and the three commands, as HTML.

    Parameters
    ----------
    file
        The file of the class.
    """
    known = providers()
    chosen = [known[name] for name in _WITH_ACCOUNT if name in known]
    words = tr(
        "For a platform on which you have an account, type these commands in a terminal. Each "
        "secret goes into the keyring of this computer and into no file."
    )
    return said(words) + "".join(_with_account(one, file) for one in chosen)


def _with_account(provider: Provider, file: str) -> str:
    rows = "".join(
        f"<li><code>{html.escape(one.name)}</code>: {html.escape(str(one.title))}</li>"
        for one in provider.settings
    )
    # Google makes its token at the first sign-in, from the client that stands last.
    needed = [one for one in provider.settings if one.default is None] or provider.settings[-1:]
    commands = (
        *(f"workshop classroom secret {one.name} --on {provider.name}" for one in needed),
        f"workshop classroom plan {file} --on {provider.name}",
        f"workshop classroom apply {file} --on {provider.name}",
    )
    title = f"<p><strong>{html.escape(provider.title)}</strong></p>"
    return f"{title}<ul>{rows}</ul><pre>{html.escape(chr(10).join(commands))}</pre>"


def _how_much(whole: Blueprint, small: Blueprint) -> Iterable[str]:
    """Say that only a part of a class is built here, if so."""
    if (len(small.people), len(small.weeks)) == (len(whole.members), len(whole.weeks)):
        return
    yield tr(
        "So that it goes quickly, a part of the class is built here: {people} of {members} people "
        "and {weeks} of {all} weeks.",
        people=number(len(small.people)),
        members=number(len(whole.members)),
        weeks=number(len(small.weeks)),
        all=number(len(whole.weeks)),
    )
