"""A class as files: lists that other programs import, and papers to hand out."""

from workshop.classroom.providers.files.provider import FilesProvider

__all__ = ["FilesProvider"]
