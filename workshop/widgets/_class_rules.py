"""The rules of a class: ready-made ones to tick, and its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ipywidgets

from workshop.classroom.blueprint import demonstration
from workshop.classroom.blueprint.model import Blueprint, Rule
from workshop.i18n import language, tr
from workshop.tables import Text
from workshop.widgets._class_draft import ClassDraft
from workshop.widgets._form import bilingual, plain, typed
from workshop.widgets._rows import Rows, free

# Beside those of the example: what a class may agree on as well.
MORE_RULES = (
    Rule(
        "on-time",
        Text(
            "Ringkasan dikirim sebelum batas waktu; yang terlambat memberi tahu moderator.",
            "Summaries are sent before they are due; who is late tells the moderator.",
        ),
    ),
    Rule(
        "sources",
        Text(
            "Sebutkan sumber setiap angka dan kutipan.",
            "Name the source of every figure and quotation.",
        ),
    ),
    Rule(
        "quiet-hours",
        Text(
            "Tidak ada pesan antara pukul 22.00 dan 06.00.",
            "No messages between 10 p.m. and 6 a.m.",
        ),
    ),
)


class Rules(ipywidgets.VBox):
    """Ready-made rules to tick, and all rules of the class to reword or to add to."""

    def __init__(self, draft: ClassDraft, changed: Callable[[], None]) -> None:
        self.draft, self._changed, self._filling = draft, changed, False
        self.ready = {rule.key: rule for rule in ready_made()}
        self.ticks = {
            key: ipywidgets.Checkbox(
                description=rule.text.in_language(language()), indent=False,
                layout={"width": "auto", "height": "auto"},
            )
            for key, rule in self.ready.items()
        }  # fmt: skip
        for tick in self.ticks.values():
            tick.observe(self._take, names="value")
        fields = [
            *bilingual("text", tr("Text"), ipywidgets.Textarea, rows=3),
            plain("key", typed(tr("Short name"))),
        ]
        self.rows = Rows(
            draft,
            "rules",
            fields,
            changed,
            label=lambda rule: rule.text.in_language(language()),
            new=_rule,
            description=tr("Rules of this class"),
        )
        super().__init__([*self.ticks.values(), self.rows], layout={"width": "100%"})

    def show(self, blueprint: Blueprint) -> None:
        """Tick the rules that the class has."""
        self._filling = True
        chosen = {rule.key for rule in blueprint.rules}
        for key, tick in self.ticks.items():
            tick.value = key in chosen
        self._filling = False
        self.rows.show(blueprint)

    def _take(self, change: dict[str, Any]) -> None:
        if self._filling:
            return
        key = next(key for key, tick in self.ticks.items() if tick is change["owner"])
        rules = [rule for rule in self.draft.shown.rules if rule.key != key]
        if change["new"]:
            rules.append(self.ready[key])
        self.draft.become(replace(self.draft.shown, rules=tuple(rules)))
        self._changed()


def ready_made() -> tuple[Rule, ...]:
    """Return the rules of the example, and more."""
    return (*demonstration.example().rules, *MORE_RULES)


def _rule(blueprint: Blueprint) -> Rule:
    taken = {rule.key for rule in blueprint.rules} | {rule.key for rule in ready_made()}
    return Rule(free("rule", taken), Text("Aturan baru", "New rule"))
