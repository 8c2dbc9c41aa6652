"""A questionnaire built by clicking: questions on the left, the chosen one on the right."""

import html
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets

from workshop import config
from workshop.errors import WorkshopError
from workshop.i18n import language, ntr, tr
from workshop.survey import questionnaire as questionnaires
from workshop.survey.questionnaire.model import KINDS, Kind, Questionnaire
from workshop.widgets._own_file import OwnFile
from workshop.widgets._question_form import KIND_WORDS, QuestionForm
from workshop.widgets._questionnaire_draft import EMPTY, QuestionnaireDraft
from workshop.widgets._show import BAD, GOOD, button, said, show_files, show_words
from workshop.widgets._style import SPACED, STYLE, WIDE


class QuestionnaireBuilder(ipywidgets.VBox):
    """The list of questions, the form of the one that is chosen, and buttons.

    Parameters
    ----------
    path
        The file that it is saved to, opened at once when it exists.
    """

    def __init__(self, path: Path) -> None:
        self.file = OwnFile(path.absolute())
        self._filling = False
        self.result = ipywidgets.Output()
        self.draft = QuestionnaireDraft(self._opened())
        self._make_controls()
        self.form = QuestionForm(self.draft, self._changed)
        self.mistakes = ipywidgets.HTML()
        left = ipywidgets.VBox(
            [
                self.questions,
                ipywidgets.HBox([self.up, self.down], layout={"flex_flow": "row wrap"}),
                ipywidgets.HBox([self.delete, self.undo], layout={"flex_flow": "row wrap"}),
                ipywidgets.HBox([self.kind, self.add], layout={"flex_flow": "row wrap"}),
            ],
            layout={"min_width": "20em", "flex": "1 1 22em"},
        )
        super().__init__(
            [
                ipywidgets.HTML(STYLE),
                ipywidgets.HBox([self.example, self.empty], layout={"flex_flow": "row wrap"}),
                self.title,
                ipywidgets.HBox([left, self.form], layout={"flex_flow": "row wrap"}),
                self.mistakes,
                ipywidgets.HBox([self.save, self.forms], layout={"flex_flow": "row wrap"}),
                self.result,
            ]
        )
        self.add_class(SPACED)
        opened = self.result.outputs
        self._refresh(0)
        self.result.outputs = opened

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire as it stands."""
        return self.draft.questionnaire

    def _opened(self) -> Questionnaire:
        """Open the file of before, else the example; a broken file is told and kept."""
        if self.file.path.exists():
            try:
                found = questionnaires.read(self.file.path)
            except WorkshopError as error:
                show_words(self.result, error, BAD)
            else:
                self.file.adopt()
                show_words(self.result, tr("Opened: {file}", file=self.file.path.name))
                return found
        return _example()

    def _make_controls(self) -> None:
        self.title = ipywidgets.Text(
            description=tr("Title"), continuous_update=False, layout={"width": WIDE}
        )
        self.title.observe(self._retitle, names="value")
        self.questions = ipywidgets.Select(
            rows=14, description=tr("Questions"), layout={"width": "auto"}
        )
        self.questions.observe(self._choose, names="index")
        self.up = button(tr("Up"), "arrow-up")
        self.down = button(tr("Down"), "arrow-down")
        self.delete = button(tr("Delete"), "trash")
        self.undo = button(tr("Undo"), "undo")
        self.kind = ipywidgets.Dropdown(
            options=[(str(KIND_WORDS[kind]), kind) for kind in KINDS],
            description=tr("Kind"),
            layout={"width": "auto"},
        )
        self.add = button(tr("Add a question"), "plus")
        self.save = button(tr("Save"), "save", style="primary")
        self.forms = button(tr("Make the form files"), "file-text-o")
        self.example = button(tr("Start from the example"), "book")
        self.empty = button(tr("Start empty"), "file-o")
        self.up.on_click(lambda _: self._move(-1))
        self.down.on_click(lambda _: self._move(1))
        self.delete.on_click(self._delete)
        self.undo.on_click(self._undo)
        self.add.on_click(self._add)
        self.save.on_click(self._save)
        self.forms.on_click(self._make_forms)
        self.example.on_click(lambda _: self._become(_example()))
        self.empty.on_click(lambda _: self._become(EMPTY))

    def _refresh(self, place: int | None) -> None:
        """Show the draft, with this question chosen; what was said of the one before is over."""
        self.result.outputs = ()
        self._filling = True
        count = len(self.draft.questions)
        chosen = None if place is None or not count else min(place, count - 1)
        with self.questions.hold_sync():  # the list and its choice at once: no flicker
            self.questions.options = [
                (f"{number}. {question.text.in_language(language())}", number - 1)
                for number, question in enumerate(self.draft.questions, start=1)
            ]
            self.questions.index = chosen
        self.title.value = self.questionnaire.title.in_language(language())
        self._filling = False
        self.form.show(chosen)
        self._tell_mistakes()

    def _tell_mistakes(self) -> None:
        found = self.draft.mistakes()
        count = len(self.draft.questions)
        words = ntr("{count} question, no mistake.", "{count} questions, no mistake.", count)
        colour = BAD if found else GOOD
        self.mistakes.value = said("\n".join(found) or words, colour)

    def _changed(self) -> None:
        self._refresh(self.questions.index)

    def _choose(self, _change: object) -> None:
        if not self._filling:
            self.form.show(self.questions.index)

    def _retitle(self, _change: object) -> None:
        if self._filling:
            return
        title = self.questionnaire.title
        new = replace(title, **{language(): self.title.value})
        if title.id == title.en:
            new = replace(title, id=self.title.value, en=self.title.value)
        self.draft.take(replace(self.questionnaire, title=new))
        self._changed()

    def _add(self, _button: object) -> None:
        kind: Kind = self.kind.value
        self._refresh(self.draft.add(kind, self.questions.index))

    def _move(self, step: int) -> None:
        if self.questions.index is not None:
            self._refresh(self.draft.move(self.questions.index, step))

    def _delete(self, _button: object) -> None:
        place = self.questions.index
        if place is None:
            return
        name = self.draft.questions[place].text.in_language(language())
        self.draft.remove(place)
        self._refresh(place)
        show_words(self.result, tr("Deleted: {question} “Undo” brings it back.", question=name))

    def _undo(self, _button: object) -> None:
        place = self.questions.index or 0
        is_undone = self.draft.undo()
        self._refresh(place)
        if not is_undone:
            show_words(self.result, tr("There is nothing to undo."))

    def _become(self, questionnaire: Questionnaire) -> None:
        self.draft.take(questionnaire)
        self._refresh(0)
        show_words(self.result, tr("“Undo” brings the questions of before back."))

    def _is_free_of_mistakes(self) -> bool:
        found = self.draft.mistakes()
        if found:
            show_words(self.result, "\n".join([tr("Correct this first:"), *found]), BAD)
        return not found

    def _save(self, _button: object) -> None:
        if not self._is_free_of_mistakes():
            return
        if not self.file.may_be_replaced():
            words = tr(
                "{file} exists already and holds something else. Click “Save” once more to "
                "replace it.",
                file=self.file.path.name,
            )
            show_words(self.result, words, BAD)
            return
        try:
            self.file.write(questionnaires.to_toml(self.questionnaire))
        except (WorkshopError, OSError) as error:
            show_words(self.result, error, BAD)
        else:
            show_files(self.result, tr("Saved."), [self.file.path])

    def _make_forms(self, _button: object) -> None:
        from workshop.survey.forms import write_all

        if not self._is_free_of_mistakes():
            return
        self.forms.disabled = True
        show_words(self.result, tr("Working … this takes some seconds."))
        folder = self.file.path.with_name(tr("{name}-forms", name=self.file.path.stem))
        try:
            paths = write_all(self.questionnaire, folder, language())
        except (WorkshopError, OSError) as error:
            show_words(self.result, error, BAD)
        else:
            show_files(self.result, tr("The form files are ready:"), paths)
        finally:
            self.forms.disabled = False

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/html": _as_html(self.questionnaire)}


def questionnaire_builder(path: Path | str | None = None) -> QuestionnaireBuilder:
    """Show a questionnaire that is built by clicking.

    Parameters
    ----------
    path
        The TOML file to open and to save to; ``my-questionnaire.toml``, in Indonesian
        ``angket-saya.toml``, in the folder of the notebook by default. When there is none yet,
        the example of the kit is shown.
    """
    return QuestionnaireBuilder(Path(path or tr("my-questionnaire.toml")))


def _example() -> Questionnaire:
    return questionnaires.read(config.kit_folder() / "data" / "demo" / "questionnaire.toml")


def _as_html(questionnaire: Questionnaire) -> str:
    """Return the questionnaire for pages where nobody can click."""
    chosen = language()
    rows = "".join(
        f"<li>{html.escape(question.text.in_language(chosen))} "
        f"<em>({html.escape(str(KIND_WORDS[question.kind]))})</em></li>"
        for question in questionnaire.questions
    )
    title = html.escape(questionnaire.title.in_language(chosen))
    return f"<p><strong>{title}</strong></p><ol>{rows}</ol>"
