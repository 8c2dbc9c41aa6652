"""What the menus of a guided question begin with, so that the first answer makes sense."""

import re
from collections.abc import Callable, Iterator, Sequence

from workshop.survey.questionnaire.model import Question
from workshop.survey.responses import Responses

Choices = Sequence[Sequence[str]]
Picks = tuple[str | None, ...]
FirstPicks = Callable[[Responses, Choices], Picks]

_BEFORE = re.compile(r"(?<![a-z])(?:pre(?:[ _-]?test?)?|before|awal|sebelum)(?![a-z])")
_AFTER = re.compile(r"(?<![a-z])(?:pos(?:t|t?[ _-]?test?)|after|akhir|sesudah|setelah)(?![a-z])")
_MOST_GROUPS = 6


def distinct(_responses: Responses, choices: Choices) -> Picks:
    """Return the first choice of every menu that no menu before it has.

    Examples
    --------
    >>> distinct(None, [["hours", "gpa"], ["hours", "gpa"]])
    ('hours', 'gpa')
    """
    found: list[str | None] = []
    for names in choices:
        found.append(next((one for one in names if one not in found), None))
    return tuple(found)


def measures(responses: Responses, choices: Choices) -> Picks:
    """Return two scales or numbers, what the study is about first."""
    ranked = [sorted(names, key=lambda name: _rank(responses, name)) for names in choices]
    return distinct(responses, ranked)


def groups(responses: Responses, choices: Choices) -> Picks:
    """Return a scale or a number, and a question that parts people into a few groups."""
    outcomes, parting = choices
    outcome = distinct(responses, [sorted(outcomes, key=lambda name: _rank(responses, name))])
    return (*outcome, *distinct(responses, [sorted(parting, key=_parts(responses))]))


def before_and_after(responses: Responses, choices: Choices) -> Picks:
    """Return two numbers that were measured alike, earlier and later; nothing without a doubt."""
    asked = [responses.questionnaire.question(name) for name in choices[0]]
    for first, second in (*_named(asked), *_alike(asked)):
        if second.id in choices[1]:
            return first.id, second.id
    return None, None


def _rank(responses: Responses, name: str) -> int:
    """Order scales, outcomes, other numbers, ratings and the rest."""
    asked = responses.questionnaire
    if name not in asked:
        return 0
    question = asked.question(name)
    if question.kind == "number":
        return 1 if question.role == "outcome" else 2
    return 3 if question.kind == "likert" and not question.scale else 4


def _parts(responses: Responses) -> Callable[[str], tuple[bool, bool]]:
    def order(name: str) -> tuple[bool, bool]:
        few = 2 <= responses.table[name].nunique() <= _MOST_GROUPS
        return not few, responses.questionnaire.question(name).role != "demographic"

    return order


def _named(asked: list[Question]) -> Iterator[tuple[Question, Question]]:
    """Yield pairs whose ids or words say before and after; those alike in all else first."""
    pairs = [
        (_stem(before, _BEFORE) != _stem(after, _AFTER), before, after)
        for before in asked
        for after in asked
        if before is not after
        and _says(before, _BEFORE)
        and _says(after, _AFTER)
        and _limits(before) == _limits(after)
    ]
    for _, before, after in sorted(pairs, key=lambda pair: pair[0]):
        yield before, after


def _alike(asked: list[Question]) -> Iterator[tuple[Question, Question]]:
    for place, first in enumerate(asked):
        for second in asked[place + 1 :]:
            if None not in _limits(first) and _limits(first) == _limits(second):
                yield first, second


def _limits(question: Question) -> tuple[object, ...]:
    return question.minimum, question.maximum, question.unit


def _says(question: Question, words: re.Pattern[str]) -> bool:
    texts = (question.id.replace("_", " "), question.text.id, question.text.en)
    return any(words.search(text.lower()) for text in texts)


def _stem(question: Question, words: re.Pattern[str]) -> str:
    return words.sub("", question.id.replace("_", " ")).strip()
