"""Where the widgets about a classroom take the class from, and where they put its files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workshop.classroom.blueprint.model import Blueprint
from workshop.i18n import language, tr


class ClassSource(Protocol):
    """Something that holds a class, such as the widget in which it is described."""

    @property
    def blueprint(self) -> Blueprint:
        """The class as it stands."""

    @property
    def path(self) -> Path:
        """Its file, which may not exist yet."""


@dataclass(frozen=True)
class Example:
    """The small example class, for whoever has described none."""

    blueprint: Blueprint
    path: Path


def source_of(builder: ClassSource | None) -> ClassSource:
    """Return a source of classes; the example when there is none."""
    if builder is not None:
        return builder
    from workshop.classroom.blueprint.demonstration import example

    return Example(example(language()), Path("classroom.toml"))


def folder() -> Path:
    """Return the folder for all that is made of a class; it does not have to exist."""
    return Path.cwd() / tr("my-classroom")
