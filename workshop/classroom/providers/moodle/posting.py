"""Discussions that open a week, the pinned rules, and dates in the calendar of the course."""

from collections.abc import Iterator, Sequence
from typing import Any

from workshop.classroom.building.resources import Outcome, Step
from workshop.classroom.providers.moodle import functions
from workshop.classroom.providers.moodle.batches import in_halves, portions
from workshop.classroom.providers.moodle.client import Call, Refusal
from workshop.classroom.providers.moodle.desired import seconds
from workshop.classroom.providers.moodle.names import marked
from workshop.classroom.providers.moodle.work import Work, ended, told
from workshop.errors import Message


def discussions(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Open discussions, or write their first posts anew."""
    answers = work.client.calls([_posting(work, step) for step in steps], changes=True)
    for step, answer in zip(steps, answers, strict=True):
        if isinstance(answer, Refusal) or step.action == "change":
            known = str(work.site.id_of(step.address))
            yield told(step, answer if isinstance(answer, Refusal) else known)
        else:
            yield told(step, answer["discussionid"])


def _posting(work: Work, step: Step) -> Call:
    resource = step.resource
    text = {"subject": resource.values["subject"], "message": resource.once["message"]}
    if step.action == "change":
        return functions.UPDATE_POST, {"postid": work.site.id_of(step.address), **text}
    options = [{"name": "discussionpinned", "value": "1"}] if resource.kind == "rules" else []
    return functions.ADD_DISCUSSION, {
        "forumid": work.site.id_of(f"channel/{resource.once['forum']}"),
        **text,
        "options": [*options, {"name": "discussionsubscribe", "value": "0"}],
    }


def events(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Put dates into the calendar of the course.

    Moodle lets no program move a date, so that a changed one is removed and made again; who stops
    in between finds it missing and makes it the next time.
    """
    ready: list[Step] = []
    for outcome in remove_events(work, [step for step in steps if step.action == "change"]):
        if outcome.state == "done":
            ready.append(next(each for each in steps if each.address == outcome.address))
        else:
            yield outcome
    ready += [step for step in steps if step.action == "create"]
    for batch in portions(ready, lambda _: 6):
        for step, answer in in_halves(batch, lambda some: _create_events(work, some)):
            if answer == "":
                yield ended(step, reason=Message("the account may not write into this calendar"))
            else:
                yield told(step, answer)


def _create_events(work: Work, steps: Sequence[Step]) -> list[str]:
    rows = [_event(work, step) for step in steps]
    made = work.client.call(functions.CREATE_EVENTS, {"events": rows}, changes=True)
    # What the account may not do is left out of the answer without a word.
    numbers = {
        marked(work.blueprint, str(event["description"])): str(event["id"])
        for event in made["events"]
    }
    return [numbers.get(step.resource.key, "") for step in steps]


def _event(work: Work, step: Step) -> dict[str, Any]:
    values = step.resource.values
    return {
        "name": values["name"],
        "description": step.resource.once["description"],
        "courseid": work.course,
        "eventtype": "course",
        "timestart": seconds(str(values["begins"])),
        "timeduration": int(values["minutes"]) * 60,
    }


def remove_events(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Remove dates from the calendar."""

    def send(batch: Sequence[Step]) -> list[str]:
        numbers = [step.actual.remote for step in batch if step.actual]
        rows = [{"eventid": number, "repeat": 0} for number in numbers]
        work.client.call(functions.DELETE_EVENTS, {"events": rows}, changes=True)
        return numbers

    for batch in portions(steps, lambda _: 2):
        for step, answer in in_halves(batch, send):
            yield told(step, answer)
