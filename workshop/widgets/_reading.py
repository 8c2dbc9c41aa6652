"""How a file was read, as HTML: what a person should look at comes first, the rest is folded."""

import html
from collections.abc import Iterable

from workshop.i18n import ntr, tr
from workshop.sheets.report import Decision, ReadingReport, written_rows
from workshop.widgets._show import BAD, said


def reading(report: ReadingReport) -> str:
    """Return a report on the reading of a file as HTML."""
    warnings = report.warnings
    parts = []
    if warnings:
        count = len(warnings)
        words = ntr("Please look at {count} point:", "Please look at {count} points:", count)
        parts += [said(words, BAD), _list(warnings)]
    if report.decisions:
        heading = html.escape(tr("How the file was read"))
        table = report._repr_mimebundle_()["text/html"]
        parts.append(f"<details><summary>{heading}</summary>{table}</details>")
    return "".join(parts)


def _list(decisions: Iterable[Decision]) -> str:
    return f"<ul>{''.join(f'<li>{_line(decision)}</li>' for decision in decisions)}</ul>"


def _line(decision: Decision) -> str:
    words = html.escape(f"{decision.what} {decision.why}")
    if not decision.rows:
        return words
    rows = tr("rows: {rows}", rows=written_rows(decision.rows))
    return f"{words} <em>{html.escape(rows)}</em>"
