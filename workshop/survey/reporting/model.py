"""A report in words, tables and charts, before anything is laid out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workshop.charts import Chart
from workshop.results import ShownTable


@dataclass(frozen=True)
class Part:
    """One result: what was found in plain words, its table, its chart."""

    title: str
    sentences: tuple[str, ...] = ()
    table: ShownTable | None = None
    chart: Chart | None = None


@dataclass(frozen=True)
class Finding:
    """A section of a report; ``sentences`` stand before its parts."""

    title: str
    sentences: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def without_repetition(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Say a sentence once in a section: every result carries its guard rails by itself.

    Examples
    --------
    >>> parts = (Part("A", ("x", "careful")), Part("B", ("y", "careful")))
    >>> without_repetition([Finding("F", (), parts)])[0].parts[1].sentences
    ('y',)
    """
    return tuple(map(_without_repetition, findings))


def _without_repetition(finding: Finding) -> Finding:
    said = set(finding.sentences)
    parts = []
    for part in finding.parts:
        new = tuple(one for one in dict.fromkeys(part.sentences) if one not in said)
        said.update(new)
        parts.append(replace(part, sentences=new))
    return replace(finding, parts=tuple(parts))
