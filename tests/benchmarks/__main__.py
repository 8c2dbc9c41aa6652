"""`make benchmarks`: one table of ratios, and exit code 1 when a promise is broken."""

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.benchmarks import ratios
from tests.benchmarks.ratios import Ratio
from tests.conftest import copy_kit

HEADINGS = ("need", "beside", "kit s", "stock s", "faster", "bar", "")


def measure(kit: Path, stock: Path) -> list[Ratio]:
    """Take all measurements, in an order where each finds what it needs already built."""
    executed = stock / "en" / "01-social-media-portrait.ipynb"
    steps: tuple[Callable[[], Ratio], ...] = (
        partial(ratios.cold_build, kit, stock),
        partial(ratios.unchanged_build, kit),
        partial(ratios.prose_change, kit, executed),
        partial(ratios.help_text, kit),
        partial(ratios.import_package, kit),
    )
    found = []
    for step in steps:
        found.append(step())
        print(f"{found[-1].need}: {found[-1].value:.2f}×", file=sys.stderr, flush=True)
    return found


def row(ratio: Ratio) -> tuple[str, ...]:
    bar = "–" if ratio.bar is None else f"≥ {ratio.bar:g}×"
    verdict = "" if ratio.bar is None else "holds" if ratio.holds else "BROKEN"
    times = (f"{ratio.kit:.2f}", f"{ratio.stock:.2f}", f"{ratio.value:.2f}×")
    return (ratio.need, ratio.stock_command, *times, bar, verdict)


def table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in rows
    )


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="ruang-kelas-benchmarks-") as folder:
        found = measure(copy_kit(Path(folder) / "kit"), Path(folder) / "stock")
    print(table([HEADINGS, *map(row, found)]))
    return 0 if all(ratio.holds for ratio in found) else 1


if __name__ == "__main__":
    sys.exit(main())
