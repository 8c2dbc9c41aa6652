"""The form of one question of a draft; every change is taken at once."""

import math
from collections.abc import Callable, Iterable
from typing import Any

import ipywidgets

from workshop.errors import Message
from workshop.i18n import language, tr
from workshop.survey.questionnaire.model import KINDS, PRIVACY, ROLES, Kind, Question
from workshop.survey.questionnaire.reading import PRIVACY_OF_ROLE
from workshop.tables import Text
from workshop.widgets import _retyping
from workshop.widgets._questionnaire_draft import (
    EXAMPLE_OPTIONS,
    NEW_TEXT,
    QuestionnaireDraft,
    of_kind,
    options,
)

KIND_WORDS: dict[Kind, Message] = {
    "single": Message("One option"),
    "multiple": Message("Several options"),
    "likert": Message("Rating, from low to high"),
    "number": Message("A number"),
    "text": Message("Free text"),
    "date": Message("A date"),
}
ROLE_WORDS = {
    "": Message("An ordinary question"),
    "demographic": Message("About the person (faculty, year …)"),
    "outcome": Message("What the study is about"),
    "identifier": Message("A name, number or code of the person"),
}
PRIVACY_WORDS = {
    "open": Message("Harmless"),
    "quasi-identifier": Message("May single out a person together with others"),
    "sensitive": Message("Sensitive: never tied to a person"),
    "identifier": Message("Names a person: never published"),
}
_LABEL = "13em"


