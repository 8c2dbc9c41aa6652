"""A class on Google Classroom, as a teacher who is signed in."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Usage
from workshop.classroom.building.resources import Outcome, Resource, Step
from workshop.classroom.providers.google_classroom import desired as wanted
from workshop.classroom.providers.google_classroom.changing import Requests
from workshop.classroom.providers.google_classroom.desired import is_over
from workshop.classroom.providers.google_classroom.reading import Found, aliases, read
from workshop.classroom.providers.google_classroom.service import Answer, Service, check
from workshop.classroom.providers.google_classroom.trouble import EXPLAINED, Refusal
from workshop.errors import Message

NOT_ACCEPTED = Message(
    "Only who has accepted the invitation can be put into a group; run this again later."
)
OVERDUE = Message(
    "It is made without a due date, since Classroom takes none that has passed; the date stands "
    "in the text."
)
NO_LONGER_TEACHES = Message(
    "This person no longer teaches the class, and is in it again as soon as the new invitation, as "
    "a student, is accepted."
)
BECOMES_A_TEACHER = Message(
    "This person stays a student until the new invitation, as a teacher, is accepted."
)
STAYS_A_TEACHER = Message(
    "Classroom keeps this person as a teacher, because the class or its folder belongs to them. "
    "Hand it over to another teacher in Classroom, or correct the list of people."
)


class GoogleClassroomConnection:
    """Google Classroom with a teacher's account.

    Parameters
    ----------
    blueprint
        The class.
    service
        The Classroom API.
    clock
        Tells the time.
    """

    def __init__(
        self, blueprint: Blueprint, service: Service, clock: Callable[[], datetime.datetime]
    ) -> None:
        self._blueprint = blueprint
        self._service = service
        self._clock = clock
        self._found = Found()

    def read(self, desired: Sequence[Resource]) -> Mapping[str, Resource]:
        """Return what exists of this classroom: address → resource."""
        self._found = read(self._service, self._blueprint, desired, self._clock())
        return dict(self._found.resources)

    def apply(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Do the steps, fifty in a request where they need nothing of one another."""
        if not self._found.course and any(step.resource.kind != "course" for step in steps):
            self.read(wanted.desired(self._blueprint))
        together: list[Step] = []
        for step in map(self._as_it_is_now, steps):
            if step.action == "keep":
                remote = step.actual.remote if step.actual else ""
                yield Outcome(step.address, "keep", "done", remote=remote)
            elif step.resource.kind == "course":
                yield self._course_done(step)
            elif reason := self._not_now(step):
                yield Outcome(step.address, step.action, "skipped", reason)
            elif _is_new_role(step):
                yield self._in_another_role(step)
            else:
                together.append(step)
        yield from self._done_together(together)

    def _read_again(self) -> None:
        """Read what others made meanwhile; what was just made may not be in Google's lists yet."""
        before = self._found
        self.read(wanted.desired(self._blueprint))
        self._found.course = self._found.course or before.course
        self._found.topics = before.topics | self._found.topics
        self._found.groups = before.groups | self._found.groups

    @property
    def usage(self) -> Usage:
        """The requests so far; a batch is one."""
        return self._service.usage

    def close(self) -> None:
        """End the connection."""
        self._service.close()

    @property
    def _requests(self) -> Requests:
        return Requests(self._service.api, self._found, self._clock())

    def _as_it_is_now(self, step: Step) -> Step:
        """Return a step without making what somebody else has made since the plan."""
        there = self._found.resources.get(step.address)
        if step.action != "create" or step.desired is None or there is None:
            return step
        values = step.desired.values
        changes = {
            name: (there.values.get(name), value)
            for name, value in values.items()
            if there.values.get(name) != value
        }
        return Step("change" if changes else "keep", step.desired, there, changes)

    def _course_done(self, step: Step) -> Outcome:
        if step.action == "remove":
            reason = Message("Classroom removes a class only by hand, after it was archived.")
            return Outcome(step.address, "remove", "skipped", reason)
        if step.action == "change":
            return _outcome(step, self._service.ask(self._requests.of(step)))
        for alias in aliases(self._blueprint):
            answer = self._service.ask(self._requests.course(step.resource, alias))
            if isinstance(answer, Refusal) and answer.exists:
                self._read_again()
                answer = self._found.course or answer
            if not isinstance(answer, Refusal):
                self._found.course = answer
                break
            # Only the alias of a domain can be wrong for this account.
            if answer.code not in (400, 403):
                break
        return _outcome(step, answer)

    def _not_now(self, step: Step) -> Message | None:
        if step.action != "create" or step.resource.kind != "membership":
            return None
        _, _, person = step.resource.key.partition(".")
        return None if person in self._found.members else NOT_ACCEPTED

    def _in_another_role(self, step: Step) -> Outcome:
        """Take a person out of the old role, and invite to the new one."""
        person, wanted_role = step.resource.key, step.resource.values["role"]
        for request in self._requests.out_of_the_old_role(step):
            answer = self._service.ask(request)
            if isinstance(answer, Refusal) and answer.code != 404:
                return Outcome(step.address, step.action, "failed", _kept(answer))
        role = self._found.members.get(person)
        if role == wanted_role:
            return Outcome(step.address, step.action, "done")
        if role == "TEACHER":
            del self._found.members[person]
        outcome = _outcome(step, self._service.ask(self._requests.invite(step.resource)))
        if role is None or outcome.state != "done":
            return outcome
        told = NO_LONGER_TEACHES if role == "TEACHER" else BECOMES_A_TEACHER
        return replace(outcome, reason=told)

    def _done_together(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        by_address = {step.address: step for step in steps}
        asked = {address: self._requests.of(step) for address, step in by_address.items()}
        for answers in self._service.in_batches(asked):
            doubtful = []
            for address, answer in answers.items():
                step = by_address[address]
                if isinstance(answer, Refusal) and _may_exist(step, answer):
                    doubtful.append((step, answer))
                else:
                    self._remember(step, answer)
                    yield self._told(step, answer)
            check(answers.values())
            yield from self._looked_up(doubtful)

    def _told(self, step: Step, answer: Answer) -> Outcome:
        outcome = _outcome(step, answer)
        late = step.action == "create" and is_over(step.resource, self._clock())
        return replace(outcome, reason=OVERDUE) if late and outcome.state == "done" else outcome

    def _remember(self, step: Step, answer: Answer) -> None:
        if isinstance(answer, Refusal) or step.action != "create":
            return
        if step.resource.kind == "topic":
            self._found.topics[step.resource.key] = answer["topicId"]
        if step.resource.kind == "group":
            self._found.groups[step.resource.key] = answer["id"]

    def _looked_up(self, doubtful: Sequence[tuple[Step, Refusal]]) -> Iterator[Outcome]:
        """Take what is there already for done, when it is as it should be."""
        if not doubtful:
            return
        self._read_again()
        for step, refused in doubtful:
            there = self._found.resources.get(step.address)
            if there and dict(there.values) == dict(step.resource.values):
                yield Outcome(step.address, step.action, "done", remote=there.remote)
            else:
                yield _outcome(step, refused)


def _is_new_role(step: Step) -> bool:
    return step.action == "change" and step.resource.kind == "invitation"


def _kept(answer: Refusal) -> Message:
    """Return why a person could not be taken out of a role."""
    explained = answer.reasons & EXPLAINED.keys() or answer.status != "FAILED_PRECONDITION"
    return answer.message if explained else STAYS_A_TEACHER


def _may_exist(step: Step, answer: Refusal) -> bool:
    """Whether it is refused perhaps because it is there already, as for who is in the class."""
    if step.action != "create":
        return False
    in_class = step.resource.kind == "invitation" and answer.status == "FAILED_PRECONDITION"
    return answer.exists or in_class


def _outcome(step: Step, answer: Answer) -> Outcome:
    if not isinstance(answer, Refusal):
        remote = str(answer.get("topicId") or answer.get("id") or answer.get("userId") or "")
        return Outcome(step.address, step.action, "done", remote=remote)
    if step.action == "remove" and answer.code == 404:
        return Outcome(step.address, "remove", "done")
    if step.resource.kind == "membership" and answer.code in (400, 403, 404):
        return Outcome(step.address, step.action, "skipped", NOT_ACCEPTED)
    return Outcome(step.address, step.action, "failed", answer.message)
