"""The figures that the capacity is computed from, each with its range and its source.

They lie in ``data/catalogue/network.csv``, which a lecturer may edit in a
spreadsheet: put in the price that students pay, or the rate that was measured.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from workshop.charts import Chart, Series
from workshop.classroom.network import catalogue
from workshop.classroom.network.catalogue import KINDS
from workshop.config import kit_folder
from workshop.errors import ClassroomError, Message
from workshop.i18n import number, tr
from workshop.results import Column, Result
from workshop.tables import Text

if TYPE_CHECKING:
    import pandas as pd

KIND_NAMES = {
    "measured": Message("measured by us"),
    "documented": Message("the product's own documentation"),
    "secondary": Message("second-hand"),
    "derived": Message("computed from such figures"),
    "judgement": Message("our judgement"),
}


@dataclass(frozen=True)
class Constant:
    """One figure.

    Parameters
    ----------
    value
        The likely one.
    low, high
        What it may be; the simulation draws in between.
    note
        What it is, and for a judgement why.
    kind
        How it is known: one of the keys of `KIND_NAMES`.
    """

    name: str
    value: float
    low: float
    high: float
    unit: str
    label: Text
    note: Text
    source: str
    date: str
    kind: str

    @property
    def ends(self) -> tuple[float, float, float]:
        """The low, likely and high figure."""
        return self.low, self.value, self.high


@dataclass(frozen=True)
class Constants(Result):
    """All figures by name.

    Examples
    --------
    >>> constants = Constants.read()
    >>> constants["video_rate"].value
    1.0
    >>> constants.changed(video_rate=2.0)["video_rate"].ends
    (0.5, 2.0, 2.0)
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("label", Message("Figure")),
        Column("value", Message("Likely"), "decimals"),
        Column("low", Message("Low"), "decimals"),
        Column("high", Message("High"), "decimals"),
        Column("unit", Message("Unit")),
        Column("kind", Message("How it is known")),
        Column("note", Message("Note")),
        Column("source", Message("Source")),
        Column("date", Message("Date")),
    )

    by_name: Mapping[str, Constant] = field(repr=False)

    @classmethod
    def read(cls, path: Path | str | None = None) -> "Constants":
        """Read the figures.

        Parameters
        ----------
        path
            A table as CSV or XLSX with the columns of ``data/catalogue/network.csv``, which
            is read by default.

        Raises
        ------
        ClassroomError
            Naming every mistake with its row.
        """
        file = Path(path) if path else kit_folder() / "data" / "catalogue" / "network.csv"
        return cls({row["name"]: _constant(row) for row in catalogue.read(file)})

    def __getitem__(self, name: str) -> Constant:
        """Return a figure by its name."""
        return self.by_name[name]

    def changed(self, **values: float) -> "Constants":
        """Return the figures with some replaced; a range is widened where it has to be.

        Raises
        ------
        ClassroomError
            When there is no such figure, or it cannot be negative.
        """
        for name, value in values.items():
            if name not in self.by_name:
                raise ClassroomError(
                    "There is no figure {name}; allowed: {allowed}. Write one of these.",
                    name=name,
                    allowed=", ".join(self.by_name),
                )
            if problem := catalogue.problem_of(name, value):
                raise ClassroomError(
                    "{name} is {value}: {problem}.", name=name, value=value, problem=problem
                )
        return Constants({name: _with(one, values.get(name)) for name, one in self.by_name.items()})

    @property
    def table(self) -> "pd.DataFrame":
        """One row a figure."""
        import pandas as pd

        from workshop.i18n import language

        return pd.DataFrame(
            {
                **vars(one),
                "label": one.label.in_language(language()),
                "note": one.note.in_language(language()),
                "kind": str(KIND_NAMES[one.kind]),
            }
            for one in self.by_name.values()
        )

    def sentences(self) -> Iterator[str]:
        """Say how the figures are known."""
        counts = Counter(one.kind for one in self.by_name.values())
        known = (f"{KIND_NAMES[kind]} {number(counts[kind])}" for kind in KINDS if counts[kind])
        yield tr(
            "{count} figures with their sources: {kinds}.",
            count=number(len(self.by_name)),
            kinds=", ".join(known),
        )
        yield tr(
            "They are rules of thumb, some of them old. Where you can measure your own network, "
            "put your figure into data/catalogue/network.csv."
        )

    def drawing(self) -> Chart:
        """Draw how many figures are known in which way."""
        counts = Counter(one.kind for one in self.by_name.values())
        kinds = [kind for kind in KINDS if counts[kind]]
        title = tr("How the figures are known")
        series = Series(title, tuple(float(counts[kind]) for kind in kinds))
        return Chart(title, tuple(str(KIND_NAMES[kind]) for kind in kinds), (series,), unit="")


def _constant(row: Mapping[str, str]) -> Constant:
    value, low, high = (catalogue.figure(row[name]) for name in ("value", "low", "high"))
    return Constant(
        row["name"],
        value,
        low,
        high,
        row["unit"],
        Text(row["label_id"], row["label_en"]),
        Text(row["note_id"], row["note_en"]),
        row["source"],
        row["date"],
        row["kind"],
    )


def _with(one: Constant, value: float | None) -> Constant:
    if value is None:
        return one
    return replace(one, value=value, low=min(one.low, value), high=max(one.high, value))
