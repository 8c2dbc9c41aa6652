"""Participation in plain sentences: each figure with its base, and what it does not mean."""

import datetime
import html
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from workshop.i18n import day_and_time, ntr, number, percent, tr

if TYPE_CHECKING:
    from workshop.classroom.discussion.result import Participation

_DAY, _HOUR = 24 * 60, 60


def paragraphs(lines: Iterable[str]) -> str:
    """Return sentences as HTML, a paragraph each."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def notice(found: "Participation") -> Iterator[str]:
    """Say that a conversation is simulated; nothing of a real one."""
    if found.simulated:
        yield tr(
            "This conversation is simulated: it is for practice and says nothing about people."
        )


def sentences(found: "Participation") -> Iterator[str]:
    """Say what was found; of a class that is too small for it, only that."""
    if not found.is_publishable:
        yield tr(
            "The class has fewer than five students: figures would be about persons, so that "
            "none are shown."
        )
        return
    yield from _base(found)
    yield _wrote(found)
    yield from _weeks(found)
    yield from _shares(found)
    yield from _replies(found)
    yield found.rule.explain()
    yield from caveats()


def headlines(found: "Participation", rows: int) -> Iterator[str]:
    """Say what matters most, beside a table of the latest weeks."""
    if not found.is_publishable:
        yield from sentences(found)
        return
    yield _wrote(found)
    if unknown := len(found.matching.unmatched):
        yield ntr(
            "{count} sender is not known yet and is left out.",
            "{count} senders are not known yet and are left out.",
            unknown,
        )
    yield tr("None of this is a grade: .explain() says how it was counted and what it means.")
    if (weeks := len(found.weeks)) > rows:
        yield tr("The last {rows} of {weeks} weeks:", rows=rows, weeks=weeks)


def caveats() -> tuple[str, ...]:
    """Return what must not be concluded from how much somebody writes."""
    return (
        tr(
            "None of this is a grade: how much somebody writes says little about how much they "
            "learn. In five studies (Duzhin and Tan 2023), the words per message went with marks "
            "in opposite directions in mathematics and in business, and what was expected of "
            "discussions that centre on a few people was not confirmed."
        ),
        tr(
            "Those who are silent here may read, speak in class, or lack data: ask before you "
            "judge."
        ),
    )


def _base(found: "Participation") -> Iterator[str]:
    unknown = found.matching.unmatched
    yield tr(
        "{messages} of people in the class, until {day}.",
        messages=ntr("{count} message", "{count} messages", len(found.said)),
        day=day_and_time(found.ends),
    )
    if any(post.when.tzinfo is None for chat in found.conversations for post in chat.posts[:1]):
        yield tr(
            "The chat holds the time of the phone that exported it, which is taken to be in the "
            "zone {zone}.",
            zone=found.blueprint.time_zone,
        )
    if found.repeated:
        yield ntr(
            "{count} message stands in several of the files and is counted once.",
            "{count} messages stand in several of the files and are counted once.",
            found.repeated,
        )
    if outside := found.outside_weeks:
        yield ntr(
            "{count} message was written outside the weeks of the class and counts in none.",
            "{count} messages were written outside the weeks of the class and count in none.",
            outside,
        )
    if found.without_consent:
        yield ntr(
            "{count} message of people who did not consent is left out.",
            "{count} messages of people who did not consent are left out.",
            found.without_consent,
        )
    if unknown:
        yield tr(
            "{senders} could not be found in the roster and are left out ({messages}); say who "
            "they are before you rely on the figures.",
            senders=ntr("{count} sender", "{count} senders", len(unknown)),
            messages=ntr("{count} message", "{count} messages", sum(one.posts for one in unknown)),
        )


def _wrote(found: "Participation") -> str:
    return tr(
        "{wrote} of {students} students wrote at least once ({share}).",
        wrote=number(found.students_who_wrote),
        students=number(found.students),
        share=_percent(found.students_who_wrote, found.students),
    )


def _weeks(found: "Participation") -> Iterator[str]:
    for row in found.weeks:
        if row.open:
            yield tr("Week {week}: the summary was not yet due.", week=row.number)
            continue
        yield tr(
            "Week {week}: {handed} of {students} students handed in the summary ({share}), {late} "
            "of them late; {missing} did not.",
            week=row.number,
            handed=number(row.on_time + row.late),
            students=number(found.students),
            share=_percent(row.on_time + row.late, found.students),
            late=number(row.late),
            missing=number(row.missing),
        )


def _shares(found: "Participation") -> Iterator[str]:
    if found.gini is not None:
        yield tr(
            "The students' messages are shared with a Gini coefficient of {gini} (0: all wrote "
            "the same number, 1: one wrote them all; n = {students}).",
            gini=number(found.gini, 2),
            students=number(found.students),
        )
    if found.lecturer_share is not None:
        yield tr(
            "Lecturers wrote {share} of the messages (n = {messages}).",
            share=percent(round(found.lecturer_share, 1)),
            messages=number(len(found.said)),
        )


def _replies(found: "Participation") -> Iterator[str]:
    count = len(found.answers)
    if found.latency is None or found.cross_college_share is None:
        yield tr("No replies were found.")
        return
    if "next" in found.basis:
        yield tr(
            "WhatsApp does not say which message answers which: the next message by another "
            "person is taken for a reply. Its median delay is {delay} (n = {count}).",
            delay=_duration(found.latency),
            count=number(count),
        )
    else:
        yield tr(
            "Half of the replies and mentions came within {delay} (n = {count}).",
            delay=_duration(found.latency),
            count=number(count),
        )
    if len(found.blueprint.colleges) > 1 and found.cross_college_by_chance is not None:
        yield tr(
            "{share} of the replies went to another college; if everybody answered everybody "
            "alike, it would be {chance}.",
            share=percent(round(found.cross_college_share, 1)),
            chance=percent(round(found.cross_college_by_chance, 1)),
        )


def _percent(part: int, whole: int) -> str:
    return percent(round(100 * part / whole, 1))


def _duration(delay: datetime.timedelta) -> str:
    minutes = delay.total_seconds() / 60
    if minutes < 2 * _HOUR:
        return ntr("{count} minute", "{count} minutes", max(1, round(minutes)))
    if minutes < 2 * _DAY:
        return ntr("{count} hour", "{count} hours", round(minutes / _HOUR))
    return ntr("{count} day", "{count} days", round(minutes / _DAY))
