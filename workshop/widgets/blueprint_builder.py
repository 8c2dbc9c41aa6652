"""A virtual classroom described by clicking: its people, groups, channels, weeks and rules."""

import html
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets

from workshop import config
from workshop.classroom import example, problems, read_blueprint
from workshop.classroom.blueprint.model import Blueprint
from workshop.errors import WorkshopError
from workshop.i18n import date, language, ntr, number, tr
from workshop.tables import read_text
from workshop.widgets import _class_sections as sections
from workshop.widgets._class_draft import ClassDraft
from workshop.widgets._class_people import Groups, People, counted, table
from workshop.widgets._class_rules import Rules
from workshop.widgets._form import FORM_STYLE, LIST
from workshop.widgets._own_file import OwnFile
from workshop.widgets._show import BAD, GOOD, button, said, show_files, show_words
from workshop.widgets._style import SPACED, STYLE


class BlueprintBuilder(ipywidgets.VBox):
    """Buttons to choose a part of the class, its form, and what is wrong.

    Parameters
    ----------
    path
        The file that it is saved to, opened at once when it exists.
    """

    def __init__(self, path: Path) -> None:
        self.file = OwnFile(path.absolute())
        self.result = ipywidgets.Output()
        self.draft = ClassDraft(*self._opened())
        self._make_controls()
        self._make_sections()
        self.mistakes = ipywidgets.HTML()
        wrapped = {"flex_flow": "row wrap"}
        super().__init__(
            [
                ipywidgets.HTML(STYLE + FORM_STYLE),
                ipywidgets.HBox([self.small, self.large, self.empty, self.own], layout=wrapped),
                self.chosen,
                self.stack,
                self.mistakes,
                ipywidgets.HBox([self.save, self.undo], layout=wrapped),
                self.result,
            ]
        )
        self.add_class(SPACED)
        opened = self.result.outputs
        self._refresh()
        self.result.outputs = opened

    @property
    def blueprint(self) -> Blueprint:
        """The class as it stands; without the mistakes that still stand in the form."""
        return self.draft.blueprint

    @property
    def path(self) -> Path:
        """The file that it is saved to."""
        return self.file.path

    def _opened(self) -> tuple[Blueprint, Path, str]:
        """Open the file of before, else the example; a broken file is told and kept."""
        if self.file.path.exists():
            try:
                found = read_blueprint(self.file.path), self.file.path, read_text(self.file.path)
            except WorkshopError as error:
                show_words(self.result, error, BAD)
            else:
                self.file.adopt()
                show_words(self.result, tr("Opened: {file}", file=self.file.path.name))
                return found
        return example(language()), self.file.path, ""

    def _make_controls(self) -> None:
        self.small = button(tr("Start from the example"), "book")
        self.large = button(tr("Start from the large example"), "users")
        self.empty = button(tr("Start empty"), "file-o")
        self.own = button(tr("Open {file}", file=self.path.name), "folder-open-o")
        self.save = button(tr("Save"), "save", style="primary")
        self.undo = button(tr("Undo"), "undo")
        self.small.on_click(lambda _: self._become(example(language())))
        self.large.on_click(lambda _: self._become(_large()))
        self.empty.on_click(lambda _: self._become(_empty()))
        self.own.on_click(self._open)
        self.save.on_click(self._save)
        self.undo.on_click(self._undo)

    def _make_sections(self) -> None:
        self.course = sections.course(self.draft, self._refresh)
        self.colleges = sections.colleges(self.draft, self._refresh)
        self.people = People(self.draft, self._refresh)
        self.groups = Groups(self.draft, self._refresh)
        self.channels = sections.channels(self.draft, self._refresh)
        self.weeks = sections.weeks(self.draft, self._refresh)
        self.rules = Rules(self.draft, self._refresh)
        self.sessions = sections.sessions(self.draft, self._refresh)
        self.seats = sections.seats(self.draft, self._refresh)
        self.seats_told = ipywidgets.HTML()
        self.text = ipywidgets.Textarea(
            description=tr("Text of the file"),
            rows=24,
            continuous_update=False,
            layout={"width": "auto"},
        )
        self.text.add_class(LIST)
        self.text.observe(self._take_text, names="value")
        parts = {
            tr("The class"): self.course,
            tr("Colleges"): self.colleges,
            tr("People"): self.people,
            tr("Study groups"): self.groups,
            tr("Channels"): self.channels,
            tr("Weeks"): self.weeks,
            tr("Rules"): self.rules,
            tr("Video sessions"): self.sessions,
            tr("Places"): ipywidgets.VBox([self.seats, self.seats_told]),
            tr("As text (TOML)"): self._text_part(),
        }
        self.chosen = ipywidgets.ToggleButtons(
            options=[(words, at) for at, words in enumerate(parts)],
            style={"button_width": "auto"},
            layout={"margin": ".8em 0 0", "width": "auto"},
        )
        self.stack = ipywidgets.Stack(
            list(parts.values()), selected_index=0, layout={"padding": ".6em 0", "width": "100%"}
        )
        ipywidgets.link((self.chosen, "index"), (self.stack, "selected_index"))

    def _text_part(self) -> ipywidgets.VBox:
        about = tr(
            "This is what the file holds. What you change here changes the form as soon as you "
            "click somewhere else."
        )
        return ipywidgets.VBox([ipywidgets.HTML(said(about)), self.text], layout={"width": "100%"})

    def _refresh(self) -> None:
        """Show the draft in every part; what was said of the one before is over."""
        self.result.outputs = ()
        shown = self.draft.shown
        for form in (self.course, self.seats):
            form.show(shown, shown)
        for part in (self.colleges, self.people, self.groups, self.channels, self.weeks,
                     self.rules, self.sessions):  # fmt: skip
            part.show(shown)
        self.seats_told.value = said(_about_places(shown))
        self.text.value = self.draft.text
        self._tell_mistakes()

    def _tell_mistakes(self) -> None:
        if self.draft.mistakes:
            words = [tr("Correct this first:"), *self.draft.mistakes]
            self.mistakes.value = said("\n".join(words), BAD)
            return
        found = [str(one) for one in problems(self.draft.shown)]
        if found:
            words = [tr("Please look at this before the class is built:"), *found]
            self.mistakes.value = said("\n".join(words), BAD)
        else:
            self.mistakes.value = said(tr("Everything fits together."), GOOD)

    def _take_text(self, _change: object) -> None:
        if self.text.value != self.draft.text:
            self.draft.become_text(self.text.value)
            self._refresh()

    def _become(self, blueprint: Blueprint) -> None:
        self.draft.become(blueprint)
        self._refresh()
        show_words(self.result, tr("“Undo” brings the class of before back."))

    def _open(self, _button: object) -> None:
        try:
            text = read_text(self.path)
        except WorkshopError as error:
            show_words(self.result, error, BAD)
            return
        self.draft.become_text(text)
        self._refresh()
        if not self.draft.mistakes:
            self.file.adopt()
            show_words(self.result, tr("Opened: {file}", file=self.path.name))

    def _undo(self, _button: object) -> None:
        is_undone = self.draft.undo()
        self._refresh()
        if not is_undone:
            show_words(self.result, tr("There is nothing to undo."))

    def _save(self, _button: object) -> None:
        if self.draft.mistakes:
            words = "\n".join([tr("Correct this first:"), *self.draft.mistakes])
            show_words(self.result, words, BAD)
            return
        if not self.file.may_be_replaced():
            words = tr(
                "{file} exists already and holds something else. Click “Save” once more to "
                "replace it.",
                file=self.path.name,
            )
            show_words(self.result, words, BAD)
            return
        try:
            self.file.write(self.draft.text)
        except (WorkshopError, OSError) as error:
            show_words(self.result, error, BAD)
        else:
            show_files(self.result, tr("Saved."), [self.path])

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        title = self.blueprint.course.in_language(language())
        lines = [f"{name}: {words}" for name, words in _counts(self.blueprint)]
        return {
            **bundle,
            "text/html": _as_html(self.blueprint, title),
            "text/plain": "\n".join([title, *lines]),
        }


