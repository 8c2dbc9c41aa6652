"""Invitations, calendars and reminders by e-mail: for everyone, whatever the class meets on."""

from workshop.classroom.providers.email.provider import EmailProvider

__all__ = ["EmailProvider"]
