"""From conversations and a class to its participation: the one function that people call."""

from collections.abc import Iterable, Mapping, Sequence

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.discussion.messages import Conversation
from workshop.classroom.discussion.people import Directory, matched
from workshop.classroom.discussion.result import Participation
from workshop.classroom.discussion.speaking import local, replies, said_in
from workshop.classroom.discussion.summaries import SummaryRule, handed_in, statuses
from workshop.errors import ClassroomError


def participation(
    conversations: Conversation | Iterable[Conversation],
    blueprint: Blueprint,
    *,
    people: Mapping[str, str] | None = None,
    rule: SummaryRule | None = None,
    names: bool = False,
) -> Participation:
    """Measure who takes part in a class.

    Parameters
    ----------
    conversations
        What `read_discussion` returned: one, or several of the same class.
    blueprint
        The class: its people, colleges and weeks.
    people
        What stands in the files (a name, telephone number or account) → the person's key, e-mail
        or name in the roster; an empty text for somebody who is not in the class. Only for senders
        that were not found by themselves.
    rule
        What counts as a weekly summary.
    names
        Show names instead of pseudonyms in the tables of people. Not for anything published.

    Returns
    -------
    Participation

    Raises
    ------
    ClassroomError
        When nobody in the conversations belongs to the class, or ``people`` names a stranger.

    Examples
    --------
    >>> from workshop.classroom.discussion.example import classroom
    >>> from workshop.classroom.discussion.reading import read_discussion
    >>> chat = read_discussion(("chat.txt", b"29/05/26 10.05 - Ayu Lestari: #ringkasan1 tautan"))
    >>> found = participation(chat, classroom())
    >>> found.students, found.students_who_wrote
    (5, 1)
    """
    chats = _listed(conversations)
    matching = matched(chats, blueprint, people)
    heard = said_in(chats, blueprint, matching)
    said = heard.said
    if not said:
        raise ClassroomError(
            "Nobody who wrote in these {messages} messages was found in the roster of {people} "
            "people. Read the chat of this class, or say who is who: "
            "people={{'+62 812-3456-7890': 'ayu@example.ac.id'}}.",
            messages=sum(len(chat.written) for chat in chats),
            people=len(blueprint.members),
        )
    ends = max(local(post.when, blueprint.time_zone) for chat in chats for post in chat.posts)
    used = rule or SummaryRule()
    return Participation(
        blueprint,
        tuple(chats),
        matching,
        said,
        replies(said, chats, Directory(blueprint, people or {})),
        statuses(blueprint, handed_in(said, blueprint, used), ends),
        used,
        ends,
        heard.repeated,
        heard.without_consent,
        names=names,
    )


def _listed(conversations: Conversation | Iterable[Conversation]) -> Sequence[Conversation]:
    if isinstance(conversations, Conversation):
        return (conversations,)
    return tuple(conversations)
