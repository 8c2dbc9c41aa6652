"""Answers that may be shared without harming anyone.

Names go, free texts and dates go, and nobody may stand alone with a
combination of faculty, year and gender by which colleagues would know them.
"""

import itertools
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workshop.charts import Chart, Series
from workshop.errors import Message, SurveyError
from workshop.i18n import language, ntr, number, tr
from workshop.results import Column, Result
from workshop.survey.privacy import anonymity, cleaning
from workshop.survey.privacy.anonymity import Remedy
from workshop.survey.responses import Responses


@dataclass(frozen=True, eq=False)
class Publishable(Result):
    """What may be shared, what was taken away, and what would let more stay.

    Parameters
    ----------
    responses
        Safe to share: shuffled, without names, dates and unasked-for texts, and with at least
        ``smallest_group`` people for every combination of what may single out a person.
    treatments
        Id of each question → key of `TREATMENTS`.
    smallest_group
        The size that every group should have.
    groups
        Every combination with the number of people who share it, before anything was blanked.
        For the facilitator's eyes: it is not shown with the result.
    remedies
        What makes the groups larger, best first.
    way_out
        Remedies, one after another, after which nothing has to be blanked; to take them, give
        their questions to `publishable` as ``without`` and ``coarser``.
    blanked
        Number of people of whom an answer was blanked.
    """

    responses: Responses
    original: Responses
    treatments: dict[str, str]
    smallest_group: int
    groups: pd.DataFrame
    remedies: tuple[Remedy, ...] = ()
    way_out: tuple[Remedy, ...] = ()
    blanked: int = 0

    COLUMNS = (Column("label", Message("Question")), Column("what", Message("What happens to it")))

    @property
    def smallest(self) -> int:
        """Size of the smallest group, before anything was blanked."""
        return anonymity.smallest(self.groups)

    @property
    def is_safe(self) -> bool:
        """Whether every group was large enough, so that nothing had to be blanked."""
        return self.smallest >= self.smallest_group

    @property
    def offending(self) -> pd.DataFrame:
        """The combinations that too few people share, fewest first; not to be published."""
        few = self.groups[self.groups[anonymity.PEOPLE] < self.smallest_group]
        return few.rename(columns={anonymity.PEOPLE: "people"}).reset_index(drop=True)

    @property
    def table(self) -> pd.DataFrame:
        """One row a question: its id, what it is called, and what happens to it."""
        questions = self.original.questionnaire.questions
        treatments = [self.treatments[question.id] for question in questions]
        return pd.DataFrame(
            {
                "question": [question.id for question in questions],
                "label": [question.text.in_language(language()) for question in questions],
                "treatment": treatments,
                "what": [str(cleaning.TREATMENTS[treatment]) for treatment in treatments],
            }
        )

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""
        return self.original.simulated

    def sentences(self) -> Iterable[str]:
        """Say what was removed, who could still be recognised, and what to do about it."""
        kept = len(self.responses.questionnaire.questions)
        yield tr(
            "{kept} of {all} questions stay, answered by {people} people in a new, random order.",
            kept=number(kept),
            all=number(len(self.treatments)),
            people=number(len(self.responses)),
        )
        yield from self._about_groups()
        if not self.is_safe:
            yield from self._about_blanks()
        if "text" in self.treatments.values():
            yield tr("Free texts are left out until you have read them all and ask for them.")
        if "masked" in self.treatments.values():
            yield tr(
                "Read all free texts before you share them: people name themselves and others."
            )
        yield tr(
            "Whoever knows other answers of a person may still recognise them. Share the answers "
            "only for the purpose that the respondents agreed to."
        )

    def _about_groups(self) -> Iterable[str]:
        names = [name for name in self.groups.columns if name != anonymity.PEOPLE]
        if not names:
            yield tr("No question is left that could single out a person together with others.")
            return
        yield ntr(
            "Together, {questions} could single people out: the smallest group with the same "
            "answers has {count} person; at least {wanted} are wanted.",
            "Together, {questions} could single people out: the smallest group with the same "
            "answers has {count} people; at least {wanted} are wanted.",
            self.smallest,
            questions=self._labels(names),
            wanted=number(self.smallest_group),
        )

    def _about_blanks(self) -> Iterable[str]:
        yield ntr(
            "So that nobody stands out, answers of {count} person to these questions were blanked.",
            "So that nobody stands out, answers of {count} people to these questions were blanked.",
            self.blanked,
        )
        for remedy in self.remedies[:3]:
            yield self._advice(remedy)
        yield from self._about_the_way_out()

    def _about_the_way_out(self) -> Iterable[str]:
        left_out = [one.question for one in self.way_out if one.action == "without"]
        joined = [one.question for one in self.way_out if one.action == "coarser"]
        if left_out and joined:
            yield tr(
                "Nothing has to be blanked when you leave out {left_out} and join neighbouring "
                "answers to {joined}.",
                left_out=self._labels(left_out),
                joined=self._labels(joined),
            )
        elif left_out:
            yield tr(
                "Nothing has to be blanked when you leave out {left_out}.",
                left_out=self._labels(left_out),
            )
        elif joined:
            yield tr(
                "Nothing has to be blanked when you join neighbouring answers to {joined}.",
                joined=self._labels(joined),
            )

    def _labels(self, names: Iterable[str]) -> str:
        asked = self.original.questionnaire
        return ", ".join(f"“{asked.question(name).text.in_language(language())}”" for name in names)

    def _advice(self, remedy: Remedy) -> str:
        question = self._labels([remedy.question])
        if remedy.action == "coarser":
            if not remedy.exposed:
                return tr(
                    "With neighbouring answers to {question} joined, nobody would stand out.",
                    question=question,
                )
            return ntr(
                "With neighbouring answers to {question} joined, {count} person would stand out.",
                "With neighbouring answers to {question} joined, {count} people would stand out.",
                remedy.exposed,
                question=question,
            )
        if not remedy.exposed:
            return tr("Without {question}, nobody would stand out.", question=question)
        return ntr(
            "Without {question}, {count} person would stand out.",
            "Without {question}, {count} people would stand out.",
            remedy.exposed,
            question=question,
        )

    def drawing(self) -> Chart:
        """Draw how many people share their combination with how many others."""
        people = self.groups[anonymity.PEOPLE]
        limits = sorted({1, 2, self.smallest_group, 2 * self.smallest_group})
        bars: dict[str, float] = {}
        for low, after in zip(limits, [*limits[1:], None], strict=True):
            inside = people[(people >= low) & (people < (after or np.inf))].sum()
            bars[_interval(low, after)] = 100 * float(inside) / len(self.original)
        return Chart(
            tr("Respondents by how many people give the same combination of answers"),
            tuple(bars),
            (Series(tr("Share of respondents"), tuple(bars.values())),),
            highlight=frozenset(
                _interval(low, after)
                for low, after in itertools.pairwise(limits)
                if low < self.smallest_group
            ),
            highlight_label=tr("Too few"),
        )


