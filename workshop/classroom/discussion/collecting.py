"""Posts that a file lists one by one: in the order of their times, with what was not understood."""

import datetime
from collections.abc import Sequence

from workshop.classroom.discussion.messages import Conversation, Format, Post
from workshop.errors import ClassroomError, Message
from workshop.sheets.report import Decision, ReadingReport


def collected(
    name: str,
    program: Format,
    found: Sequence[tuple[int, Post | None]],
    decisions: Sequence[Decision] = (),
) -> Conversation:
    """Return the conversation of posts with their places in the file.

    Parameters
    ----------
    found
        Number of the message in the file, and the post; ``None`` where it was not understood.

    Raises
    ------
    ClassroomError
        When nothing was understood.
    """
    import dataclasses

    lost = tuple(number for number, post in found if post is None)
    posts = [dataclasses.replace(post, line=number) for number, post in found if post]
    if not posts:
        raise ClassroomError(
            "{name} looks like an export of {program}, but holds no message. Choose the chat "
            "and a period with messages, and export it again.",
            name=name,
            program=program,
        )
    zoned = [post for post in posts if post.when.tzinfo]
    if zoned and len(zoned) < len(posts):
        raise ClassroomError(
            "{name} has {with_zone} messages with a time zone and {without} without. Export the "
            "chat again with one program.",
            name=name,
            with_zone=len(zoned),
            without=len(posts) - len(zoned),
        )
    if posts[0].when > posts[-1].when:  # newest first: those of one moment are in that order, too
        posts.reverse()
    posts.sort(key=_time)
    told = [_about(program), *decisions]
    if lost:
        told.append(
            Decision(
                Message("Messages were not understood."),
                Message("They have no sender or time, or are of an unknown kind."),
                lost,
                warning=True,
            )
        )
    return Conversation(name, program, tuple(posts), ReadingReport(tuple(told)), lost)


def _time(post: Post) -> datetime.datetime:
    return post.when


def _about(program: Format) -> Decision:
    return Decision(
        Message("The file comes from {program}.", program=program),
        Message("Its fields have the names that this program gives them."),
    )
