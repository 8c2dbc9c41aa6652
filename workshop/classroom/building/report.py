"""How an apply ended: what was done, what failed and why, what was left out."""

import html
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workshop import i18n
from workshop.classroom.building.kinds import PERSONAL, counted
from workshop.classroom.building.provider import Usage
from workshop.classroom.building.resources import Outcome, State, Step
from workshop.errors import Message
from workshop.i18n import ntr, number, tr
from workshop.redaction import redacted


@dataclass(frozen=True)
class Report:
    """The end of an apply.

    Parameters
    ----------
    steps
        What was to be done.
    outcomes
        How each of them ended.
    usage
        The requests that it took.
    seconds
        How long it took.
    stopped
        Why nothing could be done any more, when it ended early.
    """

    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    usage: Usage
    seconds: float
    stopped: Message | None = None

    @property
    def is_complete(self) -> bool:
        """Whether everything was done."""
        return all(outcome.state == "done" for outcome in self.outcomes)

    def in_state(self, state: State) -> tuple[Outcome, ...]:
        """Return the steps that ended in this way."""
        return tuple(outcome for outcome in self.outcomes if outcome.state == state)

    def summary(self, language: str | None = None) -> str:
        """Say in a few lines how it ended, and what to do when it was not complete."""
        with i18n.use(language or i18n.language()):
            return "\n".join(self._sentences())

    def details(self, language: str | None = None, *, names: bool = False) -> str:
        """List what failed, was left out or was done in another way, each with its reason.

        Parameters
        ----------
        language
            ``"id"`` or ``"en"``; the reader's own by default.
        names
            Whether people are named; otherwise they are only counted.
        """
        with i18n.use(language or i18n.language()):
            return "\n".join(self._rows(names=names))

    def costs(self, language: str | None = None) -> list[str]:
        """Tell for each kind of request how many were sent."""
        with i18n.use(language or i18n.language()):
            return [f"{what}: {number(count)}" for what, count in self.usage.requests.items()]

    def _sentences(self) -> list[str]:
        done, failed, skipped = (
            number(len(self.in_state(state))) for state in ("done", "failed", "skipped")
        )
        lines = [
            tr(
                "Done: {done}, failed: {failed}, left out: {skipped}.",
                done=done,
                failed=failed,
                skipped=skipped,
            ),
            tr(
                "{requests} in {seconds} seconds.",
                requests=ntr("{count} request", "{count} requests", self.usage.total),
                seconds=number(self.seconds, 1),
            ),
        ]
        if self.stopped:
            lines.append(redacted(str(self.stopped)))
        if not self.is_complete:
            lines.append(
                tr(
                    "Run the same command again when the reasons are gone: what was done is not "
                    "done twice."
                )
            )
        return lines

    def _rows(self, *, names: bool) -> list[str]:
        counts: Counter[tuple[str, str]] = Counter()
        told = [*self.in_state("failed"), *self.in_state("skipped")]
        if names:  # what was done, but not quite as it was asked for
            told += [one for one in self.in_state("done") if one.reason]
        for outcome in told:
            counts[self._told(outcome, names=names)] += 1
        return [f"{what}: {reason}" for what, reason in _joined(counts)]

    def _told(self, outcome: Outcome, *, names: bool) -> tuple[str, str]:
        resource = self._by_address[outcome.address].resource
        what = redacted(resource.label)
        if names:
            return what, redacted(str(outcome.reason or "–"))
        # What a platform says of people names them; so does a reason to leave something out.
        own = tr("failed") if outcome.state == "failed" else tr("left out")
        if resource.kind in PERSONAL:
            return f"\0{resource.kind}", own
        return what, redacted(str(outcome.reason or own)) if outcome.state == "failed" else own

    @cached_property
    def _by_address(self) -> Mapping[str, Step]:
        return {step.address: step for step in self.steps}

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        words = [*self._sentences(), *self._rows(names=False)]
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in words)
        page = f'<div lang="{i18n.language()}">{lines}</div>'
        return {"text/html": page, "text/plain": "\n".join(words)}


def _joined(counts: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Count those who must not be named."""
    return [
        (counted(what[1:], count), reason) if what.startswith("\0") else (what, reason)
        for (what, reason), count in counts.items()
    ]
