"""What was decided while a file was read, so that nobody has to trust it blindly."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from workshop.errors import Message
from workshop.i18n import language, ntr, tr

_SPANS = 12  # of rows that are written one by one


@dataclass(frozen=True)
class Decision:
    """One decision.

    Parameters
    ----------
    what
        What was done, as one sentence.
    why
        What in the file was the reason.
    rows
        Numbers of the rows that it touched, as a spreadsheet counts them (the first is 1).
    question
        Id of the question that it concerns; empty for the whole file.
    warning
        Whether a person should look: something is lost, unclear or ambiguous.
    """

    what: Message
    why: Message
    rows: tuple[int, ...] = ()
    question: str = ""
    warning: bool = False


@dataclass(frozen=True)
class ReadingReport:
    """All decisions, in the order in which they were taken."""

    decisions: tuple[Decision, ...] = ()

    @property
    def warnings(self) -> tuple[Decision, ...]:
        """Decisions that a person should look at."""
        return tuple(decision for decision in self.decisions if decision.warning)

    def explain(self) -> str:
        """Return everything in plain words, one decision a line, warnings first."""
        return "\n".join([self._summary(), *map(_in_words, self._in_order())])

    def _in_order(self) -> tuple[Decision, ...]:
        return (*self.warnings, *(one for one in self.decisions if not one.warning))

    def _summary(self) -> str:
        decisions = ntr("{count} decision", "{count} decisions", len(self.decisions))
        warnings = ntr("{count} to look at", "{count} to look at", len(self.warnings))
        return tr("How the file was read: {decisions}, {warnings}.", decisions=decisions,
                  warnings=warnings)  # fmt: skip

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/html": self._as_html(), "text/plain": self.explain()}

    def _as_html(self) -> str:
        headings = (tr("Please look"), tr("What was done"), tr("Why"), tr("Rows"))
        header = "".join(f'<th scope="col">{html.escape(words)}</th>' for words in headings)
        rows = "".join(map(_as_row, self._in_order()))
        return (
            f'<div class="file-reading" lang="{language()}"><table>'
            f"<caption>{html.escape(self._summary())}</caption>"
            f"<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def _as_row(decision: Decision) -> str:
    mark = tr("yes") if decision.warning else ""
    cells = (mark, str(decision.what), str(decision.why), written_rows(decision.rows))
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"


def _in_words(decision: Decision) -> str:
    rows = " " + tr("(rows {rows})", rows=written_rows(decision.rows)) if decision.rows else ""
    mark = "! " if decision.warning else "- "
    return f"{mark}{decision.what} {decision.why}{rows}"


def written_rows(rows: tuple[int, ...]) -> str:
    """Write row numbers as a person does; many of them are counted.

    Examples
    --------
    >>> written_rows((2, 3, 4, 9))
    '2–4, 9'
    """
    spans = list(_spans(rows))
    shown = ", ".join(
        str(first) if first == last else f"{first}–{last}" for first, last in spans[:_SPANS]
    )
    if len(spans) <= _SPANS:
        return shown
    return tr("{rows} … ({count} in all)", rows=shown, count=len(rows))


def _spans(rows: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of rows that follow one another."""
    for _, run in groupby(enumerate(sorted(rows)), key=lambda item: item[1] - item[0]):
        numbers = [row for _, row in run]
        yield numbers[0], numbers[-1]
