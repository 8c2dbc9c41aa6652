"""The published figures that the series teaches with, as tables and as charts.

``data/published/`` holds one tidy CSV file a measure (a question that was asked
of somebody) and one codebook, ``measures.csv``, with the question, the base and
the source of each. A new measure is one file and one line of the codebook.

The charts read the files with the ``csv`` module alone: pandas is loaded only
by `read`, for those who want the table itself.
"""

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.charts import Chart, Choice, Series
from workshop.config import kit_folder
from workshop.errors import DataError
from workshop.i18n import language, tr

if TYPE_CHECKING:
    import pandas as pd

CODEBOOK = "measures"
PLATFORMS = "platforms-"


@dataclass(frozen=True)
class Answer:
    """One row of a measure: what was answered, and by how many percent."""

    code: str
    label: str
    percent: float
    group: str
    academic: bool


def read(name: str) -> "pd.DataFrame":
    """Return a file of ``data/published/`` as a table.

    Parameters
    ----------
    name
        File name without ``.csv``; ``"measures"`` is the codebook.

    Raises
    ------
    DataError
        When there is no such file; the message lists those that exist.

    Examples
    --------
    >>> float(read("platforms-2017")["percent"].max())
    54.0
    """
    import pandas as pd

    return pd.read_csv(_file(name), keep_default_na=False)


def measures() -> Choice:
    """Return what can be charted, for `widgets.choose`.

    Examples
    --------
    >>> "platforms-2017" in measures().options
    True
    """
    return Choice(tr("Figures"), {row["code"]: _words(row, "menu") for row in _rows(CODEBOOK)})


def orders() -> Choice:
    """Return the orders that bars can stand in, for `widgets.choose`."""
    return Choice(
        tr("Order"),
        {
            "largest": tr("Largest first"),
            "smallest": tr("Smallest first"),
            "name": tr("By name"),
        },
    )


def highlights() -> Choice:
    """Return the kinds of use that can be highlighted, for `widgets.choose`."""
    return Choice(
        tr("Highlight"),
        {
            "academic": tr("Can serve study (we judge)"),
            "social": tr("Chatting and social media"),
            "entertainment": tr("Entertainment, photos and video"),
            "none": tr("Nothing"),
        },
    )


def chart(
    measure: str,
    order: str = "largest",
    highlight: str = "none",
    only: Collection[str] = (),
) -> Chart:
    """Return one measure as a chart that names its base and source.

    Parameters
    ----------
    measure
        A code of `measures`.
    order
        A code of `orders`.
    highlight
        A code of `highlights`; where no bar is of that kind, none stands out.
    only
        Codes of the rows to show, for a chart that must be read from the last
        row of a hall; its title says that it is a selection. All by default.

    Raises
    ------
    DataError
        When a code is not known; the message lists those that are.

    Examples
    --------
    >>> chart("platforms-2017").categories[0]
    'Facebook'
    """
    about = _about(measure)
    _check(order, orders().options)
    _check(highlight, highlights().options)
    answers = _ordered(_selected(_answers(measure), only), order)
    title = _words(about, "label")
    shining = frozenset(answer.label for answer in answers if _is(answer, highlight))
    return Chart(
        title=tr("{title} (selection)", title=title) if only else title,
        categories=tuple(answer.label for answer in answers),
        series=(Series(title, tuple(answer.percent for answer in answers)),),
        highlight=shining,
        highlight_label=highlights().options[highlight] if shining else "",
        source=_source((about,)),
    )


