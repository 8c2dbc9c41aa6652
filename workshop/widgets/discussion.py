"""A discussion to work with: the demonstration at once, or a chat of one's own by a button."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.blueprint.reading import read_blueprint
from workshop.classroom.discussion.demonstration import demo_discussion
from workshop.classroom.discussion.measuring import participation
from workshop.classroom.discussion.messages import Conversation
from workshop.classroom.discussion.people import matched
from workshop.classroom.discussion.reading import read_discussion
from workshop.classroom.discussion.result import Participation
from workshop.config import kit_folder
from workshop.errors import WorkshopError
from workshop.i18n import ntr, tr
from workshop.widgets._reading import reading
from workshop.widgets._show import BAD, GOOD, button, said
from workshop.widgets._style import SPACED, STYLE
from workshop.widgets._upload import File, read_uploaded, upload_button, uploaded
from workshop.widgets._who_is_who import WhoIsWho

CHATS = ".txt,.zip,.json,.csv,.xlsx"
CLASSES = ".toml,.csv,.tsv,.txt,.xlsx"
DEMO_CLASS = "data/demo/classroom.toml"


class Discussion(ipywidgets.VBox):
    """Three buttons, what was understood of the chat, and who is who in it.

    What a notebook stores and a page publishes of it are counts; names are in the live view only.

    Parameters
    ----------
    blueprint
        The class; the demonstration class when there is none.

    Attributes
    ----------
    conversation
        The chat that is loaded now.
    blueprint
        The class that is loaded now.
    """

    def __init__(self, blueprint: Blueprint | None) -> None:
        self._demo_class = read_blueprint(kit_folder() / DEMO_CLASS)
        self._own_class = blueprint
        self._file: File | None = None
        self._class_files: dict[str, bytes] = {}
        self._watchers: list[Callable[[], None]] = []
        self._found: Participation | WorkshopError
        self.own = upload_button(tr("Your chat"), CHATS)
        self.own_class = upload_button(tr("Your class"), CLASSES, several=True)
        self.demo = button(tr("Demonstration discussion"), "comments")
        self.result = ipywidgets.HTML()
        self.day_first = button(tr("The day first"), "calendar")
        self.month_first = button(tr("The month first"), "calendar")
        self.question = ipywidgets.VBox(
            [
                ipywidgets.HTML(said(_which_days(), BAD)),
                ipywidgets.HBox([self.day_first, self.month_first]),
            ]
        )
        self.who = WhoIsWho(self._measure)
        self.matching = ipywidgets.HTML()
        self._connect()
        super().__init__(
            [
                ipywidgets.HTML(STYLE),
                ipywidgets.HBox(
                    [self.own, self.own_class, self.demo], layout={"flex_flow": "row wrap"}
                ),
                ipywidgets.HTML(said(_explanation())),
                self.result,
                self.question,
                self.matching,
                self.who,
            ]
        )
        self.add_class(SPACED)
        self.blueprint: Blueprint
        self.conversation: Conversation
        self._take_demo()

    def _connect(self) -> None:
        self.own.observe(self._take_chat, names="value")
        self.own_class.observe(self._take_class, names="value")
        self.demo.on_click(self._take_demo)
        self.day_first.on_click(lambda _button: self._read(self._file, day_first=True))
        self.month_first.on_click(lambda _button: self._read(self._file, day_first=False))

    @property
    def participation(self) -> Participation:
        """Who takes part, with what was said about who is who.

        Raises
        ------
        ClassroomError
            When nobody who wrote is in the class.
        """
        if isinstance(self._found, WorkshopError):
            raise self._found
        return self._found

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever another chat, class or person is chosen."""
        self._watchers.append(changed)

    def _take_demo(self, _button: object = None) -> None:
        self._file, self._in_doubt = None, False
        self._take(demo_discussion())

    def _take_chat(self, _change: object) -> None:
        for file in uploaded(self.own):
            self._read(file)

    def _read(self, file: File | None, *, day_first: bool | None = None) -> None:
        if file is None:
            return
        try:
            chat = read_discussion(file, day_first=day_first)
        except WorkshopError as error:
            self._complain(error)
        else:
            self._file = file
            # Whoever answered may answer otherwise: the question stays.
            self._in_doubt = chat.days_in_doubt or day_first is not None
            _mark(self.day_first, chosen=day_first is True)
            _mark(self.month_first, chosen=day_first is False)
            self._take(chat)

    def _take_class(self, _change: object) -> None:
        """Take a class and its list of people, chosen together or one after the other."""
        found = dict(uploaded(self.own_class))
        if not found:
            return
        self._class_files |= found
        described = [name for name in found if name.lower().endswith(".toml")]
        names = described or [name for name in self._class_files if name.lower().endswith(".toml")]
        if not names:
            words = tr("This is the list of people. Now choose the classroom.toml that names it.")
            self.matching.value = said(words)
            return
        file = names[-1], self._class_files[names[-1]]
        try:
            self._own_class = read_uploaded(file, read_blueprint, self._class_files.items())
        except WorkshopError as error:
            self.matching.value = said(error, BAD) + said(_together())
            return
        if self._file is None:
            self.matching.value = said(tr("Your class is loaded. Now choose your chat."), GOOD)
        else:
            self._take(self.conversation)

    def _take(self, chat: Conversation) -> None:
        self.conversation = chat
        self.result.value = said("\n".join((chat.name, *_told(chat)))) + reading(chat.report)
        self.question.layout.display = None if self._in_doubt else "none"
        # The demonstration chat is one of the demonstration class, whichever other is loaded.
        self.blueprint = self._own_class or self._demo_class if self._file else self._demo_class
        self.who.ask(matched([chat], self.blueprint).unmatched, self.blueprint)
        self._measure()

    def _measure(self) -> None:
        try:
            self._found = participation(self.conversation, self.blueprint, people=self.who.people)
        except WorkshopError as error:
            self._found = error
            self.matching.value = said(self._nobody(), BAD)
        else:
            self.matching.value = said(self._matched(self._found), GOOD)
        for changed in self._watchers:
            changed()

    def _nobody(self) -> str:
        if self.blueprint is self._demo_class:
            return tr(
                "This is not the demonstration class. Click “Your class” and choose your "
                "classroom.toml and its list of people together."
            )
        return tr("Nobody who wrote is in this class. Say who is who below, or choose your class.")

    def _matched(self, found: Participation) -> str:
        known = len({one.person for one in found.matching.senders if one.person})
        words = tr(
            "{course}: {known} of {people} people of the class wrote.",
            course=self.blueprint.course.in_language(i18n.language()),
            known=i18n.number(known),
            people=i18n.number(len(self.blueprint.members)),
        )
        unknown = len(found.matching.unmatched)
        if not unknown:
            return words
        left = ntr(
            "{count} sender is not known yet and is left out.",
            "{count} senders are not known yet and are left out.",
            unknown,
        )
        return f"{words}\n{left}"

    def _complain(self, error: WorkshopError) -> None:
        kept = tr("The discussion of before is still loaded: {name}", name=self.conversation.name)
        self.result.value = said(error, BAD) + said(kept)

    def __repr__(self) -> str:
        """Show counts only: a notebook is published, names are not."""
        return f"Discussion({self.conversation!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        # Without the name of the file: WhatsApp names it after the person one writes with.
        words = "\n".join(_told(self.conversation))
        return {**bundle, "text/html": said(words), "text/plain": words}


