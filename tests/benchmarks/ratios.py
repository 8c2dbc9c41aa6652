"""How fast the kit is beside what a person would run instead.

Every figure is a ratio of two commands measured in the same run: absolute times
say more about the computer than about the kit. A ratio says how many times
faster the kit is; `bar` is what the kit promises.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import command

PYTHON = sys.executable
# What stock nbconvert makes in place of each artefact.
STOCK_FORMATS = {"slides": "slides", "handouts": "html", "participant": "notebook"}


@dataclass(frozen=True)
class Ratio:
    """Seconds of the kit beside seconds of the stock tool, for the same need."""

    need: str
    stock_command: str
    kit: float
    stock: float
    bar: float | None

    @property
    def value(self) -> float:
        return self.stock / self.kit

    @property
    def holds(self) -> bool:
        return self.bar is None or self.value >= self.bar


def seconds(words: list[str], folder: Path) -> float:
    """Run a command to its end and return how long a person waits for it.

    A copy of the kit is measured with the package that it holds: an edit of the real tree in the
    meantime would otherwise be taken for a change of everything.
    """
    start = time.perf_counter()
    result = subprocess.run(
        words,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "WORKSHOP_LANG": "en", "PYTHONPATH": str(kit_around(folder))},
    )
    if result.returncode:
        raise RuntimeError(f"{' '.join(words)} failed:\n{result.stdout}\n{result.stderr}")
    return time.perf_counter() - start


def kit_around(folder: Path) -> Path:
    """Return the nearest parent that is a kit, else the folder itself."""
    return next(
        (top for top in (folder, *folder.parents) if (top / "workshop.toml").exists()), folder
    )


def best(kit: Callable[[], float], stock: Callable[[], float], times: int) -> tuple[float, float]:
    """Return the least of several turns; the two take turns, so both meet the same noise."""
    pairs = [(kit(), stock()) for _ in range(times)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def help_text(folder: Path, times: int = 5) -> Ratio:
    """Measure what a person waits for who only wants to know the commands."""
    kit, stock = best(
        lambda: seconds([command("workshop"), "--help"], folder),
        lambda: seconds([command("pip"), "--version"], folder),
        times,
    )
    return Ratio("workshop --help", "pip --version", kit, stock, 1)


def import_package(folder: Path, times: int = 5) -> Ratio:
    """Measure the first line of every notebook."""
    kit, stock = best(
        lambda: seconds([PYTHON, "-c", "import workshop"], folder),
        lambda: seconds([PYTHON, "-c", "import nbconvert"], folder),
        times,
    )
    return Ratio("import workshop", "import nbconvert", kit, stock, None)


def unchanged_build(kit_folder: Path, times: int = 5) -> Ratio:
    """Measure a build of a kit that is built already."""
    kit, stock = best(
        lambda: seconds([command("workshop"), "build", "--lang", "all"], kit_folder),
        lambda: seconds([PYTHON, "-c", "import nbconvert"], kit_folder),
        times,
    )
    return Ratio("unchanged workshop build", "import nbconvert", kit, stock, 1)


def artefacts(kit_folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the source notebook and the kind of everything that the build made."""
    for language in ("id", "en"):
        for kind in STOCK_FORMATS:
            for made in sorted((kit_folder / "build" / language / kind).iterdir()):
                (source,) = (
                    path
                    for top in ("notebooks", "slides")
                    for path in [kit_folder / top / language / f"{made.stem}.ipynb"]
                    if path.exists()
                )
                yield source, kind


def nbconvert(source: Path, form: str, target: Path, *options: str) -> float:
    """Measure one run of the stock tool."""
    words = [command("jupyter"), "nbconvert", "--to", form, *options, "--output-dir", str(target)]
    return seconds([*words, str(source)], source.parent)


def cold_build(kit_folder: Path, target: Path) -> Ratio:
    """Measure everything from nothing, and leave the kit built and the stock results in target."""
    shutil.rmtree(kit_folder / "build", ignore_errors=True)
    kit = seconds([command("workshop"), "build", "--lang", "all"], kit_folder)
    made = list(artefacts(kit_folder))
    stock = sum(
        nbconvert(source, STOCK_FORMATS[kind], target / source.parent.name, "--execute")
        for source, kind in made
    )
    return Ratio(f"cold build of {len(made)} files", "nbconvert --execute each", kit, stock, 5)


def prose_change(kit_folder: Path, executed: Path, times: int = 3) -> Ratio:
    """Measure a change of wording until all artefacts of that notebook are renewed."""
    source = kit_folder / "notebooks" / "en" / executed.name
    turns = iter(range(times))

    def kit() -> float:
        change_prose(source, f"Changed for the {next(turns) + 1}. time.")
        before = execution_results(kit_folder)
        waited = seconds([command("workshop"), "build", "--lang", "all"], kit_folder)
        if execution_results(kit_folder) != before:
            raise RuntimeError("a change of prose started a kernel")
        return waited

    least = best(kit, lambda: nbconvert(executed, "html", executed.parent / "html"), times)
    return Ratio("change of prose, all artefacts", "nbconvert --to html", *least, 1)


def change_prose(notebook: Path, words: str) -> None:
    """Add a sentence to the first Markdown cell that has no tag of its own."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    cell = next(cell for cell in content["cells"][1:] if cell["cell_type"] == "markdown")
    cell["source"] = [*cell["source"], f"\n\n{words}"]
    notebook.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def execution_results(kit_folder: Path) -> set[tuple[str, int]]:
    """Return what kernels have computed so far, and when: a second time is an execution too."""
    kept = list((kit_folder / "build" / ".cache").rglob("*.outputs.json"))
    if not kept:
        raise RuntimeError("no kept execution was found: where does the build keep them now?")
    return {(path.name, path.stat().st_mtime_ns) for path in kept}
