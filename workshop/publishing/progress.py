"""A progress bar for each notebook, and the closing summary."""

import threading
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from workshop.i18n import ntr, number, tr
from workshop.publishing.build import Outcome
from workshop.publishing.plan import Job


class ProgressBars:
    """Shows the jobs of a build while they run; use it in a ``with`` block."""

    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeElapsedColumn(),
            console=console,
        )
        self._tasks: dict[Job, TaskID] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> "ProgressBars":
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def begin(self, job: Job, steps: int) -> None:
        """Add a bar."""
        with self._lock:
            self._tasks[job] = self._bars.add_task(f"{job.language}  {job.name}", total=steps)

    def step(self, job: Job) -> None:
        """Move a bar on."""
        self._bars.advance(self._tasks[job])

    def end(self, outcome: Outcome) -> None:
        """Colour the bar of a job that failed; the reason comes in the summary."""
        if outcome.error:
            name = f"[red]{outcome.job.language}  {outcome.job.name} ✗[/red]"
            self._bars.update(self._tasks[outcome.job], description=name)


def summary(outcomes: list[Outcome], kit: Path) -> str:
    """Say what was made and where, in the reader's language."""
    failed = sum(outcome.error is not None for outcome in outcomes)
    made = [path for outcome in outcomes for path in outcome.made]
    fresh = sum(len(outcome.fresh) for outcome in outcomes)
    runs = sum(outcome.executed for outcome in outcomes)
    if not made and failed:
        return ntr(
            "{count} notebook failed; its older files stay as they are.",
            "{count} notebooks failed; their older files stay as they are.",
            failed,
        )
    if not made:
        return tr("Everything is up to date: {count} files.", count=number(fresh))
    folders = sorted({path.parent.relative_to(kit).as_posix() for path in made})
    lines = [
        tr(
            "Made {made} files, {fresh} were up to date; notebooks that were run: {runs}.",
            made=number(len(made)),
            fresh=number(fresh),
            runs=number(runs),
        )
    ]
    for folder in folders:
        paths = [path for path in made if path.parent == kit / folder]
        names = ", ".join(path.name for path in paths)
        lines.append(f"  {folder}/  {names}  ({_size(sum(path.stat().st_size for path in paths))})")
    return "\n".join(lines)


def _size(bytes_written: int) -> str:
    if bytes_written < 100_000:
        return f"{number(bytes_written / 1e3, 0)} kB"
    return f"{number(bytes_written / 1e6, 1)} MB"
