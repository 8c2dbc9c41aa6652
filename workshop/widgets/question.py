"""A question with a button to check the answer and one for the next hint."""

import html
from typing import Any

import ipywidgets

from workshop import exercises
from workshop.exercises import Exercise, Feedback
from workshop.i18n import language, tr
from workshop.widgets._style import SPACED, STYLE, WIDE


class Question(ipywidgets.VBox):
    """The question, a field to answer in, two buttons, and what they answer.

    On paper and in slides the question is shown with its options, without an answer.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.field = _field(exercise)
        self.check = ipywidgets.Button(
            description=tr("Check"), icon="check", button_style="primary"
        )
        self.hint = ipywidgets.Button(description=tr("Hint"), icon="lightbulb-o")
        self.answer = ipywidgets.HTML()
        self.check.on_click(self._check)
        self.hint.on_click(self._hint)
        words = html.escape(exercise.question.in_language(language()))
        super().__init__(
            [
                ipywidgets.HTML(
                    f'{STYLE}<div style="font-weight:600;max-width:46em">{words}</div>'
                ),
                self.field,
                ipywidgets.HBox([self.check, self.hint]),
                self.answer,
            ]
        )
        self.add_class(SPACED)

    def _check(self, _button: object) -> None:
        self._say(exercises.judge(self.exercise, self.field.value))

    def _hint(self, _button: object) -> None:
        self._say(exercises.hint(self.exercise.id))

    def _say(self, feedback: Feedback) -> None:
        self.answer.value = feedback.html

    def _markdown(self) -> str:
        chosen = language()
        options = [f"- ☐ {text.in_language(chosen)}" for text in self.exercise.options.values()]
        return "\n".join([f"**{self.exercise.question.in_language(chosen)}**", "", *options])

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return {
            **bundle,
            "text/markdown": self._markdown(),
            "text/plain": self.exercise.question.in_language(language()),
        }


def question(exercise_id: str) -> Question:
    """Show a question of ``notebooks/exercises.toml``.

    Parameters
    ----------
    exercise_id
        Its id.

    Raises
    ------
    ExerciseError
        When there is no such exercise.
    """
    return Question(exercises.find(exercise_id))


def _field(exercise: Exercise) -> ipywidgets.ValueWidget:
    if exercise.kind == "choice":
        chosen = language()
        return ipywidgets.RadioButtons(
            options=[(text.in_language(chosen), key) for key, text in exercise.options.items()],
            value=None,
            layout={"width": WIDE},
        )
    if exercise.kind == "text":
        return ipywidgets.Textarea(
            placeholder=tr("Write your answer here"), rows=4, layout={"width": WIDE}
        )
    return ipywidgets.Text(placeholder=tr("Your answer"))
