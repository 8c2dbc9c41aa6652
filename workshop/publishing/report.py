"""Answers to a survey → a complete report: a page to read, a paper to print, tables to go on with.

What the report says is settled in `workshop.survey.reporting`; here it is laid
out as the outputs of a notebook, so that pages and handouts draw it like any
other. Words of strangers go in as text: escaped in headings, and as HTML that
is cleaned again.
"""

import html
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from workshop import files, i18n
from workshop.charts import CHART_MIME
from workshop.errors import SurveyError
from workshop.i18n import ntr, tr
from workshop.publishing import handout, page
from workshop.publishing.notebook import Cell, Notebook
from workshop.publishing.placeholders import escaped
from workshop.results import ShownTable, simulated_notice
from workshop.spreadsheet import sheet_names, to_xlsx
from workshop.survey.explorer.exploration import explore
from workshop.survey.explorer.protection import SMALLEST
from workshop.survey.reporting.contents import report as sections
from workshop.survey.reporting.model import Finding, Part
from workshop.survey.reporting.publication import Protected, protect
from workshop.survey.responses import Responses
from workshop.views import EXPLORER

_NOT_IN_NAMES = re.compile(r"[^\w-]+")
LONGEST_NAME = 60


def write(responses: Responses, folder: Path, language: str) -> list[Path]:
    """Write everything that can be said of some answers, as HTML, PDF and XLSX.

    Parameters
    ----------
    responses
        The answers as they were read; a stranger's as well.
    folder
        Where to write.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    list of Path
        The page, the paper and the tables.

    Raises
    ------
    PublishingError
        When the folder cannot be written.
    """
    with i18n.use(language), tempfile.TemporaryDirectory(prefix="report-") as drawings:
        known = protect(responses, SMALLEST)
        findings = sections(responses, known)
        paths = _paths(responses, Path(folder))
        text = list(_cells(known, findings))
        explorer = _explorer(known)
        whole = [*text[:1], *explorer, *text[1:]]
        cache = Path(drawings)
        files.write(paths[0], page.render(_notebook(whole), None, language, cache=cache))
        files.write(paths[1], handout.render(_notebook(text), None, language, cache))
        to_xlsx(_sheets(findings), paths[2])
    return paths


def _paths(responses: Responses, folder: Path) -> list[Path]:
    name = _NOT_IN_NAMES.sub("-", Path(responses.source).stem)[:LONGEST_NAME].strip("-")
    name = name or tr("survey")
    # Translators: part of a file name, in small letters and without spaces
    ending = tr("findings")
    return [folder / f"{name}-{ending}.{kind}" for kind in ("html", "pdf", "xlsx")]


def _notebook(cells: Sequence[Cell]) -> Notebook:
    return Notebook(tr("findings"), Path(), tuple(cells), i18n.language())


# Cells


def _cells(known: Protected, findings: Sequence[Finding]) -> Iterator[Cell]:
    title = known.answers.questionnaire.title.in_language(i18n.language())
    count = ntr("{count} answer", "{count} answers", len(known.answers))
    title = title or tr("Findings of a survey")
    words = [
        f"# {escaped(title)}",
        tr("Findings from {count}", count=count) if known.is_large else "",
        known.people if known.is_large else "",
    ]
    words += [f"> **{one}**" for one in simulated_notice(simulated=known.answers.simulated)]
    yield Cell("title", "markdown", "\n\n".join(words))
    for number, finding in enumerate(findings, start=1):
        name = f"section-{number}"
        yield Cell(name, "markdown", f"## {escaped(finding.title)}")
        yield _shown(f"{name}-text", _paragraphs(finding.sentences))
        for place, part in enumerate(finding.parts, start=1):
            yield Cell(f"{name}-{place}-heading", "markdown", f"### {escaped(part.title)}")
            yield _part(f"{name}-{place}", part)


def _explorer(known: Protected) -> Iterator[Cell]:
    """Let readers of the page ask further questions; the same people, the same joined answers."""
    if not known.is_large:
        return
    try:
        found = explore(known.counted, smallest_count=known.smallest)
    except SurveyError:
        return
    heading = tr("Explore the answers")
    yield Cell("explorer-heading", "markdown", f"## {heading}")
    yield Cell(
        "explorer",
        "code",
        "",
        outputs=(_display({EXPLORER.mime: found.published, "text/plain": found.alt}),),
    )


def _part(name: str, part: Part) -> Cell:
    outputs: list[Mapping[str, Any]] = []
    if part.chart:
        outputs.append(_display({CHART_MIME: part.chart.to_json()}))
    if part.sentences:
        outputs.append(_display({"text/html": _list(part.sentences)}))
    if part.table:
        outputs.append(_display({"text/html": part.table.html}))
    return Cell(name, "code", "", outputs=tuple(outputs))


def _shown(name: str, text: str) -> Cell:
    return Cell(name, "code", "", outputs=(_display({"text/html": text}),) if text else ())


def _display(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"output_type": "display_data", "data": data}


def _paragraphs(sentences: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(one)}</p>" for one in sentences)


def _list(sentences: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{html.escape(one)}</li>' for one in sentences)}</ul>"


# Sheets


def _sheets(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return all sentences on one sheet, and each table on a sheet of its own."""
    tables = [
        (f"{number} {part.title}", finding, part)
        for number, (finding, part) in enumerate(_with_tables(findings), start=1)
    ]
    first = tr("Findings")
    names = sheet_names([first, *(title for title, _, _ in tables)])[1:]
    places = {id(part): name for name, (_, _, part) in zip(names, tables, strict=True)}
    rows = [
        (finding.title, title, sentence, places.get(id(part), ""))
        for finding in findings
        for title, sentences, part in _said(finding)
        for sentence in sentences or ("",)
    ]
    header = (tr("Section"), tr("Subject"), tr("Finding"), tr("Sheet"))
    contents = ShownTable(header, tuple(rows), (False,) * 4)
    return {first: contents} | {
        name: _with_numbers(part.table)
        for name, (_, _, part) in zip(names, tables, strict=True)
        if part.table
    }


def _with_numbers(table: ShownTable) -> ShownTable:
    """Turn the figures of a table into numbers, with which a spreadsheet can calculate."""
    rows: Any = tuple(
        tuple(
            _number(words) if numeric else words
            for words, numeric in zip(row, table.numeric, strict=True)
        )
        for row in table.rows
    )
    return ShownTable(table.header, rows, table.numeric)


def _number(words: str) -> float | str:
    from babel.numbers import NumberFormatError, parse_decimal

    try:
        return float(parse_decimal(words.removesuffix("%"), locale=i18n.language(), strict=True))
    except NumberFormatError:
        return words


def _with_tables(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Part]]:
    return ((finding, part) for finding in findings for part in finding.parts if part.table)


def _said(finding: Finding) -> Iterator[tuple[str, tuple[str, ...], Part | None]]:
    if finding.sentences:
        yield "", finding.sentences, None
    for part in finding.parts:
        yield part.title, part.sentences, part
