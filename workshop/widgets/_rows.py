"""The things of one kind in a list, one of which is shown as a form."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

import ipywidgets

from workshop.classroom.blueprint.model import Blueprint, slug
from workshop.i18n import language, tr
from workshop.tables import Text
from workshop.widgets._class_draft import ClassDraft
from workshop.widgets._form import LIST, Field, Form
from workshop.widgets._show import button
from workshop.widgets._style import WIDE


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
    changed
        Called after every change.
    label
        How a thing is called in the list.
    new
        Makes a thing to add, with a key that the class does not have yet.
    description
        What the list is called.
    movable
        Whether their order is the lecturer's to choose.
    """

    def __init__(
        self,
        draft: ClassDraft,
        name: str,
        fields: Sequence[Field],
        changed: Callable[[], None],
        *,
        label: Callable[[Any], str],
        new: Callable[[Blueprint], Any],
        description: str,
        movable: bool = True,
    ) -> None:
        self.draft, self.name, self._label, self._new = draft, name, label, new
        self._changed, self._filling = changed, False
        self._wanted: int | None = None  # the place to choose next
        self._added: set[str] = set()  # keys that may still follow the words
        self.list = ipywidgets.Select(rows=8, description=description, layout={"width": "auto"})
        self.list.add_class(LIST)
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
        left = ipywidgets.VBox(
            [self.list, ipywidgets.HBox(buttons, layout={"flex_flow": "row wrap"})],
            layout={"flex": "1 1 18em", "min_width": "16em"},
        )
        self.form.layout = {
            "flex": "2 1 30em",
            "min_width": "min(100%, 30em)",
            "max_width": WIDE,
        }
        super().__init__([left, self.form], layout={"flex_flow": "row wrap", "width": "100%"})

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
        changed: dict[str, Any] = {self.name: tuple(rows)}
        self.draft.become(replace(self.draft.shown, **changed))
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