def blueprint_builder(path: Path | str | None = None) -> BlueprintBuilder:
    """Show a virtual classroom that is described by clicking.

    Parameters
    ----------
    path
        The TOML file to open and to save to; ``my-classroom.toml``, in Indonesian
        ``kelas-saya.toml``, in the folder of the notebook by default. When there is none yet, the
        example of the kit is shown, whose people are simulated.
    """
    return BlueprintBuilder(Path(path or tr("my-classroom.toml")))


def _large() -> Blueprint:
    """Return the class of the demonstration, with its people in the blueprint itself."""
    whole = read_blueprint(config.kit_folder() / "data" / "demo" / "classroom.toml")
    people = tuple(replace(person, row=0) for person in whole.people)
    return replace(whole, people=people, roster="")


def _empty() -> Blueprint:
    """Return the frame of the example, without people and what hangs on them."""
    whole = example(language())
    weeks = tuple(replace(week, expert=None) for week in whole.weeks)
    return replace(whole, people=(), groups=(), weeks=weeks, sessions=(), capacity=0)


def _about_places(blueprint: Blueprint) -> str:
    students = len(blueprint.with_role("student"))
    taken = ntr("{count} student agreed to take part.", "{count} students agreed to take part.",
                students)  # fmt: skip
    if not blueprint.capacity:
        anybody = tr("0 means that anybody may register.")
        return f"{anybody} {taken}"
    rest = max(0, blueprint.capacity - students)
    left = ntr("{count} place is left.", "{count} places are left.", rest)
    return f"{taken} {left}"


def _counts(blueprint: Blueprint) -> list[tuple[str, str]]:
    """Return what a class consists of, in numbers and without a name."""
    sizes = [len(group.members) for group in blueprint.groups]
    groups = number(len(sizes))
    if sizes:
        span = number(min(sizes)) if min(sizes) == max(sizes) else tr(
            "{low} to {high}", low=number(min(sizes)), high=number(max(sizes)))  # fmt: skip
        groups = tr("{groups}, of {sizes} people", groups=groups, sizes=span)
    return [
        (tr("Term"), tr("{begins} to {ends}", begins=date(blueprint.begins),
                        ends=date(blueprint.ends))),
        (tr("Time zone"), sections.INDONESIA.get(blueprint.time_zone, blueprint.time_zone)),
        (tr("People"), number(len(blueprint.people))),
        (tr("Study groups"), groups),
        (tr("Channels"), number(len(blueprint.channels))),
        (tr("Weeks"), number(len(blueprint.weeks))),
        (tr("Rules"), number(len(blueprint.rules))),
        (tr("Video sessions"), number(len(blueprint.sessions))),
        (tr("Places"), number(blueprint.capacity) if blueprint.capacity else tr("no limit")),
    ]  # fmt: skip


def _as_html(blueprint: Blueprint, title: str) -> str:
    """Return the class for pages where nobody can click."""
    rows = [[name, words] for name, words in _counts(blueprint)]
    head = [tr("Part of the class"), tr("What it holds")]
    heading = f"<p><strong>{html.escape(title)}</strong></p>"
    return f"{heading}{table(head, rows)}{counted(blueprint)}"
