"""A choice in plain words; ``telling.js`` says the same from the same sentences."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workshop.classroom.choosing import chance, weighing
from workshop.classroom.choosing.model import BEST, Criterion, Platform
from workshop.classroom.choosing.words import words
from workshop.i18n import number

if TYPE_CHECKING:
    from workshop.classroom.choosing.choice import Choice


def say(name: str, /, **values: object) -> str:
    """Fill a sentence of `words`."""
    return words()[name].format(**values)


def share(value: float) -> str:
    """Write a share from 0 to 1 as a percentage with one decimal."""
    return f"{number(100 * value, 1)}%"


def sentences(choice: "Choice") -> Iterator[str]:
    """Say what was compared, who comes first and why, how firm it is, and what fell out."""
    yield _compared(choice)
    if choice.standing:
        yield from _winners(choice)
        yield from firmness(choice)
    for platform in choice.fallen:
        yield from falls(choice, platform)
    yield say(
        "judged",
        judged=number(choice.catalogue.judged),
        all=number(len(choice.catalogue.platforms) * len(choice.weights)),
    )


def reasons(choice: "Choice", platform: Platform) -> Iterator[str]:
    """Explain the place of one platform, or why it fell out."""
    if platform in choice.fallen:
        yield from falls(choice, platform)
        return
    place = choice.standing.index(platform)
    rank = weighing.ranks(choice.totals)[place]
    yield say(
        "place_shared" if choice.totals.count(choice.totals[place]) > 1 else "place",
        name=platform,
        place=rank,
        left=len(choice.standing),
        score=number(choice.score(platform)),
    )
    yield from why(choice, platform)
    if rank > 1:
        yield _behind(choice, platform)


def why(choice: "Choice", platform: Platform) -> Iterator[str]:
    """Say what carries a platform and what costs it most."""
    carrying = strongest(choice, platform)
    if len(carrying) == 2:
        first, second = carrying
        yield say(
            "carried",
            name=platform,
            first=first,
            first_score=platform.scores[first.code],
            second=second,
            second_score=platform.scores[second.code],
        )
    for only in carrying if len(carrying) == 1 else ():
        yield say("carried_one", name=platform, first=only, first_score=platform.scores[only.code])
    for criterion in weakest(choice, platform):
        yield say(
            "costs",
            name=platform,
            criterion=criterion,
            score=platform.scores[criterion.code],
            evidence=platform.evidence[criterion.code],
        )


def strongest(choice: "Choice", platform: Platform) -> list[Criterion]:
    """Return the two criteria that add most to a platform's score; fewer if nothing else does."""
    scores = platform.scores
    return largest(choice, [scores[one.code] for one in choice.catalogue.criteria])[:2]


def weakest(choice: "Choice", platform: Platform) -> list[Criterion]:
    """Return the criterion that takes most from a platform's score, if any does."""
    scores = platform.scores
    return largest(choice, [BEST - scores[one.code] for one in choice.catalogue.criteria])[:1]


def largest(choice: "Choice", values: Sequence[int]) -> list[Criterion]:
    """Return the criteria by weight times value, the largest first; none that adds nothing."""
    products = list(map(int.__mul__, choice.weights, values))
    order = sorted(range(len(products)), key=lambda place: -products[place])
    return [choice.catalogue.criteria[place] for place in order if products[place] > 0]


def _compared(choice: "Choice") -> str:
    every, left = number(len(choice.catalogue.platforms)), number(len(choice.standing))
    if not choice.required:
        return say("compared", all=every)
    if choice.standing:
        named = ", ".join(map(str, choice.required))
        return say("left", left=left, all=every, requirements=named)
    # Which single requirement, if dropped, would leave the most?
    without = [
        sum(missed == (one,) for missed in choice.fallen.values()) for one in choice.required
    ]
    most = max(without)
    if not most:
        return say("nobody_at_all")
    return say("nobody", requirement=choice.required[without.index(most)], left=number(most))


def _winners(choice: "Choice") -> Iterator[str]:
    winners = choice.winners
    score = number(choice.score(winners[0]))
    if len(winners) > 1:
        yield say("tie", names=", ".join(map(str, winners)), score=score)
    else:
        yield say("first", name=winners[0], score=score)
    for winner in winners:
        yield from why(choice, winner)
        yield from _better(choice, winner)
    yield from _next(choice)


