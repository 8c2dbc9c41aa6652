"""A plan as people read it: one line, or folded by kind."""

import html
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workshop.classroom.building.kinds import PERSONAL, counted
from workshop.classroom.building.order import RANKS
from workshop.classroom.building.resources import Action, Resource, Step
from workshop.i18n import language, ntr, tr
from workshop.redaction import redacted

if TYPE_CHECKING:
    from workshop.classroom.building.planning import Drift, Plan

LONGEST = 60  # characters of one value
SIGNS: dict[Action, str] = {"create": "+", "change": "~", "remove": "−"}


def summary(plan: "Plan") -> str:
    """Say in one line what the plan does."""
    made = Counter(step.resource.kind for step in plan.steps if step.action == "create")
    changed = sum(step.action == "change" for step in plan.steps)
    parts = [f"+{counted(kind, made[kind])}" for kind in sorted(made, key=_rank)]
    if changed:
        parts.append(ntr("{count} changed", "{count} changed", changed))
    if not parts and not plan.removals:
        kept = len(plan.steps)
        parts.append(ntr("{count} thing is as planned", "{count} things are as planned", kept))
    parts.append(ntr("{count} removed", "{count} removed", len(plan.removals)))
    return ", ".join(parts)


def notes(plan: "Plan") -> list[str]:
    """Say how much others changed and how much is there in addition."""
    lines = []
    if plan.drift:
        lines.append(
            ntr(
                "Others changed {count} thing there since the last time; it is set right.",
                "Others changed {count} things there since the last time; they are set right.",
                len(plan.drift),
            )
        )
    if left := left_alone(plan):
        lines.append(
            ntr(
                "{count} thing is there and not in the blueprint; it stays.",
                "{count} things are there and not in the blueprint; they stay.",
                len(left),
            )
        )
    return lines


def left_alone(plan: "Plan") -> list[Resource]:
    """Return what is not in the blueprint and not removed."""
    removed = {step.address for step in plan.removals}
    return [one for one in plan.extra if one.address not in removed]


def details(plan: "Plan", *, names: bool = False) -> str:
    """List the plan by kind; drift and what is there in addition follow apart."""
    lines = [summary(plan)]
    for title, rows in _sections(plan, names=names):
        lines += ["", title, *(f"  {row}" for row in rows)]
    return "\n".join(lines)


def page(plan: "Plan") -> str:
    """Return the plan as HTML that can be folded out; it names no person."""
    folded = "".join(
        f"<details><summary>{html.escape(title)}</summary><ul>"
        + "".join(f"<li>{html.escape(row)}</li>" for row in rows)
        + "</ul></details>"
        for title, rows in _sections(plan, names=False)
    )
    return f'<div lang="{language()}"><p>{html.escape(summary(plan))}</p>{folded}</div>'


def _sections(plan: "Plan", *, names: bool) -> Iterable[tuple[str, list[str]]]:
    for action, title in (
        ("create", _made),
        ("change", _changed),
        ("remove", _removed),
    ):
        for kind, steps in _by_kind([one for one in plan.steps if one.action == action]):
            if names or kind not in PERSONAL:
                yield title(counted(kind, len(steps))), [_row(step, names=names) for step in steps]
            else:
                yield title(counted(kind, len(steps))), [tr("People are not named here.")]
    if plan.drift:
        yield (
            tr("Changed by others on the platform since the last time:"),
            _drifted(plan.drift, names=names),
        )
    if left := left_alone(plan):
        yield tr("There, but not in the blueprint; it stays:"), named(left, names=names)


def named(resources: Sequence[Resource], *, names: bool) -> list[str]:
    """Name things; people are only counted unless ``names`` are wanted."""
    open_ones = [redacted(one.label) for one in resources if names or one.kind not in PERSONAL]
    hidden = Counter(one.kind for one in resources if one.kind in PERSONAL and not names)
    return open_ones + [counted(kind, hidden[kind]) for kind in sorted(hidden, key=_rank)]


def _made(what: str) -> str:
    return tr("To be made: {what}", what=what)


def _changed(what: str) -> str:
    return tr("To be changed: {what}", what=what)


def _removed(what: str) -> str:
    return tr("To be removed: {what}", what=what)


def _by_kind(steps: Iterable[Step]) -> Iterable[tuple[str, list[Step]]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.resource.kind, []).append(step)
    return sorted(found.items(), key=lambda item: _rank(item[0]))


def _rank(kind: str) -> int:
    return RANKS.get(kind, len(RANKS))


def _row(step: Step, *, names: bool) -> str:
    told = _differences(step.changes, values=names)
    return redacted(f"{SIGNS[step.action]} {step.resource.label}{told}")


def _drifted(drift: "Sequence[Drift]", *, names: bool) -> list[str]:
    shown = [one for one in drift if names or one.resource.kind not in PERSONAL]
    hidden = [one for one in drift if not names and one.resource.kind in PERSONAL]
    rows = [
        redacted(one.resource.label + _differences(one.changes, values=names))
        if one.changes
        else tr("{what}: no longer there", what=redacted(one.resource.label))
        for one in shown
    ]
    gone = Counter(one.resource.kind for one in hidden if not one.changes)
    other = Counter(one.resource.kind for one in hidden if one.changes)
    rows += [tr("{what}: no longer there", what=counted(kind, gone[kind])) for kind in gone]
    return rows + [tr("{what}: other values", what=counted(kind, other[kind])) for kind in other]


def _differences(changes: Mapping[str, tuple[Any, Any]], *, values: bool) -> str:
    """Tell each value as it is and as it is to be; values may name people."""
    told = [
        f"{name}: {_short(now)} → {_short(then)}" if values else name
        for name, (now, then) in changes.items()
    ]
    return f" ({'; '.join(told)})" if told else ""


def _short(value: Any) -> str:
    text = "–" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
