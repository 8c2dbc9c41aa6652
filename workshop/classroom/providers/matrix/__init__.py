"""Building a class on Matrix, on one server or on those of several colleges."""

from workshop.classroom.providers.matrix.provider import MatrixProvider

__all__ = ["MatrixProvider"]
