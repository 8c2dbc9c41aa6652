"""Forms of fields, each of which shows a part of a thing and changes it at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import ipywidgets

from workshop.classroom.blueprint.model import Blueprint
from workshop.errors import Message
from workshop.i18n import language, tr
from workshop.tables import Text
from workshop.widgets import _retyping
from workshop.widgets._style import WIDE

LABEL = "14em"
LANGUAGES = {"id": Message("Indonesian"), "en": Message("English")}
# The words of a list stand above it, and belong to it for a screen reader, too.
LIST, FORM = "ruang-kelas-list", "ruang-kelas-form"
FORM_STYLE = f"""<style>
.{LIST}.jupyter-widgets {{ flex-direction: column; align-items: stretch; height: auto; }}
.{LIST}.jupyter-widgets > label {{ width: auto; text-align: left; }}
.{LIST}.jupyter-widgets > select {{ flex: none; }}
.{FORM} .widget-label {{ height: auto; line-height: 1.3; white-space: normal; }}
</style>"""

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
            layout={"width": "100%", "max_width": WIDE},
        )
        self.add_class(FORM)

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


def bilingual(name: str, label: str, kind: Any = ipywidgets.Text, **settings: Any) -> list[Field]:
    """Return the two fields of a text."""
    return [_in_one(name, label, code, kind, settings) for code in ("id", "en")]


def _in_one(name: str, label: str, code: str, kind: Any, settings: dict[str, Any]) -> Field:
    def put(thing: Any, typed: str) -> Any:
        text = _retyping.one(getattr(thing, name), code, typed, lambda old: _waits(old, code))
        return replace(thing, **{name: text})

    words = tr("{label} ({language})", label=label, language=LANGUAGES[code])
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
