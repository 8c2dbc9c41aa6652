"""What must be said beside a number, so that nobody reads more into it than it holds.

Each guard rail is a function that returns its sentence in a tuple, or an empty
tuple where it does not apply: ``yield from guards.small_sample(n)``.
"""

from collections.abc import Sequence

from workshop.i18n import ntr, number, tr
from workshop.results import probability

SIGNIFICANT = 0.05
SMALL = 30


def missing(answered: int, total: int) -> tuple[str, ...]:
    """Say how many respondents an analysis leaves out; nothing when it leaves out none.

    Examples
    --------
    >>> from workshop import i18n
    >>> with i18n.use("en"):
    ...     missing(156, 168)
    ('12 of 168 respondents did not answer and are left out.',)
    """
    if answered == total:
        return ()
    return (
        tr(
            "{left_out} of {total} respondents did not answer and are left out.",
            left_out=number(total - answered),
            total=number(total),
        ),
    )


def not_significant(p_value: float) -> tuple[str, ...]:
    """Warn that an effect that was not shown is not an effect that is absent."""
    if p_value < SIGNIFICANT:
        return ()
    return (
        tr(
            "Not significant does not mean that there is no effect: these answers alone cannot "
            "show one, and a larger sample might."
        ),
    )


def small_group(smallest: int) -> tuple[str, ...]:
    """Warn when the smallest of the groups has fewer than 30 people."""
    if smallest >= SMALL:
        return ()
    return (
        tr(
            "The smallest group has only {count} people: with fewer than {small}, chance moves "
            "the figures a lot. Read them as a hint, not as proof.",
            count=number(smallest),
            small=number(SMALL),
        ),
    )


def small_sample(count: int) -> tuple[str, ...]:
    """Warn about percentages and means of fewer than 30 answers."""
    if count >= SMALL:
        return ()
    return (
        ntr(
            "Only {count} person answered: with fewer than {small}, chance moves the figures a "
            "lot. Read them as a hint, not as proof.",
            "Only {count} people answered: with fewer than {small}, chance moves the figures a "
            "lot. Read them as a hint, not as proof.",
            count,
            small=number(SMALL),
        ),
    )


def many_comparisons(count: int) -> tuple[str, ...]:
    """Say that several p-values of one table were adjusted by Holm's method, and why."""
    if count < 2:
        return ()
    return (
        tr(
            "{count} comparisons were made at once. Some would look significant by chance alone, "
            "so the p-values are adjusted by Holm's method.",
            count=number(count),
        ),
    )


def association() -> tuple[str, ...]:
    """Warn that what goes together need not cause one another."""
    return (
        tr(
            "Association is not cause: a survey shows what goes together, not what brings about "
            "what."
        ),
    )


def chance() -> tuple[str, ...]:
    """Say what an interval covers and what it does not."""
    return (
        tr(
            "The 95% confidence intervals cover chance only. They hold for a random sample; who "
            "did not take part, or misread a question, is not in them."
        ),
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values of one family by Holm's step-down method, in their order.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    for rank, index in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = largest
    return adjusted


def no_comparison_group() -> tuple[str, ...]:
    """Warn that a rise after a lesson need not come from the lesson."""
    return (
        tr(
            "Without a comparison group, part of a change may come from practice, from time, or "
            "from who stayed until the end."
        ),
    )


def p_words(p_value: float) -> str:
    """Write a p-value with its letter.

    Examples
    --------
    >>> p_words(1e-9)[:3]
    'p <'
    """
    text = probability(p_value)
    return f"p {text}" if text.startswith("<") else f"p = {text}"


def verdict(p_value: float) -> str:
    """Say whether chance alone would explain what was found."""
    if p_value < SIGNIFICANT:
        return tr("This is statistically significant: chance alone would rarely do it.")
    return tr("This is not statistically significant: chance alone could do it.")


def strength(value: float, small: float, medium: float, large: float) -> str:
    """Name the size of an effect by the limits of Cohen (1988)."""
    if abs(value) < small:
        return tr("very small")
    if abs(value) < medium:
        return tr("small")
    return tr("medium") if abs(value) < large else tr("large")
