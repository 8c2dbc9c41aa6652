"""The same letters from an ordinary mailbox, without a mail server that takes programs."""

from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.provider import Guide, GuideStep
from workshop.classroom.providers.email import letters
from workshop.i18n import date, ntr, tr


def guide(blueprint: Blueprint) -> Guide:
    """Return how to send the invitation and the reminders by hand."""
    return Guide(
        title=tr("Invitations by e-mail"),
        introduction=tr(
            "With these steps you send the letters from your own mailbox. The files "
            "invitations.csv and calendar.ics belong to them."
        ),
        steps=(*_invitation(blueprint), *_reminders(blueprint)),
        limits=(
            tr("Free mailboxes send a few hundred letters a day; ask your campus for its server."),
            tr("Nothing tells you whether a letter was read; ask for a short answer."),
        ),
    )


def _invitation(blueprint: Blueprint) -> list[GuideStep]:
    somebody = Person("somebody", "…", "", "student", "")
    return [
        GuideStep(
            ntr(
                "Open invitations.csv with the mail merge of your mail program; it holds {count} "
                "person who agreed.",
                "Open invitations.csv with the mail merge of your mail program; it holds {count} "
                "people who agreed.",
                len(blueprint.members),
            )
        ),
        GuideStep(
            tr(
                "Without a mail merge, write one letter to yourself and put all addresses into "
                "BCC, so that nobody sees those of the others."
            ),
            text=letters.welcome(blueprint, somebody).text,
        ),
        GuideStep(
            tr("Attach calendar.ics and send the letter."),
            evidence=tr("A picture of the letter in your sent mail"),
        ),
    ]


def _reminders(blueprint: Blueprint) -> list[GuideStep]:
    somebody = Person("somebody", "…", "", "student", "")
    return [
        GuideStep(
            tr(
                "Before {date}, send the students the reminder of week {number}.",
                date=date(week.summary_due.date()),
                number=week.number,
            ),
            text=letters.reminder(blueprint, somebody, week).text,
        )
        for week in blueprint.weeks
    ]
