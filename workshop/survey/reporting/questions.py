"""What was answered: to each question, and to the items of each scale."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workshop.errors import SurveyError
from workshop.i18n import language, number, tr
from workshop.results import ShownTable
from workshop.survey.analysis import guards
from workshop.survey.analysis.describe import Description
from workshop.survey.analysis.frequencies import Frequencies, frequencies
from workshop.survey.analysis.likert import Likert, likert
from workshop.survey.analysis.reliability import reliability
from workshop.survey.analysis.variable import variable
from workshop.survey.questionnaire.model import Question
from workshop.survey.reporting.model import Finding, Part
from workshop.survey.reporting.publication import JOINED, Protected, histogram, rated_together
from workshop.survey.reporting.showing import part, sourced, table_of, unavailable

MOST_BARS = 25


def who_answered(known: Protected) -> Finding:
    """Describe the respondents by their demographic questions."""
    asked = [one for one in known.counted.questionnaire.questions if one.role == "demographic"]
    parts = [_question(known, one) for one in asked]
    words = () if parts else (tr("No question says who the respondents are."),)
    return Finding(tr("Who answered"), words, tuple(parts))


def each_question(known: Protected) -> Finding | None:
    """Report every question that is neither demographic, nor in a scale, nor before and after."""
    asked = [
        one
        for one in known.counted.questionnaire.questions
        if one.role != "demographic" and one.id not in (known.pair or ())
    ]
    scales = {scale.id for scale in known.counted.questionnaire.scales}
    rated = {one.id for one in asked if one.kind == "likert"}
    plain = [_question(known, one) for one in asked if one.id not in rated]
    together = [
        _rated(known, group, _title_of(group))
        for group in rated_together(known.counted)
        if group[0].id in rated and group[0].scale not in scales
    ]
    parts = (*plain, *together)
    return Finding(tr("Answers to each question"), (), parts) if parts else None


def scales(known: Protected) -> Finding | None:
    """Report the items of each scale, and whether they belong together."""
    parts = [one for scale in known.answers.questionnaire.scales for one in _scale(known, scale.id)]
    return Finding(tr("Scales"), (), tuple(parts)) if parts else None


def _scale(known: Protected, name: str) -> Iterator[Part]:
    title = next(one.title for one in known.answers.questionnaire.scales if one.id == name)
    words = title.in_language(language())
    for group in rated_together(known.counted):
        if group[0].scale == name:
            yield _rated(known, group, words)
    items = known.answers.questionnaire.items(name)
    if len(items) > 1:
        heading = tr("Reliability of “{scale}”", scale=words)
        try:
            found = reliability(known.answers, name)
        except SurveyError:
            yield unavailable(heading)
            return
        if found.n < known.smallest:
            yield unavailable(heading)
            return
        simulated = known.answers.simulated
        yield part(found, heading, found.n, simulated=simulated)


def _title_of(group: tuple[Question, ...]) -> str:
    return group[0].text.in_language(language()) if len(group) == 1 else tr("Ratings")


def _question(known: Protected, question: Question) -> Part:
    if question.kind == "likert":
        return _rated(known, (question,), question.text.in_language(language()))
    found = frequencies(known.counted, question.id)
    title, simulated = found.variable.label, known.answers.simulated
    if isinstance(found, Description):
        return _described(known, found, title)
    hidden = ("of_all",) if not found.missing else ()
    told = tuple(_of_real_answers(found).sentences())
    shown = part(found, title, found.answered, hidden=hidden, sentences=told, simulated=simulated)
    return _without_nobody(shown, found)


def _of_real_answers(found: Frequencies) -> Frequencies:
    """Leave out joined answers, none of which is the most frequent, however many they are."""
    counts = tuple(one for one in found.counts if one.code != JOINED)
    return found if len(counts) == len(found.counts) else replace(found, counts=counts)


def _without_nobody(shown: Part, found: Frequencies) -> Part:
    """Leave out the line of those who did not answer where there are none, and too many bars."""
    table, chart = shown.table, shown.chart
    if table and not found.missing:
        table = ShownTable(table.header, table.rows[:-1], table.numeric)
    if chart and len(chart.categories) > MOST_BARS:
        chart = None
    return replace(shown, table=table, chart=chart)


def _described(known: Protected, found: Description, title: str) -> Part:
    """Describe numbers without the smallest and the largest, which are one person's each."""
    sentences = (
        tr(
            "{answered} of {total} respondents answered “{question}”.",
            answered=number(found.answered),
            total=number(found.total),
            question=found.variable.label,
        ),
        tr(
            "The mean is {mean}, the median {median}; half of the answers lie between {lower} and "
            "{upper}.",
            mean=number(found.mean, 2),
            median=number(found.median),
            lower=number(found.quartiles[0]),
            upper=number(found.quartiles[2]),
        ),
        *found.about_the_population(),
        *guards.small_sample(found.answered),
        *guards.chance(),
    )
    chart = histogram(known.counted, found.variable.id, known.smallest)
    # The quartiles are said above; with them, the table would be too wide for paper.
    hidden = {"minimum", "maximum", "lower_quartile", "upper_quartile"}
    shown = chart and sourced(chart, title, found.answered, simulated=known.answers.simulated)
    return Part(title, sentences, table_of(found, hidden), shown)


def _rated(known: Protected, items: Iterable[Question], title: str) -> Part:
    """Report ratings: means as they were given, steps as they may be shown."""
    names = [one.id for one in items]
    found, shown = likert(known.answers, *names), likert(known.counted, *names)
    together = Likert(
        tuple(
            replace(one, mean=exact.mean, deviation=exact.deviation, median=exact.median)
            for one, exact in zip(shown.items, found.items, strict=True)
        ),
        shown.total,
    )
    answered = min(int(variable(known.answers, name).answered.sum()) for name in names)
    # The single steps are in the chart; with them, the table would be too wide for paper.
    hidden = {"deviation", *(f"step_{place}" for place in range(1, len(together.steps) + 1))}
    if len(together.steps) % 2 == 0:
        hidden.add("neutral")
    if all(one.answered == together.total for one in together.items):
        hidden.add("missing")
    return part(together, title, answered, hidden=hidden, simulated=known.answers.simulated)
