"""Runs a notebook once in a kernel of its own, and keeps the result until something changes.

A result is found again by what it rests on: the code cells, the language, the
source of the package below this layer, the installed versions that matter
(together the *key*), and the files that the kernel was seen to read. Prose is
not part of it, so that an edit of prose starts no kernel.
"""

import asyncio
import importlib.metadata
import json
import os
import platform
import subprocess
import tempfile
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.errors import ExecutionError
from workshop.files import digest, read_json, write
from workshop.publishing import tracing
from workshop.publishing.notebook import joined

CELL_SECONDS = 300
KERNEL_SECONDS = 60
KERNEL_STARTS = 3
# What a result in a notebook can depend on; a new release of these may change it.
PACKAGES = (
    "babel",
    "ipykernel",
    "ipython",
    "ipywidgets",
    "matplotlib",
    "nbclient",
    "numpy",
    "pandas",
    "plotly",
)


@dataclass(frozen=True)
class Execution:
    """The outputs of a notebook, by cell id, and the files they rest on, by digest."""

    key: str
    outputs: Mapping[str, list[dict[str, Any]]]
    files: Mapping[str, str]


class ExecutionCache:
    """Executions on disk.

    Parameters
    ----------
    folder
        Where they are kept.
    kit
        Folder that the names of the files read are relative to.
    """

    def __init__(self, folder: Path, kit: Path) -> None:
        self.folder = folder
        self.kit = kit

    def files_behind(self, key: str) -> dict[str, str] | None:
        """Return the files that a kept execution rests on if none has changed since."""
        files = read_json(self._path(key, "files"))
        if not isinstance(files, dict):
            return None
        unchanged = all(
            tracing.digest_of(self.kit / name) == known for name, known in files.items()
        )
        return files if unchanged else None

    def load(self, key: str) -> Execution | None:
        """Return a kept execution, or nothing when its files changed or it is incomplete."""
        files = self.files_behind(key)
        outputs = read_json(self._path(key, "outputs")) if files is not None else None
        return Execution(key, outputs, files) if files is not None and outputs is not None else None

    def save(self, execution: Execution) -> None:
        """Keep an execution; the list of files comes last and makes it valid."""
        write(self._path(execution.key, "outputs"), json.dumps(execution.outputs))
        write(self._path(execution.key, "files"), json.dumps(execution.files))

    def _path(self, key: str, part: str) -> Path:
        return self.folder / f"{key[:32]}.{part}.json"


def execution_key(content: Mapping[str, Any], language: str, source: str) -> str:
    """Return the key of a notebook's execution.

    Parameters
    ----------
    content
        The JSON values of the notebook.
    language
        ``"id"`` or ``"en"``.
    source
        Digest of everything else that is the same for all notebooks.
    """
    code = [
        (cell.get("id"), joined(cell["source"]), cell.get("metadata", {}).get("tags"))
        for cell in content["cells"]
        if cell["cell_type"] == "code"
    ]
    return digest(json.dumps([code, language, source]).encode())


def versions() -> dict[str, str]:
    """Return the installed versions that a result can depend on."""
    installed = {name: importlib.metadata.version(name) for name in PACKAGES}
    return installed | {"python": platform.python_version()}


def with_outputs(content: Mapping[str, Any], execution: Execution) -> dict[str, Any]:
    """Return the notebook with the outputs of an execution in its cells."""
    cells = [
        {**cell, "outputs": execution.outputs.get(cell.get("id", ""), [])}
        if cell["cell_type"] == "code"
        else cell
        for cell in content["cells"]
    ]
    return {**content, "cells": cells}