def compare(first: str | int = 2017, second: str | int = 2025, only: Collection[str] = ()) -> Chart:
    """Return the platform surveys of two years side by side.

    Whether two years *may* be compared is another matter; the chart names the
    source and the base of each.

    Parameters
    ----------
    first, second
        Years with a file ``platforms-YEAR.csv``; the later one orders the bars.
    only
        Codes of the platforms to show; the title says that it is a selection.

    Raises
    ------
    DataError
        When there is no survey of a year; the message lists the years.

    Examples
    --------
    >>> [series.name for series in compare(2024, 2025).series]
    ['2024', '2025']
    """
    chosen = tuple(dict.fromkeys((str(first), str(second))))
    for year in chosen:
        _check(year, _years())
    answers = {year: {a.code: a for a in _answers(PLATFORMS + year)} for year in chosen}
    labels: dict[str, str] = {}
    for year in sorted(chosen, reverse=True):
        for code, answer in answers[year].items():
            labels.setdefault(code, answer.label)
    for code in only:
        _check(code, labels)
    labels = {code: label for code, label in labels.items() if not only or code in only}
    title = tr("Social media platforms: {years}", years=" · ".join(chosen))
    return Chart(
        title=tr("{title} (selection)", title=title) if only else title,
        categories=tuple(labels.values()),
        series=tuple(
            Series(year, tuple(found[code].percent if code in found else None for code in labels))
            for year, found in answers.items()
        ),
        source=_source(_about(PLATFORMS + year) for year in chosen),
    )


def _answers(measure: str) -> list[Answer]:
    return [
        Answer(
            code=row["code"],
            label=_words(row, "label"),
            percent=_percent(row, measure),
            group=row["group"],
            academic=row["academic"] == "true",
        )
        for row in _rows(measure)
    ]


def _percent(row: dict[str, str], measure: str) -> float:
    try:
        return float(row["percent"])
    except ValueError as error:
        raise DataError(
            "{name}.csv, row {code}: the percentage is {value!r}; "
            "write a number with a point, such as 87.13.",
            name=measure,
            code=row["code"],
            value=row["percent"],
        ) from error


def _selected(answers: list[Answer], only: Collection[str]) -> list[Answer]:
    for code in only:
        _check(code, [answer.code for answer in answers])
    return [answer for answer in answers if not only or answer.code in only]


def _ordered(answers: list[Answer], order: str) -> list[Answer]:
    if order == "name":
        return sorted(answers, key=lambda answer: answer.label.casefold())
    return sorted(answers, key=lambda answer: answer.percent, reverse=order == "largest")


def _is(answer: Answer, highlight: str) -> bool:
    groups = {"social": ("chat", "social"), "entertainment": ("entertainment", "pictures")}
    return answer.academic if highlight == "academic" else answer.group in groups.get(highlight, ())


def _source(abouts: Iterable[dict[str, str]]) -> str:
    parts = (
        tr("{source}; percentages of: {base}", source=about["source"], base=_words(about, "base"))
        for about in abouts
    )
    return " · ".join(parts)


def _about(measure: str) -> dict[str, str]:
    for row in _rows(CODEBOOK):
        if row["code"] == measure:
            return row
    raise _unknown(measure, [row["code"] for row in _rows(CODEBOOK)])


def _words(row: dict[str, str], column: str) -> str:
    return row[f"{column}_{language()}"]


def _rows(name: str) -> list[dict[str, str]]:
    path = _file(name)
    try:
        # Excel puts a mark before the first column.
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(path) from error
    if not rows or any(None in row or None in row.values() or "code" not in row for row in rows):
        raise _unreadable(path)
    return rows


def _file(name: str) -> Path:
    path = _folder() / f"{name}.csv"
    if not path.is_file():
        raise _unknown(name, sorted(path.stem for path in _folder().glob("*.csv")))
    return path


def _unreadable(path: Path) -> DataError:
    return DataError(
        "{path} is not a CSV file with commas in UTF-8. Excel saves it so as "
        "“CSV UTF-8 (comma delimited)”; or fetch the original file again.",
        path=path,
    )


def _folder() -> Path:
    return kit_folder() / "data" / "published"


def _years() -> list[str]:
    return sorted(path.stem.removeprefix(PLATFORMS) for path in _folder().glob(f"{PLATFORMS}*.csv"))


def _check(code: str, allowed: Iterable[str]) -> None:
    if code not in allowed:
        raise _unknown(code, allowed)


def _unknown(value: str, allowed: Iterable[str]) -> DataError:
    return DataError(
        "There are no published figures for {value!r}; allowed: {allowed}. "
        "Write one of these and try again.",
        value=value,
        allowed=", ".join(allowed),
    )
