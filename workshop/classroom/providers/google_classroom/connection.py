"""A class on Google Classroom, as a teacher who is signed in."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Usage
from workshop.classroom.building.resources import Outcome, Resource, Step
from workshop.classroom.providers.google_classroom import desired as wanted
from workshop.classroom.providers.google_classroom.changing import Requests, is_over
from workshop.classroom.providers.google_classroom.reading import Found, aliases, read
from workshop.classroom.providers.google_classroom.service import Answer, Service, check
from workshop.classroom.providers.google_classroom.trouble import Refusal
from workshop.errors import Message

NOT_ACCEPTED = Message(
    "Only who has accepted the invitation can be put into a group; run this again later."
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
        self._found = read(self._service, self._blueprint, desired)
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
                yield self._invited_anew(step)
            else:
                together.append(step)
        yield from self._done_together(together)

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
                self.read(wanted.desired(self._blueprint))
                answer = self._found.course or answer
            if not isinstance(answer, Refusal):
                self._found.course = answer
                break
            # Only the alias of a domain can be wrong for this account.
            if answer.code not in (400, 403):
                break
        return _outcome(step, answer)

    def _not_now(self, step: Step) -> Message | None:
        if step.action != "create":
            return None
        if is_over(step.resource, self._clock()):
            return Message("It was due already; Classroom takes only what is due later.")
        if step.resource.kind == "membership":
            _, _, person = step.resource.key.partition(".")
            invitation = self._found.resources.get(f"invitation/{person}")
            if invitation is None or invitation.remote:  # those in the class have none left
                return NOT_ACCEPTED
        return None

    def _invited_anew(self, step: Step) -> Outcome:
        """Give a person another role: an invitation cannot be changed, only made again."""
        if step.actual and step.actual.remote:
            self._service.ask(self._requests.of(Step("remove", None, step.actual)))
        return _outcome(step, self._service.ask(self._requests.invite(step.resource)))

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
                    yield _outcome(step, answer)
            check(answers.values())
            yield from self._looked_up(doubtful)

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
        self.read(wanted.desired(self._blueprint))
        for step, refused in doubtful:
            there = self._found.resources.get(step.address)
            if there and dict(there.values) == dict(step.resource.values):
                yield Outcome(step.address, step.action, "done", remote=there.remote)
            else:
                yield _outcome(step, refused)


def _is_new_role(step: Step) -> bool:
    return step.action == "change" and step.resource.kind == "invitation"


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
