"""How far a classroom is built, seen on the platform itself."""

import html
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop import i18n
from workshop.classroom.building.kinds import counted
from workshop.classroom.building.plan_words import named
from workshop.classroom.building.planning import Plan, plan
from workshop.classroom.building.resources import Resource
from workshop.i18n import tr


@dataclass(frozen=True)
class Status:
    """What of a blueprint stands on a platform.

    Parameters
    ----------
    built
        As the blueprint asks for.
    missing
        Not there yet.
    drifted
        There, but with other values than the blueprint's.
    extra
        There, but not in the blueprint.
    """

    built: tuple[Resource, ...]
    missing: tuple[Resource, ...]
    drifted: tuple[Resource, ...]
    extra: tuple[Resource, ...]

    @property
    def is_complete(self) -> bool:
        """Whether all that the blueprint asks for is there as it should be."""
        return not (self.missing or self.drifted)

    def summary(self, language: str | None = None) -> str:
        """Say in four lines what is there and what is not."""
        with i18n.use(language or i18n.language()):
            return "\n".join(
                [
                    tr("Built: {what}", what=_counts(self.built)),
                    tr("Missing: {what}", what=_counts(self.missing)),
                    tr("Different from the blueprint: {what}", what=_counts(self.drifted)),
                    tr("There, but not in the blueprint: {what}", what=_counts(self.extra)),
                ]
            )

    def details(self, language: str | None = None, *, names: bool = False) -> str:
        """Name what is not as planned; people are only counted unless ``names`` are wanted."""
        with i18n.use(language or i18n.language()):
            lines = [
                *(f"+ {one}" for one in named(self.missing, names=names)),
                *(f"~ {one}" for one in named(self.drifted, names=names)),
                *(f"? {one}" for one in named(self.extra, names=names)),
            ]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        words = self.summary()
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in words.splitlines())
        return {
            "text/html": f'<div lang="{i18n.language()}">{lines}</div>',
            "text/plain": words,
        }


def status(desired: Sequence[Resource], actual: Mapping[str, Resource]) -> Status:
    """Compare what should be with what is.

    Examples
    --------
    >>> found = status([Resource("person", "ani", "Ani")], {})
    >>> found.is_complete, len(found.missing)
    (False, 1)
    """
    return of_plan(plan(desired, actual))


def of_plan(compared: Plan) -> Status:
    """Return the status that a plan tells of."""
    by_action: dict[str, list[Resource]] = {"keep": [], "create": [], "change": [], "remove": []}
    for step in compared.steps:
        by_action[step.action].append(step.resource)
    return Status(
        tuple(by_action["keep"]),
        tuple(by_action["create"]),
        tuple(by_action["change"]),
        compared.extra,
    )


def _counts(resources: Sequence[Resource]) -> str:
    counts = Counter(one.kind for one in resources)
    return ", ".join(counted(kind, count) for kind, count in counts.items()) or "–"
