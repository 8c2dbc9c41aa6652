"""Google Classroom, through Google's own client library."""

from workshop.classroom.providers.google_classroom.provider import GoogleClassroomProvider

__all__ = ["GoogleClassroomProvider"]
