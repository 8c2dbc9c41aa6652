"""A comparison of groups in plain words."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workshop.i18n import ntr, number, tr
from workshop.survey.analysis import guards
from workshop.survey.analysis.groups import GroupTest

if TYPE_CHECKING:
    from workshop.survey.analysis.compare import Comparison

MOST_NAMED = 5


def left_out(found: "Comparison") -> Iterator[str]:
    """Name the groups of one person, which no test can use."""
    labels = found.by.labels
    alone = [labels[group.code] for group in found.groups if group.size == 1]
    if alone:
        yield tr(
            "Left out of the test, because only one person belongs to each: {groups}.",
            groups=", ".join(f"“{label}”" for label in alone),
        )


def nothing_to_compare(found: "Comparison") -> str:
    """Say why there is no test."""
    if len(found.compared) < 2:
        return tr("There is nothing to compare: at least two groups of two people are needed.")
    return tr("There is nothing to compare: everybody gave the same answer.")


def means(found: "Comparison") -> str:
    """Say which group is highest and which is lowest."""
    labels = found.by.labels
    highest = max(found.compared, key=lambda group: group.mean)
    lowest = min(found.compared, key=lambda group: group.mean)
    if highest.mean == lowest.mean:
        return tr("All groups have the same mean, {mean}.", mean=number(highest.mean, 2))
    parts = {
        "highest": labels[highest.code],
        "high": number(highest.mean, 2),
        "lowest": labels[lowest.code],
        "low": number(lowest.mean, 2),
    }
    if found.by_means:
        return tr(
            "The mean is highest in “{highest}” ({high}) and lowest in “{lowest}” ({low}).", **parts
        )
    return tr(
        "The mean is highest in “{highest}” ({high}, median {high_median}) and lowest in "
        "“{lowest}” ({low}, median {low_median}).",
        high_median=number(highest.median),
        low_median=number(lowest.median),
        **parts,
    )


def reason(found: "Comparison") -> str:
    """Say what was compared, means or ranks, and why."""
    return {
        "ratings": tr("Ranks are compared, because ratings are ordered steps, not measurements."),
        "few": tr("Ranks are compared, because a group has fewer than 5 people."),
        "constant": tr("Ranks are compared, because a group gave only one and the same answer."),
        "skewed": tr(
            "Ranks are compared, because in a group the answers lean far to one side, so that a "
            "few extreme ones would distort its mean."
        ),
        "large": tr(
            "Means are compared: every group has at least 30 people and none leans far to one side."
        ),
        "symmetric": tr(
            "Means are compared: a group has fewer than 30 people, but in none do the answers lean "
            "far to one side."
        ),
    }[found.reason]


def figures(test: GroupTest) -> str:
    """Write a test with its figures."""
    parts = {"statistic": number(test.statistic, 2), "p": guards.p_words(test.p_value)}
    if test.name == "welch-t":
        return tr(
            "Welch's t-test: t({degrees}) = {statistic}, {p}.",
            degrees=number(test.degrees[0]),
            **parts,
        )
    if test.name == "mann-whitney":
        return tr("Mann–Whitney test: U = {statistic}, {p}.", **parts)
    if test.name == "kruskal-wallis":
        return tr(
            "Kruskal–Wallis test: H({degrees}) = {statistic}, {p}.",
            degrees=number(test.degrees[0]),
            **parts,
        )
    return tr(
        "Welch's analysis of variance: F({first}; {second}) = {statistic}, {p}.",
        first=number(test.degrees[0]),
        second=number(test.degrees[1]),
        **parts,
    )


def effect(found: "Comparison") -> Iterator[str]:
    """Say how large the difference is, and between which limits it may lie."""
    if math.isnan(found.effect):
        return
    yield size(found)
    if not math.isnan(found.interval[0]):
        yield tr(
            "Its 95% confidence interval goes from {low} to {high}.",
            low=number(found.interval[0], 2),
            high=number(found.interval[1], 2),
        )
    if found.measure.measure == "eta-squared":
        yield tr(
            "η² is a little too large in small samples; ω², which allows for that, is {omega}.",
            omega=number(found.omega_squared, 2),
        )


def size(found: "Comparison") -> str:
    """Write an effect with a word for its size."""
    measure = found.measure
    value = number(measure.value, 2)
    if measure.measure == "hedges-g":
        return tr(
            "Hedges' g is {value}: the means lie so many standard deviations apart, a difference "
            "that is {size}.",
            value=value,
            size=guards.strength(measure.value, 0.2, 0.5, 0.8),
        )
    if measure.measure == "rank-biserial":
        return tr(
            "The rank-biserial correlation is {value} on a scale from −1 to 1, a difference that "
            "is {size}: at 0 neither group is above the other, at 1 everybody in “{first}” is "
            "above everybody in the other.",
            value=value,
            first=found.by.labels[found.compared[0].code],
            size=guards.strength(measure.value, 0.1, 0.3, 0.5),
        )
    parts = {"value": value, "size": guards.strength(measure.value, 0.01, 0.06, 0.14)}
    if measure.measure == "eta-squared":
        return tr(
            "η² is {value}: this share of all differences lies between the groups, a difference "
            "that is {size}.",
            **parts,
        )
    return tr(
        "ε² is {value}: this share of all differences in rank lies between the groups, a "
        "difference that is {size}.",
        **parts,
    )


def other(found: "Comparison") -> Iterator[str]:
    """Show the test that was not chosen, so that nobody has to wonder."""
    if found.other is None or found.test is None:
        return
    yield tr("For comparison, the test not chosen: {figures}", figures=figures(found.other))
    agree = (found.other.p_value < guards.SIGNIFICANT) == (found.p_value < guards.SIGNIFICANT)
    if not agree:
        yield tr(
            "The two tests disagree, so the result hangs on the choice of the test. Do not build "
            "on it alone."
        )


def pairs(found: "Comparison") -> Iterator[str]:
    """Name the pairs of groups that differ, if the groups as a whole do."""
    if found.p_value >= guards.SIGNIFICANT or not found.pairs:
        return
    labels = found.by.labels
    yield from guards.many_comparisons(len(found.pairs))
    different = [pair for pair in found.pairs if pair.adjusted < guards.SIGNIFICANT]
    for pair in sorted(different, key=lambda pair: pair.adjusted)[:MOST_NAMED]:
        parts = {
            "first": labels[pair.first],
            "second": labels[pair.second],
            "p": guards.p_words(pair.adjusted),
        }
        if found.by_means:
            yield tr(
                "“{first}” and “{second}” differ: their means by {difference} ({p} after "
                "adjusting).",
                difference=number(abs(pair.difference), 2),
                **parts,
            )
        else:
            yield tr(
                "“{first}” and “{second}” differ: rank-biserial correlation {effect} ({p} after "
                "adjusting).",
                effect=number(pair.effect.value, 2),
                **parts,
            )
    if len(different) > MOST_NAMED:
        rest = len(different) - MOST_NAMED
        yield ntr("{count} more pair differs.", "{count} more pairs differ.", rest)
    if not different:
        yield tr("After adjusting, no single pair of groups differs significantly.")
