"""What was left out or joined so that nobody can be recognised: one sentence a reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workshop.i18n import number, tr


@dataclass
class Notes:
    """Questions that were changed, by what they are called, and the people who remain.

    Parameters
    ----------
    unanswered, answered, alike
        Left out because too few did not answer, answered, or answered differently.
    joined, fewer
        Whose rare answers are joined, or left out.
    remaining
        How many people are counted, when some are not.

    Examples
    --------
    >>> from workshop.i18n import use
    >>> with use("en"):
    ...     list(Notes(joined=["Age", "Job", "Age"]).sentences())
    ['Rare answers to these questions are joined: “Age”, “Job”.']
    """

    unanswered: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    alike: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    fewer: list[str] = field(default_factory=list)
    remaining: int | None = None

    def sentences(self) -> Iterator[str]:
        """Say everything, in the reader's language."""
        if self.remaining is not None:
            yield self.about_people()
        for labels, one, many in (
            (self.unanswered, _one_unanswered, _many_unanswered),
            (self.answered, _one_answered, _many_answered),
            (self.alike, _one_alike, _many_alike),
            (self.joined, _one_joined, _many_joined),
            (self.fewer, _one_fewer, _many_fewer),
        ):
            yield from _told(list(dict.fromkeys(labels)), one, many)

    def about_people(self) -> str:
        """Say that some people are not counted, but not how few; empty when all are."""
        if self.remaining is None:
            return ""
        return tr(
            "A few respondents who left single questions open are not counted here; "
            "{n} respondents remain.",
            n=number(self.remaining),
        )


def _told(
    labels: list[str], one: Callable[[str], str], many: Callable[[str], str]
) -> Iterator[str]:
    if len(labels) == 1:
        yield one(labels[0])
    elif labels:
        yield many(", ".join(f"“{label}”" for label in labels))


def _one_unanswered(label: str) -> str:
    return tr("“{label}” is left out: too few did not answer it.", label=label)


def _many_unanswered(labels: str) -> str:
    return tr(
        "These questions are left out because too few did not answer them: {labels}.",
        labels=labels,
    )


def _one_answered(label: str) -> str:
    return tr("“{label}” is left out: too few answered it.", label=label)


def _many_answered(labels: str) -> str:
    return tr(
        "These questions are left out because too few answered them: {labels}.", labels=labels
    )


def _one_alike(label: str) -> str:
    return tr("“{label}” is left out: too few different answers.", label=label)


def _many_alike(labels: str) -> str:
    return tr(
        "These questions are left out because they have too few different answers: {labels}.",
        labels=labels,
    )


def _one_joined(label: str) -> str:
    return tr("Rare answers to “{label}” are joined.", label=label)


def _many_joined(labels: str) -> str:
    return tr("Rare answers to these questions are joined: {labels}.", labels=labels)


def _one_fewer(label: str) -> str:
    return tr("Rare answers to “{label}” are left out.", label=label)


def _many_fewer(labels: str) -> str:
    return tr("Rare answers to these questions are left out: {labels}.", labels=labels)
