"""Whom to remind of a weekly summary, with texts in both languages that are ready to send.

The list holds names and addresses: it stays on the facilitator's machine. What a notebook
shows of it is a count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.discussion.summaries import Window
from workshop.classroom.discussion.telling import paragraphs
from workshop.i18n import day_and_time, ntr, tr
from workshop.tables import LANGUAGES, Text

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = (
    "name", "email", "college", "chat_id", "chat_en", "subject_id", "subject_en", "mail_id",
    "mail_en",
)  # fmt: skip


@dataclass(frozen=True)
class Reminder:
    """A reminder to one student: short for a chat, with a subject for e-mail."""

    person: Person
    chat: Text
    subject: Text
    mail: Text


@dataclass(frozen=True, repr=False)
class Reminders:
    """All reminders of a week.

    Attributes
    ----------
    unknown
        How many senders were found in no roster: one of these may have handed in already.
    """

    week: int
    reminders: tuple[Reminder, ...]
    unknown: int = 0

    def __len__(self) -> int:
        """Count the reminders."""
        return len(self.reminders)

    def __iter__(self) -> Iterator[Reminder]:
        """Yield each reminder, in the order of the roster."""
        return iter(self.reminders)

    @property
    def table(self) -> "pd.DataFrame":
        """One row a student, with names and texts; never publish it."""
        import pandas as pd

        rows = [
            {
                "name": one.person.name,
                "email": one.person.email,
                "college": one.person.college,
                "chat_id": one.chat.id,
                "chat_en": one.chat.en,
                "subject_id": one.subject.id,
                "subject_en": one.subject.en,
                "mail_id": one.mail.id,
                "mail_en": one.mail.en,
            }
            for one in self.reminders
        ]
        return pd.DataFrame(rows, columns=list(_COLUMNS))

    def to_csv(self, path: Path | str, language: str | None = None) -> Path:
        """Write the list as CSV that a spreadsheet opens and no name can turn into a formula.

        Parameters
        ----------
        language
            Of the spreadsheet (separators), not of the texts: both languages are written.
        """
        from workshop import spreadsheet

        return spreadsheet.to_csv(self.table, Path(path), language)

    def summary(self) -> str:
        """Say how many are to be reminded, and who may be among them wrongly."""
        lines = [
            ntr(
                "{count} student has not yet handed in the summary of week {week}.",
                "{count} students have not yet handed in the summary of week {week}.",
                len(self),
                week=self.week,
            )
        ]
        if self.unknown:
            lines.append(
                ntr(
                    "{count} sender is in no roster and may be one of them: say who it is first.",
                    "{count} senders are in no roster and may be some of them: say who they are "
                    "first.",
                    self.unknown,
                )
            )
        return "\n".join(lines)

    def explain(self) -> str:
        """Say how many are to be reminded, and where their names are."""
        where = tr(
            "The list with names stays on your machine: write it with .to_csv('reminders.csv')."
        )
        return f"{self.summary()}\n{where}"

    def __repr__(self) -> str:
        """Show the count only: a notebook is published, names are not."""
        return f"Reminders(week {self.week}, {len(self)} students)"

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        words = self.explain()
        return {"text/html": paragraphs(words.splitlines()), "text/plain": words}


def reminders(
    blueprint: Blueprint, window: Window, people: Sequence[Person], unknown: int = 0
) -> Reminders:
    """Return reminders for people who have not handed in the summary of a week.

    Examples
    --------
    >>> from workshop.classroom.discussion.example import classroom
    >>> from workshop.classroom.discussion.summaries import windows
    >>> blueprint = classroom()
    >>> found = reminders(blueprint, windows(blueprint)[0], blueprint.with_role("student")[:1])
    >>> next(iter(found)).chat.id.startswith("Halo Ayu Lestari")
    True
    """
    return Reminders(
        window.week.number,
        tuple(
            Reminder(
                person,
                _both(_chat, blueprint, window, person),
                _both(_subject, blueprint, window, person),
                _both(_mail, blueprint, window, person),
            )
            for person in people
        ),
        unknown,
    )


def _both(write: Any, blueprint: Blueprint, window: Window, person: Person) -> Text:
    words = []
    for language in LANGUAGES:
        with i18n.use(language):
            words.append(write(_parts(blueprint, window, person, language)))
    return Text(*words)


def _parts(
    blueprint: Blueprint, window: Window, person: Person, language: str
) -> dict[str, object]:
    prompt = window.week.prompt.in_language(language)
    return {
        "name": person.name,
        "course": blueprint.course.in_language(language),
        "week": window.week.number,
        "topic": window.week.topic.in_language(language),
        "question": tr("The question of the week was: {prompt}\n\n", prompt=prompt)
        if prompt
        else "",
        "due": day_and_time(window.due),
    }


def _chat(parts: dict[str, object]) -> str:
    return tr(
        "Hello {name}, we have not yet seen your summary of week {week} ({topic}) of {course}. "
        "Due: {due}. A few sentences are enough: begin your message with “Summary week {week}”. "
        "If you have sent it already, please tell us under which name. Thank you!",
        **parts,
    )


def _subject(parts: dict[str, object]) -> str:
    return tr("Reminder: summary of week {week}, {course}", **parts)


def _mail(parts: dict[str, object]) -> str:
    return tr(
        "Dear {name},\n\nwe have not yet found your summary of week {week}, “{topic}”, of "
        "{course}. Due: {due}.\n\n{question}Please post a "
        "few sentences in the discussion and begin with “Summary week {week}”. If you have sent "
        "it already, please tell us under which name. If something keeps you from writing, let "
        "us know: we will find a way.\n\nKind regards",
        **parts,
    )
