"""Which file holds what of a blueprint, and what no file can hold."""

from workshop.classroom.building.resources import Support
from workshop.errors import Message

SUPPORT: tuple[Support, ...] = (
    Support(
        "category",
        Message("Colleges and term"),
        "import",
        Message("in oneroster.zip: the colleges as schools, the term with its dates"),
    ),
    Support(
        "course", Message("Course"), "import", Message("in oneroster.zip, as a course with a class")
    ),
    Support(
        "person",
        Message("Accounts"),
        "import",
        Message(
            "in oneroster.zip and jupyterhub-users.txt, students in nbgrader-students.csv too; "
            "only people who agreed, and no passwords"
        ),
    ),
    Support(
        "enrolment",
        Message("Enrolment and role"),
        "import",
        Message(
            "in oneroster.zip; moderators and guests are teachers there, guests for their stay"
        ),
    ),
    Support(
        "group",
        Message("Study groups"),
        "import",
        Message("in jupyterhub-groups.json; OneRoster 1.1 knows no groups within a class"),
    ),
    Support(
        "membership",
        Message("Who is in which group"),
        "import",
        Message("in jupyterhub-groups.json; everybody's own group stands on the welcome sheet"),
    ),
    Support(
        "event",
        Message("Calendar"),
        "import",
        Message("calendar.ics holds the meetings, and until when summaries are due"),
    ),
    Support(
        "invitation",
        Message("Invitations"),
        "import",
        Message("welcome.pdf holds one page a student, to hand out or to send"),
    ),
    Support(
        "rules",
        Message("Rules of the class"),
        "import",
        Message("they stand on every welcome sheet"),
    ),
    *(
        Support(kind, title, "impossible", Message("a file is no place to write to one another"))
        for kind, title in (
            ("space", Message("Space of the class")),
            ("channel", Message("Channels")),
            ("discussion", Message("Weekly discussions")),
            ("announcement", Message("Announcements")),
            ("reminder", Message("Reminders")),
        )
    ),
    *(
        Support(kind, title, "impossible", Message("neither OneRoster 1.1 nor these lists hold it"))
        for kind, title in (
            ("topic", Message("Topics")),
            ("section", Message("Weekly sections")),
            ("material", Message("Materials")),
            ("assignment", Message("Summary as an assignment")),
            ("role", Message("Who may write where")),
        )
    ),
)
