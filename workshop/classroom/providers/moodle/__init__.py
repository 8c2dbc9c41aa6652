"""Moodle: live over REST, and files for whatever REST cannot create."""

from workshop.classroom.providers.moodle.posts import forum_posts
from workshop.classroom.providers.moodle.provider import MoodleProvider

__all__ = ["MoodleProvider", "forum_posts"]
