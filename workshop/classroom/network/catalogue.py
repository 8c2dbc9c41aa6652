"""Reading the table of figures, and naming every mistake in it by its row.

A spreadsheet may have saved it with semicolons and decimal commas, or have
turned 1.2 into the first of February: the first is understood, the second told.
"""

import difflib
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from workshop.errors import Bullets, ClassroomError, Message, SheetError

COLUMNS = (
    *("name", "value", "low", "high", "unit", "label_id", "label_en", "note_id", "note_en"),
    *("source", "date", "kind"),
)
KINDS = ("measured", "documented", "secondary", "derived", "judgement")
# What is computed with, in the unit that the formulae take it to have.
UNITS = {
    **dict.fromkeys(
        (
            *("text_rate", "audio_rate", "slides_audio_rate", "video_rate", "video_up_rate"),
            *("gallery_stream_rate", "recording_rate", "notebooks_rate", "notebooks_up_rate"),
            *("bbb_link", "jitsi_link"),
        ),
        "Mbps",
    ),
    **dict.fromkeys(
        ("gallery_tiles", "speakers", "moodle_users_per_gb", "moodle_users_per_core", "bbb_users"),
        "people",
    ),
    **dict.fromkeys(
        ("usable_share", "turnout_correlation", "ups_power_factor", "ups_efficiency"), "share"
    ),
    "price_per_gb": "IDR/GB",
    **dict.fromkeys(
        (
            *("moodle_base_gb", "moodle_disk_gb", "upload_gb", "bbb_ram_gb", "bbb_disk_gb"),
            *("jitsi_ram_gb", "jitsi_disk_gb", "hub_user_gb", "hub_base_gb", "hub_quota_gb"),
            *("hub_disk_gb", "synapse_ram_gb", "synapse_disk_gb"),
        ),
        "GB",
    ),
    **dict.fromkeys(
        ("bbb_cores", "jitsi_cores", "hub_user_cores", "hub_base_cores", "synapse_cores"), "cores"
    ),
    "devices_per_person": "devices",
    "devices_per_radio": "devices",
    **dict.fromkeys(("access_point_watts", "switch_watts", "router_watts", "server_watts"), "W"),
    "ups_margin": "factor",
    "ups_battery_wh": "Wh",
    "ups_minutes": "minutes",
}
# Nothing is divided by these, so that nothing is allowed.
MAY_BE_ZERO = {"turnout_correlation", "upload_gb", "hub_base_cores", "hub_base_gb", "price_per_gb"}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of figures.

    Raises
    ------
    ClassroomError
        Naming every mistake with its row.
    """
    from workshop.sheets.records import read_records

    try:
        numbered = list(read_records(path, COLUMNS))
    except SheetError as error:
        raise error.of_kind(ClassroomError) from error
    mistakes = [
        Message("row {row}: {problem}", row=row, problem=problem)
        for row, cells in numbered
        for problem in _problems(cells)
    ]
    names = [cells["name"] for _, cells in numbered]
    mistakes += [
        Message("{name} stands in it twice", name=name)
        for name in sorted({name for name in names if name and names.count(name) > 1})
    ]
    mistakes += [
        Message("there is no row for {name}", name=name) for name in UNITS if name not in names
    ]
    if mistakes:
        raise ClassroomError(
            "The figures in {path} cannot be used. Correct them, or take the original file "
            "again:{mistakes}",
            path=path,
            mistakes=Bullets(mistakes),
        )
    return [cells for _, cells in numbered]


def figure(text: str) -> float:
    """Return a number that was written with a decimal point or comma; NaN when it is none.

    Examples
    --------
    >>> figure("0,12"), figure("3000"), figure("01-Feb")
    (0.12, 3000.0, nan)
    """
    plain = text.strip()
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else math.nan


def problem_of(name: str, value: float) -> Message | None:
    """Return what is wrong with the number of a figure, if anything is."""
    if not 0 <= value < math.inf:
        return Message("it must be a number from 0 on")
    if value == 0 and name not in MAY_BE_ZERO:
        return Message("it must be more than 0")
    if UNITS[name] == "share" and value > 1:
        return Message("a share is a number from 0 to 1; write 80% as 0.8")
    return None


def _problems(cells: Mapping[str, str]) -> Iterator[Message]:
    name = cells["name"]
    if name not in UNITS:
        near = difflib.get_close_matches(name, UNITS, 1)
        yield (
            Message("the name {name} is not known; did you mean {near}?", name=name, near=near[0])
            if near
            else Message("the name {name} is not known", name=name or "–")
        )
        return
    for column in COLUMNS:
        if not cells[column]:
            yield Message("{name} has nothing in the column {column}", name=name, column=column)
    yield from _number_problems(name, cells)
    if cells["unit"] and cells["unit"] != UNITS[name]:
        yield Message(
            "{name} is in {unit}; it must be in {allowed}",
            name=name,
            unit=cells["unit"],
            allowed=UNITS[name],
        )
    if cells["kind"] and cells["kind"] not in KINDS:
        yield Message(
            "{name} is of the kind {kind}; allowed: {allowed}",
            name=name,
            kind=cells["kind"],
            allowed=", ".join(KINDS),
        )


def _number_problems(name: str, cells: Mapping[str, str]) -> Iterator[Message]:
    written = {column: cells[column] for column in ("low", "value", "high") if cells[column]}
    for column, text in written.items():
        if problem := _number_problem(name, text):
            yield Message(
                "{name}, {column}, is {value}: {problem}",
                name=name,
                column=column,
                value=text,
                problem=problem,
            )
            return
    figures = list(map(figure, written.values()))
    if len(figures) == 3 and figures != sorted(figures):
        yield Message(
            "{name} goes from {low} over {value} to {high}; the value must lie between low and "
            "high",
            name=name,
            **written,
        )


def _number_problem(name: str, text: str) -> Message | None:
    if _THOUSANDS.fullmatch(text):
        return Message("it may be thousands or decimals; write 3000, or 3.0")
    value = figure(text)
    if math.isnan(value):
        return Message("it must be a number such as 0.12; a spreadsheet may have made a date of it")
    return problem_of(name, value)
