"""What Matrix can do for each kind of thing in a blueprint."""

from workshop.classroom.building.resources import Support
from workshop.errors import Message


def support() -> tuple[Support, ...]:
    """Return it; the same for every class."""
    return (*_made(), *_not_made())


def _made() -> tuple[Support, ...]:
    return (
        Support(
            "person",
            Message("Accounts"),
            "done",
            Message("on the server of each college that gives us a key; the others make their own"),
        ),
        Support("space", Message("The class"), "done", Message("as a space with all its rooms")),
        Support(
            "channel",
            Message("Channels and weeks"),
            "done",
            Message("a room each, open to the whole class"),
        ),
        Support(
            "group",
            Message("Study groups"),
            "done",
            Message("a closed room each, for its members and the staff"),
        ),
        Support(
            "role",
            Message("Who may write and moderate"),
            "done",
            Message("as levels in each room; a guest moderates in the week that is his"),
        ),
        Support(
            "membership",
            Message("Who is in which room"),
            "done",
            Message("they are in it at once; people of servers without a key get an invitation"),
        ),
        Support("rules", Message("Rules"), "done", Message("pinned in every channel")),
        Support(
            "discussion",
            Message("Weekly discussion"),
            "done",
            Message("the question is written and pinned in the room of the week"),
        ),
        Support(
            "event",
            Message("Meetings by video"),
            "done",
            Message("told and pinned in the announcements; the calendar comes from --on email"),
        ),
    )


def _not_made() -> tuple[Support, ...]:
    return (
        Support(
            "assignment",
            Message("Weekly summary"),
            "guide",
            Message(
                "Matrix knows no assignments: summaries are written in the room of the week, and "
                "notebook 07 counts them"
            ),
        ),
        Support(
            "material",
            Message("Material"),
            "guide",
            Message("links stand in the room of the week; files are put there by hand"),
        ),
        Support(
            "reminder",
            Message("Reminders"),
            "impossible",
            Message("Matrix sends none; use --on email"),
        ),
    )
