"""The slides, the handout and the participant's copy as ordinary nbconvert exporters.

Registered as entry points, so that ``jupyter nbconvert --to workshop-slides``
and JupyterLab's menu *Save and Export Notebook As…* offer them for any notebook.
"""

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Unicode

from workshop import config, i18n
from workshop.config import Settings
from workshop.errors import SettingsError
from workshop.files import to_json
from workshop.publishing import handout, slides
from workshop.publishing.notebook import Notebook, parse
from workshop.publishing.participant import participant_copy
from workshop.publishing.placeholders import fill


class KitExporter(Exporter):
    """What the exporters share: from nbconvert's notebook to ours, and back to its resources."""

    def from_notebook_node(  # type: ignore[override]  # nbconvert's exporters, too, return text or bytes
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str | bytes, dict[str, Any]]:
        """Export a notebook."""
        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        return self._export(nb, resources), resources

    def _export(self, nb: NotebookNode, resources: dict[str, Any]) -> str | bytes:
        raise NotImplementedError


class SlidesExporter(KitExporter):
    """One HTML file with a reveal.js deck that works offline."""

    file_extension = Unicode(".slides.html").tag(config=True)
    export_from_notebook = "Ruang Kelas: slides"
    output_mimetype = "text/html"

    def _export(self, nb: NotebookNode, resources: dict[str, Any]) -> str:
        return slides.render(*_prepared(nb, resources))


class HandoutExporter(KitExporter):
    """A PDF to print, made without LaTeX and without a browser."""

    file_extension = Unicode(".pdf").tag(config=True)
    export_from_notebook = "Ruang Kelas: handout"
    output_mimetype = "application/pdf"

    def _export(self, nb: NotebookNode, resources: dict[str, Any]) -> bytes:
        return handout.render(*_prepared(nb, resources))


class ParticipantExporter(KitExporter):
    """The notebook without solutions, notes and outputs."""

    file_extension = Unicode(".participant.ipynb").tag(config=True)
    export_from_notebook = "Ruang Kelas: participant's copy"
    output_mimetype = "application/json"

    def _export(self, nb: NotebookNode, resources: dict[str, Any]) -> str:  # noqa: ARG002  # as in the others
        return to_json(participant_copy(nb))


def _prepared(nb: NotebookNode, resources: dict[str, Any]) -> tuple[Notebook, Settings | None, str]:
    metadata = resources.get("metadata", {})
    folder = Path(metadata.get("path") or ".").resolve()
    notebook = parse(nb, name=str(metadata.get("name") or "notebook"), folder=folder)
    settings, language = _settings(folder), notebook.language or i18n.language()
    return fill(notebook, settings, language), settings, language


def _settings(folder: Path) -> Settings | None:
    """Return the event whose kit holds the notebook; a stranger's notebook has none."""
    try:
        kit = config.kit_folder(folder)
        return config.settings(kit / config.SETTINGS_NAME) if folder.is_relative_to(kit) else None
    except SettingsError:
        return None
