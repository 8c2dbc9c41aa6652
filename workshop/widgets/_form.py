"""Forms of fields, each of which shows a part of a thing and changes it at once."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import ipywidgets

from workshop.classroom.blueprint.model import Blueprint, slug
from workshop.i18n import language, tr
from workshop.tables import Text
from workshop.widgets import _retyping
from workshop.widgets._class_draft import LANGUAGES, ClassDraft
from workshop.widgets._show import button

LABEL = "13em"

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Field:
    """A field of a form.

    Parameters
    ----------
    control
        What is clicked or typed in.
    get
        The value to show of a thing.
    put
        The thing with another value.
    choices
        What a menu offers, where that hangs on the class.
    visible
        Whether a thing has this part at all.
    """

    control: Any
    get: Callable[[Any], Any]
    put: Callable[[Any, Any], Any]
    choices: Callable[[Blueprint], Choices] | None = None
    visible: Callable[[Any], bool] = lambda _: True


class Form(ipywidgets.VBox):
    """Fields for one thing.

    Parameters
    ----------
    fields
        From top to bottom.
    take
        Called with the changed thing.
    """

    def __init__(self, fields: Sequence[Field], take: Callable[[Any], None]) -> None:
        self.fields, self._changed = fields, take
        self._thing: Any = None
        self._filling = False
        for field in fields:
            field.control.observe(partial(self._take, field), names="value")
        super().__init__(
            [field.control for field in fields],
            layout={"flex": "2 1 30em", "min_width": "20em", "overflow": "visible"},
        )

    def show(self, thing: Any, blueprint: Blueprint) -> None:
        """Show a thing; nothing without one."""
        self.layout.visibility = "hidden" if thing is None else "visible"
        self._thing = thing
        if thing is None:
            return
        self._filling = True
        try:
            for field in self.fields:
                _fill(field, thing, blueprint)
        finally:
            self._filling = False

    def _take(self, field: Field, _change: object) -> None:
        if not self._filling and self._thing is not None:
            self._changed(field.put(self._thing, field.control.value))


def _fill(field: Field, thing: Any, blueprint: Blueprint) -> None:
    if not field.visible(thing):
        field.control.layout.display = "none"
        return
    field.control.layout.display = None
    with field.control.hold_sync():
        value = field.get(thing)
        if field.choices is not None:
            choices = field.choices(blueprint)
            if value not in [one for _, one in choices]:
                choices.append((str(value), value))
            if tuple(choices) != tuple(field.control.options):
                field.control.options = choices
        field.control.value = value


class Rows(ipywidgets.HBox):
    """The things of one kind in a list, and the form of the chosen one.

    Parameters
    ----------
    draft
        What is changed.
    name
        Of the tuple in the blueprint.
    fields
        Of one thing.
    label
        How a thing is called in the list.
    new
        A thing to add: from the class and a key that is free.
    changed
        Called after every change.
    movable
        Whether their order is the lecturer's to choose.
    """

    def __init__(
        self,
        draft: ClassDraft,
        name: str,
        fields: Sequence[Field],
        label: Callable[[Any], str],
        new: Callable[[Blueprint], Any],
        changed: Callable[[], None],
        *,
        description: str,
        movable: bool = True,
    ) -> None:
        self.draft, self.name, self._label, self._new = draft, name, label, new
        self._changed, self._filling = changed, False
        self._wanted: int | None = None  # the place to choose next
        self._added: set[str] = set()  # keys that may still follow the words
        self.list = ipywidgets.Select(rows=8, layout={"width": "auto"})
        self.list.tooltip = description
        self.list.observe(self._choose, names="index")
        self.add = button(tr("Add"), "plus")
        self.delete = button(tr("Delete"), "trash")
        self.up, self.down = button(tr("Up"), "arrow-up"), button(tr("Down"), "arrow-down")
        self.add.on_click(self._add)
        self.delete.on_click(self._delete)
        self.up.on_click(lambda _: self._move(-1))
        self.down.on_click(lambda _: self._move(1))
        self.form = Form(fields, self._take)
        buttons = [self.add, self.delete, *([self.up, self.down] if movable else [])]
        heading = ipywidgets.Label(description)
        left = ipywidgets.VBox(
            [heading, self.list, ipywidgets.HBox(buttons, layout={"flex_flow": "row wrap"})],
            layout={"flex": "1 1 18em", "min_width": "16em"},
        )
        super().__init__([left, self.form], layout={"flex_flow": "row wrap"})

    @property
    def rows(self) -> tuple[Any, ...]:
        """The things, as they stand in the draft."""
        rows: tuple[Any, ...] = getattr(self.draft.shown, self.name)
        return rows

    def show(self, blueprint: Blueprint) -> None:
        """Show the things of the draft, with one of them chosen."""
        place = self.list.index or 0 if self._wanted is None else self._wanted
        self._wanted = None
        count = len(self.rows)
        self._filling = True
        with self.list.hold_sync():  # the list and its choice at once: no flicker
            self.list.options = [(self._label(one), at) for at, one in enumerate(self.rows)]
            self.list.index = min(place, count - 1) if count else None
        self._filling = False
        self._show_chosen(blueprint)

    def _show_chosen(self, blueprint: Blueprint) -> None:
        place = self.list.index
        self.delete.disabled = self.up.disabled = self.down.disabled = place is None
        self.form.show(None if place is None else self.rows[place], blueprint)

    def _choose(self, _change: object) -> None:
        if not self._filling:
            self._show_chosen(self.draft.shown)

    def _become(self, rows: Sequence[Any], place: int) -> None:
        self.draft.become(replace(self.draft.shown, **{self.name: tuple(rows)}))
        self._wanted = place
        self._changed()

    def _take(self, row: Any) -> None:
        place = self.list.index
        rows = list(self.rows)
        rows[place] = self._following(row, {one.key for one in rows if one is not rows[place]})
        self._become(rows, place)

    def _following(self, row: Any, taken: set[str]) -> Any:
        """Return an added thing with a key made of its words, as long as nothing points to it."""
        if row.key not in self._added or row.key in _pointed_to(self.draft.shown):
            return row
        words = getattr(row, "name", None) or row_text(row).in_language(language())
        key = slug(words)[:40].strip("-")
        if not key or not key[0].isalpha():
            return row
        self._added.discard(row.key)
        key = free(key, taken)
        self._added.add(key)
        return replace(row, key=key)

    def _add(self, _button: object) -> None:
        new = self._new(self.draft.shown)
        if "key" in new.__dataclass_fields__:
            self._added.add(new.key)
        self._become([*self.rows, new], len(self.rows))

    def _delete(self, _button: object) -> None:
        place = self.list.index
        if place is not None:
            self._become([*self.rows[:place], *self.rows[place + 1 :]], place)

    def _move(self, step: int) -> None:
        place, rows = self.list.index, list(self.rows)
        if place is not None and 0 <= place + step < len(rows):
            rows[place], rows[place + step] = rows[place + step], rows[place]
            self._become(rows, place + step)


def free(wish: str, taken: Collection[str]) -> str:
    """Return a key that is not taken yet.

    Examples
    --------
    >>> free("rule", {"rule"})
    'rule-2'
    """
    number, key = 1, wish
    while key in taken:
        number += 1
        key = f"{wish}-{number}"
    return key


def row_text(row: Any) -> Text:
    """Return what a thing is called."""
    text: Text = getattr(row, "title", None) or row.text
    return text


def _pointed_to(blueprint: Blueprint) -> set[str]:
    return {
        *(person.college for person in blueprint.people),
        *(key for group in blueprint.groups for key in group.members),
        *(week.expert.person for week in blueprint.weeks if week.expert),
    }


def bilingual(name: str, label: str, kind: Any = ipywidgets.Text, **settings: Any) -> list[Field]:
    """Return the two fields of a text."""
    return [_in_one(name, label, code, kind, settings) for code in ("id", "en")]


def _in_one(name: str, label: str, code: str, kind: Any, settings: dict[str, Any]) -> Field:
    def put(thing: Any, typed: str) -> Any:
        text = _retyping.one(getattr(thing, name), code, typed, lambda old: _waits(old, code))
        return replace(thing, **{name: text})

    words = f"{label} {LANGUAGES[code]}"
    return Field(
        typed(words, kind, **settings), lambda thing: getattr(thing, name).in_language(code), put
    )


def _waits(old: Text, code: str) -> bool:
    """Whether the other language only holds a copy: of what is typed in one's own language."""
    return code == language() and old.id == old.en


def plain(name: str, control: Any, **settings: Any) -> Field:
    """Return a field for a part that is just its value; what is emptied of a date stays."""

    def put(thing: Any, value: Any) -> Any:
        return thing if value is None else replace(thing, **{name: value})

    return Field(control, lambda thing: getattr(thing, name), put, **settings)


def typed(label: str, kind: Any = ipywidgets.Text, **settings: Any) -> Any:
    """Return a control with a label that is as wide as there is room."""
    if issubclass(kind, ipywidgets.Text | ipywidgets.Textarea):
        settings["continuous_update"] = False
    return kind(
        description=label,
        style={"description_width": LABEL},
        layout={"width": "auto"},
        **settings,
    )
