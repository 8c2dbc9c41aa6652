"""A file of the participant's own, which is never replaced without a word."""

from pathlib import Path

from workshop import files


class OwnFile:
    """A text file that a widget writes.

    Parameters
    ----------
    path
        The file, which may not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ours: str | None = None
        self._warned_about: str | None = None

    def read(self) -> str | None:
        """Return what the file holds, nothing when there is none."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None

    def adopt(self) -> None:
        """Take what the file holds for what the widget shows, so that it may be replaced."""
        self._ours = self.read()

    def may_be_replaced(self) -> bool:
        """Say no once for what somebody else wrote; whoever asks again means it."""
        current = self.read()
        if current in (None, self._ours, self._warned_about):
            return True
        self._warned_about = current
        return False

    def write(self, text: str) -> None:
        """Write the file, whole or not at all."""
        files.write(self.path, text)
        self._ours = text
