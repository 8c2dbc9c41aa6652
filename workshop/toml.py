"""Values as TOML that a person reads and goes on writing."""

import datetime
import json
from collections.abc import Iterable

from workshop.tables import Text


def string(text: str) -> str:
    """Return a text in quotes.

    Examples
    --------
    >>> string('say "hi"')
    '"say \\\\"hi\\\\""'
    """
    # TOML escapes texts as JSON does, except for U+007F.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def strings(texts: Iterable[str]) -> str:
    """Return a list of texts.

    Examples
    --------
    >>> strings(["a", "b"])
    '["a", "b"]'
    """
    return f"[{', '.join(map(string, texts))}]"


def bilingual(text: Text) -> str:
    """Return a text in both languages; one that is the same in both is written once.

    Examples
    --------
    >>> bilingual(Text("Minggu", "Week")), bilingual(Text("Moodle", "Moodle"))
    ('{ id = "Minggu", en = "Week" }', '"Moodle"')
    """
    if text.id == text.en:
        return string(text.id)
    return f"{{ id = {string(text.id)}, en = {string(text.en)} }}"


def moment(value: datetime.date) -> str:
    """Return a day, or a day with its time.

    Examples
    --------
    >>> moment(datetime.date(2026, 9, 7)), moment(datetime.datetime(2026, 9, 7, 21))
    ('2026-09-07', '2026-09-07 21:00:00')
    """
    return str(value)
