"""The announcement of a class: its parts, what is missing, and its text for every place."""

import html
from typing import Any

import ipywidgets

from workshop import files
from workshop.classroom.announcement.model import Announcement, missing, of_blueprint
from workshop.classroom.announcement.poster import poster
from workshop.classroom.announcement.versions import PLACES, Place, Version, versions
from workshop.errors import WorkshopError
from workshop.i18n import language, number, tr
from workshop.widgets._class_source import ClassSource, folder, source_of
from workshop.widgets._show import BAD, GOOD, button, heading, said, show_files, show_words
from workshop.widgets._style import SPACED, STYLE, WIDE

_LABEL = "13em"


class AnnouncementForm(ipywidgets.VBox):
    """Fields above what is missing, the text for every place in tabs, and a button."""

    def __init__(self, builder: ClassSource | None = None) -> None:
        self.source = source_of(builder)
        self._filling = False
        self._make_fields()
        self.refill = button(tr("Fill in from the class again"), "undo")
        self.missing = ipywidgets.HTML()
        self.tabs = ipywidgets.Tab([ipywidgets.HTML() for _ in PLACES])
        self.tabs.titles = tuple(_short(place) for place in PLACES)
        self.tabs.selected_index = 0
        self.make = button(tr("Make the poster"), "file-pdf-o", style="primary")
        self.result = ipywidgets.Output()
        self.refill.on_click(lambda _: self.fill())
        self.make.on_click(self._make_poster)
        super().__init__(
            [
                ipywidgets.HTML(STYLE),
                *self.fields.values(),
                ipywidgets.HBox([self.refill]),
                self.missing,
                heading(tr("The text for every place")),
                self.tabs,
                ipywidgets.HBox([self.make]),
                self.result,
            ]
        )
        self.add_class(SPACED)
        self.fill()

    @property
    def announcement(self) -> Announcement:
        """The announcement as it stands in the fields."""
        given = {name: field.value for name, field in self.fields.items()}
        lines = (" ".join(line.split()).lstrip("•- ") for line in given.pop("taught").splitlines())
        tidy: dict[str, Any] = {
            name: " ".join(value.split()) if isinstance(value, str) else value
            for name, value in given.items()
        }
        return Announcement(**tidy, taught=tuple(filter(None, lines)))

    def fill(self) -> None:
        """Put into the fields what the class knows; benefit and link are nobody's but yours."""
        known = of_blueprint(self.source.blueprint)
        self._filling = True
        for name, field in self.fields.items():
            value = getattr(known, name)
            field.value = "\n".join(value) if name == "taught" else value
        self._filling = False
        self._tell()

    def _make_fields(self) -> None:
        self.fields: dict[str, Any] = {
            "theme": ipywidgets.Text(),
            "benefit": ipywidgets.Text(placeholder=tr("What can people do afterwards?")),
            "speaker": ipywidgets.Text(),
            "place": ipywidgets.Text(),
            "taught": ipywidgets.Textarea(rows=4, placeholder=tr("One thing a line")),
            "begins": ipywidgets.NaiveDatetimePicker(),
            "zone": ipywidgets.Text(),
            "link": ipywidgets.Text(placeholder="https://"),
            "seats": ipywidgets.BoundedIntText(min=0, max=1_000_000),
            "free": ipywidgets.Checkbox(),
        }
        labels = {
            "theme": tr("Theme"),
            "benefit": tr("Benefit"),
            "speaker": tr("Speaker"),
            "place": tr("Place or link"),
            "taught": tr("What is taught"),
            "begins": tr("Day and time"),
            "zone": tr("Time zone"),
            "link": tr("Link for registering"),
            "seats": tr("Seats (0: no limit)"),
            "free": tr("Free of charge"),
        }
        for name, field in self.fields.items():
            field.description = labels[name]
            field.style.description_width = _LABEL
            field.layout.width = WIDE
            field.observe(self._tell, names="value")

    def _tell(self, _change: object = None) -> None:
        if self._filling:
            return
        self.result.outputs = ()
        announcement = self.announcement
        self.missing.value = _missing(announcement)
        for tab, version in zip(self.tabs.children, versions(announcement), strict=True):
            tab.value = _copyable(version)

    def _make_poster(self, _button: object) -> None:
        self.make.disabled = True
        show_words(self.result, tr("Working … this takes some seconds."))
        path = folder() / tr("poster.pdf")
        try:
            files.write(path, poster(self.announcement, language()))
        except (WorkshopError, OSError) as error:
            show_words(self.result, error, BAD)
        else:
            show_files(self.result, tr("The poster is ready to be printed:"), [path])
        finally:
            self.make.disabled = False

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        announcement = self.announcement
        told = "".join(_published(version) for version in versions(announcement))
        return {**bundle, "text/html": f"{_missing(announcement)}{told}"}


def announcement(builder: ClassSource | None = None) -> AnnouncementForm:
    """Show the announcement of a class as a form, and its text for every place.

    Parameters
    ----------
    builder
        Holds the class in ``blueprint`` and its file in ``path``; the example by default.
    """
    return AnnouncementForm(builder)


def _missing(announcement: Announcement) -> str:
    found = [str(message) for message in missing(announcement)]
    if not found:
        return said(tr("✓ Nothing is missing."), GOOD)
    rows = "".join(f"<li>{html.escape(line)}</li>" for line in found)
    return said(tr("Not yet complete:"), BAD) + f"<ul>{rows}</ul>"


def _short(place: Place) -> str:
    """Return the name of a place without what explains it, since a tab is narrow."""
    return str(place.title).partition(" (")[0].partition(",")[0]


def _length(version: Version) -> list[str]:
    """Say how long a text is, and what did not fit into it."""
    length, limit = number(version.length), number(version.place.limit)
    lines = [tr("{length} of {limit} characters.", length=length, limit=limit)]
    if not version.fits:
        lines.append(tr("Too long even with the theme alone: shorten the theme."))
    if version.left_out:
        lines.append(tr("Left out, so that it fits: {parts}.", parts=", ".join(version.left_out)))
    return lines


def _copyable(version: Version) -> str:
    """Return a text to copy; it cannot be changed here, only in the fields above."""
    rows = min(18, version.text.count("\n") + 2 + version.length // 90)
    label = html.escape(str(version.place.title), quote=True)
    hint = tr("To copy: click into the text, then press Ctrl+A and Ctrl+C.")
    return (
        f'<textarea readonly rows="{rows}" aria-label="{label}" style="width:100%;'
        f'box-sizing:border-box;font:inherit;padding:.5em">{html.escape(version.text)}</textarea>'
        f"{said(' '.join(_length(version)), GOOD if version.fits else BAD)}{said(hint)}"
    )


def _published(version: Version) -> str:
    title, text = html.escape(str(version.place.title)), html.escape(version.text)
    return f"<p><strong>{title}</strong></p><pre>{text}</pre>{said(' '.join(_length(version)))}"
