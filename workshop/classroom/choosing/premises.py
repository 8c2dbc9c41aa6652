"""The advice of the two papers, tested against today's figures, interfaces and the catalogue.

What was right then is said first; what changed comes with its source; what
stands is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pandas as pd

from workshop import published
from workshop.charts import Chart
from workshop.classroom.choosing import weighing
from workshop.classroom.choosing.choice import Choice, choose
from workshop.classroom.choosing.reading import Row, rows
from workshop.config import kit_folder
from workshop.errors import Message
from workshop.i18n import language, number, percent, tr
from workshop.results import Column, Result

# The platforms of the catalogue that the two papers begin with.
TESTED = {"facebook": "facebook-group", "twitter": "x"}


@dataclass(frozen=True, eq=False)
class Premises(Result):
    """What two papers advised, what was right then, what changed, and what stands.

    Attributes
    ----------
    findings
        The rows of ``premises.csv``: a part of the argument, its words and its source.
    choice
        The usual choice, to see where the advised platforms stand in it.
    """

    findings: tuple[Row, ...]
    choice: Choice

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("premise", Message("Advice")),
        Column("part", Message("Part")),
        Column("finding", Message("Finding")),
        Column("source", Message("Source")),
        Column("date", Message("Date")),
    )

    @property
    def table(self) -> pd.DataFrame:
        """One row a finding, with its source and date."""
        premises, parts = _premises(), _parts()
        return pd.DataFrame(
            [
                {
                    "premise": premises[row["premise"]],
                    "part": parts[row["part"]],
                    "finding": _words(row),
                    "source": row["source"],
                    "date": row["date"],
                }
                for row in self.findings
            ],
            columns=[column.name for column in self.COLUMNS],
        )

    def sentences(self) -> Iterator[str]:
        """Say both arguments, and where the two platforms stand in the catalogue."""
        for premise, code in TESTED.items():
            yield from (_words(row) for row in self.findings if row["premise"] == premise)
            yield from self._standing(code)
        yield tr(
            "Read the years with care: 2017 asked social media users what they use most, 2024 and "
            "2025 asked internet users what they visit most; only the last two can be compared "
            "directly, and all figures since come from news pages about the survey."
        )

    def _standing(self, code: str) -> Iterator[str]:
        choice, platform = self.choice, self.choice.catalogue.platform(code)
        place = choice.standing.index(platform)
        yield tr(
            "With the usual weights, {platform} takes place {place} of {all} in our catalogue "
            "({score} of 4).",
            platform=str(platform),
            place=weighing.ranks(choice.totals)[place],
            all=len(choice.standing),
            score=number(choice.score(platform)),
        )
        if better := weighing.dominating(choice.scores, place):
            yield tr(
                "No weights put it alone in first place: {names} reaches at least as many points "
                "on every criterion (by our scores, which are in part judgements).",
                names=str(choice.standing[better[0]]),
            )

    def drawing(self) -> Chart:
        """Draw both platforms in the surveys of 2024 and 2025, which asked the same question."""
        return published.compare(2024, 2025)


def premises(folder: Path | None = None) -> Premises:
    """Test the two papers' advice: start with Facebook, announce on Twitter first.

    Parameters
    ----------
    folder
        Where ``premises.csv`` is; the kit's own ``data/catalogue`` by default.

    Raises
    ------
    ClassroomError
        When the file is missing, or a row lacks something.

    Examples
    --------
    >>> from workshop.i18n import use
    >>> with use("en"):
    ...     "21.58%" in premises().explain()
    True
    """
    folder = folder or kit_folder() / "data" / "catalogue"
    return Premises(tuple(rows(folder, "premises")), choose())


def _words(row: Row) -> str:
    text = row[f"text_{language()}"]
    if not row["measure"]:
        return text
    answers = published.read(row["measure"]).set_index("code")["percent"]
    return text.replace("{share}", percent(float(answers[row["answer"]])))


def _premises() -> dict[str, str]:
    return {"facebook": tr("Start with Facebook"), "twitter": tr("Twitter first")}


def _parts() -> dict[str, str]:
    return {
        "claim": tr("What was advised"),
        "then": tr("Right then"),
        "now": tr("Today"),
        "fair": tr("In fairness"),
        "interface": tr("Interface"),
        "stands": tr("What stands"),
    }
