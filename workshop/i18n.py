"""Interface words, numbers and dates in the reader's language.

Words are written in English where they are used, wrapped in `tr`; Indonesian
stands in ``locale/id/LC_MESSAGES/workshop.po``, which is read as it is, so
that a translator needs no build step. A catalog that cannot be read is an
error: it must never turn into English silently.

The function is not called ``_``, because that is IPython's last result.
"""

import contextlib
import datetime
import functools
import os
from collections.abc import Iterator
from contextvars import ContextVar
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from workshop import config
from workshop.errors import CatalogError, Message, SettingsError
from workshop.tables import LANGUAGES, read_table

_LARGE = 1e15  # from about there on, a float has no decimals
NAMES = {"id": "Bahasa Indonesia", "en": "English"}
CATALOG = Path(__file__).parent / "locale" / "id" / "LC_MESSAGES" / "workshop.po"

# For a `with` block: each thread has its own, so that both languages are published at once.
_inside: ContextVar[str] = ContextVar("language")
_process_choice: list[str] = []


def tr(message: str, /, **values: Any) -> str:
    """Translate an interface sentence and fill its named placeholders.

    Examples
    --------
    >>> with use("id"):
    ...     tr("Check")
    'Periksa'
    """
    return gettext(message).format(**values)


def ntr(singular: str, plural: str, count: int, /, **values: Any) -> str:
    """Translate a sentence that counts; ``{count}`` is filled by itself.

    Indonesian has one form for every count, so that its catalog holds the plural.

    Examples
    --------
    >>> with use("en"):
    ...     ntr("{count} file", "{count} files", 1)
    '1 file'
    """
    return ngettext(singular, plural, count).format(count=number(count), **values)


def gettext(message: str) -> str:
    """Translate a sentence whose placeholders are filled elsewhere."""
    return message if language() == "en" else indonesian().get(message) or message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a sentence that counts, whose placeholders are filled elsewhere."""
    return gettext(singular if language() == "en" and count == 1 else plural)


@functools.cache
def indonesian() -> dict[str, str]:
    """Return the Indonesian catalog: English sentence → Indonesian.

    Raises
    ------
    CatalogError
        When the catalog cannot be read, or is empty.
    """
    from babel.messages.pofile import PoFileError, read_po

    try:
        with CATALOG.open("rb") as file:
            lines = file.readlines()
        catalog = read_po(lines, abort_invalid=True)
        # Babel takes an empty file for a catalog, and the end of a file for a closing quote.
        if not len(catalog) or not all(map(_is_closed, lines)):
            raise PoFileError("incomplete", catalog, "", len(lines))
    # Babel answers a damaged header or plural with an error of Python's own.
    except (OSError, ValueError, LookupError, PoFileError) as error:
        raise CatalogError(
            "The Indonesian words in {path} cannot be read ({reason}). Install the kit again.",
            path=CATALOG,
            reason=error,
        ) from error
    return {
        _last(message.id): _last(message.string or "")
        for message in catalog
        if message.id and not message.fuzzy
    }


def _is_closed(line: bytes) -> bool:
    return not line.startswith((b"msg", b'"')) or line.rstrip().endswith(b'"')


def _last(words: str | list[str] | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[-1]


def language() -> str:
    """Return the language in force, ``"id"`` or ``"en"``.

    The first that is given counts: `set_language` or `use`; the environment
    variable ``WORKSHOP_LANG``; the folder of the notebook (``…/id/``, ``…/en/``);
    the event's language in ``workshop.toml``; Indonesian.
    """
    chosen = _inside.get("") or "".join(_process_choice)
    return chosen or _default_language(os.environ.get("WORKSHOP_LANG", ""), Path.cwd())


@functools.lru_cache(maxsize=8)
def _default_language(variable: str, folder: Path) -> str:
    if variable:
        if variable not in LANGUAGES:
            _process_choice[:] = ["id"]  # the sentence about it needs a language itself
        return _known(variable, "WORKSHOP_LANG")
    if folder.name in LANGUAGES:
        return folder.name
    try:
        event = read_table(config.kit_folder(folder) / config.SETTINGS_NAME).get("event")
    except SettingsError:
        return "id"
    return "en" if isinstance(event, dict) and event.get("language") == "en" else "id"


def _known(code: str, where: str) -> str:
    if code in LANGUAGES:
        return code
    raise SettingsError(
        "{where} is {value!r}; allowed: id, en. Set one of these and try again.",
        where=where,
        value=code,
    )


def set_language(code: str) -> None:
    """Choose the language for the rest of this process.

    Raises
    ------
    SettingsError
        When ``code`` is not ``"id"`` or ``"en"``.
    """
    _process_choice[:] = [_known(code, "language")]


@contextlib.contextmanager
def use(code: str) -> Iterator[None]:
    """Use a language inside a ``with`` block."""
    token = _inside.set(_known(code, "language"))
    try:
        yield
    finally:
        _inside.reset(token)


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """Write a number the way the reader does.

    Parameters
    ----------
    value
        Any finite number.
    decimals
        Exactly so many decimals; without it, at most two.

    Examples
    --------
    >>> with use("id"):
    ...     number(1234.5)
    '1.234,5'
    """
    from babel.numbers import format_decimal

    pattern = "#,##0.##" if decimals is None else "#,##0." + "0" * decimals
    text = format_decimal(_rounded(value, decimals), pattern.rstrip("."), locale=language())
    # What rounds to nothing has no sign.
    return text if any(digit in text for digit in "123456789∞") else text.lstrip("-")


def _rounded(value: float | Decimal, decimals: int | None) -> float | Decimal:
    """Round halves up, as people learn it at school; Babel would turn 2.5 into 2."""
    if not -_LARGE < value < _LARGE:
        return value
    step = Decimal(1).scaleb(-2 if decimals is None else -decimals)
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return exact.quantize(step, ROUND_HALF_UP)


def percent(points: float) -> str:
    """Write percentage points, at most two decimals.

    Examples
    --------
    >>> with use("id"):
    ...     percent(87.13)
    '87,13%'
    """
    return f"{number(points)}%"


def date(day: datetime.date) -> str:
    """Write a date in full.

    Examples
    --------
    >>> with use("id"):
    ...     date(datetime.date(2026, 8, 17))
    'Senin, 17 Agustus 2026'
    """
    from babel.dates import format_date

    # Babel's own full date writes the first of a month as 01 in Indonesian.
    return format_date(day, "EEEE, d MMMM y", locale=language())


def clock(moment: datetime.time) -> str:
    """Write a time of day.

    Examples
    --------
    >>> with use("id"):
    ...     clock(datetime.time(8, 30))
    '08.30'
    """
    return moment.strftime("%H.%M" if language() == "id" else "%H:%M")


def day_and_time(when: datetime.datetime) -> str:
    """Write a moment.

    Examples
    --------
    >>> with use("id"):
    ...     day_and_time(datetime.datetime(2026, 9, 13, 20))
    'Minggu, 13 September 2026, 20.00'
    """
    return f"{date(when.date())}, {clock(when.time())}"


Message.translate = staticmethod(tr)
