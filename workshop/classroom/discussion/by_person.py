"""Participation person by person: for the facilitator alone, never to be published."""

from collections import Counter

import pandas as pd

from workshop.classroom.discussion import weekly
from workshop.classroom.discussion.figures import Figures
from workshop.classroom.discussion.measures import pseudonyms, wrote
from workshop.classroom.discussion.reminders import Reminders, reminders
from workshop.classroom.discussion.summaries import windows
from workshop.errors import ClassroomError, Message


def table(found: Figures) -> pd.DataFrame:
    """Return one row a person, in the order of the pseudonyms or names."""
    shown, counts = _shown(found), wrote(found.said)
    words = Counter[str]()
    for one in found.said:
        words[one.person.key] += one.words
    answered = Counter(one.sender.key for one in found.answers)
    weeks = [window.week for window in weekly.begun(found)]
    rows = [
        {
            "person": shown[person.key],
            "role": person.role,
            "college": person.college,
            "messages": counts[person.key],
            "words": words[person.key],
            "replies": answered[person.key],
            **{week.key: found.summaries.get((week.number, person.key)) for week in weeks},
        }
        for person in found.blueprint.members
    ]
    return pd.DataFrame(rows).sort_values("person", ignore_index=True)


def network(found: Figures) -> pd.DataFrame:
    """Return one row for each pair of people and way of answering."""
    shown = _shown(found)
    counts = Counter((shown[one.sender.key], shown[one.to.key], one.basis) for one in found.replies)
    rows = [(*pair, count) for pair, count in sorted(counts.items())]
    return pd.DataFrame(rows, columns=["from", "to", "basis", "count"])


def unmatched(found: Figures) -> pd.DataFrame:
    """Return the senders that nobody of the class was found for, as the file has them."""
    rows = [
        (one.name, one.account, one.posts, ", ".join(one.near)) for one in found.matching.unmatched
    ]
    return pd.DataFrame(rows, columns=["sender", "account", "messages", "near"])


def to_remind(found: Figures, week: int) -> Reminders:
    """Return whom to remind of the summary of a week.

    Raises
    ------
    ClassroomError
        When the class has no such week.
    """
    known = {one.week.number: one for one in windows(found.blueprint)}
    if week not in known:
        raise ClassroomError(
            "The class has no week {week}; allowed: {weeks}.",
            week=week,
            weeks=", ".join(map(str, sorted(known))) or Message("none, since it has no weeks"),
        )
    waiting = [
        person
        for person in found.learners
        if found.summaries[week, person.key] in {"missing", "open"}
    ]
    return reminders(found.blueprint, known[week], waiting, len(found.matching.unmatched))


def _shown(found: Figures) -> dict[str, str]:
    if found.names:
        return {person.key: person.name for person in found.blueprint.members}
    return pseudonyms(found.blueprint)
