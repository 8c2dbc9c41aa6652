"""Questions that a lecturer asks of answers, and the analysis that answers each.

Only what is asked is chosen by hand; which statistic fits follows from the
kind of the questions that are picked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workshop.errors import Message, SurveyError
from workshop.i18n import language
from workshop.results import Result
from workshop.survey.first_picks import FirstPicks, before_and_after, distinct, groups, measures
from workshop.survey.questionnaire.model import Kind, Question
from workshop.survey.responses import Responses

CLOSED: tuple[Kind, ...] = ("single", "multiple", "likert")
ORDERED: tuple[Kind, ...] = ("likert", "number")
ANALYSED: tuple[Kind, ...] = (*CLOSED, "number")


@dataclass(frozen=True)
class Pick:
    """One menu: what to pick, and which kinds of questions fit; no kinds mean scales."""

    label: Message
    kinds: tuple[Kind, ...] = ()
    scales: bool = False

    def options(self, responses: Responses) -> dict[str, str]:
        """Return id → words of all that can be picked."""
        found = {
            scale.id: scale.title.in_language(language())
            for scale in responses.questionnaire.scales
            if self.scales and responses.questionnaire.items(scale.id)
        }
        for question in responses.questionnaire.questions:
            if question.kind in self.kinds and _may_be_analysed(question, responses):
                found[question.id] = question.text.in_language(language())
        return found


@dataclass(frozen=True)
class Ask:
    """A question to the answers, the menus it needs, how it is answered, and where they begin."""

    id: str
    words: Message
    picks: tuple[Pick, ...]
    answer: Callable[..., tuple[Result, ...]]
    begin: FirstPicks = distinct

    def first(
        self, responses: Responses, choices: Sequence[Sequence[str]]
    ) -> tuple[str | None, ...]:
        """Return what each menu begins with; nothing where a choice needs a person."""
        return self.begin(responses, choices)

    def results(self, responses: Responses, *names: str) -> tuple[Result, ...]:
        """Answer for the picked questions.

        Raises
        ------
        SurveyError
            When these answers do not allow it, or one question was picked twice.
        """
        if len(set(names)) < len(names):
            raise SurveyError(
                "{question} is chosen twice. Choose two different questions.", question=names[0]
            )
        return self.answer(responses, *names)


def _may_be_analysed(question: Question, responses: Responses) -> bool:
    if "identifier" in (question.role, question.privacy):
        return False
    return bool(responses.table[list(question.columns)].notna().any(axis=None))


def _told(responses: Responses, name: str) -> tuple[Result, ...]:
    from workshop.survey.analysis.frequencies import frequencies
    from workshop.survey.analysis.likert import likert

    questionnaire = responses.questionnaire
    if name in questionnaire and questionnaire.question(name).kind != "likert":
        return (frequencies(responses, name),)
    return (likert(responses, name),)


def _together(responses: Responses, x: str, y: str) -> tuple[Result, ...]:
    from workshop.survey.analysis.compare import compare
    from workshop.survey.analysis.correlation import correlate
    from workshop.survey.analysis.crosstab import crosstab

    asked = responses.questionnaire
    # A scale is answered with the mean of its items.
    kinds = [asked.question(name).kind if name in asked else "number" for name in (x, y)]
    if all(kind in ORDERED for kind in kinds):
        return (correlate(responses, x, y),)
    if kinds[0] == "number":
        return (compare(responses, x, y),)
    if kinds[1] == "number":
        return (compare(responses, y, x),)
    return (crosstab(responses, x, y),)


def _differ(responses: Responses, outcome: str, by: str) -> tuple[Result, ...]:
    from workshop.survey.analysis.compare import compare

    return (compare(responses, outcome, by),)


def _improved(responses: Responses, before: str, after: str) -> tuple[Result, ...]:
    from workshop.survey.analysis.gain import gain
    from workshop.survey.analysis.paired import paired

    return (paired(responses, before, after), gain(responses, before, after))


def _reliable(responses: Responses, scale: str) -> tuple[Result, ...]:
    from workshop.survey.analysis.reliability import reliability

    return (reliability(responses, scale),)


ASKS: tuple[Ask, ...] = (
    Ask(
        "told",
        Message("What did they answer?"),
        (Pick(Message("Question"), (*CLOSED, "number", "date"), scales=True),),
        _told,
    ),
    Ask(
        "together",
        Message("Do two answers go together?"),
        (
            Pick(Message("One question"), ANALYSED, scales=True),
            Pick(Message("Another question"), ANALYSED, scales=True),
        ),
        _together,
        measures,
    ),
    Ask(
        "differ",
        Message("Do groups differ?"),
        (
            Pick(Message("What is compared"), ORDERED, scales=True),
            Pick(Message("Groups"), ("single",)),
        ),
        _differ,
        groups,
    ),
    Ask(
        "improved",
        Message("Has it improved?"),
        (Pick(Message("Before"), ("number",)), Pick(Message("After"), ("number",))),
        _improved,
        before_and_after,
    ),
    Ask(
        "reliable",
        Message("Does the scale measure one thing?"),
        (Pick(Message("Scale"), scales=True),),
        _reliable,
    ),
)


def ask(name: str) -> Ask:
    """Return the question with this id.

    Examples
    --------
    >>> len(ask("improved").picks)
    2
    """
    return next(one for one in ASKS if one.id == name)
