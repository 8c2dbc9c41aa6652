"""A progress bar for the steps of a plan."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from workshop.classroom.building.kinds import heading
from workshop.classroom.building.resources import Outcome


class StepBar:
    """Shows how many steps have ended; use it in a ``with`` block."""

    def __init__(self, console: Console, steps: int) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        )
        self._task = self._bar.add_task("", total=steps, visible=steps > 0)

    def __enter__(self) -> "StepBar":
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def step(self, outcome: Outcome) -> None:
        """Move the bar on, and name the kind of thing that it has reached."""
        kind = heading(outcome.address.partition("/")[0])
        self._bar.update(self._task, advance=1, description=kind)
