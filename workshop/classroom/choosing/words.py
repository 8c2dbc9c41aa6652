"""Every sentence about a choice, in the reader's language, with its places in braces.

Python and the page fill the same sentences, so that a notebook and its
published page say the same.
"""

from workshop.i18n import tr


def words() -> dict[str, str]:
    """Return the sentences and labels by the names that the script knows.

    Examples
    --------
    >>> from workshop.i18n import use
    >>> with use("en"):
    ...     words()["first"]
    '{name} comes first with {score} of 4.'
    """
    return {**_labels(), **_facts(), **_ranking(), **_firmness(), **_comparison()}


def _labels() -> dict[str, str]:
    return {
        "title": tr("Choose a platform"),
        "requirements": tr("What must be met"),
        "weights": tr("How important?"),
        "weight": tr("{weight} of 10, {share} of all weights", weight="{weight}", share="{share}"),
        "ranking": tr("Ranking"),
        "fallen": tr("Fallen out"),
        "reset": tr("Reset"),
        "why": tr("Why?"),
        "pick": tr("Choose a platform to see why; choose a second one to compare the two."),
        "firmness": tr("How firm is it?"),
        "scores": tr("Scores and evidence"),
        "facts": tr("Facts"),
        "of": tr("{score} of 4", score="{score}"),
        "source": tr("Source: {source}, {date}", source="{source}", date="{date}"),
        "documented": tr("document"),
        "measured": tr("measured"),
        "secondary": tr("second-hand"),
        "judgement": tr("judgement"),
        "zero": tr("Give at least one criterion some weight."),
        "close": tr("Close"),
        "sum": tr("Weighted mean"),
    }


def _facts() -> dict[str, str]:
    return {
        "price": tr("Price"),
        "server": tr("Server"),
        "colleges": tr("Several colleges"),
        "phone": tr("On a phone"),
        "data": tr("Data use"),
        "api": tr("What can be automated"),
        "number": tr("Phone number"),
        "age": tr("Minimum age"),
    }


def _ranking() -> dict[str, str]:
    return {
        "compared": tr("{all} platforms are compared; nothing is required of them.", all="{all}"),
        "left": tr(
            "{left} of {all} platforms meet what you require: {requirements}.",
            left="{left}",
            all="{all}",
            requirements="{requirements}",
        ),
        "nobody": tr(
            "No platform meets everything that you require. Without “{requirement}”, the most "
            "would be left: {left}.",
            requirement="{requirement}",
            left="{left}",
        ),
        "nobody_at_all": tr(
            "No platform meets everything that you require, not even without one of the "
            "requirements."
        ),
        "first": tr("{name} comes first with {score} of 4.", name="{name}", score="{score}"),
        "tie": tr(
            "{names} share first place with {score} of 4 each: the weights cannot tell which one "
            "suits you better.",
            names="{names}",
            score="{score}",
        ),
        "next": tr(
            "Next: {names} with {score} of 4, {gap} behind.",
            names="{names}",
            score="{score}",
            gap="{gap}",
        ),
        "place": tr(
            "{name}: place {place} of {left}, {score} of 4.",
            name="{name}",
            place="{place}",
            left="{left}",
            score="{score}",
        ),
        "place_shared": tr(
            "{name}: place {place} of {left}, shared, {score} of 4.",
            name="{name}",
            place="{place}",
            left="{left}",
            score="{score}",
        ),
        "carried_one": tr(
            "{name} is carried by {first} ({first_score} of 4).",
            name="{name}",
            first="{first}",
            first_score="{first_score}",
        ),
        "carried": tr(
            "{name} is carried most by {first} ({first_score} of 4) and {second} ({second_score} "
            "of 4).",
            name="{name}",
            first="{first}",
            first_score="{first_score}",
            second="{second}",
            second_score="{second_score}",
        ),
        "costs": tr(
            "What costs {name} most: {criterion} ({score} of 4). {evidence}",
            name="{name}",
            criterion="{criterion}",
            score="{score}",
            evidence="{evidence}",
        ),
        "better": tr(
            "Best at it among those left: {names} ({score} of 4).", names="{names}", score="{score}"
        ),
        "behind": tr(
            "{gap} behind {leader}, chiefly in {criterion} ({mine} against {theirs}).",
            gap="{gap}",
            leader="{leader}",
            criterion="{criterion}",
            mine="{mine}",
            theirs="{theirs}",
        ),
        "falls": tr(
            "{name} falls out at “{requirement}”. {evidence}",
            name="{name}",
            requirement="{requirement}",
            evidence="{evidence}",
        ),
        "judged": tr(
            "{judged} of {all} scores are judgements of ours and marked as such; change what you "
            "know better.",
            judged="{judged}",
            all="{all}",
        ),
    }


def _firmness() -> dict[str, str]:
    return {
        "wins": tr(
            "{name} comes first in {share} of {draws} weightings near yours.",
            name="{name}",
            share="{share}",
            draws="{draws}",
        ),
        "rival": tr("It loses most often to {name} ({share}).", name="{name}", share="{share}"),
        "above": tr(
            "{criterion}: above {share} of the weight (now {now}), first place goes to {names}.",
            criterion="{criterion}",
            share="{share}",
            now="{now}",
            names="{names}",
        ),
        "below": tr(
            "{criterion}: below {share} of the weight (now {now}), first place goes to {names}.",
            criterion="{criterion}",
            share="{share}",
            now="{now}",
            names="{names}",
        ),
        "moved": tr(
            "First place is shared: as soon as the weight of {criteria} moves, one of them leads.",
            criteria="{criteria}",
        ),
        "never": tr("No single weight changes the winner, however far you move it."),
        "only": tr("Only one platform is left, so no weight can change the winner."),
    }


def _comparison() -> dict[str, str]:
    return {
        "ahead": tr(
            "{first} is ahead of {second} by {gap}: {first_score} to {second_score} of 4.",
            first="{first}",
            second="{second}",
            gap="{gap}",
            first_score="{first_score}",
            second_score="{second_score}",
        ),
        "level": tr(
            "{first} and {second} are level at {score} of 4.",
            first="{first}",
            second="{second}",
            score="{score}",
        ),
        "decides": tr(
            "What decides most between them: {criterion}, {first_score} against {second_score}, "
            "with {share} of the weight.",
            criterion="{criterion}",
            first_score="{first_score}",
            second_score="{second_score}",
            share="{share}",
        ),
        "stronger": tr(
            "{name} is the better one for: {criteria}.", name="{name}", criteria="{criteria}"
        ),
        "alike": tr("They are level in: {criteria}.", criteria="{criteria}"),
    }
