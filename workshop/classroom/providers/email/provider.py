"""E-mail as a platform: what it can do, what it would refuse, and the letters that are due."""

import csv
import datetime
import io
from collections import Counter
from collections.abc import Callable, Mapping

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.calendar import calendar
from workshop.classroom.building.provider import Guide, Setting
from workshop.classroom.building.resources import Resource, Support
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.email import due, letters
from workshop.classroom.providers.email.account import SETTINGS, account, plain_address
from workshop.classroom.providers.email.by_hand import guide
from workshop.classroom.providers.email.connection import EmailConnection
from workshop.errors import Message
from workshop.i18n import tr


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class EmailProvider:
    """Invitations with a calendar, invitations to meetings, reminders of summaries; by SMTP.

    Parameters
    ----------
    clock
        Tells the time: which letters are due depends on the day.

    Examples
    --------
    >>> EmailProvider().name
    'email'
    """

    name = "email"
    settings: tuple[Setting, ...] = SETTINGS

    def __init__(self, clock: Callable[[], datetime.datetime] = _now) -> None:
        self.clock = clock

    @property
    def title(self) -> str:
        """What people call it."""
        return tr("E-mail")

    def support(self) -> tuple[Support, ...]:
        """Say for everything in a blueprint what e-mail can do."""
        return SUPPORT

    def check(self, blueprint: Blueprint) -> list[Message]:
        """Return what a mail server would refuse."""
        counts = Counter(plain_address(person.email).lower() for person in blueprint.members)
        found = []
        for person in blueprint.members:
            address = plain_address(person.email)
            if not address:
                found.append(
                    Message(
                        "{name} (row {row}) gets no e-mail: {email} is no address. Write it as "
                        "name@college.ac.id.",
                        name=one_line(person.name),
                        row=person.row,
                        email=repr(one_line(person.email)),
                    )
                )
            elif counts[address.lower()] > 1:
                found.append(
                    Message(
                        "{name} (row {row}) shares the address {email} with somebody else; it gets "
                        "every letter twice.",
                        name=one_line(person.name),
                        row=person.row,
                        email=address,
                    )
                )
        return found

    def desired(self, blueprint: Blueprint) -> tuple[Resource, ...]:
        """Return the letters that are due now."""
        return due.due(blueprint, self.clock())

    def connect(self, blueprint: Blueprint, settings: Mapping[str, str]) -> EmailConnection:
        """Open the mailbox.

        Raises
        ------
        ProviderError
            When a setting cannot be right, or the server or the account refuses.
        """
        return EmailConnection(blueprint, account(settings), self.clock)

    def files(self, blueprint: Blueprint) -> Mapping[str, bytes]:
        """Return the calendar, and a list for the mail merge of an ordinary mail program."""
        return {
            letters.CALENDAR: calendar(blueprint),
            "invitations.csv": _mail_merge(blueprint),
        }

    def guide(self, blueprint: Blueprint) -> Guide:
        """Return how to send the letters by hand."""
        return guide(blueprint)


def _mail_merge(blueprint: Blueprint) -> bytes:
    from workshop.spreadsheet import defused

    lines = io.StringIO(newline="")
    table = csv.writer(lines)
    table.writerow(["name", "email", "subject", "text"])
    for person in blueprint.members:
        address = plain_address(person.email)
        if address:
            letter = letters.welcome(blueprint, person)
            table.writerow(
                defused(cell, in_csv=True)
                for cell in (one_line(person.name), address, letter.subject, letter.text)
            )
    # With a mark in front, since Excel reads other UTF-8 files as Latin.
    return lines.getvalue().encode("utf-8-sig")


SUPPORT = (
    Support(
        "course",
        Message("The course"),
        "impossible",
        Message("E-mail has no classroom; use it beside a platform that has one."),
    ),
    Support(
        "person",
        Message("Accounts"),
        "impossible",
        Message("Everybody keeps the mailbox that stands in the list of people."),
    ),
    Support(
        "invitation",
        Message("Invitations"),
        "done",
        Message(
            "Everybody gets a letter of their own with the way in, the rules and all dates; a week "
            "before each meeting by video an invitation that the calendar answers."
        ),
    ),
    Support(
        "event",
        Message("Dates in the calendar"),
        "done",
        Message("They are attached to the invitation, and are sent again when a date changes."),
    ),
    Support(
        "rules",
        Message("Rules of the class"),
        "done",
        Message("They stand in the invitation."),
    ),
    Support(
        "reminder",
        Message("Reminders of the weekly summary"),
        "done",
        Message(
            "They are sent three days before the summary is due: run the same command again in "
            "that week. Nobody gets a letter twice."
        ),
    ),
    Support(
        "channel",
        Message("Channels"),
        "impossible",
        Message("Letters to all, answered by all, would show everybody's address to everybody."),
    ),
    Support(
        "discussion",
        Message("Weekly discussions"),
        "impossible",
        Message("They need a platform where people write; the reminder repeats the question."),
    ),
    Support(
        "assignment",
        Message("Handing in the weekly summary"),
        "guide",
        Message("Students may answer the reminder; you collect the answers by hand."),
    ),
    Support(
        "material",
        Message("Materials"),
        "guide",
        Message("Attach them to a letter of your own, or put links into the platform."),
    ),
    Support(
        "group",
        Message("Study groups"),
        "guide",
        Message("Make a list of addresses for each group in your mail program."),
    ),
)
