"""The mark of simulated answers in a file, so that nobody takes them for real ones later.

It is a column of its own with the same word above and in every row: a spreadsheet keeps it,
also when it sorts, filters or saves in another format, and whoever opens the file sees it.
"""

import dataclasses

import pandas as pd

from workshop.errors import Message
from workshop.i18n import tr
from workshop.sheets.report import Decision
from workshop.sheets.sheet import Column, Sheet
from workshop.sheets.words import plain, shown
from workshop.survey.reading.matching import Headers

WORDS = frozenset(("simulated", "simulasi"))


def marked(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of simulated answers with the mark in front.

    Examples
    --------
    >>> from workshop.i18n import use
    >>> with use("en"):
    ...     print(marked(pd.DataFrame({"hours": [2]})).to_csv(index=False))
    SIMULATED,hours
    SIMULATED,2
    <BLANKLINE>
    """
    word = tr("SIMULATED")
    mark = pd.Series(word, index=table.index, name=word, dtype=object)
    return pd.concat([mark, table], axis=1)


def unmarked(sheet: Sheet, headers: Headers | None) -> tuple[Sheet, list[Decision]]:
    """Return the sheet without the mark, and a decision when it bears one.

    Parameters
    ----------
    headers
        Those that the questionnaire knows: a question of that name is no mark.
    """
    found = next((one for one in sheet.columns if _is_mark(one, headers)), None)
    if found is None:
        return sheet, []
    kept = tuple(one for one in sheet.columns if one is not found)
    what = Message("The answers are simulated: they say nothing about people.")
    why = Message(
        "Column {column}, {header}, says so.", column=found.letter, header=shown(found.name)
    )
    return dataclasses.replace(sheet, columns=kept), [Decision(what, why)]


def _is_mark(column: Column, headers: Headers | None) -> bool:
    """Whether a column says "simulated" and nothing else, in whatever rows are left of it."""
    if not column.header or plain(column.name) not in WORDS:
        return False
    known = headers is not None and headers.find(column.name)
    return not known and bool(column.texts) and {*map(plain, column.texts)} <= WORDS
