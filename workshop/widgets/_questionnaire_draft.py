"""A questionnaire while somebody builds it: every step can be undone, every mistake is told."""

import re
import tomllib
import unicodedata
from dataclasses import replace
from typing import Any

from workshop.errors import Bullets, Message, SettingsError
from workshop.survey.questionnaire import to_toml
from workshop.survey.questionnaire.model import Kind, Option, Question, Questionnaire, Scale
from workshop.survey.questionnaire.reading import from_table
from workshop.tables import Text
from workshop.widgets._history import History
from workshop.widgets._questionnaire_mistakes import in_words

# A new question is a whole one, so that the draft never breaks by adding to it.
NEW_TEXT = Text("Pertanyaan baru?", "New question?")
EXAMPLE_OPTIONS: dict[Kind, tuple[Text, ...]] = {
    "single": (Text("Ya", "Yes"), Text("Tidak", "No")),
    "multiple": (
        Text("Pilihan A", "Option A"),
        Text("Pilihan B", "Option B"),
        Text("Lainnya", "Other"),
    ),
    "likert": (
        Text("Sangat tidak setuju", "Strongly disagree"),
        Text("Tidak setuju", "Disagree"),
        Text("Netral", "Neutral"),
        Text("Setuju", "Agree"),
        Text("Sangat setuju", "Strongly agree"),
    ),
}
EMPTY = Questionnaire(Text("Kuesioner saya", "My questionnaire"), ())


class QuestionnaireDraft(History[Questionnaire]):
    """A questionnaire and its history.

    Examples
    --------
    >>> draft = QuestionnaireDraft(EMPTY)
    >>> draft.add("number"), draft.mistakes()
    (0, [])
    >>> draft.remove(0)
    >>> draft.undo()
    True
    >>> draft.questions[0].kind
    'number'
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__(questionnaire)
        self.added: set[str] = set()  # ids; their words are there to be replaced

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire as it stands."""
        return self.state

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in their order."""
        return self.questionnaire.questions

    def add(self, kind: Kind, after: int | None = None) -> int:
        """Add a question, at the end or after another, and return its place."""
        place = len(self.questions) if after is None else after + 1
        taken = {question.id for question in self.questions}
        question = of_kind(Question(unused("question", taken), NEW_TEXT, "text"), kind)
        self.added.add(question.id)
        self._ask((*self.questions[:place], question, *self.questions[place:]))
        return place

    def change(self, place: int, **values: Any) -> None:
        """Change parts of a question."""
        questions = list(self.questions)
        questions[place] = replace(questions[place], **values)
        self._ask(tuple(questions))

    def remove(self, place: int) -> None:
        """Take a question out."""
        self._ask((*self.questions[:place], *self.questions[place + 1 :]))

    def move(self, place: int, step: int) -> int:
        """Move a question up (-1) or down (1) and return its new place."""
        target = place + step
        if not 0 <= target < len(self.questions):
            return place
        questions = list(self.questions)
        questions[place], questions[target] = questions[target], questions[place]
        self._ask(tuple(questions))
        return target

    def scale(self, name: str) -> str:
        """Return the id of the scale with this title, made when there is none yet."""
        name = name.strip()
        for scale in self.questionnaire.scales:
            if name in (scale.id, scale.title.id, scale.title.en):
                return scale.id
        if not name:
            return ""
        code = unused(slug(name) or "scale", {scale.id for scale in self.questionnaire.scales})
        code = code if code[0].isalpha() else f"scale_{code}"
        scales = (*self.questionnaire.scales, Scale(code, Text(name, name)))
        self.take(replace(self.questionnaire, scales=scales))
        return code

    def mistakes(self) -> list[str]:
        """Return all mistakes that the reader of the file would find, in words."""
        try:
            from_table(tomllib.loads(to_toml(self.questionnaire)), "")
        except SettingsError as error:
            found = error.parts.get("mistakes")
            told = found if isinstance(found, Bullets) else [Message(error.template, **error.parts)]
            return in_words(told, self.questionnaire)
        return []

    def _ask(self, questions: tuple[Question, ...]) -> None:
        self.take(replace(self.questionnaire, questions=questions))


def of_kind(question: Question, kind: Kind) -> Question:
    """Return a question of another kind, without what does not fit that kind."""
    labels = tuple(option.label for option in question.options)
    if kind not in EXAMPLE_OPTIONS:
        options: tuple[Option, ...] = ()
    elif kind == "likert":
        options = _steps(labels if len(labels) >= 3 else EXAMPLE_OPTIONS[kind])
    else:
        options = question.options or coded(EXAMPLE_OPTIONS[kind], ())
    return replace(
        question,
        kind=kind,
        options=options,
        reversed=question.reversed and kind == "likert",
        scale=question.scale if kind in ("likert", "number") else "",
        minimum=question.minimum if kind == "number" else None,
        maximum=question.maximum if kind == "number" else None,
        unit=question.unit if kind == "number" else Text("", ""),
    )


def options(kind: Kind, labels: tuple[Text, ...], old: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return the options with these labels.

    Codes of older options are kept, because answers may have been collected with them.

    Examples
    --------
    >>> options("single", (Text("Ya", "Yes"), Text("Tidak", "No")), ())[1]
    Option(code='no', label=Text(id='Tidak', en='No'))
    """
    if kind == "likert" and len(labels) != len(old):
        return _steps(labels)
    return coded(labels, old)


def coded(labels: tuple[Text, ...], old: tuple[Option, ...]) -> tuple[Option, ...]:
    """Give every label a code: its older one, else one made of its words."""
    if len(labels) == len(old):
        return tuple(
            replace(option, label=label) for option, label in zip(old, labels, strict=True)
        )
    known = {option.label.id: option.code for option in old}
    taken = {known[label.id] for label in labels if label.id in known}
    result = []
    for label in labels:
        code = known.pop(label.id, "") or unused(slug(label.en or label.id) or "option", taken)
        taken.add(code)
        result.append(Option(code, label))
    return tuple(result)


def _steps(labels: tuple[Text, ...]) -> tuple[Option, ...]:
    return tuple(Option(str(step), label) for step, label in enumerate(labels, start=1))


def slug(words: str) -> str:
    """Return words as a short code of small letters, digits and underscores.

    Examples
    --------
    >>> slug("Grup obrolan (kelas)")
    'grup_obrolan_kelas'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30].strip("_")


def unused(wish: str, taken: set[str]) -> str:
    """Return a name that is not taken yet."""
    number, name = 1, wish
    while name in taken:
        number += 1
        name = f"{wish}_{number}"
    return name
