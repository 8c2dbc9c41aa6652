"""Which program a file comes from, told by the columns that it adds by itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.errors import Message
from workshop.survey.reading.report import Decision
from workshop.survey.reading.words import plain, shown

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


@dataclass(frozen=True)
class Source:
    """A program: the columns that show it, and all that it adds to the answers."""

    name: str
    signs: frozenset[str]
    added: frozenset[str]


def _source(name: str, signs: str, added: str) -> Source:
    return Source(name, frozenset(signs.split("|")), frozenset(added.split("|")))


SOURCES = (
    _source(
        "KoboToolbox",
        "_uuid|_submission_time|__version__|_validation_status",
        "start|end|today|deviceid|username|phonenumber|simserial|subscriberid|audit|formhub/uuid",
    ),
    _source(
        "LimeSurvey",
        "submitdate|lastpage|startlanguage|last page|start language|halaman terakhir|bahasa awal",
        "id|seed|startdate|datestamp|ipaddr|refurl|token|response id|date submitted|date started|"
        "date last action|ip address|referrer url|tanggal dikirim|id respons",
    ),
    _source(
        "Microsoft Forms",
        "completion time|waktu penyelesaian|waktu selesai",
        "id|start time|email|name|last modified time|waktu mulai|nama|surel|total points|"
        "quiz feedback|waktu modifikasi terakhir|language",
    ),
    _source(
        "Google Forms",
        "|".join(TIMESTAMPS),
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
    written = {plain(header): header for header in headers}
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
    if source is None:
        return False
    name = plain(header)
    technical = source.name == "KoboToolbox" and name.startswith(("_", "meta/"))
    return technical or name in source.signs or name in source.added
