"""What a teacher does by hand: signing in for the first time, and what the API cannot do."""

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Guide, GuideStep
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.google_classroom import texts
from workshop.classroom.providers.google_classroom.desired import links
from workshop.classroom.providers.google_classroom.signing_in import CLIENT
from workshop.i18n import tr

# Limits of the Classroom API's own description.
MOST_IN_A_TOPIC = 100
MOST_IN_A_TEXT = 30_000


def guide(blueprint: Blueprint) -> Guide:
    """Return how to sign in, and how to make by hand whatever is not made live."""
    return Guide(
        title=tr("Google Classroom, step by step"),
        introduction=tr(
            "With an OAuth client, steps 1 to 3, the class is built for you; what remains are the "
            "steps after them. Without one, a class is made at classroom.google.com by hand, with "
            "the same texts."
        ),
        steps=(*_signing_in(), *_class(blueprint), *_by_hand(blueprint), *_files(blueprint)),
        limits=(
            tr("Everybody needs a Google account and has to accept the invitation."),
            tr(
                "People of another college come in only when the administrator of your domain "
                "allows it."
            ),
            tr("What students hand in is seen by the teachers only; comments are seen by all."),
        ),
    )


def _signing_in() -> list[GuideStep]:
    return [
        GuideStep(
            tr("Make a project in the Google Cloud console and switch the Classroom API on."),
            link="https://console.cloud.google.com/apis/library/classroom.googleapis.com",
        ),
        GuideStep(
            tr(
                "Make an OAuth client of the type “desktop app” there, download its file, and keep "
                "it outside the folder of the workshop."
            ),
            link="https://console.cloud.google.com/apis/credentials",
        ),
        GuideStep(
            tr(
                "Give the path of this file as {name} and run the plan; the browser opens, and you "
                "agree once.",
                name=CLIENT.name,
            ),
            text=f"workshop classroom secret {CLIENT.name} --on google-classroom",
        ),
    ]


def _class(blueprint: Blueprint) -> list[GuideStep]:
    return [
        GuideStep(
            tr("Without an OAuth client: make a class with this title."),
            text=one_line(blueprint.said(blueprint.course)),
            link="https://classroom.google.com/",
            limit=750,
        ),
        *(
            GuideStep(
                tr("Make a topic for week {number}.", number=week.number),
                text=texts.topic_title(blueprint, week),
                limit=MOST_IN_A_TOPIC,
            )
            for week in blueprint.weeks
        ),
        *(
            GuideStep(
                tr("Make an assignment for the summary of week {number}.", number=week.number),
                text=texts.summary_text(blueprint, week),
                limit=MOST_IN_A_TEXT,
            )
            for week in blueprint.weeks
        ),
    ]


def _by_hand(blueprint: Blueprint) -> list[GuideStep]:
    steps = [
        GuideStep(
            tr(
                "In the settings of the class, let students post and comment in the stream; the "
                "API cannot set this."
            ),
            evidence=tr("A picture of the setting"),
        ),
        GuideStep(tr("Ask everybody to accept the invitation that came by e-mail.")),
    ]
    if blueprint.groups:
        steps.append(
            GuideStep(
                tr(
                    "When they have accepted, run the same command again: only then can they be "
                    "put into their groups."
                )
            )
        )
    return steps


def _files(blueprint: Blueprint) -> list[GuideStep]:
    missing = [
        one_line(material)
        for week in blueprint.weeks
        for material in week.materials
        if one_line(material) not in links(week.materials)
    ]
    if not missing:
        return []
    return [GuideStep(tr("Add these files to the materials by hand."), text="\n".join(missing))]
