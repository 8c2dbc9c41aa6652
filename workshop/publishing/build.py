"""Makes every artefact that is not up to date: run once, publish all.

Each notebook is a job of its own; jobs run side by side in threads, with their
kernels as processes. A job that fails leaves its older artefacts as they are
and does not stop the others.
"""

import contextlib
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from workshop import config
from workshop.config import Settings
from workshop.errors import PublishingError, WorkshopError
from workshop.files import not_written, remove_leftovers, to_json, write
from workshop.publishing.execution import Execution, StoppedError, execute, with_outputs
from workshop.publishing.notebook import parse
from workshop.publishing.participant import participant_copy
from workshop.publishing.placeholders import fill
from workshop.publishing.plan import Artefact, Job, Plan, Planner, jobs


@dataclass(frozen=True)
class Outcome:
    """What became of a job."""

    job: Job
    made: tuple[Path, ...] = ()
    fresh: tuple[Path, ...] = ()
    executed: bool = False
    error: WorkshopError | None = None


class Watcher(Protocol):
    """Is told how the jobs get on, from several threads."""

    def begin(self, job: Job, steps: int) -> None:
        """Hear that a job begins that has so many steps."""

    def step(self, job: Job) -> None:
        """Hear that a step is done."""

    def end(self, outcome: Outcome) -> None:
        """Hear that a job is over."""


def build(
    kit: Path,
    wanted: Iterable[Job] | None = None,
    *,
    workers: int = 2,
    watcher: Watcher | None = None,
) -> list[Outcome]:
    """Make the artefacts that are not up to date.

    Parameters
    ----------
    kit
        Folder of the kit; artefacts go to its folder ``build``.
    wanted
        The jobs; all by default.
    workers
        How many notebooks are worked on at a time.
    watcher
        Is told of the progress.

    Returns
    -------
    list of Outcome
        One for each job, in the same order.

    Raises
    ------
    SettingsError
        When ``workshop.toml`` is not valid.
    PublishingError
        When nothing can be written to the folder.
    """
    settings = config.settings(kit / config.SETTINGS_NAME)
    wanted = list(jobs(kit) if wanted is None else wanted)
    builder = Builder(Planner(kit, kit / "build"), settings, kit, watcher)
    plans = [builder.plan(job) for job in wanted]
    if not any(isinstance(plan, Plan) and plan.stale for plan in plans):
        return [builder.finish(plan) for plan in plans]
    with _alone(kit / "build"):
        remove_leftovers(kit / "build")
        builder.planner.forget_the_gone(kit)
        return _finish_all(builder, plans, workers)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep a second build out; the lock goes with the process, however it ends."""
    from filelock import FileLock, Timeout

    try:
        (folder / ".cache").mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".cache" / "lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise PublishingError(
            "Another build is at work in {folder}. Wait until it has ended, then try again.",
            folder=folder,
        ) from error
    except OSError as error:
        raise not_written(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _finish_all(builder: "Builder", plans: list[Plan | Outcome], workers: int) -> list[Outcome]:
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        try:
            return list(pool.map(builder.finish, plans))
        except KeyboardInterrupt:
            builder.stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class Builder:
    """Works on one job after the other; safe to be used by several threads."""

    def __init__(
        self, planner: Planner, settings: Settings, kit: Path, watcher: Watcher | None
    ) -> None:
        self.planner = planner
        self.settings = settings
        self.kit = kit
        self.watcher = watcher
        self._stopped = threading.Event()

    def stop(self) -> None:
        """End every job at once, its running cell included."""
        self._stopped.set()

    def plan(self, job: Job) -> Plan | Outcome:
        """Plan a job; one whose notebook cannot be read is over at once."""
        try:
            return self.planner.plan(job)
        except WorkshopError as error:
            return Outcome(job, error=error)

    def finish(self, plan: Plan | Outcome) -> Outcome:
        """Carry out a plan."""
        if isinstance(plan, Outcome):
            return plan
        if not plan.stale:
            return Outcome(plan.job, fresh=plan.fresh)
        outcome = self._make(plan)
        if self.watcher:
            self.watcher.end(outcome)
        return outcome

    def _make(self, plan: Plan) -> Outcome:
        kept = self.planner.cache.load(plan.key)
        needs_kernel = kept is None and plan.stale != ("participant",)
        if self.watcher:
            cells = [cell for cell in plan.content["cells"] if cell["cell_type"] == "code"]
            steps = len(cells) if needs_kernel else 0
            self.watcher.begin(plan.job, steps + len(plan.stale))
        made: list[Path] = []
        try:
            execution = self._execute(plan) if needs_kernel else kept
            for kind in plan.stale:
                made.append(self._publish(plan, kind, execution))
                self._step(plan.job)
        except WorkshopError as error:
            return Outcome(plan.job, tuple(made), plan.fresh, needs_kernel, error)
        except StoppedError:
            stopped = PublishingError("{path}: stopped.", path=plan.job.path)
            return Outcome(plan.job, tuple(made), plan.fresh, needs_kernel, stopped)
        except Exception as error:  # noqa: BLE001  # a fault of the kit must not stop the others
            fault = _fault(plan.job, error)
            return Outcome(plan.job, tuple(made), plan.fresh, needs_kernel, fault)
        return Outcome(plan.job, tuple(made), plan.fresh, needs_kernel)

    def _execute(self, plan: Plan) -> Execution:
        execution = execute(
            plan.content,
            plan.job.path,
            language=plan.job.language,
            kit=self.kit,
            key=plan.key,
            on_cell=lambda: self._step(plan.job),
            stopped=self._stopped,
        )
        self.planner.cache.save(execution)
        return execution

    def _publish(self, plan: Plan, kind: str, execution: Execution | None) -> Path:
        files = execution.files if execution else {}
        artefact = self.planner.artefact(plan.job, plan.content, kind, plan.key, files)
        write(artefact.path, self._render(plan, artefact, execution))
        self.planner.ledger.record(artefact)
        return artefact.path

    def _render(self, plan: Plan, artefact: Artefact, execution: Execution | None) -> str | bytes:
        if artefact.kind == "participant":
            return to_json(participant_copy(plan.content))
        content = with_outputs(plan.content, execution) if execution else plan.content
        parsed = parse(content, name=plan.job.name, folder=plan.job.path.parent)
        notebook = fill(parsed, self.settings, plan.job.language)
        # Loaded here, so that an unchanged build does not wait for them.
        from workshop.publishing import handout, slides

        if artefact.kind == "slides":
            return slides.render(notebook, self.settings, plan.job.language)
        return handout.render(
            notebook, self.settings, plan.job.language, self.planner.build / ".cache" / "charts"
        )

    def _step(self, job: Job) -> None:
        if self._stopped.is_set():
            raise StoppedError
        if self.watcher:
            self.watcher.step(job)


def _fault(job: Job, error: Exception) -> PublishingError:
    fault = PublishingError(
        "{path} could not be published: {kind}: {reason}. This is a fault of the kit; "
        "run the command again with `workshop -v build` and report what it prints.",
        path=job.path,
        kind=type(error).__name__,
        reason=error,
    )
    fault.__cause__ = error
    return fault
