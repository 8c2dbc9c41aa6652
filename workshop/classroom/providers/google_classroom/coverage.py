"""What Google Classroom can do for each part of a blueprint, as of its API in October 2026."""

from workshop.classroom.building.resources import Support
from workshop.errors import Message

SUPPORT = (
    Support(
        "course",
        Message("The course"),
        "done",
        Message("A class that belongs to who is signed in."),
    ),
    Support(
        "person",
        Message("Accounts"),
        "impossible",
        Message("Everybody brings a Google account; it is not made here."),
    ),
    Support(
        "invitation",
        Message("Invitations"),
        "done",
        Message(
            "Everybody gets an invitation and has to accept it, and a new one when the role "
            "changes between teacher and student. People of another domain can do so only when the "
            "administrators allow it."
        ),
    ),
    Support(
        "topic",
        Message("Weeks"),
        "done",
        Message("A topic each."),
    ),
    Support(
        "rules",
        Message("Rules of the class"),
        "done",
        Message("As an announcement; the API cannot pin it."),
    ),
    Support(
        "discussion",
        Message("Weekly discussions"),
        "done",
        Message(
            "As an announcement on the first day of the week, answered in the comments: Classroom "
            "has no forum."
        ),
    ),
    Support(
        "assignment",
        Message("Handing in the weekly summary"),
        "done",
        Message(
            "As an assignment without marks. What is handed in is seen by the teachers only, so "
            "that students are asked to post it as a comment, too. Classroom takes no due date "
            "that has passed: it then stands in the text, and is not changed any more."
        ),
    ),
    Support(
        "material",
        Message("Materials"),
        "done",
        Message("Links are added; files have to be added by hand."),
    ),
    Support(
        "event",
        Message("Dates in the calendar"),
        "done",
        Message(
            "What is due stands in the calendar of the class; meetings by video are announced a "
            "week before."
        ),
    ),
    Support(
        "group",
        Message("Study groups"),
        "done",
        Message("As student groups, once the members have accepted; they get no place to write."),
    ),
    Support(
        "channel",
        Message("Channels"),
        "guide",
        Message("There is one stream; who may write in it is set by hand."),
    ),
    Support(
        "reminder",
        Message("Reminders of the weekly summary"),
        "done",
        Message("Classroom itself reminds students of what is due."),
    ),
)
