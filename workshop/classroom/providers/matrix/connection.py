"""A class on Matrix that can be read and built.

People and their places in rooms are the many requests: there each server is asked by a thread
of its own, so that two colleges take the time of the larger one.
"""

import contextvars
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.provider import Usage
from workshop.classroom.building.resources import Outcome, Resource, Step
from workshop.classroom.providers.matrix import messages
from workshop.classroom.providers.matrix.accounts import Accounts
from workshop.classroom.providers.matrix.federation import Federation
from workshop.classroom.providers.matrix.homeserver import Homeserver
from workshop.classroom.providers.matrix.making import Maker, RefusedError, must
from workshop.classroom.providers.matrix.messages import Event, Written
from workshop.classroom.providers.matrix.names import POSTED
from workshop.classroom.providers.matrix.people import People
from workshop.classroom.providers.matrix.reading import Reader
from workshop.classroom.providers.matrix.rooms import MEMBER, Room
from workshop.errors import Message, ProviderError

_OF_PEOPLE = ("person", "membership")


class MatrixConnection:
    """Servers that have let us in.

    Parameters
    ----------
    blueprint
        The class.
    settings
        Addresses, keys and the certificate authority.
    accounts
        Where the first passwords of new accounts are kept.

    Raises
    ------
    ProviderError
        When a server does not let us in.
    """

    def __init__(
        self, blueprint: Blueprint, settings: Mapping[str, str], accounts: Accounts
    ) -> None:
        self._blueprint = blueprint
        self._federation = Federation(blueprint, settings)
        self._reader = Reader(blueprint, self._federation)
        self._maker = Maker(blueprint, self._federation, self._reader)
        self._people = People(blueprint, self._federation, self._reader, accounts)

    @property
    def accounts(self) -> Accounts:
        """Where the first passwords of new accounts are kept."""
        return self._people.accounts

    def keep_in(self, folder: Path) -> None:
        """Keep the first passwords in the folder of the ledger."""
        self._people.accounts = Accounts(folder / self.accounts.path.name)

    @property
    def usage(self) -> Usage:
        """The requests so far."""
        return self._federation.usage

    def close(self) -> None:
        """End the connection."""
        self._federation.close()

    def read(self, desired: Sequence[Resource]) -> Mapping[str, Resource]:
        """Return what exists of this class, read from the servers alone."""
        self._reader.find_rooms(one.key for one in desired if one.kind == "channel")
        found = [
            *self._reader.find_people(),
            *self._reader.found(),
            *self._reader.memberships(desired),
        ]
        return {resource.address: resource for resource in found}

    def apply(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Do the steps, and tell each as it ends."""
        for is_of_people, some in groupby(steps, lambda step: step.resource.kind in _OF_PEOPLE):
            if is_of_people:
                yield from self._side_by_side(list(some))
            else:
                yield from (self._outcome(step) for step in some)

    def history(self, channel: str, college: str = "") -> list[Event]:
        """Return all messages of a channel, and who came and went, as a server keeps them.

        The oldest comes first; `workshop.classroom.discussion` reads them as they are.

        Parameters
        ----------
        channel
            Key of a channel or week.
        college
            Whose server is asked; the home server by default.

        Raises
        ------
        ProviderError
            When there is no such channel, or the server refuses.
        """
        return messages.events(
            self._federation.at(college), self._existing(channel), (messages.MESSAGE, MEMBER)
        )

    def messages(self, channel: str, college: str = "") -> tuple[Written, ...]:
        """Return all messages of a channel in the words of the class; see `history`."""
        events = self.history(channel, college)
        return tuple(messages.written(events, self._reader.person_of))

    def post(self, channel: str, text: str, person: str) -> str:
        """Write a message as a person of the class, and return its id.

        Raises
        ------
        ProviderError
            When the person is not known, may not write there, or has an account elsewhere.
        """
        writer = self._blueprint.people_by_key.get(person)
        if writer is None or not writer.consent:
            raise ProviderError(
                "There is nobody with the key {person} in the class. Check its spelling in the "
                "list of people.",
                person=repr(person),
            )
        server = self._federation.of(writer)
        if server is None:
            raise ProviderError(
                "{person} has an account on a server that gives us no key. Ask {person} to write.",
                person=writer.name,
            )
        account = self._federation.account(writer)
        answer = messages.send(server, self._existing(channel), text, account)
        if not answer.is_fine:
            raise ProviderError(
                "{person} cannot write in {channel}: {reason}",
                person=writer.name,
                channel=channel,
                reason=answer.reason,
            )
        return str(answer.data["event_id"])

    def _existing(self, channel: str) -> Room:
        room = self._reader.room(channel)
        if room is None:
            raise ProviderError(
                "There is no channel {channel} on the server yet. Build the class first, then try "
                "again.",
                channel=repr(channel),
            )
        return room

    def _side_by_side(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Ask every server at the same time; one that breaks does not stop the others."""
        by_server: dict[str, list[Step]] = {}
        for step in steps:
            by_server.setdefault(self._asked(step).url, []).append(step)
        done: queue.SimpleQueue[Outcome | None] = queue.SimpleQueue()
        stop = threading.Event()
        with ThreadPoolExecutor(max_workers=len(by_server)) as pool:
            workers = [
                pool.submit(contextvars.copy_context().run, self._work, some, done, stop)
                for some in by_server.values()
            ]
            try:
                for _ in workers:
                    yield from iter(done.get, None)
            finally:
                stop.set()
        for worker in workers:
            worker.result()

    def _work(
        self,
        steps: Sequence[Step],
        done: "queue.SimpleQueue[Outcome | None]",
        stop: threading.Event,
    ) -> None:
        try:
            for step in steps:
                if stop.is_set():
                    break
                done.put(self._outcome(step))
        finally:
            done.put(None)

    def _asked(self, step: Step) -> Homeserver:
        person = self._person(step)
        return (person and self._federation.of(person)) or self._federation.home

    def _person(self, step: Step) -> Person | None:
        key = step.resource.key
        return self._blueprint.people_by_key.get(self._reader.person_of.get(key, key))

    def _outcome(self, step: Step) -> Outcome:
        do: Mapping[str, Callable[[Step], str]] = {
            "person": self._people.make_account,
            "space": self._make_room,
            "channel": self._make_room,
            "membership": self._people.let_in,
        }
        try:
            remote = do.get(step.resource.kind, self._post_once)(step)
        except RefusedError as error:
            return Outcome(step.address, step.action, "failed", error.reason)
        return Outcome(step.address, step.action, "done", remote=remote)

    def _make_room(self, step: Step) -> str:
        if step.desired is None:
            room = self._reader.room(step.resource.key)
            if room and step.resource.kind == "channel":
                self._maker.remove(room)
                return room.id
            raise RefusedError(Message("a space is not removed by a program; leave it in Element"))
        return self._maker.room(step.desired)

    def _post_once(self, step: Step) -> str:
        resource = step.resource
        room = self._existing(resource.once["room"])
        if step.desired is None:
            must(messages.unpin(self._federation.home, room, step.address))
            return ""
        text = step.desired.values["text"]
        must(messages.post_once(self._federation.home, room, step.address, text))
        return str(room.content(POSTED, step.address).get("id", ""))
