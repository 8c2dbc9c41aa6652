"""The ``workshop`` command."""

from workshop.cli.app import workshop

__all__ = ["workshop"]