def execute(
    content: Mapping[str, Any],
    path: Path,
    *,
    language: str,
    kit: Path,
    key: str,
    on_cell: Callable[[], None],
    stopped: threading.Event,
) -> Execution:
    """Run every code cell of a notebook in a new kernel.

    Parameters
    ----------
    content
        The JSON values of the notebook.
    path
        Its file; cells run in its folder.
    language
        The language that the kernel speaks.
    kit
        Folder whose files are noted when they are read.
    key
        The key that the result is kept under.
    on_cell
        Called after each cell.
    stopped
        Once it is set, the running cell is given up and its kernel ended.

    Raises
    ------
    ExecutionError
        When a cell fails: the notebook, the cell's id and the message.
    """
    with tempfile.TemporaryDirectory() as scratch:
        files_read = Path(scratch, "files.json")
        environment = {
            **os.environ,
            "WORKSHOP_LANG": language,
            "IPYTHONDIR": scratch,
            tracing.LIST_VARIABLE: str(files_read),
            tracing.FOLDER_VARIABLE: str(kit),
        }
        outputs = asyncio.run(_run(content, path, environment, on_cell, stopped))
        return Execution(key, outputs, read_json(files_read) or {})


async def _run(
    content: Mapping[str, Any],
    path: Path,
    environment: dict[str, str],
    on_cell: Callable[[], None],
    stopped: threading.Event,
) -> dict[str, list[dict[str, Any]]]:
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = nbformat.v4.new_notebook(cells=list(_code_cells(content)))
    if not notebook.cells:
        return {}
    manager, kernel = await _started_kernel(path, environment)
    client = NotebookClient(notebook, km=manager, timeout=CELL_SECONDS, store_widget_state=False)
    client.kc = kernel
    async with client.async_setup_kernel(cleanup_kc=True):
        for index, cell in enumerate(notebook.cells):
            try:
                await _unless_stopped(client.async_execute_cell(cell, index), stopped)
            except CellExecutionError as error:
                raise _failure(path, cell, f"{error.ename}: {error.evalue}") from error
            except StoppedError:
                client.shutdown_kernel = "immediate"
                raise
            except (CellTimeoutError, DeadKernelError) as error:
                raise _failure(path, cell, str(error).strip().splitlines()[0]) from error
            on_cell()
    return {cell["id"]: [dict(output) for output in cell["outputs"]] for cell in notebook.cells}


class StoppedError(Exception):
    """The person at the keyboard does not want to wait for the running cell."""


async def _unless_stopped(cell: Coroutine[Any, Any, Any], stopped: threading.Event) -> None:
    running = asyncio.ensure_future(cell)
    # Whatever becomes of a cell that was given up, nobody waits for it.
    running.add_done_callback(lambda task: task.cancelled() or task.exception())
    while not running.done():
        await asyncio.wait({running}, timeout=0.2)
        if stopped.is_set():
            running.cancel()
            raise StoppedError
    await running


async def _started_kernel(path: Path, environment: dict[str, str]) -> tuple[Any, Any]:
    """Start a kernel and wait until it answers.

    Kernels that start at the same time may be given the same port, and then one
    of them dies at once; it is started again.
    """
    from jupyter_client.manager import AsyncKernelManager

    reason = ""
    for _ in range(KERNEL_STARTS):
        manager = AsyncKernelManager(kernel_name="python3")
        await manager.start_kernel(
            cwd=str(path.parent),
            env=environment,
            # The kernel's own log is for its developers; what a cell prints arrives as output.
            stderr=subprocess.DEVNULL,
            extra_arguments=[
                f"--InteractiveShellApp.extra_extensions={tracing.__name__}",
                "--HistoryManager.hist_file=:memory:",
            ],
        )
        kernel = manager.client()
        kernel.start_channels()
        try:
            await kernel.wait_for_ready(timeout=KERNEL_SECONDS)
        except RuntimeError as error:
            reason = str(error)
            kernel.stop_channels()
            await manager.shutdown_kernel(now=True)
        else:
            return manager, kernel
    raise ExecutionError(
        "{path}: no kernel could be started ({reason}). Close other programs, then build again.",
        path=path,
        reason=reason.rstrip("."),
    )


def _code_cells(content: Mapping[str, Any]) -> Iterator[Any]:
    import nbformat

    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            yield nbformat.v4.new_code_cell(
                joined(cell["source"]), id=cell["id"], metadata=cell.get("metadata", {})
            )


def _failure(path: Path, cell: Mapping[str, Any], reason: str) -> ExecutionError:
    return ExecutionError(
        "{path}, cell {cell}: {reason}. Fix this cell, then build again.",
        path=path,
        cell=cell.get("id", "?"),
        reason=reason.rstrip("."),
    )
