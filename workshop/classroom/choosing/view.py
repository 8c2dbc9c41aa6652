"""The choice by clicking: alive in a notebook, and in published pages without a kernel.

All that it needs is in its payload; the browser computes the rest. What was
clicked in a notebook comes back to Python, for the cells that follow.
"""

import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from workshop.classroom.choosing import chance
from workshop.classroom.choosing.choice import Choice, choose
from workshop.classroom.choosing.model import (
    BEST,
    FACTS,
    HEAVIEST,
    Catalogue,
    Evidence,
    Platform,
)
from workshop.classroom.choosing.words import words
from workshop.i18n import language
from workshop.views import RANKING

if TYPE_CHECKING:
    import anywidget


class ChoiceExplorer:
    """A choice of a platform to click: requirements, weights, ranking, reasons.

    Parameters
    ----------
    weights, requirements, catalogue
        What it begins with; see `choose`.
    """

    def __init__(
        self,
        weights: Mapping[str, int] | None = None,
        requirements: Iterable[str] = (),
        *,
        catalogue: Catalogue | None = None,
    ) -> None:
        self.first = choose(weights, requirements, catalogue=catalogue)
        self.language = language()

    @functools.cached_property
    def payload(self) -> dict[str, Any]:
        """All that the browser computes and tells from."""
        catalogue = self.first.catalogue
        return {
            "version": 1,
            "language": self.language,
            "best": BEST,
            "heaviest": HEAVIEST,
            "chance": {
                "seed": chance.SEED,
                "concentration": chance.CONCENTRATION,
                "draws": chance.DRAWS,
            },
            "weights": list(self.first.weights),
            "required": [one.code for one in self.first.required],
            "criteria": [
                {
                    "code": one.code,
                    "label": str(one),
                    "question": one.question.in_language(self.language),
                }
                for one in catalogue.criteria
            ],
            "requirements": [
                {
                    "code": one.code,
                    "label": str(one),
                    "meaning": one.meaning.in_language(self.language),
                    "fact": one.fact,
                    "excludes": one.excludes,
                }
                for one in catalogue.requirements
            ],
            "facts": list(FACTS),
            "platforms": [self._platform(one) for one in catalogue.platforms],
            "judged": catalogue.judged,
            "words": words(),
        }

    def _platform(self, platform: Platform) -> dict[str, Any]:
        catalogue = self.first.catalogue
        return {
            "code": platform.code,
            "name": str(platform),
            "kind": platform.kind.in_language(self.language),
            "scores": [platform.scores[one.code] for one in catalogue.criteria],
            "misses": [one.code for one in catalogue.requirements if not platform.meets(one)],
            "evidence": {aspect: self._evidence(one) for aspect, one in platform.evidence.items()},
        }

    def _evidence(self, evidence: Evidence) -> dict[str, str]:
        return {
            "text": evidence.text.in_language(self.language),
            "basis": evidence.basis,
            "source": evidence.source,
            "date": evidence.date,
        }

    @functools.cached_property
    def widget(self) -> "anywidget.AnyWidget":
        """The live widget; its weights and requirements follow what is clicked."""
        return RANKING.widget(
            payload=self.payload,
            weights=dict(zip(self.first.catalogue.weights, self.first.weights, strict=True)),
            requirements=[one.code for one in self.first.required],
        )

    @property
    def weights(self) -> dict[str, int]:
        """The weights as they stand now."""
        return dict(self.widget.weights)

    @property
    def requirements(self) -> tuple[str, ...]:
        """The codes of the requirements that are set now."""
        return tuple(self.widget.requirements)

    @property
    def choice(self) -> Choice:
        """The choice as it stands now.

        Raises
        ------
        ClassroomError
            When all weights were moved to 0.
        """
        return choose(self.weights, self.requirements, catalogue=self.first.catalogue)

    @property
    def alt(self) -> str:
        """The ranking in words, where it cannot be drawn."""
        return "\n".join(self.first.explain().splitlines()[:2])

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        payload = self.payload | {"chart": self.first.chart().to_json()}
        return RANKING.bundle(self.widget, payload, self.alt, **kwargs)


def explore_choice(
    weights: Mapping[str, int] | None = None,
    requirements: Iterable[str] = (),
    *,
    catalogue: Catalogue | None = None,
) -> ChoiceExplorer:
    """Choose a platform by clicking; read the result from its ``choice``.

    Parameters
    ----------
    weights, requirements, catalogue
        What it begins with; see `choose`.

    Raises
    ------
    ClassroomError
        As `choose` does.

    Examples
    --------
    >>> picked = explore_choice({"live": 10}, ["free"])
    >>> picked.choice.winners == choose({"live": 10}, ["free"]).winners
    True
    """
    return ChoiceExplorer(weights, requirements, catalogue=catalogue)
