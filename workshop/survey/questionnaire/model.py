"""A questionnaire as frozen objects: what is asked, how it is answered, and how private it is."""

import functools
from dataclasses import dataclass, field
from typing import Literal

from workshop.tables import Text

Kind = Literal["single", "multiple", "likert", "number", "text", "date"]
Role = Literal["", "demographic", "outcome", "identifier"]
Privacy = Literal["open", "quasi-identifier", "sensitive", "identifier"]

KINDS: tuple[Kind, ...] = ("single", "multiple", "likert", "number", "text", "date")
ROLES: tuple[Role, ...] = ("", "demographic", "outcome", "identifier")
PRIVACY: tuple[Privacy, ...] = ("open", "quasi-identifier", "sensitive", "identifier")


@dataclass(frozen=True)
class Option:
    """One answer that can be ticked; ``code`` is what is stored and analysed."""

    code: str
    label: Text


@dataclass(frozen=True)
class Scale:
    """Items that together measure one construct."""

    id: str
    title: Text


@dataclass(frozen=True)
class Question:
    """One question.

    Parameters
    ----------
    id
        Short name in lower case, such as ``hours`` or ``engagement_1``; the name of its column.
    text
        What the respondent reads.
    kind
        ``single`` (one option), ``multiple`` (several options), ``likert`` (ordered options,
        their codes are whole numbers), ``number``, ``text`` or ``date``.
    options
        In the order in which they are shown; for ``likert`` from the lowest to the highest.
    reversed
        Whether a high answer means little of what the scale measures.
    scale
        Id of the `Scale` that the item belongs to, if any.
    role
        ``demographic`` (who answers), ``outcome`` (what the study is about), ``identifier``
        (a name, number or code of a person), or nothing.
    privacy
        ``open``; ``quasi-identifier`` (may single out a person together with others);
        ``sensitive`` (must not be tied to a person); ``identifier`` (never leaves this machine).
    minimum, maximum
        Smallest and largest number allowed, inclusive; for ``number`` only.
    unit
        What a number counts, such as hours a day.
    """

    id: str
    text: Text
    kind: Kind
    options: tuple[Option, ...] = ()
    reversed: bool = False
    scale: str = ""
    role: Role = ""
    required: bool = False
    privacy: Privacy = "open"
    minimum: float | None = None
    maximum: float | None = None
    unit: Text = field(default_factory=lambda: Text("", ""))

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the options, in their order."""
        return tuple(option.code for option in self.options)

    def labels(self, language: str) -> dict[str, str]:
        """Return code → label of the options, in their order."""
        return {option.code: option.label.in_language(language) for option in self.options}

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that hold the answers.

        One, named by the id; several answers take one column an option: ``purposes/chat``.
        """
        if self.kind == "multiple":
            return tuple(f"{self.id}/{code}" for code in self.codes)
        return (self.id,)


@dataclass(frozen=True)
class Questionnaire:
    """A whole questionnaire; ``introduction`` is what respondents read and consent to first.

    Examples
    --------
    >>> hours = Question("hours", Text("Berapa jam?", "How many hours?"), "number")
    >>> Questionnaire(Text("Angket", "Survey"), (hours,)).question("hours").kind
    'number'
    """

    title: Text
    questions: tuple[Question, ...]
    introduction: Text = field(default_factory=lambda: Text("", ""))
    scales: tuple[Scale, ...] = ()
    population: int | None = None

    @functools.cached_property
    def _by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, name: str) -> Question:
        """Return the question with this id; ``KeyError`` when there is none."""
        return self._by_id[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is a question with this id."""
        return name in self._by_id

    def items(self, scale: str) -> tuple[Question, ...]:
        """Return the questions of a scale, in their order."""
        return tuple(question for question in self.questions if question.scale == scale)
