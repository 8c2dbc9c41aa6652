"""The category, the course, its forums and pages, study groups and weekly sections."""

from collections.abc import Iterator, Sequence
from typing import Any

from workshop.classroom.building.resources import Outcome, Step
from workshop.classroom.providers.moodle import functions, reading
from workshop.classroom.providers.moodle.batches import concerns_all, in_halves, portions
from workshop.classroom.providers.moodle.client import Call, Refusal
from workshop.classroom.providers.moodle.desired import SEPARATE_GROUPS, times_of
from workshop.classroom.providers.moodle.names import category_key
from workshop.classroom.providers.moodle.work import Work, ended, told
from workshop.errors import Message

# Somebody made it since we looked; or it is hidden from us.
_TAKEN = ("shortnametaken", "courseidnumbertaken", "categoryidnumbertaken")
_HTML = 1  # Moodle's number of the format of a text


def categories(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Make the category of the term."""
    for step in steps:
        row = {"name": step.resource.once["name"], "idnumber": step.resource.key, "parent": 0}
        yield _one(work, step, functions.CREATE_CATEGORIES, "categories", row)


def courses(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Make the course, or set its name and dates right."""
    for step in steps:
        values = {"fullname": step.resource.values["fullname"], **times_of(work.blueprint)}
        if step.action == "change":
            yield _changed_course(work, step, values)
            continue
        outcome = _one(work, step, functions.CREATE_COURSES, "courses", _new(work, step) | values)
        if outcome.state == "done":
            work.site.add_id(step.resource, outcome.remote)
            # Moodle has made the sections and the forum for news with the course.
            reading.read_inside(work.client, work.blueprint, work.site)
        yield outcome


def _new(work: Work, step: Step) -> dict[str, Any]:
    sections = {"name": "numsections", "value": step.resource.once["sections"]}
    return {
        "shortname": step.resource.key,
        "idnumber": step.resource.key,
        "categoryid": work.site.id_of(f"category/{category_key(work.blueprint)}"),
        "summary": step.resource.once["summary"],
        "summaryformat": _HTML,
        "format": work.site.format,
        "courseformatoptions": [sections],
    }


def _changed_course(work: Work, step: Step, values: dict[str, Any]) -> Outcome:
    row = {"id": work.course, **values}
    try:
        answer = work.client.call(functions.UPDATE_COURSES, {"courses": [row]}, changes=True)
    except Refusal as refusal:
        return told(step, refusal)
    for warning in answer.get("warnings", []):
        return told(step, Refusal(str(warning["warningcode"]), str(warning["message"])))
    return ended(step, str(work.course))


def _one(work: Work, step: Step, function: str, name: str, row: dict[str, Any]) -> Outcome:
    try:
        made = work.client.call(function, {name: [row]}, changes=True)
    except Refusal as refusal:
        if refusal.code in _TAKEN:
            reading.read_again(work.client, work.blueprint, work.site)
        if known := work.site.id_of(step.address):
            return ended(step, str(known))
        return told(step, refusal)
    return ended(step, str(made[0]["id"]))


def forums(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Tell which forums are there; none can be made this way, only set up."""
    for step in steps:
        known = work.site.id_of(step.address)
        if not known:
            yield ended(step, reason=_to_import(work), state="skipped")
        elif step.resource.values.get("groupmode") == SEPARATE_GROUPS:
            yield _separated(work, step, known)
        else:
            yield ended(step, str(known))


def _separated(work: Work, step: Step, forum: int) -> Outcome:
    ids = [work.site.modules[step.address]]
    arguments = {"action": "cm_separategroups", "courseid": work.course, "ids": ids}
    try:
        work.client.call(functions.EDIT_COURSE, arguments, changes=True)
    except Refusal as refusal:
        return told(step, refusal)
    return ended(step, str(forum))


def pages(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Say that pages come with the import."""
    return (ended(step, reason=_to_import(work), state="skipped") for step in steps)


def _to_import(work: Work) -> Message:
    return Message(
        "Moodle lets no program make forums and pages: import {file} into the course, then run "
        "this again",
        file=work.cartridge,
    )


def groups(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Make study groups, or set their names right."""
    new = [step for step in steps if step.action == "create"]
    for batch in portions(new, lambda _: 4):
        yield from _made_groups(work, batch)
    old = [step for step in steps if step.action == "change"]
    for batch in portions(old, lambda _: 2):
        for step, answer in in_halves(batch, lambda some: _rename_groups(work, some)):
            yield told(step, answer)


def _made_groups(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    try:
        yield from map(told, steps, _create_groups(work, steps))
        return
    except Refusal as refusal:
        if concerns_all(refusal):
            yield from (told(step, refusal) for step in steps)
            return
        reading.read_again(work.client, work.blueprint, work.site)
    for step in steps:
        if known := work.site.id_of(step.address):
            yield ended(step, str(known))
    missing = [step for step in steps if not work.site.id_of(step.address)]
    for step, answer in in_halves(missing, lambda some: _create_groups(work, some)):
        yield told(step, answer)


def _create_groups(work: Work, steps: Sequence[Step]) -> list[str]:
    rows = [
        {
            "courseid": work.course,
            "name": step.resource.values["name"],
            "description": "",
            "idnumber": step.resource.once["idnumber"],
        }
        for step in steps
    ]
    made = work.client.call(functions.CREATE_GROUPS, {"groups": rows}, changes=True)
    return [str(group["id"]) for group in made]


def _rename_groups(work: Work, steps: Sequence[Step]) -> list[str]:
    numbers = [str(work.site.id_of(step.address)) for step in steps]
    rows = [
        {"id": number, "name": step.resource.values["name"]}
        for number, step in zip(numbers, steps, strict=True)
    ]
    work.client.call(functions.UPDATE_GROUPS, {"groups": rows}, changes=True)
    return numbers


def remove_groups(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Remove study groups; their members stay in the course."""

    def send(batch: Sequence[Step]) -> list[str]:
        numbers = [step.resource.remote for step in batch]
        work.client.call(functions.DELETE_GROUPS, {"groupids": numbers}, changes=True)
        return numbers

    for batch in portions(steps):
        for step, answer in in_halves(batch, send):
            yield told(step, answer)


def sections(work: Work, steps: Sequence[Step]) -> Iterator[Outcome]:
    """Give the weekly sections their names, after adding those that the course lacks."""
    missing = len(work.blueprint.weeks) - work.site.sections
    if missing > 0:
        add = {"action": "section_add", "courseid": work.course}
        work.client.calls([(functions.EDIT_COURSE, add)] * missing, changes=True)
        reading.read_inside(work.client, work.blueprint, work.site)
    there = [step for step in steps if work.site.id_of(step.address)]
    for step in steps:
        if step not in there:
            yield ended(step, reason=Message("the course has no section for this week"))
    answers = work.client.calls([_renaming(work, step) for step in there], changes=True)
    for step, answer in zip(there, answers, strict=True):
        number = work.site.id_of(step.address)
        yield told(step, answer if isinstance(answer, Refusal) else number)


def _renaming(work: Work, step: Step) -> Call:
    return functions.EDIT_IN_PLACE, {
        "component": f"format_{work.site.format}",
        "itemtype": "sectionname",
        "itemid": str(work.site.id_of(step.address)),
        "value": step.resource.values["name"],
    }
