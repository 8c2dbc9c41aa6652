"""Carrying a plan out, so that it can be interrupted at any moment and run again.

Steps are handed to the platform level by level: all of one level need nothing of one another,
so that the provider can send them together, and what needs a thing that failed is left out.
"""

import time
from collections.abc import Callable, Mapping, Sequence

from workshop.classroom.building.ledger import Ledger, Writer
from workshop.classroom.building.order import levels
from workshop.classroom.building.planning import Plan
from workshop.classroom.building.provider import Connection
from workshop.classroom.building.report import Report
from workshop.classroom.building.resources import Outcome, Step
from workshop.errors import Message, ProviderError

Watcher = Callable[[Outcome], None]


def apply(
    plan: Plan,
    connection: Connection,
    ledger: Ledger,
    *,
    progress: Watcher | None = None,
    confirm_removals: Callable[[Sequence[Step]], bool] | None = None,
) -> Report:
    """Do what a plan says.

    Parameters
    ----------
    plan
        What to do.
    connection
        Where to do it.
    ledger
        Where each step is written down as soon as it is done.
    progress
        Told of each step that ended.
    confirm_removals
        Asked once before anything is removed; without it nothing is.

    Raises
    ------
    ClassroomError
        When the same class is being built there at this moment.
    """
    begin = time.monotonic()
    with ledger.writing() as writer:
        # What a killed run made, but had no time to write down.
        known = ledger.fingerprints()
        writer.adopt(step for step in plan.steps if _is_news(step, known))
        run = _Run(connection, writer, progress or (lambda _: None))
        stopped = run.through(_to_make(plan))
        if plan.removals:
            agreed = stopped is None and confirm_removals and confirm_removals(plan.removals)
            if agreed:
                stopped = run.through(_to_remove(plan))
            else:
                run.leave(plan.removals, stopped or Message("its removal was not confirmed"))
    return Report(
        steps=plan.changing,
        outcomes=tuple(run.outcomes.values()),
        usage=connection.usage,
        seconds=time.monotonic() - begin,
        stopped=stopped,
    )


class _Run:
    """One way through the levels of a plan, and how each step ended."""

    def __init__(self, connection: Connection, writer: Writer, progress: Watcher) -> None:
        self._connection = connection
        self._writer = writer
        self._progress = progress
        self.outcomes: dict[str, Outcome] = {}

    def through(self, work: "_Work") -> Message | None:
        """Do level after level; return why nothing could be done any more, if so."""
        for number, level in enumerate(work.in_levels):
            try:
                self._do([step for step in level if not self._must_wait(step, work)])
            except ProviderError as error:
                stopped = error.message
            except KeyboardInterrupt:
                stopped = Message("stopped by you")
            else:
                continue
            for rest in work.in_levels[number:]:
                self.leave(rest, stopped)
            return stopped
        return None

    def leave(self, steps: Sequence[Step], reason: Message) -> None:
        """Skip those steps that have not ended yet."""
        for step in steps:
            if step.address not in self.outcomes:
                self._end(Outcome(step.address, step.action, "skipped", reason), step)

    def _do(self, steps: Sequence[Step]) -> None:
        if not steps:
            return
        waiting = {step.address: step for step in steps}
        for outcome in self._connection.apply(steps):
            if step := waiting.pop(outcome.address, None):
                self._end(outcome, step)
        for step in waiting.values():
            reason = Message("the platform gave no answer about it")
            self._end(Outcome(step.address, step.action, "failed", reason), step)

    def _must_wait(self, step: Step, work: "_Work") -> bool:
        """Skip a step when something that has to be done before it was not done."""
        for need in work.before.get(step.address, ()):
            outcome = self.outcomes.get(need)
            if outcome and outcome.state != "done":
                label = work.labels[need]
                self.leave([step], Message("needs “{what}”, which was not done", what=label))
                return True
        return False

    def _end(self, outcome: Outcome, step: Step) -> None:
        self.outcomes[outcome.address] = outcome
        self._writer.record(outcome, step)
        self._progress(outcome)


class _Work:
    """Steps in levels, and for each what has to be done before it: address → addresses."""

    def __init__(self, steps: Sequence[Step], before: Mapping[str, Sequence[str]]) -> None:
        depths = levels([step.address for step in steps], before)
        self.in_levels: list[list[Step]] = [[] for _ in range(max(depths.values(), default=-1) + 1)]
        for step in steps:
            self.in_levels[depths[step.address]].append(step)
        self.before = before
        self.labels = {step.address: step.resource.label for step in steps}


def _to_make(plan: Plan) -> _Work:
    steps = [step for step in plan.changing if step.action != "remove"]
    return _Work(steps, {step.address: step.resource.needs for step in steps})


def _to_remove(plan: Plan) -> _Work:
    """Remove what needs a thing before the thing itself."""
    before: dict[str, list[str]] = {step.address: [] for step in plan.removals}
    for step in plan.removals:
        for need in step.resource.needs:
            if need in before:
                before[need].append(step.address)
    return _Work(plan.removals, before)


def _is_news(step: Step, known: Mapping[str, str]) -> bool:
    return step.action == "keep" and known.get(step.address) != step.resource.fingerprint
