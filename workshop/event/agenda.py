"""The programme of the day with clock times, computed from ``workshop.toml``."""

import datetime
import html
from dataclasses import dataclass

from workshop import config, i18n
from workshop.config import Person, Session, Settings
from workshop.i18n import ntr, tr

# Between word joiners, so that a narrow column does not break it.
_DASH = "\N{WORD JOINER}–\N{WORD JOINER}"


@dataclass(frozen=True)
class AgendaItem:
    """One session with its clock times."""

    start: datetime.time
    end: datetime.time
    session: Session
    people: tuple[str, ...]


@dataclass(frozen=True)
class Agenda:
    """The programme; shows itself as a table in notebooks, slides and handouts."""

    settings: Settings
    items: tuple[AgendaItem, ...]

    @property
    def minutes(self) -> int:
        """Length of the whole programme."""
        return sum(item.session.minutes for item in self.items)

    def rows(self) -> list[tuple[str, str, str]]:
        """Return time, session and people of each row, in the reader's language."""
        language = i18n.language()
        return [
            (
                f"{i18n.clock(item.start)}{_DASH}{i18n.clock(item.end)}",
                self._what(item.session, language),
                ", ".join(item.people),
            )
            for item in self.items
        ]

    def _what(self, session: Session, language: str) -> str:
        title = session.title.in_language(language)
        event = self.settings.event
        if session.kind != "discussion" or not event.question_rounds:
            return title
        rule = tr(
            "{rounds}, at most {questions} each",
            rounds=ntr("{count} round", "{count} rounds", event.question_rounds),
            questions=ntr("{count} question", "{count} questions", event.questions_per_round),
        )
        return f"{title} ({rule})"

    def _heads(self) -> tuple[str, str, str]:
        return tr("Time"), tr("Session"), tr("With")

    def _repr_html_(self) -> str:
        # JupyterLab would push all words of a table to the right.
        left = 'style="text-align:left"'
        head = "".join(f'<th scope="col" {left}>{html.escape(word)}</th>' for word in self._heads())
        body = "".join(
            "<tr>" + "".join(f"<td {left}>{html.escape(value)}</td>" for value in row) + "</tr>"
            for row in self.rows()
        )
        return f'<table class="agenda"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def __repr__(self) -> str:
        """Return the programme as lines of text."""
        return "\n".join("  ".join(row) for row in self.rows())


def agenda(settings: Settings | None = None) -> Agenda:
    """Return the day's programme.

    Parameters
    ----------
    settings
        The event; by default the one in ``workshop.toml``.

    Examples
    --------
    >>> agenda().minutes
    150
    """
    settings = settings or config.settings()
    moment = datetime.datetime.combine(settings.event.date, settings.event.start)
    items = []
    for session in settings.sessions:
        end = moment + datetime.timedelta(minutes=session.minutes)
        items.append(AgendaItem(moment.time(), end.time(), session, _names(session, settings)))
        moment = end
    return Agenda(settings, tuple(items))


def _names(session: Session, settings: Settings) -> tuple[str, ...]:
    people: dict[str, Person] = {person.id: person for person in settings.people}
    ids = (session.speaker, session.moderator)
    return tuple(people[one].name for one in dict.fromkeys(ids) if one)
