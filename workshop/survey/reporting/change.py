"""What changed between a result before and the same people's result after."""

from collections.abc import Iterator

from workshop.errors import SurveyError
from workshop.i18n import number, tr
from workshop.survey.analysis import guards
from workshop.survey.analysis.gain import gain
from workshop.survey.analysis.paired import Paired, paired
from workshop.survey.reporting.model import Finding, Part
from workshop.survey.reporting.publication import Protected
from workshop.survey.reporting.showing import part, unavailable


def before_and_after(known: Protected) -> Finding | None:
    """Compare a result before with the same people's result after."""
    if known.pair is None:
        return None
    title = tr("Before and after")
    try:
        found = paired(known.answers, *known.pair)
    except SurveyError:
        return Finding(title, (), (unavailable(tr("Change")),))
    if len(found.pairs) < known.smallest:
        return None
    simulated = known.answers.simulated
    change = part(
        found,
        tr("Change"),
        len(found.pairs),
        sentences=tuple(_change(found)),
        simulated=simulated,
    )
    return Finding(title, (), (change, *_gain(known, found)))


def _change(found: Paired) -> Iterator[str]:
    """Say how much changed, without counting the few who lost."""
    yield found.pairs.sentences()[0]
    yield found.means()
    if found.p_value is not None:
        yield tr(
            "Answers of {count} people; {p}. {verdict}",
            count=number(len(found.pairs)),
            p=guards.p_words(found.p_value),
            verdict=guards.verdict(found.p_value),
        )
        yield from guards.not_significant(found.p_value)
    if found.effect is not None and found.effect_interval is not None:
        yield tr(
            "Effect size d_z = {effect} (95% confidence interval: {low} to {high}).",
            effect=number(found.effect, 2),
            low=number(found.effect_interval[0], 2),
            high=number(found.effect_interval[1], 2),
        )
    yield from guards.small_sample(len(found.pairs))
    yield from guards.no_comparison_group()


def _gain(known: Protected, found: Paired) -> Iterator[Part]:
    if known.pair is None:
        return
    title = tr("Normalised gain")
    try:
        learned = gain(known.answers, *known.pair)
    except SurveyError:
        return
    words = _lost(found.losses, len(found.pairs), known.smallest)
    yield Part(title, (learned.of_the_class(), *words))


def _lost(losses: int, people: int, smallest: int) -> Iterator[str]:
    """Say how many lost points, but not where it tells of a few, who did or who did not."""
    if 0 < losses < smallest:
        yield tr("Fewer than {smallest} people lost points.", smallest=number(smallest))
    elif 0 < people - losses < smallest:
        yield tr("Fewer than {smallest} people lost no points.", smallest=number(smallest))
    elif losses:
        yield tr("{count} people lost points.", count=number(losses))
