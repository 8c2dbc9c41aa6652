"""Files of SPSS and Stata, which keep the words of questions and options."""

import datetime
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workshop.errors import Message, SheetError
from workshop.sheets.report import Decision
from workshop.sheets.sheet import BLANK, Column, Sheet
from workshop.sheets.words import shown

if TYPE_CHECKING:
    from numpy.typing import NDArray


def is_spss(content: bytes) -> bool:
    """Whether the bytes are a file of SPSS."""
    return content.startswith((b"$FL2", b"$FL3"))


def is_stata(content: bytes, name: str) -> bool:
    """Whether the bytes are a file of Stata; old ones are told by their name, too."""
    old = content[:1] in (b"\x69", b"\x6c", b"\x6e", b"\x6f", b"\x71", b"\x72", b"\x73")
    return content.startswith(b"<stata_dta>") or (
        old and content[1:2] in (b"\x01", b"\x02") and name.lower().endswith(".dta")
    )


def read_spss(content: bytes) -> tuple[Sheet, list[Decision]]:
    """Return an SPSS file as texts: labels where there are some, else what is stored.

    Raises
    ------
    SheetError
        When the file is damaged.
    """
    from pyreadstat import read_sav

    return _read(content, ".sav", "SPSS", read_sav)


def read_stata(content: bytes) -> tuple[Sheet, list[Decision]]:
    """Return a Stata file as texts: labels where there are some, else what is stored.

    Raises
    ------
    SheetError
        When the file is damaged.
    """
    from pyreadstat import read_dta

    return _read(content, ".dta", "Stata", read_dta)


def _read(
    content: bytes, suffix: str, program: str, reader: Callable[..., Any]
) -> tuple[Sheet, list[Decision]]:
    try:
        with tempfile.TemporaryDirectory(prefix="ruang-kelas-") as folder:
            path = Path(folder, f"answers{suffix}")
            path.write_bytes(content)
            frame, about = reader(path, user_missing=True)
    except Exception as error:  # pyreadstat answers damage with errors of any type
        raise SheetError(
            "The file of {program} is damaged. Export it as CSV and read that file.",
            program=program,
        ) from error
    decisions, columns = [], []
    for at, name in enumerate(about.column_names):
        column, told = _column(at, name, frame.iloc[:, at], about)
        decisions += told
        if column.texts:
            columns.append(column)
    if about.variable_value_labels:
        what = Message("Stored values are read as the labels that the file gives them.")
        why = Message("It is a file of {program}.", program=program)
        decisions.insert(0, Decision(what, why))
    return Sheet(tuple(columns), np.arange(1, len(frame) + 1)), decisions


def _column(at: int, name: str, values: "pd.Series", about: Any) -> tuple[Column, list[Decision]]:
    """Return a column under its question and its name, without what is declared as missing."""
    labels = about.variable_value_labels.get(name, {})
    question = about.column_names_to_labels.get(name)
    codes, unique = pd.factorize(values.to_numpy(dtype=object))
    missing = [value for value in unique if _is_missing(value, name, about)]
    texts: list[str] = []
    places: list[int] = []
    stored: dict[str, str] = {}
    native: set[str] = set()
    for value in unique:
        text = _text(value)
        if value in missing or not text.strip():
            places.append(BLANK)
            continue
        if value in labels and str(labels[value]).strip():
            label = str(labels[value])
            stored[label], text = text, label
        elif isinstance(value, int | float):
            native.add(text)
        places.append(texts.index(text) if text in stored and text in texts else len(texts))
        if places[-1] == len(texts):
            texts.append(text)
    column = Column(
        at,
        tuple(texts),
        np.array([*places, BLANK], dtype=np.intp)[codes],
        tuple(filter(None, (question, name))),
        frozenset(native),
        stored,
    )
    return column, _about_missing(name, codes, unique, missing, labels)


def _is_missing(value: object, name: str, about: Any) -> bool:
    """Whether the file declares a value as missing, such as 99 for "no answer"."""
    if value in about.missing_user_values.get(name, ()):
        return True
    if isinstance(value, str):
        return any(span["lo"] == value for span in about.missing_ranges.get(name, ()))
    return isinstance(value, int | float) and any(
        not isinstance(span["lo"], str) and span["lo"] <= value <= span["hi"]
        for span in about.missing_ranges.get(name, ())
    )


def _about_missing(
    name: str,
    codes: "NDArray[np.intp]",
    unique: "NDArray[np.object_]",
    missing: list[object],
    labels: dict[object, str],
) -> list[Decision]:
    if not missing:
        return []
    places = [at for at, value in enumerate(unique) if value in missing]
    values = ", ".join(
        shown(f"{_text(value)} {labels.get(value, '')}".strip()) for value in missing[:12]
    )
    what = Message(
        "Column {name}: these answers were read as missing: {values}", name=name, values=values
    )
    rows = tuple(int(row) + 1 for row in np.flatnonzero(np.isin(codes, places)))
    return [Decision(what, Message("The file declares them as missing."), rows)]


def _text(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        dated = value.time() == datetime.time()
        return value.date().isoformat() if dated else value.isoformat(" ", "seconds")
    return str(value)
