"""What somebody is writing, with a way back: the base of every form that can be undone."""

from collections import deque
from typing import Generic, TypeVar

MOST_STEPS = 200

State = TypeVar("State")


class History(Generic[State]):
    """A state and those before it.

    Parameters
    ----------
    state
        To begin with; states are compared, and never changed in place.

    Examples
    --------
    >>> title = History("Survei")
    >>> title.take("Survei saya")
    >>> title.undo(), title.state, title.undo()
    (True, 'Survei', False)
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._past: deque[State] = deque(maxlen=MOST_STEPS)

    def take(self, state: State) -> None:
        """Go on to another state, a step that can be undone; the same one is no step."""
        if state != self.state:
            self._past.append(self.state)
            self.state = state

    def undo(self) -> bool:
        """Go one step back; say whether there was one."""
        if self._past:
            self.state = self._past.pop()
            return True
        return False
