"""What differs between groups, and what goes together.

Many tests are made at once, so that all p-values of a section are adjusted
together by Holm's method; only differences that remain are shown in full.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workshop.errors import SurveyError
from workshop.i18n import number, tr
from workshop.results import ShownTable, written
from workshop.survey.analysis import compare_words, guards, several
from workshop.survey.analysis.compare import Comparison, compare
from workshop.survey.analysis.correlation import Correlation, correlate
from workshop.survey.analysis.crosstab import Crosstab, crosstab
from workshop.survey.analysis.variable import Variable
from workshop.survey.explorer.protection import hide
from workshop.survey.questionnaire.model import Question
from workshop.survey.reporting.model import Finding, Part
from workshop.survey.reporting.publication import Protected
from workshop.survey.reporting.showing import part, table_of

MOST_OUTCOMES, MOST_FULL = 6, 12


@dataclass(frozen=True, eq=False)
class Tested:
    """Two questions that were tested, and what was found."""

    first: str
    second: str
    result: Comparison | Correlation | Crosstab

    @property
    def p_value(self) -> float:
        """The p-value; 1 where nothing could be tested."""
        found = self.result.p_value
        return 1.0 if found is None or found != found else found  # noqa: PLR0124


def groups(known: Protected) -> Finding | None:
    """Compare outcomes between the groups of the demographic questions."""
    numbers, choices = (found[:MOST_OUTCOMES] for found in _outcomes(known))
    grouping = [one.id for one in _demographic(known)]
    found = [
        *_tested(compare, known, numbers, grouping),
        *_tested(crosstab, known, choices, grouping),
    ]
    if not found:
        return None
    return _family(tr("Differences between groups"), known, found)


def associations(known: Protected) -> Finding | None:
    """Correlate outcomes with scales, and with other numbers."""
    outcomes = _outcomes(known)[0][:MOST_OUTCOMES]
    asked = known.answers.questionnaire
    measures = [
        *_scales(known),
        *(one.id for one in asked.questions if one.kind == "number"),
    ]
    others = [name for name in measures if name not in (known.pair or ())]
    pairs = dict.fromkeys(
        tuple(sorted((first, second), key=measures.index))
        for first, second in itertools.product(others, outcomes)
        if first != second and first in measures and second in measures
    )
    found = []
    for first, second in pairs:
        try:
            result = correlate(known.answers, first, second)
        except SurveyError:
            continue
        if result.n >= known.smallest:
            found.append(Tested(first, second, result))
    return _family(tr("What goes together"), known, found) if found else None


def _outcomes(known: Protected) -> tuple[list[str], list[str]]:
    """Return ids of the outcomes that are numbers, and of those that are choices.

    Where no question is marked as an outcome, scales and numbers take their place.
    """
    questions = [
        one
        for one in known.answers.questionnaire.questions
        if one.id not in (known.pair or ()) and one.role != "demographic"
    ]
    marked = [one for one in questions if one.role == "outcome"]
    numbers = [one.id for one in marked if one.kind in ("number", "likert")]
    choices = [one.id for one in marked if one.kind == "single"]
    if not marked:
        numbers = [one.id for one in questions if one.kind == "number"]
    return list(dict.fromkeys([*numbers, *_scales(known)])), choices


def _scales(known: Protected) -> list[str]:
    asked = known.answers.questionnaire
    return [
        scale.id
        for scale in asked.scales
        if scale.id not in asked and {one.kind for one in asked.items(scale.id)} == {"likert"}
    ]


def _demographic(known: Protected) -> list[Question]:
    kinds = ("single", "likert")
    return [
        one
        for one in known.counted.questionnaire.questions
        if one.role == "demographic" and one.kind in kinds and len(one.options) > 1
    ]


def _tested(
    test: Callable[..., Any],
    known: Protected,
    outcomes: Iterable[str],
    grouping: Iterable[str],
) -> Iterator[Tested]:
    for outcome, by in itertools.product(outcomes, grouping):
        try:
            result = test(known.answers, outcome, by)
        except SurveyError:
            continue
        if isinstance(result, Crosstab) or _are_groups(result, known.smallest):
            yield Tested(outcome, by, result)


def _are_groups(result: Comparison, smallest: int) -> bool:
    """Whether there are groups to compare, and none so small that its mean tells of persons."""
    sizes = [group.size for group in result.groups if group.size]
    return len(sizes) > 1 and min(sizes) >= smallest


# A family of tests


def _family(title: str, known: Protected, found: Sequence[Tested]) -> Finding:
    """Sum tests up in one table, then show those that remain significant together."""
    adjusted = guards.holm([one.p_value for one in found])
    clear = [one for one, p in zip(found, adjusted, strict=True) if p < guards.SIGNIFICANT]
    parts = [_in_full(known, one) for one in clear[:MOST_FULL]]
    overview = Part(tr("All tests at a glance"), (), _overview(found, adjusted, known.smallest))
    return Finding(title, (*_further(known), *_about(found, clear)), (overview, *parts))


def _further(known: Protected) -> Iterator[str]:
    """Say that there are more outcomes than a report can hold."""
    if max(map(len, _outcomes(known))) > MOST_OUTCOMES:
        yield tr(
            "Only the first {count} outcomes are tested here. Mark those that matter as outcomes, "
            "or test the others in the notebook.",
            count=number(MOST_OUTCOMES),
        )


def _about(found: Sequence[Tested], clear: Sequence[Tested]) -> Iterator[str]:
    yield from guards.many_comparisons(len(found))
    if len(clear) > MOST_FULL:
        yield tr(
            "{clear} of {all} tests are significant after the adjustment; the first {shown} are "
            "shown in full.",
            clear=number(len(clear)),
            all=number(len(found)),
            shown=number(MOST_FULL),
        )
    elif clear:
        yield tr(
            "{clear} of {all} tests are significant after the adjustment; these are shown in full.",
            clear=number(len(clear)),
            all=number(len(found)),
        )
    else:
        yield tr("None of the tests is significant after the adjustment.")
    if len(clear) < len(found):
        yield from guards.not_significant(1.0)
    yield from guards.association()


def _overview(found: Sequence[Tested], adjusted: Sequence[float], smallest: int) -> ShownTable:
    rows = []
    for one, p_value in zip(found, adjusted, strict=True):
        labels = _labels(one.result)
        secret = isinstance(one.result, Crosstab) and _is_secret(one.result, smallest)
        exact = (written(one.p_value, "probability"), written(p_value, "probability"))
        differs = tr("yes") if p_value < guards.SIGNIFICANT else tr("not shown")
        rows.append((*labels, *(("–", "–") if secret else exact), differs))
    header = (tr("First"), tr("Second"), tr("p-value"), tr("adjusted"), tr("Significant"))
    return ShownTable(header, tuple(rows), (False, False, True, True, False))


def _labels(result: Comparison | Correlation | Crosstab) -> tuple[str, str]:
    if isinstance(result, Comparison):
        return result.outcome.label, result.by.label
    if isinstance(result, Crosstab):
        return result.rows.label, result.columns_.label
    return result.x.label, result.y.label


def _in_full(known: Protected, one: Tested) -> Part:
    result, simulated, smallest = one.result, known.answers.simulated, known.smallest
    first, second = _labels(result)
    title = tr("{first} and {second}", first=first, second=second)
    if isinstance(result, Correlation):
        # The title names both questions; with them, the table would be too wide for paper.
        return part(result, title, result.n, hidden=("x", "y"), simulated=simulated)
    if isinstance(result, Crosstab):
        return _crossed(result, title, smallest, simulated=simulated)
    if not _few_are_silent(result.by, result.outcome, smallest):
        return part(result, title, result.base, simulated=simulated)
    sentences = (
        compare_words.means(result),
        guards.verdict(result.p_value),
        *compare_words.effect(result),
    )
    hidden = ("n", "deviation")  # the spread and the interval together tell the number of people
    return part(result, title, result.base, hidden=hidden, sentences=sentences, simulated=simulated)


def _few_are_silent(grouping: Variable, other: Variable, smallest: int) -> bool:
    """Whether so few people of a group left the other question open that its size tells of them."""
    places = several.places(grouping)
    silent = np.bincount(places[(places >= 0) & ~other.answered])
    return bool(((silent > 0) & (silent < smallest)).any())


def _tells_of_the_silent(result: Crosstab, smallest: int) -> bool:
    both = (result.rows, result.columns_)
    return any(_few_are_silent(*pair, smallest) for pair in (both, both[::-1]))


def _is_secret(result: Crosstab, smallest: int) -> bool:
    return _tells_of_the_silent(result, smallest) or bool(_hidden(result, smallest).any())


def _hidden(result: Crosstab, smallest: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return hide(result.counts.to_numpy(np.int64), smallest)


def _crossed(result: Crosstab, title: str, smallest: int, *, simulated: bool) -> Part:
    """Show a table of two questions; with hidden cells, no figure that would give them away."""
    if not _is_secret(result, smallest):
        return part(result, title, result.base, simulated=simulated)
    if _tells_of_the_silent(result, smallest):
        silent = tr("The table is not shown: in a group, too few left the other question open.")
        return Part(title, (guards.verdict(result.p_value), silent))
    hidden, shown = _hidden(result, smallest), table_of(result)
    rows = []
    for row, secret in zip(shown.rows, hidden.tolist(), strict=True):
        cells = list(row)
        for place in (place for place, is_secret in enumerate(secret) if is_secret):
            cells[1 + 2 * place : 3 + 2 * place] = [tr("hidden"), "–"]
        rows.append(tuple(cells))
    sentences = (
        guards.verdict(result.p_value),
        tr(
            "Cells of fewer than {smallest} people are hidden, and others with them, so that they "
            "cannot be computed.",
            smallest=number(smallest),
        ),
    )
    return Part(title, sentences, ShownTable(shown.header, tuple(rows), shown.numeric))
