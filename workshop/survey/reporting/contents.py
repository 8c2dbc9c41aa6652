"""The sections of a complete report, chosen from what the questionnaire asks."""

from collections.abc import Iterator
from dataclasses import replace

from workshop.i18n import language, ntr, number, percent, tr
from workshop.results import ShownTable, simulated_notice
from workshop.survey.analysis import guards
from workshop.survey.analysis.margin import margin_of_error
from workshop.survey.explorer.protection import SMALLEST
from workshop.survey.reporting import change, questions, relations
from workshop.survey.reporting.model import Finding, Part, without_repetition
from workshop.survey.reporting.publication import Protected, protect
from workshop.survey.reporting.showing import table_of
from workshop.survey.responses import Responses


def findings(responses: Responses, *, smallest_count: int = SMALLEST) -> tuple[Finding, ...]:
    """Report on answers: everything that can be said of them, in plain words, tables and charts.

    Nothing personal is in it. Texts and names are only counted, and no figure rests on fewer
    people than ``smallest_count``.

    Parameters
    ----------
    responses
        The answers as they were read.
    smallest_count
        The smallest number of people that may be told.

    Returns
    -------
    tuple
        Sections in the order of a report, in the reader's language.

    Examples
    --------
    >>> import pandas as pd
    >>> from workshop.survey.questionnaire.model import Question, Questionnaire
    >>> from workshop.tables import Text
    >>> asked = Questionnaire(Text("a", "a"), (Question("x", Text("X", "X"), "number"),))
    >>> found = findings(Responses(asked, pd.DataFrame({"x": [1.0, 2.0] * 10})))
    >>> len(found) > 2
    True
    """
    return report(responses, protect(responses, smallest_count))


def report(responses: Responses, known: Protected) -> tuple[Finding, ...]:
    """Return the sections for answers that are protected already."""
    if not known.is_large:
        return (Finding(tr("Too few answers"), (_too_few(known.smallest),)),)
    found = (
        questions.who_answered(known),
        _sample(known),
        questions.each_question(known),
        questions.scales(known),
        relations.groups(known),
        relations.associations(known),
        change.before_and_after(known),
        _limits(responses, known),
        _reading(responses),
    )
    notice = simulated_notice(simulated=responses.simulated)
    return without_repetition(
        replace(one, sentences=(*notice, *one.sentences)) for one in found if one is not None
    )


def _too_few(smallest: int) -> str:
    return tr(
        "Fewer than {smallest} people answered. Whatever is told of so few may tell who they "
        "are, so that this report tells nothing.",
        smallest=number(smallest),
    )


def _sample(known: Protected) -> Finding:
    """Say how many answered, and how exact their shares are."""
    count, population = len(known.answers), known.answers.questionnaire.population
    people = population if population and population >= count else None
    words = [ntr("{count} person answered.", "{count} people answered.", count)]
    if population and not people:
        words.append(
            tr(
                "The questionnaire tells of a population of {population}, fewer than answered. "
                "Correct it; until then, the population is taken for very large.",
                population=number(population),
            )
        )
    elif people:
        words.append(
            tr(
                "That is {share} of the population of {population}.",
                share=percent(round(100 * count / people, 1)),
                population=number(people),
            )
        )
    else:
        words.append(tr("How many people there are to ask is not known."))
    found = margin_of_error(count, people)
    return Finding(
        tr("How exact the figures are"),
        tuple(words),
        (Part(tr("Margin of error"), tuple(found.sentences()), table_of(found)),),
    )


def _limits(responses: Responses, known: Protected) -> Finding:
    sentences = (
        *guards.small_sample(len(known.answers)),
        tr(
            "The figures describe those who answered. Whether they hold for others depends on who "
            "was asked and who did not answer."
        ),
        *guards.association(),
        tr(
            "No figure rests on fewer than {smallest} people; rarer answers are joined or left "
            "out, so that nobody can be recognised.",
            smallest=number(known.smallest),
        ),
        *known.notes,
        *_unreported(responses, known),
    )
    return Finding(tr("Limits"), sentences, tuple(_missing(known)))


def _unreported(responses: Responses, known: Protected) -> Iterator[str]:
    """Say roughly how many texts there are; the exact count would tell who wrote none."""
    smallest = known.smallest
    for question in responses.questionnaire.questions:
        if question.id in known.answers.questionnaire or question.kind != "text":
            continue
        answers = responses.table[question.id]
        count = int((answers.notna() & (answers.astype(str).str.strip() != "")).sum())
        label = known.labels[question.id]
        if count < smallest:
            yield tr(
                "“{label}”: fewer than {smallest} texts, which are not published.",
                label=label,
                smallest=number(smallest),
            )
        else:
            yield tr(
                "“{label}”: at least {count} texts, which are not published.",
                label=label,
                count=number(count // smallest * smallest),
            )


def _missing(known: Protected) -> Iterator[Part]:
    """List the questions that some left open."""
    rows = []
    total = len(known.answers)
    for question in known.answers.questionnaire.questions:
        answers = known.answers.table[list(question.columns)]
        open_ = int(answers.isna().all(axis=1).sum())
        if open_:
            share = percent(round(100 * open_ / total, 1))
            rows.append((question.text.in_language(language()), number(open_), share))
    if rows:
        header = (tr("Question"), tr("No answer"), tr("% of all"))
        yield Part(
            tr("Questions left open"),
            (tr("Whoever left a question open is missing in what is said of it."),),
            ShownTable(header, tuple(rows), (False, True, True)),
        )


def _reading(responses: Responses) -> Finding:
    """Count what was decided while reading; the decisions may quote answers."""
    decisions, warnings = responses.report.decisions, responses.report.warnings
    words = [
        ntr(
            "{count} decision was taken while the file was read.",
            "{count} decisions were taken while the file was read.",
            len(decisions),
        )
    ]
    if warnings:
        words.append(
            ntr(
                "{count} of them needs the eye of a person. They are listed where the file is "
                "read, not here, because they may quote answers.",
                "{count} of them need the eye of a person. They are listed where the file is "
                "read, not here, because they may quote answers.",
                len(warnings),
            )
        )
    return Finding(tr("How the file was read"), tuple(words))