def discussion(blueprint: Blueprint | Path | str | None = None) -> Discussion:
    """Show the demonstration discussion, and buttons to load a chat and a class of one's own.

    Parameters
    ----------
    blueprint
        The class, or its file; the demonstration class by default.
    """
    if isinstance(blueprint, Path | str):
        blueprint = read_blueprint(blueprint)
    return Discussion(blueprint)


def _explanation() -> str:
    return tr(
        "Your files stay on this computer: they are read here and sent to nobody. A chat may come "
        "from WhatsApp (.txt, .zip), Telegram (result.json), Matrix or Element (.json) or a "
        "Moodle forum (.csv, .xlsx, .json)."
    )


def _which_days() -> str:
    return tr(
        "Nothing in this chat shows whether 03/04 is 3 April or March 4. Which stands first in "
        "its dates?"
    )


def _together() -> str:
    return tr("Choose classroom.toml and its list of people together: hold Ctrl while you click.")


def _mark(answer: ipywidgets.Button, *, chosen: bool) -> None:
    answer.button_style = "primary" if chosen else ""


def _told(chat: Conversation) -> list[str]:
    """Say what was read: the period and counts, never a name."""
    first, last = (i18n.date(post.when.date()) for post in (chat.posts[0], chat.posts[-1]))
    lines = [*chat.summary(), tr("From {first} to {last}.", first=first, last=last)]
    if chat.simulated:
        lines.append(
            tr("This conversation is simulated: it is for practice and says nothing about people.")
        )
    return lines
