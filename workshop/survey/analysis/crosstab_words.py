"""The test of a table of counts in plain words."""

import math

from workshop.i18n import number, percent, tr
from workshop.survey.analysis import contingency, guards
from workshop.survey.analysis.contingency import Independence


def reason(test: Independence) -> str:
    """Say which test was taken, and why."""
    parts = {
        "smallest": number(round(test.smallest, 1)),
        "below": percent(round(100 * test.below_five)),
    }
    if test.method == "chi-square":
        if test.below_five:
            return tr(
                "The χ² test only just fits: {below} of the cells expect fewer than 5 people "
                "(allowed are up to 20%), the smallest {smallest}. Read a p-value near 0.05 with "
                "care.",
                **parts,
            )
        return tr(
            "The χ² test fits: every cell expects at least 5 people (the smallest {smallest}).",
            **parts,
        )
    if test.method == "fisher":
        return tr(
            "Fisher's exact test was taken, because {below} of the cells expect fewer than 5 "
            "people (the smallest {smallest}), too few for the χ² test.",
            **parts,
        )
    if test.method == "fisher-simulated":
        return tr(
            "Fisher's test was taken, because {below} of the cells expect fewer than 5 people (the "
            "smallest {smallest}), too few for the χ² test. In a table of this size its p-value is "
            "estimated from {tables} random tables; the last digits are therefore not exact.",
            tables=number(contingency.RANDOM_TABLES),
            **parts,
        )
    return tr("The answers are weighted, so the χ² test is corrected for it (Rao and Scott).")


def figures(test: Independence) -> str:
    """Write a test with its figures."""
    if test.method == "rao-scott":
        return tr(
            "Rao–Scott test: F({first}; {second}) = {statistic}, {p}.",
            first=number(test.degrees[0]),
            second=number(test.degrees[1]),
            statistic=number(test.statistic, 2),
            p=guards.p_words(test.p_value),
        )
    if test.method == "chi-square" and not math.isnan(test.yates):
        return tr(
            "χ² test without Yates' correction: χ²({degrees}) = {statistic}, {p} (with the "
            "correction, {yates}).",
            degrees=number(test.degrees[0]),
            statistic=number(test.statistic, 2),
            p=guards.p_words(test.p_value),
            yates=guards.p_words(test.yates),
        )
    if test.method == "chi-square":
        return tr(
            "χ² test: χ²({degrees}) = {statistic}, {p}.",
            degrees=number(test.degrees[0]),
            statistic=number(test.statistic, 2),
            p=guards.p_words(test.p_value),
        )
    return tr("Fisher's test: {p}.", p=guards.p_words(test.p_value))
