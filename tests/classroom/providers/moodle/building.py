"""Planning and building a class on Moodle with the real engine, as the command does."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.applying import apply
from workshop.classroom.building.ledger import Ledger
from workshop.classroom.building.planning import Plan, plan
from workshop.classroom.building.report import Report
from workshop.classroom.providers.moodle import MoodleProvider


def planned(blueprint: Blueprint, settings: Mapping[str, str], *, remove: bool = False) -> Plan:
    """Read what is there and say what has to be done."""
    provider = MoodleProvider()
    connection = provider.connect(blueprint, settings)
    try:
        desired = provider.desired(blueprint)
        return plan(desired, connection.read(desired), remove=remove)
    finally:
        connection.close()


def built(
    blueprint: Blueprint, settings: Mapping[str, str], folder: Path, *, remove: bool = False
) -> Report:
    """Plan and apply."""
    provider = MoodleProvider()
    connection = provider.connect(blueprint, settings)
    try:
        desired = provider.desired(blueprint)
        found = plan(desired, connection.read(desired), remove=remove)
        ledger = Ledger(folder / "ledger.jsonl")
        return apply(found, connection, ledger, confirm_removals=lambda _: True)
    finally:
        connection.close()


def imported(blueprint: Blueprint, folder: Path) -> None:
    """Import the cartridge with the command of ``MOODLE_IMPORT``; a recording needs none.

    The command gets the file and the short name of the course.
    """
    command = os.environ.get("MOODLE_IMPORT")
    if command:
        [name] = [name for name in MoodleProvider().files(blueprint) if name.endswith(".imscc")]
        file = folder / name
        file.write_bytes(MoodleProvider().files(blueprint)[name])
        subprocess.run([*shlex.split(command), str(file), blueprint.key], check=True)


def actions(found: Plan) -> dict[str, int]:
    """Count what a plan does: ``"create person"`` → how often."""
    counts = found.counts()
    return {f"{action} {kind}": n for (kind, action), n in counts.items() if action != "keep"}