def _better(choice: "Choice", winner: Platform) -> Iterator[str]:
    for criterion in weakest(choice, winner):
        best = max(one.scores[criterion.code] for one in choice.standing)
        if best > winner.scores[criterion.code]:
            names = [str(one) for one in choice.standing if one.scores[criterion.code] == best]
            yield say("better", names=", ".join(names), score=best)


def _next(choice: "Choice") -> Iterator[str]:
    behind = choice.standing[len(choice.winners) :]
    if not behind:
        return
    score = choice.score(behind[0])
    names = [str(one) for one in behind if choice.score(one) == score]
    yield say(
        "next",
        names=", ".join(names),
        score=number(score),
        gap=gap(choice, choice.winners[0], behind[0]),
    )


def gap(choice: "Choice", better: Platform, other: Platform) -> str:
    """Write a difference, divided once, so that the page rounds the same number."""
    first, second = (total(choice, one) for one in (better, other))
    return number((first - second) / sum(choice.weights))


def total(choice: "Choice", platform: Platform) -> int:
    """Return the weighted sum of a platform's scores, also of one that fell out."""
    scores = (platform.scores[one.code] for one in choice.catalogue.criteria)
    return sum(map(int.__mul__, choice.weights, scores))


def _behind(choice: "Choice", platform: Platform) -> str:
    leader = choice.winners[0]
    lost = [
        leader.scores[one.code] - platform.scores[one.code] for one in choice.catalogue.criteria
    ]
    criterion = largest(choice, lost)[0]
    return say(
        "behind",
        gap=gap(choice, leader, platform),
        leader=leader,
        criterion=criterion,
        mine=platform.scores[criterion.code],
        theirs=leader.scores[criterion.code],
    )


def falls(choice: "Choice", platform: Platform) -> Iterator[str]:
    """Say at which requirements a platform falls out, and why; nothing if it does not."""
    for requirement in choice.misses(platform):
        evidence = platform.evidence[requirement.fact]
        yield say("falls", name=platform, requirement=requirement, evidence=evidence)


def firmness(choice: "Choice") -> Iterator[str]:
    """Say how often the winner wins nearby, to whom it loses, and which weight decides first."""
    yield from winning(choice)
    yield from nearest(choice)


def winning(choice: "Choice") -> Iterator[str]:
    """Say how often the winner wins nearby, and to whom it loses most often."""
    if len(choice.standing) == 1:
        return
    first = len(choice.winners)
    for winner, won in zip(choice.winners, choice.wins, strict=False):
        yield say("wins", name=winner, share=share(won), draws=number(chance.DRAWS))
    others = choice.wins[first:]
    if first == 1 and others and max(others) > 0:
        rival = others.index(max(others))
        yield say("rival", name=choice.standing[first + rival], share=share(max(others)))


def nearest(choice: "Choice") -> Iterator[str]:
    """Name the smallest change of one weight that changes the winner."""
    if len(choice.standing) == 1:
        yield say("only")
        return
    if len(choice.winners) > 1:
        if moving := choice.sensitivity().parting:
            yield say("moved", criteria=", ".join(map(str, moving)))
        return
    if found := turns(choice):
        yield turning(choice, *found[0])
    else:
        yield say("never")


def turns(choice: "Choice") -> list[tuple[Criterion, str, weighing.Turn]]:
    """Return where a single winner loses its place, the smallest change of a share first."""
    if len(choice.winners) != 1:
        return []
    found = [
        (criterion, name, turn)
        for criterion, room in zip(
            choice.catalogue.criteria, choice.sensitivity().rooms, strict=True
        )
        for name, turn in (("below", room.down), ("above", room.up))
        if turn
    ]
    return sorted(found, key=lambda one: abs(float(one[2].share) - choice.share(one[0])))


def turning(choice: "Choice", criterion: Criterion, name: str, turn: weighing.Turn) -> str:
    """Say where a weight changes the winner, and to whom."""
    return say(
        name,
        criterion=criterion,
        share=share(float(turn.share)),
        now=share(choice.share(criterion)),
        names=", ".join(str(choice.standing[place]) for place in turn.by),
    )
