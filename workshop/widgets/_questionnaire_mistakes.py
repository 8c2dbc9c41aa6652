"""Mistakes of a questionnaire in the words of its form, not in those of its file."""

import re
from collections.abc import Callable, Iterable, Iterator

from workshop.errors import Message
from workshop.i18n import language, ntr, number, tr
from workshop.survey.questionnaire.model import Question, Questionnaire
from workshop.tables import LANGUAGES, Text

_SHARED = re.compile(r"options\.\w+\.(.+)")  # of a list that several questions use
_KEY = re.compile(r"questions\[(\d+)\](?:\.(\w+))?(?:\.(.+))?")
_IN_LANGUAGE = {"id": Message("in Indonesian"), "en": Message("in English")}
_FIELDS = {
    "id": Message("Short name"),
    "kind": Message("Answered with"),
    "options": Message("Answer options"),
    "minimum": Message("Smallest number"),
    "maximum": Message("Largest number"),
    "scale": Message("Part of the scale"),
    "reversed": Message("A high answer means little (reversed)"),
    "role": Message("Role"),
    "privacy": Message("Privacy"),
}


def in_words(mistakes: Iterable[Message], questionnaire: Questionnaire) -> list[str]:
    """Return mistakes as sentences, each once."""
    told: dict[str, None] = {}
    for mistake in mistakes:
        told |= dict.fromkeys(_told(mistake, questionnaire))
    return list(told)


def _told(mistake: Message, questionnaire: Questionnaire) -> Iterable[str]:
    key = str(mistake.parts.get("key", ""))
    if key == "questions":
        return [tr("There is no question yet. Add one.")]
    if key == "title":
        return [tr("The title is empty.")]
    if shared := _SHARED.fullmatch(key):
        return _about_a_shared_option(shared[1], questionnaire) or [str(mistake)]
    found = _KEY.fullmatch(key)
    if not found or not 1 <= int(found[1]) <= len(questionnaire.questions):
        return [str(mistake)]
    place = int(found[1])
    question = questionnaire.questions[place - 1]
    if found[2] == "text":
        return _empty(question.text, lambda where: _without_words(place, where))
    if found[2] == "options":
        told = _about_option(place, question, found[3]) if found[3] else _too_few(place, mistake)
        return told or [_general(place, "options", mistake)]
    return [_general(place, found[2] or "", mistake)]


def _empty(text: Text, tell: Callable[[str], str]) -> list[str]:
    missing = [code for code in LANGUAGES if not text.in_language(code).strip()]
    if len(missing) == len(LANGUAGES):
        return [tell("")]
    return [tell(str(_IN_LANGUAGE[code])) for code in missing]


def _without_words(place: int, where: str) -> str:
    if not where:
        return tr("Question {number} has no words yet.", number=number(place))
    return tr("Question {number} has no words {language}.", number=number(place), language=where)


def _too_few(place: int, mistake: Message) -> list[str]:
    allowed = mistake.parts.get("allowed")
    fewest = allowed.parts.get("count") if isinstance(allowed, Message) else None
    if fewest is None:
        return []
    return [
        ntr(
            "Question {number} has too few answer options: it needs at least {count}.",
            "Question {number} has too few answer options: it needs at least {count}.",
            fewest,
            number=number(place),
        )
    ]


def _about_a_shared_option(code: str, questionnaire: Questionnaire) -> list[str]:
    return [
        told
        for place, question in enumerate(questionnaire.questions, start=1)
        for told in _about_option(place, question, code)
    ]


def _about_option(place: int, question: Question, code: str) -> list[str]:
    position = question.codes.index(code) if code in question.codes else -1
    if position < 0:
        return []
    label = question.options[position].label
    parts = {"number": number(place), "option": number(position + 1)}
    if not (label.id.strip() and label.en.strip()):
        return _empty(
            label,
            lambda where: (
                tr(
                    "Question {number}: option {option} has no words {language}.",
                    **parts,
                    language=where,
                )
                if where
                else tr("Question {number}: option {option} has no words.", **parts)
            ),
        )
    return [
        tr(
            "Question {number}: two options read the same, “{words}”.",
            number=number(place),
            words=words,
        )
        for words in _double(question, label)
    ]


def _double(question: Question, label: Text) -> Iterator[str]:
    """Yield the words that another option has as well: in the reader's language, if there."""
    for code in sorted(LANGUAGES, key=lambda one: one != language()):
        words = label.in_language(code).strip().casefold()
        labels = [one.label.in_language(code).strip().casefold() for one in question.options]
        if labels.count(words) > 1:
            yield label.in_language(code)
            return


def _general(place: int, name: str, mistake: Message) -> str:
    field, allowed = _FIELDS.get(name), mistake.parts.get("allowed")
    if field is None or allowed is None:
        return str(mistake)
    if "value" not in mistake.parts:
        return tr(
            "Question {number}, “{field}”, is empty; allowed: {allowed}",
            number=number(place),
            field=field,
            allowed=allowed,
        )
    return tr(
        "Question {number}, “{field}”, is {value}; allowed: {allowed}",
        number=number(place),
        field=field,
        value=mistake.parts["value"],
        allowed=allowed,
    )