class QuestionForm(ipywidgets.VBox):
    """Fields for one question.

    Parameters
    ----------
    draft
        What is changed.
    changed
        Called after every change.
    """

    def __init__(self, draft: QuestionnaireDraft, changed: Callable[[], None]) -> None:
        self.draft = draft
        self.changed = changed
        self.place: int | None = None
        self._filling = False
        self._typed_first: dict[tuple[str, str], str] = {}
        area, line = ipywidgets.Textarea, ipywidgets.Text
        self.text_id = _field(area, tr("Question in Indonesian"), rows=2)
        self.text_en = _field(area, tr("Question in English"), rows=2)
        self.kind = _menu(tr("Answered with"), [(str(KIND_WORDS[kind]), kind) for kind in KINDS])
        self.options_id = _field(area, tr("Options in Indonesian"), rows=5)
        self.options_en = _field(area, tr("Options in English"), rows=5)
        self.minimum = _field(line, tr("Smallest number"))
        self.maximum = _field(line, tr("Largest number"))
        self.scale = _field(ipywidgets.Combobox, tr("Part of the scale"), ensure_option=False)
        self.reversed = _tick(tr("A high answer means little (reversed)"))
        self.required = _tick(tr("Must be answered"))
        self.role = _menu(tr("Role"), [(str(ROLE_WORDS[role]), role) for role in ROLES])
        self.privacy = _menu(tr("Privacy"), [(str(PRIVACY_WORDS[one]), one) for one in PRIVACY])
        self.id = _field(line, tr("Short name"))
        self.fields = (
            *(self.text_id, self.text_en, self.kind, self.options_id, self.options_en),
            *(self.minimum, self.maximum, self.scale, self.reversed, self.required),
            *(self.role, self.privacy, self.id),
        )
        for field in self.fields:
            field.observe(self._take, names="value")
        super().__init__(self.fields, layout={"flex": "2 1 30em", "min_width": "20em"})

    def show(self, place: int | None) -> None:
        """Show the question at this place of the draft; nothing without one."""
        self.place = place
        self.layout.visibility = "hidden" if place is None else "visible"
        if place is None:
            return
        question = self.draft.questions[place]
        self._filling = True
        try:
            self._fill(question)
        finally:
            self._filling = False

    def _fill(self, question: Question) -> None:
        scales = self.draft.questionnaire.scales
        titles = {scale.id: scale.title.in_language(language()) for scale in scales}
        self.scale.options = tuple(titles.values())
        values: dict[Any, Any] = {
            self.text_id: question.text.id,
            self.text_en: question.text.en,
            self.kind: question.kind,
            self.options_id: _lines(option.label.id for option in question.options),
            self.options_en: _lines(option.label.en for option in question.options),
            self.minimum: _typed(question.minimum),
            self.maximum: _typed(question.maximum),
            self.scale: titles.get(question.scale, question.scale),
            self.reversed: question.reversed,
            self.required: question.required,
            self.role: question.role,
            self.privacy: question.privacy,
            self.id: question.id,
        }
        for field, value in values.items():
            field.value = value
        closed = question.kind in ("single", "multiple", "likert")
        _display(closed, self.options_id, self.options_en)
        _display(question.kind == "number", self.minimum, self.maximum)
        _display(question.kind in ("likert", "number"), self.scale)
        _display(question.kind == "likert" and bool(question.scale), self.reversed)

    def _take(self, change: dict[str, Any]) -> None:
        if self._filling or self.place is None:
            return
        question = self.draft.questions[self.place]
        self.draft.change(self.place, **self._values(change["owner"], question))
        self.changed()

    def _stopgap(
        self, question: Question, part: str, spoken: str, examples: tuple[Text, ...]
    ) -> _retyping.Stopgap:
        """Return what tells whether the other language only holds words to be replaced.

        These are the words of a question that was just added, or a copy of what was typed; the
        language that was typed in first goes ahead, the other one never changes it.
        """
        other = "en" if spoken == "id" else "id"
        known = {one.in_language(other) for one in examples}
        if question.id not in self.draft.added:
            return lambda _: False
        if self._typed_first.setdefault((question.id, part), spoken) != spoken:
            return lambda _: False
        return lambda old: old.in_language(other) in known or (bool(old.id) and old.id == old.en)

    def _values(self, field: Any, question: Question) -> dict[str, Any]:
        """Return the parts of the question that a change of a field changes."""
        if field in (self.text_id, self.text_en):
            spoken = "id" if field is self.text_id else "en"
            stopgap = self._stopgap(question, "text", spoken, (NEW_TEXT,))
            return {"text": _retyping.one(question.text, spoken, field.value, stopgap)}
        if field is self.kind:
            new = of_kind(question, self.kind.value)
            return {name: getattr(new, name) for name in Question.__dataclass_fields__}
        if field in (self.options_id, self.options_en):
            spoken = "id" if field is self.options_id else "en"
            stopgap = self._stopgap(
                question, "options", spoken, EXAMPLE_OPTIONS.get(question.kind, ())
            )
            old = tuple(option.label for option in question.options)
            labels = _retyping.several(old, spoken, field.value, stopgap)
            return {"options": options(question.kind, labels, question.options)}
        if field in (self.minimum, self.maximum):
            return {"minimum": _number(self.minimum.value), "maximum": _number(self.maximum.value)}
        if field is self.scale:
            scale = self.draft.scale(self.scale.value)
            return {"scale": scale, "reversed": question.reversed and bool(scale)}
        if field is self.role:
            role = self.role.value
            return {"role": role, "privacy": PRIVACY_OF_ROLE[role]}
        if field is self.id:
            return {"id": self.id.value.strip()}
        return {
            "reversed": self.reversed.value,
            "required": self.required.value,
            "privacy": self.privacy.value,
        }


def _lines(labels: Iterable[str]) -> str:
    return "\n".join(" ".join(label.split()) for label in labels).rstrip("\n")


def _typed(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _number(typed: str) -> float | None:
    """Read a number as people write it; what is none counts as not given."""
    try:
        value = float(typed.strip().replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _field(kind: Any, label: str, **settings: Any) -> Any:
    return kind(
        description=label,
        continuous_update=False,
        style={"description_width": _LABEL},
        layout={"width": "auto"},
        **settings,
    )


def _menu(label: str, choices: list[tuple[str, str]]) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(
        options=choices,
        description=label,
        style={"description_width": _LABEL},
        layout={"width": "auto"},
    )


def _tick(label: str) -> ipywidgets.Checkbox:
    return ipywidgets.Checkbox(
        description=label, style={"description_width": _LABEL}, layout={"width": "auto"}
    )


def _display(visible: bool, *fields: Any) -> None:  # noqa: FBT001  # a state, as in layout
    for field in fields:
        field.layout.display = None if visible else "none"
