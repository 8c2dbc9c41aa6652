"""A class on a platform that is chosen in a menu: who builds what, and the files for the rest."""

import html
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import ipywidgets

from workshop import files
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building import planning
from workshop.classroom.building.coverage import WORDS, coverage
from workshop.classroom.building.provider import Provider
from workshop.classroom.building.registry import providers
from workshop.classroom.building.resources import Coverage, Support
from workshop.errors import WorkshopError
from workshop.i18n import language, ntr, tr
from workshop.widgets._class_source import ClassSource, folder, source_of
from workshop.widgets._show import BAD, button, said, show_files, show_words
from workshop.widgets._style import SPACED, STYLE, WIDE

FIRST = "moodle"  # what most colleges have
# Each way has a sign of its own, so that nobody has to tell colours apart.
SIGNS: dict[Coverage, str] = {"done": "✓", "import": "⇩", "guide": "✎", "impossible": "✗"}
_COLOURS: dict[Coverage, str] = {
    "done": "#137333",
    "import": "#1a5fb4",
    "guide": "#7a4d00",
    "impossible": "#b3261e",
}
_LEFT = 'style="text-align: left; vertical-align: top"'

Write = Callable[[Blueprint, Provider], list[Path]]


class ClassroomPlan(ipywidgets.VBox):
    """A menu of platforms above what each does with the class, and two buttons."""

    def __init__(self, builder: ClassSource | None = None) -> None:
        self.source = source_of(builder)
        known = providers()
        self.platform = ipywidgets.Dropdown(
            options=sorted((one.title, name) for name, one in known.items()),
            value=FIRST if FIRST in known else next(iter(known)),
            description=tr("Platform"),
            layout={"width": WIDE},
        )
        self.platform.observe(self.refresh, names="value")
        self.told = ipywidgets.HTML()
        self.files = button(tr("Make the import files"), "download")
        self.guide = button(tr("Make the guide"), "file-text-o")
        self.again = button(tr("Read the class again"), "refresh")
        self.result = ipywidgets.Output()
        self.files.on_click(lambda _: self._make(self.files, _write_files))
        self.guide.on_click(lambda _: self._make(self.guide, _write_guide))
        self.again.on_click(self.refresh)
        # A source that tells of its changes needs no such button, and the example has none.
        tells = builder is None or hasattr(self.source, "watch")
        buttons = [self.files, self.guide, *([] if tells else [self.again])]
        super().__init__(
            [
                ipywidgets.HTML(STYLE),
                self.platform,
                self.told,
                ipywidgets.HBox(buttons, layout={"flex_flow": "row wrap"}),
                self.result,
            ]
        )
        self.add_class(SPACED)
        if hasattr(self.source, "watch"):
            self.source.watch(self.refresh)
        self.refresh()

    @property
    def provider(self) -> Provider:
        """The platform that is chosen."""
        return providers()[self.platform.value]

    def refresh(self, _change: object = None) -> None:
        """Show the class as it stands on the platform that is chosen."""
        self.result.outputs = ()
        try:
            blueprint = self.source.blueprint
            self.told.value = told(blueprint, self.provider)
            count = len(self.provider.files(blueprint))
        except WorkshopError as error:
            self.told.value = said(error, BAD)
            count = 0
        self.files.layout.display = None if count else "none"

    def _make(self, clicked: ipywidgets.Button, write: Write) -> None:
        clicked.disabled = True
        show_words(self.result, tr("Working … this takes some seconds."))
        try:
            paths = write(self.source.blueprint, self.provider)
        except (WorkshopError, OSError) as error:
            show_words(self.result, error, BAD)
        else:
            show_files(self.result, _where(paths), paths)
        finally:
            clicked.disabled = False

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        title = html.escape(self.provider.title)
        return {**bundle, "text/html": f"<p><strong>{title}</strong></p>{self.told.value}"}


def classroom_plan(builder: ClassSource | None = None) -> ClassroomPlan:
    """Show what each platform does with a class, and make the files for it.

    Parameters
    ----------
    builder
        Holds the class in ``blueprint`` and its file in ``path``; the example by default.
    """
    return ClassroomPlan(builder)


def told(blueprint: Blueprint, provider: Provider) -> str:
    """Return who builds which part of a class on a platform, as HTML that names nobody."""
    table = coverage(blueprint, provider)
    supports = table.platforms[provider.name]
    summary = next(iter(table.sentences()))
    doubts = provider.check(blueprint)
    return "".join(
        [
            said(summary),
            said(_first_build(blueprint, provider)),
            _doubts(doubts),
            _table(supports[kind] for kind in table.kinds),
        ]
    )


def _first_build(blueprint: Blueprint, provider: Provider) -> str:
    """Count what a program would make; labels are left out, since they name people."""
    desired = provider.desired(blueprint)
    if not desired:
        return tr("No program may build on {platform}: follow the guide.", platform=provider.title)
    summary = planning.plan(desired, {}).summary()
    return tr("The first build would make: {summary}", summary=summary)


def _doubts(doubts: Iterable[object]) -> str:
    rows = "".join(f"<li>{html.escape(str(doubt))}</li>" for doubt in doubts)
    title = said(tr("Look at this first:"), BAD)
    return f"{title}<ul>{rows}</ul>" if rows else ""


def _table(supports: Iterable[Support]) -> str:
    headings = (tr("Part of the class"), tr("Who builds it"), tr("How"))
    header = "".join(f'<th scope="col" {_LEFT}>{html.escape(one)}</th>' for one in headings)
    rows = "".join(_row(support) for support in supports)
    return (
        f'<table lang="{language()}"><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(support: Support) -> str:
    code = support.coverage
    words = f"{SIGNS[code]} {WORDS[code]}"
    cells = (
        html.escape(str(support.title)),
        f'<strong style="color: {_COLOURS[code]}">{html.escape(words)}</strong>',
        html.escape(str(support.note)),
    )
    return f"<tr>{''.join(f'<td {_LEFT}>{cell}</td>' for cell in cells)}</tr>"


def _write_files(blueprint: Blueprint, provider: Provider) -> list[Path]:
    return _write(provider, provider.files(blueprint))


def _write_guide(blueprint: Blueprint, provider: Provider) -> list[Path]:
    from workshop.classroom.providers.guides.rendering import to_html, to_pdf

    made, chosen, name = provider.guide(blueprint), language(), tr("guide")
    contents: dict[str, bytes | str] = {
        f"{name}.html": to_html(made, chosen),
        f"{name}.pdf": to_pdf(made, chosen),
    }
    return _write(provider, contents)


def _write(provider: Provider, contents: Mapping[str, bytes | str]) -> list[Path]:
    """Write files into the folder of a platform, out of Git's sight: they name people."""
    target = folder() / provider.name
    files.write(target / ".gitignore", "*\n")
    paths = [target / Path(name).name for name in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        files.write(path, content)
    return paths


def _where(paths: list[Path]) -> str:
    count = ntr("{count} file", "{count} files", len(paths))
    place = paths[0].parent.relative_to(Path.cwd()).as_posix()
    return tr(
        "Done: {files} in the folder {folder}, which you find in the file browser on the left. "
        "They name the people of the class; give them to nobody else.",
        files=count,
        folder=place,
    )
