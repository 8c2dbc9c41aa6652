"""Looking at an answer, and giving hints.

A check never scolds: it says what was right, what is still missing, and where to
look again. A conclusion in own words is judged by what it must mention.
"""

import html
import numbers
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workshop.exercises.catalog import Exercise, find
from workshop.exercises.fingerprints import fingerprint
from workshop.i18n import language, ntr, tr
from workshop.tables import Text

Mood = Literal["right", "wrong", "waiting", "hint"]

# Signs that text fonts have: many a machine has no font with pictographs and would show boxes.
_STYLES: Mapping[Mood, tuple[str, str, str]] = {
    "right": ("✔", "#e6f4ea", "#137333"),
    "wrong": ("↻", "#fdf3e1", "#8a5300"),
    "waiting": ("✏️", "#eef2f6", "#3e5060"),
    "hint": ("➤", "#e8f1fb", "#0b5394"),
}
_hints_given: dict[str, int] = {}


@dataclass(frozen=True)
class Feedback:
    """An answer to the participant, shown as a coloured box."""

    mood: Mood
    text: str

    @property
    def html(self) -> str:
        """The box; what it says is escaped."""
        sign, background, colour = _STYLES[self.mood]
        return (
            f'<div role="status" style="background:{background};color:#1f2933;'
            f"border-left:5px solid {colour};border-radius:4px;padding:.7em 1em;"
            f'margin:.4em 0;max-width:46em;line-height:1.45">'
            f'<span aria-hidden="true">{sign}</span> {html.escape(self.text)}</div>'
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def check(exercise_id: str, answer: object) -> Feedback:
    """Look at an answer and say kindly how it stands.

    Parameters
    ----------
    exercise_id
        Id of the exercise, the same as the id of its cell.
    answer
        The participant's answer; ``...`` counts as not yet given.

    Raises
    ------
    ExerciseError
        When there is no such exercise.
    """
    exercise = find(exercise_id)
    if _last_cell_failed():
        return Feedback(
            "waiting",
            tr(
                "The cell before this one stopped with an error, so your new answer has not "
                "been read. Correct it, run it again, then check again."
            ),
        )
    return judge(exercise, answer)


def judge(exercise: Exercise, answer: object) -> Feedback:
    """Look at an answer that was certainly given just now, such as one typed into a field."""
    if _is_blank(answer):
        return Feedback("waiting", tr("Not filled in yet. Give your answer, then check again."))
    if exercise.kind == "text":
        return _check_conclusion(exercise, str(answer))
    try:
        given = fingerprint(exercise.id, answer, _decimals(exercise), any_order=exercise.any_order)
    except ValueError:
        return Feedback("wrong", _no_number(answer))
    if given == exercise.answer:
        return Feedback("right", _words(exercise.right))
    return Feedback("wrong", _words(exercise.mistakes.get(given, exercise.wrong)))


def hint(exercise_id: str) -> Feedback:
    """Give the next hint; each call tells a little more.

    Raises
    ------
    ExerciseError
        When there is no such exercise.
    """
    hints = find(exercise_id).hints
    number = min(_hints_given.get(exercise_id, 0) + 1, len(hints))
    _hints_given[exercise_id] = number
    words = _words(hints[number - 1])
    left = len(hints) - number
    if left:
        rest = ntr("{count} more hint.", "{count} more hints.", left)
    else:
        rest = tr("This is the last hint.")
    return Feedback("hint", f"{words} ({rest})")


def _last_cell_failed() -> bool:
    from IPython import get_ipython

    shell = get_ipython()
    return shell is not None and not shell.last_execution_succeeded


def _is_blank(answer: object) -> bool:
    if isinstance(answer, str):
        return answer.strip(" .…\n\t") == ""
    return answer is ... or answer is None


def _decimals(exercise: Exercise) -> int | None:
    return exercise.decimals if exercise.kind == "number" else None


def _no_number(answer: object) -> str:
    if isinstance(answer, tuple):  # what Python makes of a decimal comma
        return tr("In code, decimals are written with a point: 12.5 instead of 12,5.")
    if not isinstance(answer, str | bool | numbers.Number):
        return tr(
            "A number is expected here, but your line gives a whole result. Take the number out of "
            "it with the ending that the task names."
        )
    return tr("A number is expected here, for example 12.5.")


def _check_conclusion(exercise: Exercise, answer: str) -> Feedback:
    words = len(answer.split())
    if words < exercise.minimum_words:
        missing = exercise.minimum_words - words
        return Feedback(
            "wrong",
            ntr(
                "A good start. Write {count} more word, in whole sentences.",
                "A good start. Write {count} more words, in whole sentences.",
                missing,
            ),
        )
    folded = answer.casefold()
    for mention in exercise.mentions:
        if not any(word.casefold() in folded for word in mention.any):
            return Feedback("wrong", _words(mention.missing))
    return Feedback("right", _words(exercise.right))


def _words(text: Text) -> str:
    return text.in_language(language())
