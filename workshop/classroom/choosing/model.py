"""What a choice is made from: platforms, criteria, requirements, and the evidence for each.

A criterion is scored from 0 to 4 and weighs more or less. A requirement is
met or not, by a fact; what does not meet it falls out, however good it is
otherwise. Behind each score and each fact stands a sentence with its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workshop.errors import ClassroomError
from workshop.i18n import language
from workshop.tables import Text

Basis = Literal["measured", "documented", "secondary", "judgement"]

BEST = 4
HEAVIEST = 10
BASES: dict[str, Basis] = {
    "measured": "measured",
    "documented": "documented",
    "secondary": "secondary",
    "judgement": "judgement",
}
# Each fact with the values that it may have; data/README.md says what they mean.
FACTS = {
    "price": ("free", "software", "limited", "paid"),
    "server": ("hosted", "either", "own"),
    "colleges": ("direct", "accept", "no"),
    "phone": ("full", "partly", "no"),
    "data": ("text", "feed", "video", "notebook"),
    "api": ("live", "import", "guide", "closed"),
    "number": ("none", "hideable", "shown"),
    "age": ("college", "13", "16", "unknown"),
}


@dataclass(frozen=True)
class Evidence:
    """Why a platform has a score or a fact: a sentence, its source, and how sure it is.

    ``basis`` is ``"measured"`` by us, ``"documented"`` by the makers, by a law or by a study,
    ``"secondary"`` for what others say of it, or ``"judgement"``, ours. ``date`` is that of the
    source, or of the day it was read where it has none.
    """

    text: Text
    basis: Basis
    source: str
    date: str

    def __str__(self) -> str:
        """Return the sentence in the reader's language."""
        return self.text.in_language(language())


@dataclass(frozen=True)
class Criterion:
    """What platforms are scored for, with the ends of its scale and its usual weight."""

    code: str
    label: Text
    question: Text
    lowest: Text
    highest: Text
    weight: int

    def __str__(self) -> str:
        """Return its name in the reader's language."""
        return self.label.in_language(language())


@dataclass(frozen=True)
class Requirement:
    """A hard constraint: a fact that must have one of some values.

    ``excludes`` is the code of a requirement that contradicts it, if there is one.
    """

    code: str
    label: Text
    meaning: Text
    fact: str
    passes: frozenset[str]
    excludes: str = ""

    def __str__(self) -> str:
        """Return its name in the reader's language."""
        return self.label.in_language(language())


@dataclass(frozen=True, eq=False)
class Platform:
    """A platform with its facts, and the scores and evidence of each criterion."""

    code: str
    label: Text
    kind: Text
    facts: Mapping[str, str]
    scores: Mapping[str, int]
    evidence: Mapping[str, Evidence]

    def __str__(self) -> str:
        """Return its name in the reader's language."""
        return self.label.in_language(language())

    def meets(self, requirement: Requirement) -> bool:
        """Whether it does not fall out because of this requirement."""
        return self.facts[requirement.fact] in requirement.passes


@dataclass(frozen=True)
class Catalogue:
    """All that can be chosen, and all that it can be chosen by.

    Examples
    --------
    >>> from workshop.classroom.choosing.reading import read_catalogue
    >>> str(read_catalogue().platform("moodle"))
    'Moodle'
    """

    platforms: tuple[Platform, ...]
    criteria: tuple[Criterion, ...]
    requirements: tuple[Requirement, ...]

    @property
    def weights(self) -> dict[str, int]:
        """The usual weight of each criterion."""
        return {criterion.code: criterion.weight for criterion in self.criteria}

    @property
    def judged(self) -> int:
        """How many scores are judgements, not figures or documents."""
        return sum(
            platform.evidence[criterion.code].basis == "judgement"
            for platform in self.platforms
            for criterion in self.criteria
        )

    def platform(self, code: str) -> Platform:
        """Return the platform of a code.

        Raises
        ------
        ClassroomError
            When there is none; the message lists those there are.
        """
        for platform in self.platforms:
            if platform.code == code:
                return platform
        raise ClassroomError(
            "There is no platform {value!r} in the catalogue; allowed: {allowed}. "
            "Write one of these and try again.",
            value=code,
            allowed=", ".join(one.code for one in self.platforms),
        )
