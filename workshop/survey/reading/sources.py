"""Which program a file comes from, told by the columns that it adds by itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.errors import Message
from workshop.sheets.report import Decision
from workshop.sheets.sheet import Column
from workshop.sheets.words import plain, shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TIMESTAMPS = frozenset(
    "cap waktu|timestamp|stempel waktu|time stamp|horodateur|marca temporal|zeitstempel".split("|")
)
# Headers that only an Indonesian program or an Indonesian person writes.
INDONESIAN = frozenset(
    (
        "cap waktu|stempel waktu|alamat email|nama pengguna|waktu mulai|waktu penyelesaian|nama|"
        "jenis kelamin|fakultas|umur|usia|tanggal|tanggal lahir|jurusan|program studi|angkatan"
    ).split("|")
)

# How LimeSurvey writes code and words of a column, and the columns that hold the date of sending.
_TWO_NAMES = re.compile(r"([a-z]+)\. (.+)")
_SUBMITTED = frozenset("submitdate|date submitted|tanggal pengiriman|tanggal dikirim".split("|"))


@dataclass(frozen=True)
class Source:
    """A program: the columns that show it, what else it adds, and what it adds about a person."""

    name: str
    signs: frozenset[str]
    added: frozenset[str]
    personal: frozenset[str]


def _source(name: str, signs: str, added: str, personal: str = "") -> Source:
    return Source(name, *(frozenset(words.split("|")) for words in (signs, added, personal)))


SOURCES = (
    _source(
        "KoboToolbox",
        "_uuid|_submission_time|__version__|_validation_status",
        "start|end|today|deviceid|username|phonenumber|simserial|subscriberid|audit|formhub/uuid",
    ),
    _source(
        "LimeSurvey",
        "submitdate|lastpage|startlanguage|last page|start language|halaman terakhir|bahasa awal",
        "id|seed|startdate|datestamp|ipaddr|refurl|response id|date submitted|date started|"
        "date last action|ip address|referrer url|tanggal dikirim|id respons|id tanggapan|"
        "tanggal pengiriman|bahasa utama|biji|alamat ip",
        "token|access code",
    ),
    _source(
        "Microsoft Forms",
        "completion time|waktu penyelesaian|waktu selesai",
        "id|start time|last modified time|waktu mulai|quiz feedback|waktu modifikasi terakhir|"
        "language",
        "email|name|nama|surel|total points",
    ),
    _source(
        "Google Forms",
        "|".join(TIMESTAMPS),
        "",
        "alamat email|email address|nama pengguna|username|skor|score|total score|total skor",
    ),
)


def source_of(headers: Iterable[str]) -> tuple[Source | None, list[Decision]]:
    """Return the program that wrote a file, if its columns show it.

    Examples
    --------
    >>> source_of(["Cap waktu", "Fakultas"])[0].name
    'Google Forms'
    """
    written = {name: header for header in headers for name in _names(header)}
    for source in SOURCES:
        if found := sorted(source.signs & written.keys()):
            what = Message("The file comes from {program}.", program=source.name)
            why = Message("It has the column {header}.", header=shown(written[found[0]]))
            return source, [Decision(what, why)]
    return None, []


def is_added(header: str, source: Source | None) -> bool:
    """Whether a column was added by the program and holds no answers.

    Examples
    --------
    >>> is_added("_uuid", SOURCES[0]), is_added("hours", None)
    (True, False)
    """
    return is_technical(header, source) or (
        source is not None and not source.personal.isdisjoint(_names(header))
    )


def is_technical(header: str, source: Source | None) -> bool:
    """Whether a column was added by the program and says nothing about a person.

    Examples
    --------
    >>> is_technical("ID", SOURCES[2]), is_technical("Email", SOURCES[2])
    (True, False)
    """
    if source is None:
        return False
    if source.name == "KoboToolbox" and plain(header).startswith(("_", "meta/")):
        return True
    return not (source.signs | source.added).isdisjoint(_names(header))


def unfinished(
    columns: Iterable[Column], source: Source | None, numbers: "NDArray[np.intp]"
) -> Iterator[Decision]:
    """Tell which respondents of LimeSurvey never pressed the last button."""
    if source is None or source.name != "LimeSurvey":
        return
    for column in columns:
        rows = tuple(map(int, numbers[~column.filled]))
        if rows and not _SUBMITTED.isdisjoint(_names(column.name)):
            what = Message("Answers that were begun and never sent were read like the others.")
            why = Message("Column {column} holds no date there.", column=column.letter)
            yield Decision(what, why, rows, warning=True)


def _names(header: str) -> set[str]:
    """Return a header as it is compared; ``submitdate. Date submitted`` is both names."""
    name = plain(header)
    found = _TWO_NAMES.fullmatch(name)
    return {name, *(found.groups() if found else ())}
