"""Numbers as people write them: ``1.234,5``, ``1,234.5``, ``2,5``, and what cannot be told.

``1.234`` alone may be one and a bit or twelve hundred: the other answers of the column decide,
else the range that the question allows, else nobody.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Mark = Literal[".", ","]

_PLAIN = re.compile(r"[+-]?\d+(?:e[+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?P<mark>[., '])\d{3}(?:(?P=mark)\d{3})*(?:(?P<end>[.,])\d+)?")
_DECIMAL = re.compile(r"[+-]?\d*(?P<mark>[.,])\d+(?:e[+-]?\d{1,3})?|[+-]?\d+(?P<last>[.,])")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "−": "-", "’": "'"})


@dataclass(frozen=True)
class Numbers:
    """The numbers of a column: text → value, and what was not clear.

    Parameters
    ----------
    values
        Of each text that could be read.
    decimal
        The decimal mark that was proved, or nothing.
    proof
        A text that proves it.
    doubtful
        Texts that may be one number or another.
    decided
        Those of them that the column or the range decided, with the reason.
    mixed
        Whether both marks are used for decimals.
    """

    values: dict[str, float]
    decimal: Mark | None = None
    proof: str = ""
    doubtful: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    by_range: bool = False
    mixed: bool = False


@dataclass(frozen=True)
class _Reading:
    """What one text may mean: by the mark that it takes for the decimal one, or by none."""

    by_mark: dict[Mark | None, float]

    @property
    def is_doubtful(self) -> bool:
        return len(self.by_mark) > 1

    @property
    def proves(self) -> Mark | None:
        return None if self.is_doubtful else next(iter(self.by_mark))


def read_numbers(
    texts: Iterable[str],
    *,
    native: frozenset[str] = frozenset(),
    minimum: float | None = None,
    maximum: float | None = None,
) -> Numbers:
    """Read the different texts of a column as numbers.

    Parameters
    ----------
    texts
        The different texts.
    native
        Those that the file itself holds as numbers; their point is a decimal point.
    minimum, maximum
        The range that the question allows.

    Examples
    --------
    >>> read_numbers(["1.234", "2,5"]).values
    {'1.234': 1234.0, '2,5': 2.5}
    >>> read_numbers(["1.234"]).doubtful
    ('1.234',)
    """
    values = {text: float(text) for text in texts if text in native}
    readings = {
        text: reading
        for text in texts
        if text not in native and (reading := _reading(text)) is not None
    }
    proofs: dict[Mark, str] = {}
    for text, reading in readings.items():
        if reading.proves:
            proofs.setdefault(reading.proves, text)
    values |= {text: next(iter(one.by_mark.values())) for text, one in readings.items()}
    doubtful = {text: reading for text, reading in readings.items() if reading.is_doubtful}
    decimal: Mark | None = next(iter(proofs)) if len(proofs) == 1 else None
    chosen, by_range = _decided(doubtful, decimal, minimum, maximum)
    values = {
        text: chosen.get(text, value)
        for text, value in values.items()
        if text in chosen or text not in doubtful
    }
    return Numbers(
        values,
        decimal,
        proofs[decimal] if decimal else "",
        tuple(text for text in doubtful if text not in chosen),
        tuple(chosen),
        by_range,
        len(proofs) > 1,
    )


def _decided(
    doubtful: dict[str, _Reading],
    decimal: Mark | None,
    minimum: float | None,
    maximum: float | None,
) -> tuple[dict[str, float], bool]:
    if decimal:
        return {text: reading.by_mark[decimal] for text, reading in doubtful.items()}, False
    low = -math.inf if minimum is None else minimum
    high = math.inf if maximum is None else maximum
    chosen = {}
    for text, reading in doubtful.items():
        allowed = {value for value in reading.by_mark.values() if low <= value <= high}
        if len(allowed) == 1:
            chosen[text] = allowed.pop()
    return chosen, bool(chosen)


def _reading(text: str) -> _Reading | None:
    """Return what a text may mean; nothing when it is no number."""
    written = text.translate(_SPACES).strip().lower()
    if not written.isascii() or len(written) > 40:
        return None
    if _PLAIN.fullmatch(written):
        return _finite({None: float(written)})
    readings: dict[Mark | None, float] = {}
    if found := _GROUPED.fullmatch(written):
        mark, end = found["mark"], found["end"]
        if end != mark:
            whole = written.replace(mark, "")
            decimal: Mark | None = end or _other(mark)  # type: ignore[assignment]
            readings[decimal] = float(whole.replace(",", "."))
    if found := _DECIMAL.fullmatch(written):
        mark = found["mark"] or found["last"]
        # Nobody writes 0.125 for one hundred and twenty-five.
        if re.match(r"[+-]?0", written):
            readings.clear()
        readings[mark] = float(written.replace(",", "."))  # type: ignore[index]
    return _finite(readings)


def _other(mark: str) -> Mark | None:
    return {".": ",", ",": "."}.get(mark)  # type: ignore[return-value]


def _finite(readings: dict[Mark | None, float]) -> _Reading | None:
    if not readings or any(abs(value) == math.inf for value in readings.values()):
        return None
    return _Reading(readings)
