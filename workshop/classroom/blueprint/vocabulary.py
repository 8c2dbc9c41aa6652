"""The words of a list of people, in both languages: its headers, roles, and yes and no."""

import re

from workshop.classroom.blueprint.model import Role
from workshop.errors import Message
from workshop.sheets.words import plain

# What a list may say of a person → its headers, without signs and in small letters.
HEADERS: dict[str, frozenset[str]] = {
    field: frozenset(words.split("|"))
    for field, words in {
        "name": "nama|nama lengkap|nama mahasiswa|nama peserta|nama dosen|name|full name",
        "identifier": "id|nim|nidn|nip|npm|nrp|nomor induk|no induk|nomor induk mahasiswa|nomor id|"
        "identifier|student number|student id|staff number|staff id|id number",
        "email": "e mail|email|surel|alamat surel|alamat e mail|alamat email|e mail address|"
        "email address",
        "role": "peran|role",
        "college": "perguruan tinggi|kampus|asal kampus|asal perguruan tinggi|institusi|"
        "asal institusi|universitas|college|institution|university",
        "consent": "persetujuan|setuju|consent|agreed|agrees",
        "level": "tingkat|semester|angkatan|level|year|cohort",
        "group": "kelompok|kelompok belajar|grup|group|study group",
        "key": "akun|nama akun|account|account name|key",
    }.items()
}
FIELDS = tuple(HEADERS)
REQUIRED = ("name", "role", "consent")

# Headers of columns whose texts say that the people are made up.
SIMULATED = frozenset({"simulasi", "simulated"})

ROLES: dict[str, Role] = {
    **dict.fromkeys(("lecturer", "dosen", "pengajar", "teacher", "instructor"), "lecturer"),
    **dict.fromkeys(("student", "mahasiswa", "mahasiswi"), "student"),
    **dict.fromkeys(("expert", "narasumber", "pakar", "pakar tamu", "guest expert"), "expert"),
    "moderator": "moderator",
}
# Those that a misspelt word is compared with.
USUAL_ROLES = ("lecturer", "dosen", "student", "mahasiswa", "expert", "narasumber", "moderator")
CONSENT: dict[str, bool] = {
    **dict.fromkeys(("ya", "y", "yes", "setuju", "agreed", "true", "benar", "1", "v", "✓"), True),
    **dict.fromkeys(
        ("tidak", "t", "no", "n", "tidak setuju", "not agreed", "false", "salah", "0"), False
    ),
}

_DASHES = frozenset({"-", "--"})
_NO_LETTERS = re.compile(r"[\W_]+")


def field_of(header: str) -> str:
    """Return what a column says of people; empty when its header is not known.

    Examples
    --------
    >>> field_of("NIM/NIDN"), field_of("E-mail *"), field_of("Nomor telepon")
    ('identifier', 'email', '')
    """
    parts = [_bare(header), *map(_bare, re.split(r"[/(|]", header))]
    return next((field for part in parts for field, words in HEADERS.items() if part in words), "")


def is_mark(header: str) -> bool:
    """Whether a column marks people that a machine made up."""
    return _bare(header) in SIMULATED


def is_blank(text: str) -> bool:
    """Whether a cell says nothing; many people draw a dash there."""
    return not text or plain(text) in _DASHES


def allowed_roles() -> Message:
    """Return the roles in words."""
    return Message("lecturer, student, expert, moderator")


def _bare(header: str) -> str:
    return _NO_LETTERS.sub(" ", plain(header)).strip()
