"""What each platform does with each part of a blueprint, told before anything is built."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.charts import Chart, Series
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.kinds import heading
from workshop.classroom.building.order import RANKS
from workshop.classroom.building.provider import Provider
from workshop.classroom.building.registry import provider, providers
from workshop.classroom.building.resources import Coverage, Kind, Support
from workshop.errors import Message
from workshop.i18n import ntr, tr
from workshop.results import Result, ShownTable

if TYPE_CHECKING:
    import pandas as pd

WORDS: Mapping[Coverage, Message] = {
    "done": Message("done for you"),
    "import": Message("import file"),
    "guide": Message("step-by-step guide"),
    "impossible": Message("not possible there"),
}
_SHORT: Mapping[Coverage, Message] = {
    "done": Message("done"),
    "import": Message("import"),
    "guide": Message("guide"),
}
# What every class has, whatever a platform calls it; only some platforms know the others.
_MAIN: tuple[Kind, ...] = ("person", "channel", "group", "rules", "discussion", "event")


@dataclass(frozen=True)
class CoverageTable(Result):
    """The parts of a blueprint beside platforms: who does what.

    Parameters
    ----------
    platforms
        Name of each platform → what it can do, by kind.
    titles
        Name of each platform → what people call it.
    """

    platforms: Mapping[str, Mapping[Kind, Support]]
    titles: Mapping[str, str]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The parts, in the order in which they are built."""
        found = {kind for supports in self.platforms.values() for kind in supports}
        return tuple(sorted(found, key=lambda kind: (RANKS.get(kind, len(RANKS)), kind)))

    @property
    def table(self) -> "pd.DataFrame":
        """One row a part, one column a platform, with the codes of `WORDS`."""
        import pandas as pd

        rows = [
            {"kind": kind} | {name: self._code(name, kind) for name in self.platforms}
            for kind in self.kinds
        ]
        return pd.DataFrame(rows, columns=["kind", *self.platforms])

    def shown(self) -> ShownTable:
        """Return the table in words."""
        header = (tr("Part of the class"), *(self.titles[name] for name in self.platforms))
        rows = tuple(
            (heading(kind), *(self._word(name, kind) for name in self.platforms))
            for kind in self.kinds
        )
        return ShownTable(header, rows, (False,) * len(header))

    def sentences(self) -> Iterable[str]:
        """Count for each platform, then say why something is not possible there."""
        for name, supports in self.platforms.items():
            counts = Counter(support.coverage for support in supports.values())
            parts = [_counted(coverage, counts[coverage]) for coverage in WORDS if counts[coverage]]
            yield f"{self.titles[name]}: {', '.join(parts) or '–'}."
        for name, supports in self.platforms.items():
            for support in supports.values():
                if support.coverage == "impossible":
                    yield f"{self.titles[name]}, {support.title}: {support.note}"

    def overview(self) -> str:
        """Return the main parts as a table for a terminal: a line a platform, a word a part."""
        parts = [kind for kind in self.kinds if kind in _MAIN]
        if not parts:
            return ""
        rows = [
            [title, *(self._short(name, kind) for kind in parts)]
            for name, title in self.titles.items()
        ]
        above, below = zip(*(heading(kind).rpartition(" ")[::2] for kind in parts), strict=True)
        table = _aligned([["", *above], ["", *below], *rows])
        legend = tr(
            "done: made for you · import: from a file · guide: by hand, step by step · "
            "–: not possible there"
        )
        return f"{table}\n\n{legend}"

    def listing(self) -> str:
        """Return for each platform one line a part, with the reason."""
        lines = []
        for name, supports in self.platforms.items():
            lines.append(f"{self.titles[name]}:")
            lines += [
                f"  {supports[kind].title}: {self._word(name, kind)} – {supports[kind].note}"
                for kind in self.kinds
                if kind in supports
            ]
        return "\n".join(lines)

    def drawing(self) -> Chart:
        """Draw for each platform the share of the parts that it does in each way.

        From the worst to the best, as the colours of a stacked chart run.
        """
        shares = {name: self._shares(name) for name in self.platforms}
        return Chart(
            tr("Who builds the parts of the class"),
            tuple(self.titles[name] for name in self.platforms),
            tuple(
                Series(str(word), tuple(shares[name][coverage] for name in self.platforms))
                for coverage, word in reversed(list(WORDS.items()))
            ),
            unit="%",
            stacked=True,
        )

    def _shares(self, name: str) -> dict[Coverage, float]:
        supports = self.platforms[name].values()
        counts = Counter(support.coverage for support in supports)
        return {coverage: 100 * counts[coverage] / max(len(supports), 1) for coverage in WORDS}

    def _code(self, name: str, kind: Kind) -> Coverage | None:
        support = self.platforms[name].get(kind)
        return support.coverage if support else None

    def _short(self, name: str, kind: Kind) -> str:
        code = self._code(name, kind)
        return str(_SHORT.get(code, "–")) if code else ""

    def _word(self, name: str, kind: Kind) -> str:
        code = self._code(name, kind)
        return str(WORDS[code]) if code else "–"


def coverage(blueprint: Blueprint, *on: str | Provider) -> CoverageTable:
    """Say for each part of a class and each platform who does it.

    Parameters
    ----------
    blueprint
        The class; parts that it does not have are left out.
    *on
        Platforms or their names; all by default.

    Raises
    ------
    ProviderError
        When a platform is not known.
    """
    chosen = [provider(one) if isinstance(one, str) else one for one in on or providers()]
    return CoverageTable(
        {
            one.name: {
                support.kind: support for support in one.support() if _has(blueprint, support.kind)
            }
            for one in chosen
        },
        {one.name: one.title for one in chosen},
    )


def _has(blueprint: Blueprint, kind: Kind) -> bool:
    parts = {
        "person": bool(blueprint.members),
        "group": bool(blueprint.groups or blueprint.grouping.size),
        "channel": bool(blueprint.channels or blueprint.weeks),
        "topic": bool(blueprint.weeks),
        "section": bool(blueprint.weeks),
        "discussion": bool(blueprint.weeks),
        "assignment": bool(blueprint.weeks),
        "rules": bool(blueprint.rules),
        "material": any(week.materials for week in blueprint.weeks),
        "event": bool(blueprint.sessions or blueprint.weeks),
    }
    return parts.get(kind, True)


def _aligned(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(line for line in lines if line)


def _counted(coverage: Coverage, count: int) -> str:
    match coverage:
        case "done":
            return ntr("{count} part done for you", "{count} parts done for you", count)
        case "import":
            return ntr("{count} by an import file", "{count} by import files", count)
        case "guide":
            return ntr("{count} by a guide", "{count} by a guide", count)
        case "impossible":
            return ntr("{count} not possible there", "{count} not possible there", count)
