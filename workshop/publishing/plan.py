"""Which artefacts must be made anew, found out by reading files only.

Every artefact has a fingerprint of all that it is made from. It is up to date
when the fingerprint in the ledger is the same and the file is still the one
that was written. This module loads no library, so that an unchanged build ends
at once.
"""

import contextlib
import importlib.metadata
import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop import config, doctor
from workshop.errors import NotebookError
from workshop.files import digest, digest_of_file, read_json, to_json, write
from workshop.publishing.execution import ExecutionCache, execution_key, versions
from workshop.publishing.notebook import read_json as read_notebook
from workshop.tables import LANGUAGES

ENDINGS = {"slides": "html", "handouts": "pdf", "participant": "ipynb"}
KINDS = tuple(ENDINGS)
FOLDERS = ("notebooks", "slides")
PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
# What draws the artefacts; a new release of these may change how they look.
PACKAGES = (
    "babel",
    "jinja2",
    "kaleido",
    "latex2mathml",
    "markdown-it-py",
    "matplotlib",
    "nh3",
    "pypandoc-binary",
    "pygments",
    "sphinx-revealjs",
    "typst",
)


@dataclass(frozen=True)
class Job:
    """One notebook in one language, and the kinds of artefacts wanted of it."""

    path: Path
    language: str
    kinds: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the notebook without its ending."""
        return self.path.stem


@dataclass(frozen=True)
class Artefact:
    """A file to be made, and the fingerprint of all that it is made from."""

    kind: str
    path: Path
    fingerprint: str


@dataclass(frozen=True)
class Plan:
    """What a job comes to: artefacts to make, those up to date, and the execution behind them."""

    job: Job
    content: Mapping[str, Any]
    key: str
    stale: tuple[str, ...]
    fresh: tuple[Path, ...]


def jobs(
    kit: Path,
    names: Iterable[str] = (),
    languages: Iterable[str] = LANGUAGES,
    kinds: Iterable[str] = KINDS,
) -> list[Job]:
    """Return a job for each notebook that was asked for.

    Parameters
    ----------
    kit
        Folder of the kit.
    names
        Names (``01-social-media-portrait``) or paths of notebooks; none means all.
    languages, kinds
        Which languages and kinds of artefacts are wanted.

    Raises
    ------
    NotebookError
        When a name fits no notebook.
    """
    wanted = {Path(name).stem for name in names}
    found = [
        Job(path, language, _kinds_of(folder, kinds))
        for language in languages
        for folder in FOLDERS
        for path in sorted((kit / folder / language).glob("*.ipynb"))
    ]
    _refuse_same_names(kit)
    known = {job.name for job in found}
    for name in sorted(wanted - known):
        raise NotebookError(
            "There is no notebook {name!r} in the folders notebooks/ and slides/; "
            "there are: {known}.",
            name=name,
            known=", ".join(sorted(known)),
        )
    return [job for job in found if job.kinds and (not wanted or job.name in wanted)]


def _refuse_same_names(kit: Path) -> None:
    trees = [{path.name for path in (kit / folder).glob("*/*.ipynb")} for folder in FOLDERS]
    for name in sorted(set.intersection(*trees)):
        raise NotebookError(
            "There is a {name} in notebooks/ and another in slides/; both would be published "
            "under the same name. Rename one of them.",
            name=name,
        )


def _kinds_of(folder: str, kinds: Iterable[str]) -> tuple[str, ...]:
    # The deck is presented and handed out; only the series is worked in.
    return tuple(kind for kind in kinds if folder == "notebooks" or kind != "participant")


class Ledger:
    """What was made, from what, and how the file looked right after it was written.

    Files are named relative to the folder ``build``, so that a copy of the kit
    speaks of its own files and never of those of the original.
    """

    def __init__(self, build: Path) -> None:
        self.build = build
        self.path = build / ".cache" / "artefacts.json"
        rows = read_json(self.path)
        self._rows: dict[str, list[Any]] = rows if isinstance(rows, dict) else {}
        self._lock = threading.Lock()

    def is_fresh(self, artefact: Artefact) -> bool:
        """Whether the artefact was made from the same things and not touched since."""
        row = self._rows.get(self._name(artefact.path))
        return row == [artefact.fingerprint, *_state(artefact.path)]

    def record(self, artefact: Artefact) -> None:
        """Note that an artefact was written just now."""
        with self._lock:
            self._rows[self._name(artefact.path)] = [artefact.fingerprint, *_state(artefact.path)]
            write(self.path, to_json(self._rows))

    def keep_only(self, paths: Iterable[Path]) -> None:
        """Delete what was made of notebooks that are gone; other files are left alone."""
        for name in set(self._rows) - set(map(self._name, paths)):
            with contextlib.suppress(OSError):
                (self.build / name).unlink(missing_ok=True)
            del self._rows[name]

    def _name(self, path: Path) -> str:
        return path.relative_to(self.build).as_posix()


def _state(path: Path) -> tuple[int, int] | tuple[()]:
    try:
        state = path.stat()
    except OSError:
        return ()
    return state.st_size, state.st_mtime_ns


class Planner:
    """Finds out what has to be made.

    Parameters
    ----------
    kit
        Folder of the kit.
    build
        Folder that artefacts are written to.
    """

    def __init__(self, kit: Path, build: Path) -> None:
        self.build = build
        self.cache = ExecutionCache(build / ".cache" / "executions", kit)
        self.ledger = Ledger(build)
        package = Path(__file__).parents[1]
        self._code_source = _digest_of(_notebook_sources(package)) + json.dumps(versions())
        self._look = digest(
            json.dumps(
                [
                    _digest_of(_files_below(package)),
                    _digest_of(_files_below(config.theme_folder())),
                    digest_of_file(kit / config.SETTINGS_NAME),
                    {name: importlib.metadata.version(name) for name in PACKAGES},
                    doctor.find_browser(),
                ]
            ).encode()
        )

    def plan(self, job: Job) -> Plan:
        """Find out what a job comes to.

        Raises
        ------
        NotebookError
            When the notebook cannot be read.
        """
        content = identified(read_notebook(job.path))
        key = execution_key(content, job.language, self._code_source)
        files = self.cache.files_behind(key)
        fresh = [
            kind
            for kind in job.kinds
            if (files is not None or kind == "participant")
            and self.ledger.is_fresh(self.artefact(job, content, kind, key, files or {}))
        ]
        return Plan(
            job,
            content,
            key,
            stale=tuple(kind for kind in job.kinds if kind not in fresh),
            fresh=tuple(self.path(job, kind) for kind in fresh),
        )

    def artefact(
        self,
        job: Job,
        content: Mapping[str, Any],
        kind: str,
        key: str,
        files: Mapping[str, str],
    ) -> Artefact:
        """Return an artefact with its fingerprint.

        ``key`` is that of the notebook's execution, which rests on ``files``.
        """
        inputs = json.dumps([kind, job.language, content, self._look], sort_keys=True)
        if kind != "participant":
            inputs += json.dumps([key, files, _pictures(job.path.parent)])
        return Artefact(kind, self.path(job, kind), digest(inputs.encode()))

    def forget_the_gone(self, kit: Path) -> None:
        """Delete what was made of notebooks that no longer exist."""
        self.ledger.keep_only(self.path(job, kind) for job in jobs(kit) for kind in job.kinds)

    def path(self, job: Job, kind: str) -> Path:
        """Return the file of an artefact."""
        return self.build / job.language / kind / f"{job.name}.{ENDINGS[kind]}"


def identified(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook whose cells all have an id, as those of older notebooks have none.

    Examples
    --------
    >>> identified({"cells": [{"source": ""}]})["cells"][0]["id"]
    'cell-1'
    """
    cells = [
        {"id": f"cell-{number}", **cell} for number, cell in enumerate(content["cells"], start=1)
    ]
    return {**content, "cells": cells}


def _pictures(folder: Path) -> list[tuple[str, str]]:
    """Return the pictures that a notebook in this folder may show."""
    return [
        (path.name, digest_of_file(path))
        for path in _files_below(folder)
        if path.suffix.lower() in PICTURES
    ]


def _notebook_sources(package: Path) -> Iterator[Path]:
    """Yield the sources that a notebook can reach: the layers below this one."""
    above = {package / "publishing", package / "cli.py"}
    return (path for path in _files_below(package) if not above.intersection((path, *path.parents)))


def _files_below(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    )


def _digest_of(paths: Iterable[Path]) -> str:
    return digest("".join(f"{path.name}:{digest_of_file(path)};" for path in paths).encode())
