"""What was written in the forums of a course, for the measures of participation.

The answer is what ``workshop.classroom.discussion`` reads, with nothing in it that those
measures do not need.
"""

from collections.abc import Mapping
from typing import Any

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.providers.moodle import desired
from workshop.classroom.providers.moodle.connection import MoodleConnection

_KEPT = ("id", "subject", "message", "discussionid", "parentid", "timecreated", "isdeleted")


def forum_posts(blueprint: Blueprint, settings: Mapping[str, str]) -> list[dict[str, Any]]:
    """Fetch all posts of the forums of a class: one entry for each discussion.

    Parameters
    ----------
    blueprint
        The class; its weekly forums, and the others that it names.
    settings
        ``MOODLE_URL`` and ``MOODLE_TOKEN``.

    Returns
    -------
    list
        ``{"posts": […]}`` as ``mod_forum_get_discussion_posts`` answers, ready for JSON.

    Raises
    ------
    ProviderError
        When Moodle refuses, or cannot be reached.
    """
    connection = MoodleConnection(blueprint, settings)
    try:
        found = connection.read(tuple(desired.resources(blueprint)))
        answers = connection.posts()
    finally:
        connection.close()
    people = {person.remote: person.key for person in found.values() if person.kind == "person"}
    names = {number: blueprint.people_by_key[key].name for number, key in people.items()}
    return [{"posts": [_needed(post, names) for post in answer["posts"]]} for answer in answers]


def _needed(post: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    author = post.get("author") or {}
    # The name of the roster: Moodle's own may be split or written in another way.
    name = names.get(str(author.get("id")), author.get("fullname"))
    return {
        **{field: post.get(field) for field in _KEPT},
        "author": {"id": author.get("id"), "fullname": name},
        "attachments": len(post.get("attachments") or []),
    }
