"""Names on Matrix: of accounts, of rooms, and of the servers that a lecturer gave.

Each name is made of keys of the blueprint, so that whatever was built once is found again
without any file that remembers it.
"""

from collections.abc import Mapping
from urllib.parse import quote

from workshop.classroom.blueprint.model import Blueprint
from workshop.errors import ProviderError

BUILDER = "ruang-kelas"  # the account that builds, on every server
MARK = "id.ruang-kelas.blueprint"  # field of the first event of a room of ours
POSTED = "id.ruang-kelas.posted"  # state event that remembers a message of ours
KEY = "id.ruang-kelas.key"  # field of a message of ours


def alias(class_key: str, place: str, server: str) -> str:
    """Return the address of a room, or of the space when ``place`` is empty.

    Examples
    --------
    >>> alias("si-2026", "questions", "a.example.ac.id")
    '#si-2026-questions:a.example.ac.id'
    """
    local = f"{class_key}-{place}" if place else class_key
    return f"#{local}:{server}"


def in_path(text: str) -> str:
    """Return an address as a part of a path.

    Examples
    --------
    >>> in_path("#si:localhost:8448")
    '%23si%3Alocalhost%3A8448'
    """
    return quote(text, safe="")


def by_college(text: str, blueprint: Blueprint, setting: str) -> Mapping[str, str]:
    """Return the values that a lecturer gave in one line: key of the college → value.

    One value alone is for the first server, under the key ``""``; for several servers each is
    written ``college=value``, with spaces between them.

    Raises
    ------
    ProviderError
        When it cannot be told which value belongs to which college.

    Examples
    --------
    >>> from types import SimpleNamespace as Some
    >>> two = Some(colleges=(Some(key="untan"), Some(key="stt")))
    >>> by_college("untan=https://a.id stt=https://b.id", two, "MATRIX_URLS")
    {'untan': 'https://a.id', 'stt': 'https://b.id'}
    >>> by_college("https://a.id", two, "MATRIX_URLS")
    {'': 'https://a.id'}
    """
    keys = [college.key for college in blueprint.colleges]
    found: dict[str, str] = {}
    for word in text.split():
        before, equals, value = word.partition("=")
        # A key of Matrix may hold an equals sign itself.
        key, value = (before, value) if equals and before in keys else ("", word)
        if key in found or (not key and "=http" in value):
            raise _unclear(setting, keys)
        found[key] = value
    return found


def _unclear(setting: str, keys: list[str]) -> ProviderError:
    # The value itself may be secret.
    return ProviderError(
        "{setting} is not clear. Give one value for the first server, or one for each college with "
        "spaces between them: {example}. Colleges: {colleges}.",
        setting=setting,
        example=" ".join(f"{key}=…" for key in keys[:2]),
        colleges=", ".join(keys),
    )
