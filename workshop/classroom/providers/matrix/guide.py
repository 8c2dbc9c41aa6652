"""What people do by hand on Matrix: participants sign in, a college runs its server for real."""

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Guide, GuideStep
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.matrix.homeserver import PLATFORM
from workshop.classroom.providers.matrix.names import alias
from workshop.i18n import tr


def guide(blueprint: Blueprint) -> Guide:
    """Return the steps, in the reader's language."""
    course = one_line(blueprint.said(blueprint.course)) or blueprint.key
    return Guide(
        title=tr("{course} on {platform}", course=course, platform=PLATFORM),
        introduction=tr(
            "Matrix is an open network for messages: every college runs its own server, and all "
            "servers talk to each other. People read and write with a program such as Element, on "
            "a phone or in a browser. First what each participant does, then what a college does "
            "once."
        ),
        steps=(*_participant(blueprint), *_college()),
        limits=_limits(),
    )


def _participant(blueprint: Blueprint) -> tuple[GuideStep, ...]:
    server = blueprint.colleges[0].server if blueprint.colleges else ""
    space = alias(blueprint.key, "", server or "…")
    return (
        GuideStep(
            tr("Install Element on your phone, or open it in a browser."),
            link="https://element.io/download",
        ),
        GuideStep(
            tr(
                "Choose “Sign in”. Change the server matrix.org to the server that your lecturer "
                "names before you type your own name."
            ),
        ),
        GuideStep(
            tr(
                "Type the name and the first password that your lecturer gave to you alone. Then "
                "change the password in the settings, under your account."
            ),
        ),
        GuideStep(
            tr("Write down the recovery key that Element offers, and keep it at home."),
        ),
        GuideStep(
            tr(
                "Open the space of the class: all rooms are in it. If you were invited only, "
                "accept the invitation, then open each room that you need."
            ),
            text=space,
        ),
        GuideStep(
            tr("Read the pinned message in the announcements: it holds the rules."),
        ),
        GuideStep(
            tr("Say hello in the questions, so that your lecturer sees that you have arrived."),
            evidence=tr("a picture of the screen with your greeting"),
        ),
    )


def _college() -> tuple[GuideStep, ...]:
    return (
        GuideStep(
            tr(
                "College: choose the name of the server well, such as kampus.ac.id. All accounts "
                "end with it, and it can never be changed."
            ),
        ),
        GuideStep(
            tr(
                "College: install Synapse on a computer with Linux that is always on, with 2 GB "
                "of memory for a few hundred people, and PostgreSQL as its database; the SQLite "
                "of the demonstration is not made for that."
            ),
            link="https://element-hq.github.io/synapse/latest/setup/installation.html",
        ),
        GuideStep(
            tr(
                "College: put a reverse proxy with a public certificate in front of it, and tell "
                "the world where the server is by the files under /.well-known/matrix/."
            ),
            link="https://element-hq.github.io/synapse/latest/delegate.html",
        ),
        GuideStep(
            tr(
                "College: keep registration closed (enable_registration: false) and set a long "
                "registration_shared_secret; that is the key for this program. Tell it to nobody "
                "else, and never by e-mail."
            ),
            text="enable_registration: false",
        ),
        GuideStep(
            tr("College: check that other servers reach yours."),
            link="https://federationtester.matrix.org/",
            evidence=tr("a picture of the screen with the green result"),
        ),
        GuideStep(
            tr(
                "College: keep a copy of the database and of the signing key every night, and "
                "install updates of Synapse every month."
            ),
        ),
    )


def _limits() -> tuple[str, ...]:
    return (
        tr(
            "The rooms of a class are not encrypted from end to end, so that whoever comes late "
            "can read and summaries can be counted; between people and servers everything is "
            "encrypted."
        ),
        tr(
            "Whoever has an account on another server must be invited, and accepts by himself, "
            "unless that server gives a key."
        ),
        tr("A server for demonstration on a laptop cannot be reached from outside the hall."),
    )