def publishable(
    responses: Responses,
    *,
    smallest_group: int = 5,
    free_text: bool = False,
    without: Collection[str] = (),
    coarser: Collection[str] = (),
    seed: int | None = None,
) -> Publishable:
    """Make answers safe to share.

    Questions that name a person, dates, and what is sensitive are left out, free texts too
    until asked for. Where fewer than ``smallest_group`` people share their answers to the
    quasi-identifiers, some of these answers are blanked; the result says what would let more
    stay.

    Parameters
    ----------
    responses
        The answers as they were read.
    smallest_group
        How many people at least must share a combination.
    free_text
        Whether free texts are kept, e-mail addresses and long numbers masked. Read them first.
    without
        Ids of questions to leave out.
    coarser
        Ids of questions whose answers are joined, such as neighbouring years.
    seed
        For tests only: with a known seed, the order of the file could be restored.

    Raises
    ------
    SurveyError
        When too few people answered, or a question is unknown or cannot be joined.
    """
    without = {without} if isinstance(without, str) else set(without)
    coarser = {coarser} if isinstance(coarser, str) else set(coarser)
    _refuse_what_cannot_be(responses, smallest_group, without | coarser)
    treatments = {
        question.id: cleaning.treatment(question, responses, without, free_text=free_text)
        for question in responses.questionnaire.questions
    }
    cleaned = cleaning.joined(cleaning.left_out(responses, treatments), coarser)
    treatments |= {name: "coarser" for name in coarser if treatments[name] == "kept"}
    quasi = [one for one in cleaned.questionnaire.questions if one.privacy == "quasi-identifier"]
    people = anonymity.keys(cleaned, quasi)
    counted = anonymity.groups(people)
    remedies: tuple[Remedy, ...] = ()
    way_out: tuple[Remedy, ...] = ()
    blanked = 0
    if anonymity.exposed(counted, smallest_group):
        mergings = cleaning.mergings(quasi, people, coarser)
        remedies = anonymity.remedies(counted, mergings, smallest_group)
        way_out = anonymity.way_out(counted, mergings, smallest_group)
        gone = anonymity.blanks(people, smallest_group)
        blanked = int(gone.any(axis=1).sum())
        cleaned = cleaning.blanked(cleaned, gone)
        treatments |= dict.fromkeys(gone.columns[gone.any()], "blanked")
    return Publishable(
        cleaning.shuffled(cleaned, seed),
        responses,
        treatments,
        smallest_group,
        counted,
        remedies,
        way_out,
        blanked,
    )


def _refuse_what_cannot_be(responses: Responses, smallest_group: int, names: set[str]) -> None:
    if smallest_group < 2:
        raise SurveyError(
            "smallest_group is {value}; allowed: 2 or more. Usual are 5 and 10.",
            value=smallest_group,
        )
    if len(responses) < smallest_group:
        raise SurveyError(
            "Only {people} people answered; with fewer than {wanted}, nobody can stay unknown. "
            "Share only what you say about all of them together.",
            people=number(len(responses)),
            wanted=number(smallest_group),
        )
    for name in sorted(names):
        if name not in responses.questionnaire:
            raise SurveyError(
                "There is no question {name!r}. Choose one of: {names}.",
                name=name,
                names=", ".join(one.id for one in responses.questionnaire.questions),
            )


def _interval(low: int, after: int | None) -> str:
    if after is None:
        return tr("{count} people or more", count=number(low))
    if after - low == 1:
        return ntr("{count} person", "{count} people", low)
    return tr("{low} to {high} people", low=number(low), high=number(after - 1))
