"""What Moodle can do for each thing in a blueprint, and why not more."""

from workshop.classroom.building.resources import Support
from workshop.errors import Message


def support() -> tuple[Support, ...]:
    """Return a line for each kind of thing; as seen on Moodle 4.5."""
    return (
        Support(
            "category",
            Message("Category of the term"),
            "done",
            Message("made with the course; a course that is there already stays where it is"),
        ),
        Support(
            "course",
            Message("Course"),
            "done",
            Message("made, or found by its short name; without the right to make one: courses.csv"),
        ),
        Support(
            "person",
            Message("Accounts"),
            "done",
            Message(
                "found by their e-mail address or made, and never changed; without the right to "
                "make any: users.csv. People of other colleges get an account on this site, too"
            ),
        ),
        Support(
            "enrolment",
            Message("Enrolment and role"),
            "done",
            Message(
                "lecturers edit, moderators and guests teach without editing; guests may enter "
                "only in their weeks"
            ),
        ),
        Support(
            "group",
            Message("Study groups"),
            "done",
            Message("made in the course; users.csv makes them as well"),
        ),
        Support(
            "membership",
            Message("Who is in which group"),
            "done",
            Message("everyone is put into the study group of the blueprint"),
        ),
        Support(
            "section",
            Message("Weekly sections"),
            "done",
            Message("named after the topics of the weeks; an import loses these names"),
        ),
        Support(
            "channel",
            Message("Forums"),
            "import",
            Message(
                "Moodle lets no program make a forum: they come with the cartridge. The forum for "
                "announcements, in which only teachers write, is there with the course"
            ),
        ),
        Support(
            "material",
            Message("Pages with rules, prompts and materials"),
            "import",
            Message("they come with the cartridge, too"),
        ),
        Support(
            "rules",
            Message("Rules of the class"),
            "done",
            Message("pinned in the forum for announcements"),
        ),
        Support(
            "discussion",
            Message("Weekly discussions"),
            "done",
            Message("opened in the forum of the week, as soon as the cartridge is imported"),
        ),
        Support(
            "event",
            Message("Calendar"),
            "done",
            Message("meetings by video, and until when summaries are due"),
        ),
        Support(
            "assignment",
            Message("Summary as an assignment"),
            "guide",
            Message(
                "everyone answers in the forum of the week, so that all can read it; who wants to "
                "mark summaries adds an assignment by hand"
            ),
        ),
        Support(
            "role",
            Message("Who may write in which forum"),
            "guide",
            Message("set by hand under Permissions, for forums other than announcements"),
        ),
        Support(
            "invitation",
            Message("Joining by a link without an account"),
            "impossible",
            Message("everybody needs an account; the e-mail platform sends the invitations"),
        ),
    )
