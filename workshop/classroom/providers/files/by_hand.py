"""What a person does with each file."""

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Guide, GuideStep
from workshop.i18n import ntr, tr


def guide(blueprint: Blueprint) -> Guide:
    """Return a step a file."""
    return Guide(
        title=tr("Files: what to do with each"),
        introduction=tr(
            "Nothing is sent anywhere: you print, hand out and import these files yourself. Only "
            "people who agreed are in them. They hold personal data: keep them on your own "
            "computer, and delete them when the term ends."
        ),
        steps=(_make(), *_papers(blueprint), *_imports()),
        limits=(
            tr(
                "oneroster.zip describes this one class. A system that takes it for the whole "
                "college may end other enrolments: import it as a source of its own, or on a "
                "test system first."
            ),
            tr("OneRoster 1.1 has no study groups, no rules and no weekly topics."),
            tr(
                "A name that begins like a formula gets an apostrophe in front, so that no "
                "spreadsheet runs it."
            ),
        ),
    )


def _make() -> GuideStep:
    return GuideStep(
        tr("Write the files; where the class has a link, give it first."),
        text=(
            "workshop classroom secret CLASSROOM_LINK --on files\n"
            "workshop classroom export classroom.toml --on files"
        ),
    )


def _papers(blueprint: Blueprint) -> tuple[GuideStep, ...]:
    return (
        GuideStep(
            ntr(
                "welcome.pdf: print it and hand the {count} sheet to its student; nobody gets the "
                "sheet of somebody else.",
                "welcome.pdf: print it and hand the {count} sheets to their students; nobody gets "
                "the sheet of somebody else.",
                len(blueprint.with_role("student")),
            ),
            evidence=tr("how many sheets were handed out, and when"),
        ),
        GuideStep(
            tr(
                "attendance.pdf: print the list of the meeting and let everyone who is there tick "
                "and sign; keep it for the report."
            ),
            evidence=tr("the signed list"),
        ),
        GuideStep(
            tr(
                "calendar.ics: send it to the class; one tap adds all dates. In Google Calendar: "
                "Settings → Import & export → Import."
            ),
            link="https://calendar.google.com/calendar/r/settings/export",
        ),
        GuideStep(
            tr(
                "The folder qr: put a code on a slide or a poster; each opens the link of one "
                "meeting. Without links there is no such folder."
            )
        ),
    )


def _imports() -> tuple[GuideStep, ...]:
    return (
        GuideStep(
            tr(
                "oneroster.zip: give it to who looks after the learning management system or the "
                "student register, if it imports OneRoster 1.1 (CSV, bulk). Do not unpack it."
            ),
            evidence=tr("the import report without errors"),
        ),
        GuideStep(
            tr(
                "jupyterhub-users.txt: in JupyterHub, open Admin → Add Users and paste all lines. "
                "The names must be those with which people log in."
            )
        ),
        GuideStep(
            tr(
                "jupyterhub-groups.json, for JupyterHub 3.2 or later: put it beside "
                "jupyterhub_config.py, add these lines there and restart the hub. nbgrader finds "
                "teachers and students by the names of two of the groups."
            ),
            text=(
                'import json\nc.JupyterHub.load_groups = json.load(open("jupyterhub-groups.json"))'
            ),
        ),
        GuideStep(
            tr("nbgrader-students.csv: in a terminal, in the folder of the course:"),
            text="nbgrader db student import nbgrader-students.csv",
        ),
    )
