"""Sending the letters that are due, each to one person."""

import datetime
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.message import EmailMessage

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.calendar import calendar, identifier, meeting_request
from workshop.classroom.building.provider import Usage
from workshop.classroom.building.resources import Outcome, Resource, Step
from workshop.classroom.providers.email import letters
from workshop.classroom.providers.email.account import Account
from workshop.classroom.providers.email.envelopes import (
    ask_calendar,
    attach_calendar,
    envelope,
    message_id,
)
from workshop.classroom.providers.email.letters import Letter
from workshop.classroom.providers.email.post import Post
from workshop.classroom.providers.email.trouble import LetterRefusedError
from workshop.errors import Message


class EmailConnection:
    """A mail server with an account on it.

    Parameters
    ----------
    blueprint
        The class.
    account
        The mailbox that sends.
    clock
        Tells the time.
    sleep
        Waits so many seconds.
    """

    # What was sent lies in other people's mailboxes: the ledger alone knows of it.
    reads_back = False

    def __init__(
        self,
        blueprint: Blueprint,
        account: Account,
        clock: Callable[[], datetime.datetime],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._blueprint = blueprint
        self._account = account
        self._clock = clock
        self._post = Post(account, sleep)
        self._post.open()

    def read(self, desired: Sequence[Resource]) -> Mapping[str, Resource]:  # noqa: ARG002
        """Return nothing: no mail server tells what it sent. See `building.remembered`."""
        return {}

    def apply(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Send one letter a step, all over one line, and tell each as it is taken."""
        for step in steps:
            yield self._done(step)

    @property
    def usage(self) -> Usage:
        """The connections made and the letters handed over."""
        return self._post.usage

    def close(self) -> None:
        """End the connection."""
        self._post.close()

    def _done(self, step: Step) -> Outcome:
        if step.action == "keep":
            return Outcome(step.address, "keep", "done")
        if step.action == "remove" or step.desired is None:
            reason = Message("A letter that was sent cannot be taken back.")
            return Outcome(step.address, step.action, "skipped", reason)
        sender = self._account.sender
        name = message_id(step.desired, identifier(self._blueprint, "class", "mail"), sender)
        mail = self._letter(step.desired, name, again=step.action == "change")
        try:
            self._post.send(mail, mail["To"].addresses[0].addr_spec)
        except LetterRefusedError as error:
            return Outcome(step.address, step.action, "failed", error.message)
        return Outcome(step.address, step.action, "done", remote=name)

    def _letter(self, resource: Resource, name: str, *, again: bool) -> EmailMessage:
        now, about = self._clock(), resource.once
        person = self._blueprint.people_by_key[about["person"]]
        letter, attach = self._words(person, about, now, again=again)
        mail = envelope(
            letter,
            self._account.sender,
            person,
            identifier=name,
            now=now,
        )
        attach(mail)
        # Only now: what is attached takes all that is told of the content so far with it.
        mail["Content-Language"] = self._blueprint.language
        return mail

    def _words(
        self, person: Person, about: Mapping[str, str], now: datetime.datetime, *, again: bool
    ) -> tuple[Letter, Callable[[EmailMessage], None]]:
        """Return the words of a letter, and what puts its dates beside them."""
        blueprint, link = self._blueprint, self._account.link
        if "week" in about:
            week = next(week for week in blueprint.weeks if week.key == about["week"])
            return letters.reminder(blueprint, person, week, link), lambda _: None
        if "session" in about:
            session = next(one for one in blueprint.sessions if one.key == about["session"])
            organizer = self._account.sender.addr_spec
            request = meeting_request(blueprint, session, person, organizer, now)
            letter = letters.meeting(blueprint, person, session)
            return letter, lambda mail: ask_calendar(mail, request)
        letter = letters.welcome(blueprint, person, link, again=again)
        return letter, lambda mail: attach_calendar(mail, calendar(blueprint, now))
