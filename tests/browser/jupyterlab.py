"""JupyterLab as a participant meets it: started by `workshop lab`, opened in a browser."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Response

from tests.conftest import command

TOKEN = "a-token-for-tests"  # of a server that lives for a minute
PATIENCE = 90
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
# The status bar: a kernel that is still connecting calls itself idle elsewhere.
IDLE = re.compile(r"\| Idle$")


@dataclass(frozen=True)
class Server:
    """JupyterLab on a participant's folder."""

    folder: Path
    language: str
    address: str

    def url(self, path: str) -> str:
        return f"{self.address}/{path}?token={TOKEN}"

    def get(self, path: str) -> tuple[str, bytes]:
        """Return the type and the content of an answer."""
        with urllib.request.urlopen(self.url(path), timeout=PATIENCE) as answer:  # noqa: S310  # our own
            return answer.headers.get_content_type(), answer.read()


@contextlib.contextmanager
def serve(kit: Path, language: str, home: Path) -> Iterator[Server]:
    """Run `workshop lab` in a terminal, and leave it as a participant does: with Ctrl+C."""
    port = _free_port()
    server = Server(kit / "my-workshop", language, f"http://127.0.0.1:{port}")
    arguments = [command("workshop"), "lab", "--no-browser", "--lang", language]
    with (
        _terminal() as terminal,
        (home / "server.log").open("wb") as log,
        subprocess.Popen(
            arguments,
            cwd=kit,
            env=_environment(home, port),
            stdin=terminal,
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as process,
    ):
        try:
            _wait_until_ready(server, process, home / "server.log")
            yield server
        finally:
            _end(process)
    assert process.returncode == 0, (home / "server.log").read_text(encoding="utf-8")


@contextlib.contextmanager
def _terminal() -> Iterator[int]:
    # Jupyter heeds Ctrl+C safely only where it sees a terminal; elsewhere the interrupt may
    # strike in the middle of a request, whose handler swallows it.
    ours, theirs = os.openpty()
    try:
        yield theirs
    finally:
        os.close(ours)
        os.close(theirs)


def _end(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise


def _environment(home: Path, port: int) -> dict[str, str]:
    # Containers test as root, which Jupyter refuses unless a configuration allows it.
    allow = {"ServerApp": {"allow_root": True}}
    (home / "jupyter_server_config.json").write_text(json.dumps(allow), encoding="utf-8")
    ours = {"JUPYTER_CONFIG_DIR": str(home), "JUPYTER_PORT": str(port), "JUPYTER_TOKEN": TOKEN}
    return os.environ | ours


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(urllib.error.URLError):
            server.get("api/status")
            return
        time.sleep(0.2)
    message = f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}"
    raise AssertionError(message)


@cache
def cells(path: Path) -> dict[str, tuple[int, dict[str, Any]]]:
    """Return id → place and content of each cell of a notebook that was handed out."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return {cell["id"]: (index, cell) for index, cell in enumerate(notebook["cells"])}


@dataclass(frozen=True)
class OpenNotebook:
    """A notebook in a tab of JupyterLab."""

    page: Page
    server: Server
    name: str

    @property
    def path(self) -> Path:
        return self.server.folder / self.server.language / f"{self.name}.ipynb"

    def show(self) -> None:
        """Bring its tab to the front, opening it if necessary, and wait for its kernel."""
        tab = self.page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab", has_text=self.name[:12])
        if tab.count():
            tab.click()
        else:
            self.page.locator(".jp-DirListing-item", has_text=self.name[:5]).dblclick()
        self.page.locator(SHOWN).locator(".jp-Cell").first.wait_for()
        self.wait()

    def wait(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.page.locator("#jp-main-statusbar").get_by_text(IDLE).wait_for()

    def run_all(self) -> None:
        """Choose *Run All Cells*, and wait for the last output."""
        self.page.locator(".lm-MenuBar-item").nth(3).click()
        self.page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()
        code = [name for name, (_, cell) in cells(self.path).items() if cell["cell_type"] == "code"]
        self.output(code[-1]).first.wait_for()
        self.wait()

    def cell(self, cell_id: str) -> Locator:
        index, _ = cells(self.path)[cell_id]
        return self.page.locator(f"{SHOWN} .jp-Cell[data-windowed-list-index='{index}']")

    def output(self, cell_id: str) -> Locator:
        return self.cell(cell_id).locator(".jp-OutputArea-output")

    def write(self, cell_id: str, code: str) -> None:
        """Replace the code of a cell and run it, by keyboard."""
        self.cell(cell_id).locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Shift+Enter")

    def run(self, cell_id: str) -> None:
        """Run a cell by keyboard."""
        self.cell(cell_id).locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")

    def save(self) -> None:
        """Press Ctrl+S, and wait until the file is written."""
        self.cell(next(iter(cells(self.path)))).click()
        with saving(self.page, self.name):
            self.page.keyboard.press("Control+s")


@contextlib.contextmanager
def saving(page: Page, name: str) -> Iterator[None]:
    """Wait until the server says that the whole notebook is written.

    The file's time is no sign: it changes when the server begins, and whoever reads the half of
    a notebook makes Jupyter take the file away as invalid.
    """

    def is_answer(answer: Response) -> bool:
        return answer.request.method == "PUT" and f"{name}.ipynb" in answer.url

    with page.expect_response(is_answer, timeout=PATIENCE * 1000) as answer:
        yield
    assert answer.value.ok, answer.value.status_text
