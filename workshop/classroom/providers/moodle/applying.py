"""Doing the steps of a plan on Moodle, many in one request."""

from collections.abc import Callable, Iterator, Sequence

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.resources import Outcome, Step
from workshop.classroom.providers.moodle import accounts, course, posting
from workshop.classroom.providers.moodle.client import Client
from workshop.classroom.providers.moodle.taking import Site
from workshop.classroom.providers.moodle.work import Work, ended
from workshop.errors import Message

Doing = Callable[[Work, Sequence[Step]], Iterator[Outcome]]

_MAKING: dict[str, Doing] = {
    "category": course.categories,
    "course": course.courses,
    "person": accounts.people,
    "channel": course.forums,
    "group": course.groups,
    "enrolment": accounts.enrolments,
    "membership": accounts.memberships,
    "section": course.sections,
    "material": course.pages,
    "rules": posting.discussions,
    "discussion": posting.discussions,
    "event": posting.events,
}
_WITHOUT_A_COURSE = ("category", "course", "person")
_REMOVING: dict[str, Doing] = {
    "group": course.remove_groups,
    "enrolment": accounts.remove_enrolments,
    "membership": accounts.remove_memberships,
    "event": posting.remove_events,
}


def apply(
    client: Client, blueprint: Blueprint, site: Site, steps: Sequence[Step], auth: str
) -> Iterator[Outcome]:
    """Do the steps, those of one kind together, and tell each as it ends."""
    work = Work(client, blueprint, site, auth)
    for doing, batch in _batches(steps):
        ready = work.course or batch[0].resource.kind in _WITHOUT_A_COURSE
        for outcome in (doing if ready else _not_yet)(work, batch):
            _remember(site, batch, outcome)
            yield outcome


def _batches(steps: Sequence[Step]) -> Iterator[tuple[Doing, list[Step]]]:
    batches: dict[Doing, list[Step]] = {}
    for step in steps:
        batches.setdefault(_how(step), []).append(step)
    yield from batches.items()


def _how(step: Step) -> Doing:
    if step.action == "keep":
        return _kept
    if step.action == "remove":
        return _REMOVING.get(step.resource.kind, _not_removed)
    return _MAKING.get(step.resource.kind, _unknown)


def _not_yet(_: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    reason = Message("the course is not there yet")
    return (ended(step, reason=reason, state="skipped") for step in steps)


def _kept(_: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    return (ended(step, step.resource.remote) for step in steps)


def _not_removed(_: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    reason = Message("this is removed by hand, in Moodle itself")
    return (ended(step, reason=reason, state="skipped") for step in steps)


def _unknown(_: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    return (ended(step, reason=Message("Moodle has nothing of this kind")) for step in steps)


def _remember(site: Site, steps: Sequence[Step], outcome: Outcome) -> None:
    """Keep the id of what was made: what comes next needs it."""
    if outcome.state != "done":
        return
    if outcome.action == "remove":
        site.found.pop(outcome.address, None)
    elif outcome.remote:
        step = next(each for each in steps if each.address == outcome.address)
        site.add_id(step.resource, outcome.remote)
