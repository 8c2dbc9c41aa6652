"""What all tests share: a clean home for Jupyter, and one real build of the kit.

The build is made once per run, also when several workers test at the same time:
the first worker that needs it builds, the others wait for its mark.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings

KIT = Path(__file__).resolve().parents[1]
PATIENCE = 15 * 60

# Where Jupyter, IPython and Matplotlib would otherwise write into the home of whoever runs the
# tests. HOME itself stays: the caches of uv and of the browser are wanted.
HOMES = {
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "jupyter/config",
    "JUPYTER_DATA_DIR": "jupyter/data",
    "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
    "JUPYTERLAB_SETTINGS_DIR": "jupyter/settings",
    "JUPYTERLAB_WORKSPACES_DIR": "jupyter/workspaces",
    "MPLCONFIGDIR": "matplotlib",
}
# What would change the words of the kit or the way of its charts.
FORGET = ("WORKSHOP_LANG", "LANGUAGE", "PLOTLY_RENDERER", "MPLBACKEND", "COLUMNS", "NO_COLOR")


def pytest_configure(config: pytest.Config) -> None:
    """Give every process of this run its own folders, before anything is imported."""
    home = Path(tempfile.mkdtemp(prefix="ruang-kelas-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    for name, folder in HOMES.items():
        (home / folder).mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(home / folder)
    for name in FORGET:
        os.environ.pop(name, None)
    # A busy machine is slow, not wrong; and the same examples are tried on every machine.
    settings.register_profile("kit", deadline=None, derandomize=True, database=None)
    settings.load_profile("kit")


def copy_kit(target: Path) -> Path:
    """Copy what Git would commit, new files included, so that the real tree stays clean."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=KIT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listing.stdout.split("\0")):
        source = KIT / name
        if source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
    return target


def command(name: str) -> str:
    """Return a command of the environment that runs the tests, also when it is not on PATH."""
    return str(Path(sys.executable).with_name(name))


def run_workshop(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the real command as a user would; the caller looks at the exit code."""
    return subprocess.run(
        [command("workshop"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
    )


@pytest.fixture(scope="session")
def kit() -> Path:
    """The tree under test; read only."""
    return KIT


@pytest.fixture
def kit_copy(tmp_path: Path) -> Path:
    """A copy of the kit, not built, that a test may spoil."""
    return copy_kit(tmp_path / "kit")


@pytest.fixture(scope="session")
def built_kit(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A copy of the kit with its `build/` folder, shared by all workers; read only."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    target, finished, failed = (
        shared / name for name in ("built-kit", "built-kit.done", "built-kit.failed")
    )
    try:
        target.mkdir()
    except FileExistsError:
        _wait_for(finished, failed)
    else:
        result = run_workshop("build", "--lang", "all", folder=copy_kit(target))
        words = f"{result.stdout}\n{result.stderr}"
        (finished if result.returncode == 0 else failed).write_text(words, encoding="utf-8")
    if failed.exists():
        pytest.fail(f"`workshop build` failed:\n{failed.read_text(encoding='utf-8')}")
    return target


def _wait_for(*marks: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not any(mark.exists() for mark in marks):
        if time.monotonic() > deadline:
            pytest.fail(f"no worker finished the build within {PATIENCE} s")
        time.sleep(0.2)
