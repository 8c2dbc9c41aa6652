"""The errors that a person can fix, each told in one sentence.

A message is an English template; it is also the key of its translation, and
its placeholders stay available in ``parts``. It says what happened, the value,
what is allowed and what to do now::

    WorkshopError
    ├── SettingsError    workshop.toml
    ├── NotebookError    a notebook file, or its conventions
    ├── DataError        a data file of the kit
    ├── ExerciseError    an exercise or its definition
    ├── ExecutionError   a notebook cell that failed while it ran
    ├── PublishingError  a slide deck, handout or copy that could not be made
    ├── SheetError       a spreadsheet or CSV file that cannot be read
    ├── SurveyError      an analysis that these answers do not allow
    │   └── SurveyFileError  a file of answers, or a questionnaire, that cannot be read
    ├── ClassroomError   a virtual classroom that cannot be planned or built like this
    │   ├── BlueprintError   classroom.toml, or the list of people that it names
    │   └── ProviderError    a platform that refused, or cannot be reached
    └── SetupError       something missing on this machine
        └── CatalogError the Indonesian words themselves
"""

import errno
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar


class Message:
    """A sentence that is put into the reader's language when it is shown.

    Parameters
    ----------
    template
        English sentence with named placeholders; also the key of its translation.
    **parts
        Values of the placeholders.

    Examples
    --------
    >>> str(Message("one of the keys {keys}", keys="a, b"))[-4:]
    'a, b'
    """

    # Replaced by `i18n.tr` as soon as that module is loaded: errors lie below it.
    translate: ClassVar[Callable[..., str]] = str.format

    def __init__(self, template: str, /, **parts: Any) -> None:
        self.template = template
        self.parts = parts

    def __str__(self) -> str:
        """Return the sentence in the reader's language."""
        return Message.translate(self.template, **self.parts)


class Bullets(list[Message]):
    """Messages that are shown below one another."""

    def __str__(self) -> str:
        """Return one line a message."""
        return "".join(f"\n  • {message}" for message in self)


Error = TypeVar("Error", bound="WorkshopError")


class WorkshopError(Exception):
    """An error that a person can fix.

    Parameters
    ----------
    template
        English sentence with named placeholders.
    **parts
        Values of the placeholders.

    Examples
    --------
    >>> error = WorkshopError("No file {name!r}.", name="a.csv")
    >>> error.parts["name"], str(error)[-8:]
    ('a.csv', "'a.csv'.")
    """

    def __init__(self, template: str, /, **parts: Any) -> None:
        super().__init__(template)
        self.template = template
        self.parts = parts

    def __str__(self) -> str:
        """Return the sentence in the reader's language."""
        return str(self.message)

    @property
    def message(self) -> Message:
        """The sentence, as a part of a longer one."""
        return Message(self.template, **self.parts)

    def of_kind(self, kind: type[Error]) -> Error:
        """Return the same sentence as an error of another kind.

        Examples
        --------
        >>> type(SettingsError("Not UTF-8.").of_kind(SurveyFileError)).__name__
        'SurveyFileError'
        """
        return kind(self.template, **self.parts)

    def _render_traceback_(self) -> list[str]:
        """Show the sentence alone in a notebook, where IPython asks for this method."""
        return [str(self)]


class SettingsError(WorkshopError):
    """``workshop.toml`` is missing, unreadable or holds a value that is not allowed."""


class NotebookError(WorkshopError):
    """A notebook file cannot be read, or does not keep a convention."""


class DataError(WorkshopError):
    """A data file of the kit is missing or unreadable."""


class ExerciseError(WorkshopError):
    """An exercise is not known, or is defined wrongly."""


class ExecutionError(WorkshopError):
    """A notebook cell failed while it ran."""


class PublishingError(WorkshopError):
    """An artefact could not be made."""


class SheetError(WorkshopError):
    """A spreadsheet or CSV file cannot be read."""


class SurveyError(WorkshopError):
    """An analysis does not fit the answers, or a question is not there."""


class SurveyFileError(SurveyError):
    """A file of answers or a questionnaire cannot be read."""


class ClassroomError(WorkshopError):
    """A virtual classroom cannot be planned or built like this."""


class BlueprintError(ClassroomError):
    """``classroom.toml``, or the list of people that it names, cannot be used."""


class ProviderError(ClassroomError):
    """A platform refused, or cannot be reached."""


class SetupError(WorkshopError):
    """Something that the kit needs is missing on this machine."""


class CatalogError(SetupError):
    """The Indonesian words cannot be read, so that this one sentence stays English."""

    def __str__(self) -> str:
        """Return the English sentence: its translation lies in the broken file."""
        return self.template.format(**self.parts)


_REASONS = {
    errno.ENOENT: Message("there is no such file or folder"),
    errno.ENOTDIR: Message("there is no such file or folder"),
    errno.EISDIR: Message("it is a folder"),
    errno.EEXIST: Message("there is a file of this name already"),
    errno.EACCES: Message("this user has no right to it"),
    errno.EPERM: Message("this user has no right to it"),
    errno.EROFS: Message("this place can only be read"),
    errno.ENOSPC: Message("the disk is full"),
    errno.ENAMETOOLONG: Message("the name is too long"),
    errno.EIO: Message("the disk or the memory stick has a fault"),
}


def reason_of(error: Exception) -> Message | str:
    """Return why the machine did not let us at a file, in the reader's language where we can.

    Parameters
    ----------
    error
        An OSError, or the ValueError of a name that no file can have.

    Returns
    -------
    Message | str
        A part of a sentence; the machine's own words for what is rare.

    Examples
    --------
    >>> str(reason_of(FileNotFoundError(2, "No such file or directory")))
    'tidak ada berkas atau folder itu'
    """
    if not isinstance(error, OSError):
        return Message("no file can have this name")
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
