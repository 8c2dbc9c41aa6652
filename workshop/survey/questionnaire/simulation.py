"""Made-up answers to any questionnaire, so that an analysis is rehearsed before data exist.

Every simulated person has one hidden disposition, which the groups that they belong to tilt
a little, and a trait for each scale, which follows from it in part. Whatever is asked depends
on these and on chance: so the items of a scale agree with one another, outcomes go with the
scales, and there is something to find in every table.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.errors import Message, SurveyError
from workshop.i18n import tr
from workshop.sheets.report import Decision, ReadingReport
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.survey.responses import Responses

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]
    Places = NDArray[np.intp]
    Flags = NDArray[np.bool_]

MOST = 10_000_000
MISSING = 0.05  # of the answers to a question that may be left out
SILENT = 0.5  # the same, where one has to write

# How closely an answer follows from the trait, as a correlation.
ITEM, OUTCOME, OTHER = 0.68, 0.55, 0.35


def simulate(questionnaire: Questionnaire, n: int, *, seed: int) -> Responses:
    """Make up the answers of ``n`` people.

    Parameters
    ----------
    n
        Number of people.
    seed
        A whole number from 0 on; the same one gives the same answers again.

    Returns
    -------
    Responses
        With ``simulated`` set. Limits, options and required questions are respected;
        one in twenty leaves out what is not required.

    Raises
    ------
    SurveyError
        When ``n`` or the seed is no such number.

    Examples
    --------
    >>> from workshop.survey.questionnaire.model import Question
    >>> from workshop.tables import Text
    >>> age = Question("age", Text("Umur", "Age"), "number", minimum=17, maximum=30, required=True)
    >>> answers = simulate(Questionnaire(Text("Angket", "Survey"), (age,)), 40, seed=1)
    >>> len(answers), bool(answers.table["age"].between(17, 30).all()), answers.simulated
    (40, True, True)
    """
    _refuse("n", n, 1, MOST)
    _refuse("seed", seed, 0, 2**63)
    people = _People(np.random.default_rng(seed), n)
    order = sorted(questionnaire.questions, key=_turn)
    answers = {question.id: _answers(question, people) for question in order}
    columns = [answers[question.id] for question in questionnaire.questions]
    table = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(n))
    decision = Decision(
        Message(
            "All answers of {count} people are made up, with the seed {seed}.", count=n, seed=seed
        ),
        Message("A simulation was asked for."),
    )
    return Responses(questionnaire, table, ReadingReport((decision,)), simulated=True)


def _turn(question: Question) -> int:
    """Put first who people are, which tilts everything else; then scales, which outcomes need."""
    return 0 if question.role == "demographic" else 1 if question.scale else 2


def _refuse(name: str, value: object, low: int, high: int) -> None:
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or not low <= int(value) <= high:  # type: ignore[call-overload]
        raise SurveyError(
            "{name} is {value!r}; allowed: a whole number from {low} to {high}. Change it and try "
            "again.",
            name=name,
            value=value,
            low=low,
            high=high,
        )


@dataclass
class _People:
    """The simulated people: chance, their disposition, and their trait for each scale."""

    chance: np.random.Generator
    count: int
    disposition: "Scores" = field(init=False)
    traits: "dict[str, Scores]" = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.disposition = self.chance.standard_normal(self.count)

    def tilt(self, groups: "Places", number: int) -> None:
        """Raise or lower the disposition of whole groups."""
        self.disposition = self.disposition + self.chance.normal(0, 0.3, number)[groups]

    def trait(self, scale: str) -> "Scores":
        """Return what a scale measures; without one, the disposition itself."""
        if not scale:
            return self.disposition
        if scale not in self.traits:
            self.traits[scale] = self.following(self.disposition, 0.7)
        return self.traits[scale]

    def core(self) -> "Scores":
        """Return what the scales have in common, on which outcomes depend."""
        if not self.traits:
            return self.disposition
        core: Scores = np.sum(list(self.traits.values()), axis=0)
        core /= max(float(np.std(core)), 1e-9)
        return core

    def following(self, scores: "Scores", closely: float) -> "Scores":
        """Return new scores that correlate with others."""
        noise = self.chance.standard_normal(self.count)
        return closely * scores + float(np.sqrt(1 - closely**2)) * noise

    def silent(self, question: Question) -> "Flags":
        """Return who leaves a question out."""
        if question.required or question.role in ("demographic", "identifier"):
            return np.zeros(self.count, bool)
        share = SILENT if question.kind == "text" else MISSING
        return self.chance.random(self.count) < share


def _answers(question: Question, people: _People) -> "pd.Series | pd.DataFrame":
    silent = people.silent(question)
    match question.kind:
        case "single":
            return _single(question, people, silent)
        case "multiple":
            return _multiple(question, people, silent)
        case "likert":
            return _likert(question, people, silent)
        case "number":
            numbers = pd.Series(_numbers(question, people), name=question.id, dtype=float)
            return numbers.mask(silent)
        case "date":
            days = people.chance.integers(0, 180, people.count)
            dates = pd.Timestamp("2026-01-01") + pd.to_timedelta(days, unit="D")
            return pd.Series(dates, name=question.id).mask(silent)
    return pd.Series(_texts(question, people), name=question.id, dtype=object).mask(silent)


def _single(question: Question, people: _People, silent: "Flags") -> "pd.Series":
    liking = _liking(question, people)
    chosen = liking.argmax(axis=1)
    if question.role == "demographic":
        people.tilt(chosen, len(question.options))
    return _category(question, chosen, silent)


def _category(question: Question, chosen: "Places", silent: "Flags") -> "pd.Series":
    dtype = pd.CategoricalDtype(list(question.codes), ordered=question.kind == "likert")
    places = np.where(silent, -1, chosen).astype(np.intp)
    return pd.Series(pd.Categorical.from_codes(places, dtype=dtype), name=question.id)


def _liking(question: Question, people: _People) -> "Scores":
    """Return how much each person likes each option."""
    options = len(question.options)
    popular = people.chance.normal(0, 0.5, options)
    slope = people.chance.normal(0, 0.7, options)
    if question.role == "demographic":  # nobody is a man or a woman by disposition
        slope = np.zeros(options)
    chance = people.chance.gumbel(size=(people.count, options))
    return popular + np.outer(people.disposition, slope) + chance


def _multiple(question: Question, people: _People, silent: "Flags") -> "pd.DataFrame":
    liking = _liking(question, people)
    ticked = liking > people.chance.uniform(-0.5, 1.2, len(question.options))
    # Whoever answers ticks something.
    ticked[np.arange(people.count), liking.argmax(axis=1)] = True
    columns = list(question.columns)
    table = pd.DataFrame(ticked, columns=columns).astype("boolean")
    table.loc[silent, columns] = pd.NA
    return table


def _likert(question: Question, people: _People, silent: "Flags") -> "pd.Series":
    scores = people.following(people.trait(question.scale), ITEM if question.scale else OTHER)
    last = len(question.options) - 1
    height = last * (0.5 + people.chance.uniform(-0.08, 0.12)) + scores * last / 4.2
    steps = np.clip(np.rint(last - height if question.reversed else height), 0, last)
    return _category(question, steps.astype(np.intp), silent)


def _numbers(question: Question, people: _People) -> "Scores":
    low, high = question.minimum, question.maximum
    scores = _number_scores(question, people)
    if low is not None and high is not None:
        # Marks lie above the middle; of hours in a day, most people need far fewer than half.
        usual = (0.55, 0.7) if question.role == "outcome" else (0.2, 0.4)
        middle = low + (high - low) * people.chance.uniform(*usual)
        numbers = middle + scores * (high - low) / 7
    elif low is not None:
        numbers = low + 5 * np.exp(scores / 2)
    elif high is not None:
        numbers = high - 5 * np.exp(-scores / 2)
    else:
        numbers = 50 + 10 * scores
    return np.clip(np.round(numbers, _decimals(low, high)), low, high)


def _number_scores(question: Question, people: _People) -> "Scores":
    if question.role == "demographic":
        return people.chance.standard_normal(people.count)
    if question.scale:
        return people.following(people.trait(question.scale), ITEM)
    if question.role == "outcome":
        return people.following(people.core(), OUTCOME)
    return people.following(people.disposition, OTHER * people.chance.choice([-1, 1]))


def _decimals(low: float | None, high: float | None) -> int:
    """Give decimals to marks from 0 to 4, and none to years of age and hours."""
    limits = [limit for limit in (low, high) if limit is not None]
    narrow = len(limits) == 2 and limits[1] - limits[0] < 8
    return 2 if narrow or not all(limit.is_integer() for limit in map(float, limits)) else 0


def _texts(question: Question, people: _People) -> list[str]:
    numbers = range(1, people.count + 1)
    if question.role == "identifier" or question.privacy == "identifier":
        return [f"SIM{number:04}" for number in numbers]
    return [tr("Simulated answer {number}", number=number) for number in numbers]
