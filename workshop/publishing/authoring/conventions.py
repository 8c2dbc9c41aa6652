"""The conventions of notebooks, as checks that name the notebook and the cell.

`check` is what ``workshop check`` and the tests run. Each ``_*_rule`` below
knows one convention; none stops at the first problem.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from workshop import exercises
from workshop.errors import Message, WorkshopError
from workshop.publishing.authoring.translations import missing_translations
from workshop.publishing.authoring.twins import Json, Twins, text_digest, translates, twins
from workshop.publishing.notebook import SLIDE_TYPES, TAGS, joined, read_json
from workshop.publishing.placeholders import NAMES, unknown

MOST_CODE_LINES = 12
NOTEBOOK_KEYS = frozenset({"kernelspec", "lang", "workshop"})
CELL_KEYS = frozenset({"tags", "slideshow", "workshop", "jupyter"})
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]+)[^)]*\)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)[^)]*\)")
_HEADING = re.compile(r"^(#{1,6})\s", re.MULTILINE)


@dataclass(frozen=True)
class Problem:
    """A convention that is not kept; ``cell`` is empty when it is about the whole file."""

    file: Path
    cell: str
    message: Message

    def __str__(self) -> str:
        """Return the problem on one line."""
        place = f"{self.file}, {self.cell}" if self.cell else str(self.file)
        return f"{place}: {self.message}"


def check(kit: Path) -> list[Problem]:
    """Return every convention that the notebooks and the package do not keep.

    Parameters
    ----------
    kit
        Folder of the kit.

    Examples
    --------
    >>> from workshop import config
    >>> check(config.kit_folder())
    []
    """
    problems = [problem for pair in twins(kit) for problem in _check_twins(pair)]
    problems += [
        Problem(Path("workshop.po"), "", Message("no Indonesian for {words!r}", words=words))
        for words in missing_translations()
    ]
    return [Problem(_relative(one.file, kit), one.cell, one.message) for one in problems]


def _relative(path: Path, kit: Path) -> Path:
    return path.relative_to(kit) if path.is_relative_to(kit) else path


def _check_twins(pair: Twins) -> Iterator[Problem]:
    contents = {}
    for path in (pair.id, pair.en):
        try:
            contents[path] = read_json(path)
        except WorkshopError as error:
            yield Problem(path, "", Message(error.template, **error.parts))
        else:
            yield from check_notebook(path, contents[path])
    if len(contents) == 2:
        yield from _check_parity(pair, contents[pair.id], contents[pair.en])


def check_notebook(path: Path, content: Json) -> Iterator[Problem]:
    """Yield the problems of one notebook.

    Parameters
    ----------
    path
        Its file: links are looked up beside it.
    content
        Its JSON values.
    """
    for name in sorted(set(content["metadata"]) - NOTEBOOK_KEYS):
        yield Problem(path, "", Message("metadata {name!r} is not allowed", name=name))
    yield from _check_frame(path, content)
    seen: set[str] = set()
    level = 0
    for number, cell in enumerate(content["cells"], start=1):
        name = str(cell.get("id", f"#{number}"))
        for message in _cell_messages(cell, path, seen):
            yield Problem(path, name, message)
        for marks in _headings(cell):
            if len(marks) > level + 1:
                message = Message("heading of level {level} is too deep here", level=len(marks))
                yield Problem(path, name, message)
            level = len(marks)
        seen.add(name)


def _check_frame(path: Path, content: Json) -> Iterator[Problem]:
    cells = content["cells"]
    if not cells or not joined(cells[0]["source"]).startswith("# "):
        yield Problem(path, "", Message("the first cell does not begin with the title"))
    if not isinstance(content["metadata"].get("workshop", {}).get("minutes"), int):
        yield Problem(path, "", Message("the metadata workshop.minutes is missing"))


def _headings(cell: Json) -> list[str]:
    return _HEADING.findall(_without_code(cell)) if cell["cell_type"] == "markdown" else []


def _without_code(cell: Json) -> str:
    return re.sub(r"^```.*?^```", "", joined(cell["source"]), flags=re.DOTALL | re.MULTILINE)


def _cell_messages(cell: Json, path: Path, seen: set[str]) -> Iterator[Message]:
    for rule in _CELL_RULES:
        yield from rule(cell, path, seen)


def _id_rule(cell: Json, _path: Path, seen: set[str]) -> Iterator[Message]:
    name = str(cell.get("id", ""))
    if not _ID.match(name) or len(name) > 40:
        yield Message("the id is not kebab-case of at most 40 characters")
    if name in seen:
        yield Message("the id stands twice in this notebook")


def _metadata_rule(cell: Json, _path: Path, _seen: set[str]) -> Iterator[Message]:
    metadata = cell["metadata"]
    for name in sorted(set(metadata) - CELL_KEYS):
        yield Message("metadata {name!r} is not allowed", name=name)
    for tag in sorted(set(metadata.get("tags", ())) - TAGS):
        allowed = ", ".join(sorted(TAGS))
        yield Message("tag {tag!r} is not known; allowed: {allowed}", tag=tag, allowed=allowed)
    slide = metadata.get("slideshow", {}).get("slide_type", "slide")
    if slide not in SLIDE_TYPES:
        allowed = ", ".join(sorted(SLIDE_TYPES))
        yield Message("slide type {slide!r}; allowed: {allowed}", slide=slide, allowed=allowed)


def _code_rule(cell: Json, _path: Path, _seen: set[str]) -> Iterator[Message]:
    if cell["cell_type"] != "code":
        return
    if cell.get("outputs") or cell.get("execution_count") is not None:
        yield Message("the cell was saved with its outputs")
    lines = len(joined(cell["source"]).splitlines())
    if lines > MOST_CODE_LINES:
        yield Message("{lines} lines of code; at most {most}", lines=lines, most=MOST_CODE_LINES)
    hidden = cell["metadata"].get("jupyter", {}).get("source_hidden", False)
    if hidden is not ("hide-input" in cell["metadata"].get("tags", ())):
        yield Message("tag hide-input and metadata jupyter.source_hidden belong together")


def _exercise_rule(cell: Json, _path: Path, _seen: set[str]) -> Iterator[Message]:
    tags = cell["metadata"].get("tags", ())
    if "exercise" in tags and cell.get("id") not in exercises.catalog():
        yield Message("there is no such exercise in notebooks/exercises.toml")


def _alt_rule(cell: Json, _path: Path, _seen: set[str]) -> Iterator[Message]:
    if cell["cell_type"] == "markdown":
        for image in _IMAGE.finditer(_without_code(cell)):
            if not image["alt"].strip():
                yield Message("picture {name!r} has no alternative text", name=image["target"])


def _link_rule(cell: Json, path: Path, _seen: set[str]) -> Iterator[Message]:
    if cell["cell_type"] != "markdown":
        return
    text = _without_code(cell)
    for match in (*_IMAGE.finditer(text), *_LINK.finditer(text)):
        target = unquote(match["target"].partition("#")[0])
        outside = re.match(r"[a-z]+:", target) is not None
        if target and not outside and not (path.parent / target).exists():
            yield Message("link to {target!r}, which does not exist", target=target)


def _placeholder_rule(cell: Json, _path: Path, _seen: set[str]) -> Iterator[Message]:
    for name in unknown(joined(cell["source"])) if cell["cell_type"] == "markdown" else ():
        allowed = ", ".join(sorted(NAMES))
        yield Message(
            "{name!r} is no word of the event; allowed: {allowed}", name=name, allowed=allowed
        )


Rule = Callable[[Json, Path, set[str]], Iterator[Message]]
_CELL_RULES: tuple[Rule, ...] = (
    _id_rule,
    _metadata_rule,
    _code_rule,
    _exercise_rule,
    _alt_rule,
    _link_rule,
    _placeholder_rule,
)


def _check_parity(pair: Twins, one: Json, two: Json) -> Iterator[Problem]:
    ids = [[cell.get("id") for cell in content["cells"]] for content in (one, two)]
    if ids[0] != ids[1]:
        only = sorted(str(name) for name in set(ids[0]) ^ set(ids[1]))
        yield Problem(
            pair.en,
            "",
            Message(
                "other cells, or another order, than the twin (only in one: {only}); "
                "run `workshop sync`",
                only=", ".join(only) or "–",
            ),
        )
        return
    for mine, theirs in zip(two["cells"], one["cells"], strict=True):
        for message in _parity_messages(mine, theirs):
            yield Problem(pair.en, str(mine.get("id")), message)


def _parity_messages(mine: Json, theirs: Json) -> Iterator[Message]:
    if mine["cell_type"] != theirs["cell_type"] or _comparable(mine) != _comparable(theirs):
        yield Message("code or metadata differ from the twin; run `workshop sync`")
    if mine["cell_type"] == "markdown":
        for cell, twin, name in ((mine, theirs, "en"), (theirs, mine, "id")):
            if not translates(cell):
                yield Message("the text in {language} is not yet translated", language=name)
            elif translates(cell) != text_digest(twin):
                yield Message(
                    "the text in {language} is older than its twin; revise it, "
                    "then run `workshop sync --accept NOTEBOOK`",
                    language=name,
                )


def _comparable(cell: Json) -> tuple[object, ...]:
    metadata = {key: value for key, value in cell["metadata"].items() if key != "workshop"}
    minutes = cell["metadata"].get("workshop", {}).get("minutes")
    code = joined(cell["source"]) if cell["cell_type"] == "code" else ""
    return metadata, minutes, code
