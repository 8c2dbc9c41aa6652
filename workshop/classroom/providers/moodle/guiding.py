"""What a person does in Moodle by hand, step by step."""

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.provider import Guide, GuideStep
from workshop.classroom.providers.moodle import functions
from workshop.classroom.providers.moodle.files import cartridge_name
from workshop.i18n import tr


def guide(blueprint: Blueprint) -> Guide:
    """Return both ways: with a token, or with the files alone."""
    return Guide(
        title=tr("Moodle: what is done by hand"),
        introduction=tr(
            "Moodle lets no program make forums and pages, so that one file is imported by hand. "
            "All else is done for you when the administrator gives you a token; without one, "
            "users.csv and courses.csv do most of it. Menus are named as in Moodle 4.5."
        ),
        steps=(*_with_a_token(), *_files(blueprint), *_afterwards()),
        limits=(
            tr("Moodle 4.5 takes Common Cartridge 1.1, not 1.3."),
            tr("users.csv makes a study group that is spelt in a new way: check their names."),
            tr("A cartridge that is imported twice makes every forum and page twice."),
            tr("Everybody, of other colleges too, needs an account on this Moodle site."),
        ),
    )


def _with_a_token() -> tuple[GuideStep, ...]:
    return (
        GuideStep(
            tr(
                "Administrator: switch web services on, under Site administration → General → "
                "Advanced features → Enable web services; then REST, under Server → Web services "
                "→ Manage protocols."
            )
        ),
        GuideStep(
            tr(
                "Administrator: under Server → Web services → External services, add a service "
                "for authorised users only, and add these functions to it."
            ),
            text="\n".join(functions.ALL),
        ),
        GuideStep(
            tr(
                "Administrator: where courses.csv and users.csv are uploaded, a lecturer of the "
                "course needs only the right webservice/rest:use in addition. To make accounts and "
                "courses as well: under Users → Permissions → Define roles, make a role with these "
                "rights that may assign teachers, non-editing teachers and students, and give it "
                "to the lecturer for the whole site."
            ),
            text="\n".join(functions.RIGHTS),
        ),
        GuideStep(
            tr(
                "Administrator: under Server → Web services → Manage tokens, make a token for the "
                "lecturer's account, with a date on which it ends."
            )
        ),
        GuideStep(
            tr("Keep the token on your computer; it stands in no file and is never shown."),
            text="workshop classroom secret MOODLE_TOKEN --on moodle",
        ),
    )


def _files(blueprint: Blueprint) -> tuple[GuideStep, ...]:
    return (
        GuideStep(
            tr(
                "Without a token, administrator: upload courses.csv under Site administration → "
                "Courses → Upload courses, after the number of your category stands in it."
            ),
            evidence=tr("the list of courses with yours in it"),
        ),
        GuideStep(
            tr(
                "In the course: More → Course reuse → Restore. Upload {file}, choose “Merge the "
                "backup course into this course” and never “Delete the contents”, and go on to the "
                "end; Moodle finishes it within minutes. Do this once only.",
                file=cartridge_name(blueprint),
            ),
            evidence=tr("a picture of the course with its weekly forums"),
        ),
        GuideStep(
            tr(
                "Without a token, administrator: upload users.csv under Site administration → "
                "Users → Upload users. Choose to add new users only and to create the passwords: "
                "Moodle e-mails them. Guests may enter in their weeks only."
            ),
            evidence=tr("the list of participants"),
        ),
    )


def _afterwards() -> tuple[GuideStep, ...]:
    return (
        GuideStep(
            tr(
                "With a token, run this again after the import: it names the sections, posts rules "
                "and prompts, and fills the calendar. Without one, rename the sections by hand."
            ),
            text="workshop classroom apply classroom.toml --on moodle",
        ),
        GuideStep(
            tr(
                "Where only some may write in a forum: open it, More → Permissions, and take the "
                "right to start discussions from the students."
            )
        ),
        GuideStep(
            tr(
                "If summaries are to be marked: in each week, Add an activity → Assignment, online "
                "text, until the date in the calendar."
            )
        ),
    )
