"""What this machine has and what it lacks, each with the one command that fixes it."""

import importlib.metadata
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from workshop import config
from workshop.assets import font_file, plotly_script, reveal_file
from workshop.errors import SetupError, WorkshopError
from workshop.i18n import number, tr

DISTRIBUTION = "ruang-kelas"
INSTALL = "make workshop"
_LAB_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "jupyterlab-plotly")
_ENOUGH_MEGABYTES = 300


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    ``state`` is ``"good"``, ``"advice"`` (works, but something would be better) or
    ``"problem"``; ``remedy`` is the command that fixes it, empty when nothing is to be done.
    """

    state: Literal["good", "advice", "problem"]
    subject: str
    detail: str
    remedy: str = ""


def examine(folder: Path | None = None) -> list[Finding]:
    """Look at everything that the kit needs.

    Parameters
    ----------
    folder
        Where results will be written; the current folder by default.

    Examples
    --------
    >>> {finding.state for finding in examine()} <= {"good", "advice", "problem"}
    True
    """
    folder = folder or Path.cwd()
    return [
        _python(),
        _packages(),
        _settings(),
        _fonts(),
        _widgets(),
        _write_access(folder),
        _disk_space(folder),
        _browser(),
        _offline(),
    ]


def find_browser() -> str | None:
    """Return the path of a browser of the Chromium family, found the way Kaleido finds it."""
    try:
        from choreographer.browsers.chromium import Chromium
    except ImportError:
        return None  # without Kaleido no browser is of use
    # On Linux, programs stand on PATH; elsewhere browsers live in folders of their own.
    return Chromium.find_browser(skip_local=False, skip_typical=sys.platform == "linux")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= (3, 11):  # noqa: UP036  # an older one may run a copied folder
        return Finding("good", "Python", version)
    return Finding(
        "problem", "Python", tr("{version}; 3.11 or newer is needed", version=version), INSTALL
    )


def _packages() -> Finding:
    missing = list(_missing_packages())
    if missing:
        return Finding("problem", tr("Packages"), ", ".join(missing), INSTALL)
    version = importlib.metadata.version(DISTRIBUTION)
    return Finding("good", tr("Packages"), tr("all there, kit {version}", version=version))


def _missing_packages() -> Iterator[str]:
    from packaging.requirements import Requirement

    try:
        lines = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        yield DISTRIBUTION
        return
    for requirement in map(Requirement, lines):
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            installed = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            yield requirement.name
        else:
            if not requirement.specifier.contains(installed, prereleases=True):
                yield f"{requirement.name} {installed} ({requirement.specifier})"


def _settings() -> Finding:
    try:
        event = config.settings().event
    except WorkshopError as error:
        return Finding("problem", config.SETTINGS_NAME, str(error), tr("Fix the file by hand."))
    return Finding("good", config.SETTINGS_NAME, f"{event.venue}, {event.city}")


def _fonts() -> Finding:
    styles = ("regular", "italic", "semibold")
    try:
        missing = [style for style in styles if not font_file(style, "ttf").is_file()]
    except SetupError as error:
        return Finding("problem", tr("Fonts"), str(error), INSTALL)
    if missing:
        return Finding("problem", tr("Fonts"), ", ".join(missing), INSTALL)
    return Finding("good", tr("Fonts"), "Source Sans Pro")


def _widgets() -> Finding:
    folder = Path(sys.prefix, "share", "jupyter", "labextensions")
    missing = [name for name in _LAB_EXTENSIONS if not (folder / name).is_dir()]
    if missing:
        return Finding("problem", tr("Buttons and charts"), ", ".join(missing), INSTALL)
    return Finding("good", tr("Buttons and charts"), tr("ready in JupyterLab"))


def _write_access(folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Finding("good", tr("Saving files"), str(folder))
    except OSError:
        return Finding(
            "problem",
            tr("Saving files"),
            tr("{folder} cannot be written to; use a folder of your own", folder=folder),
            tr("Copy the kit to your documents folder."),
        )


def _disk_space(folder: Path) -> Finding:
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    megabytes = shutil.disk_usage(existing).free / 1e6
    detail = tr("{megabytes} MB free", megabytes=number(round(megabytes)))
    if megabytes >= _ENOUGH_MEGABYTES:
        return Finding("good", tr("Disk"), detail)
    return Finding("problem", tr("Disk"), detail, tr("Delete files that you no longer need."))


def _browser() -> Finding:
    subject = tr("Browser for pictures")
    if find_browser():
        return Finding("good", subject, tr("found"))
    return Finding(
        "advice",
        subject,
        tr("none; charts made by others are printed as tables"),
        tr("Install Chromium or Google Chrome."),
    )


def _offline() -> Finding:
    try:
        ready = all(path.is_file() for path in (reveal_file("dist/reveal.js"), plotly_script()))
    except SetupError:
        ready = False
    if ready:
        return Finding("good", tr("Working offline"), tr("ready: nothing is fetched from now on"))
    return Finding("problem", tr("Working offline"), tr("parts of the slides are missing"), INSTALL)
