"""What people write into `choose`, checked; every mistake is answered with what is allowed."""

import difflib
from collections.abc import Iterable, Mapping
from numbers import Real

from workshop.classroom.choosing.model import HEAVIEST, Catalogue, Requirement
from workshop.errors import ClassroomError


def weights_in_order(catalogue: Catalogue, given: Mapping[str, int] | None) -> tuple[int, ...]:
    """Return a weight for each criterion: the given one, or the usual one.

    Raises
    ------
    ClassroomError
        When a criterion is not known, a weight is not allowed, or all are 0.
    """
    weights = catalogue.weights
    for code, weight in (given or {}).items():
        if code not in weights:
            raise _unknown("criterion", code, list(weights))
        if not _is_whole(weight) or not 0 <= weight <= HEAVIEST:
            raise ClassroomError(
                "The weight of {criterion} is {value!r}; allowed: a whole number from 0 (does not "
                "matter) to {most} (matters most). Change it and try again.",
                criterion=code,
                value=weight,
                most=HEAVIEST,
            )
        weights[code] = int(weight)
    if not any(weights.values()):
        raise ClassroomError(
            "All weights are 0, so that nothing counts. Give at least one criterion a weight "
            "from 1 to {most}.",
            most=HEAVIEST,
        )
    return tuple(weights.values())


def _is_whole(weight: object) -> bool:
    """Whether it is a whole number to people: 3.0 is one, and True is none."""
    return isinstance(weight, Real) and not isinstance(weight, bool) and not float(weight) % 1


def required(catalogue: Catalogue, given: Iterable[str]) -> tuple[Requirement, ...]:
    """Return the requirements of some codes, in the order of the catalogue.

    Raises
    ------
    ClassroomError
        When one is not known, or two contradict each other.
    """
    known = {requirement.code: requirement for requirement in catalogue.requirements}
    wanted = [given] if isinstance(given, str) else list(given)
    for code in wanted:
        if code not in known:
            raise _unknown("requirement", code, list(known))
        if known[code].excludes in wanted:
            raise ClassroomError(
                "“{first}” and “{second}” contradict each other: data cannot lie on your own "
                "server if there is none. Leave one of them out.",
                first=known[code],
                second=known[known[code].excludes],
            )
    return tuple(requirement for code, requirement in known.items() if code in wanted)


def _unknown(what: str, code: object, allowed: list[str]) -> ClassroomError:
    near = difflib.get_close_matches(str(code), allowed, 1)
    parts = {"value": code, "allowed": ", ".join(allowed), "near": near[0] if near else allowed[0]}
    if what == "criterion":
        return ClassroomError(
            "There is no criterion {value!r}; allowed: {allowed}. Did you mean {near}?", **parts
        )
    return ClassroomError(
        "There is no requirement {value!r}; allowed: {allowed}. Did you mean {near}?", **parts
    )
