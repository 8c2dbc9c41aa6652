"""What somebody found: sentences to tick, to order, to add to, and to save."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import ipywidgets

from workshop.errors import WorkshopError
from workshop.i18n import ntr, tr
from workshop.results import simulated_notice
from workshop.widgets._own_file import OwnFile
from workshop.widgets._show import BAD, button, heading, said, show_files, show_words
from workshop.widgets._style import SPACED, STYLE, WIDE

WANTED = 3
_MARKUP, _ESCAPED = re.compile(r"([\\`*_{}\[\]<>#|!~$&])"), r"\\\1"


class Found(Protocol):
    """A title and the sentences below it."""

    @property
    def title(self) -> str:
        """What was asked."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was answered."""

    @property
    def simulated(self) -> bool:
        """Whether a machine made the answers up."""

    @property
    def others(self) -> tuple[str, ...]:
        """How it was found, and what to beware of."""


class Collector(Protocol):
    """Something that findings were added to, and that tells when there are more."""

    @property
    def collected(self) -> Iterable[Found]:
        """What was added."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever there is more."""


@dataclass(frozen=True)
class Sentence:
    """One sentence, where it comes from, and whether it is wanted and about simulated answers.

    What is ``folded`` says how something was found; it is offered below, out of the way.
    """

    text: str
    title: str = ""
    ticked: bool = False
    simulated: bool = False
    folded: bool = False


class Findings(ipywidgets.VBox):
    """Sentences with a tick each, a fold with more, a field for own words, a button to save."""

    def __init__(self, source: "Collector | Iterable[str]") -> None:
        self.sentences: list[Sentence] = []
        self._seen: set[tuple[str, str]] = set()
        self.file = OwnFile(Path(tr("my-findings.md")).absolute())
        self.rows = ipywidgets.VBox()
        self.folded = ipywidgets.VBox()
        self.more = ipywidgets.Accordion([self.folded], selected_index=None)
        self.own = ipywidgets.Textarea(
            description=tr("Your own words"),
            rows=2,
            style={"description_width": "12em"},
            layout={"width": WIDE},
        )
        self.add = button(tr("Add"), "plus")
        self.save = button(tr("Save my findings"), "save", style="primary")
        self.count = ipywidgets.HTML()
        self.result = ipywidgets.Output()
        self.add.on_click(self._add)
        self.save.on_click(self._save)
        super().__init__(
            [
                ipywidgets.HTML(STYLE),
                self.rows,
                self.more,
                self.own,
                ipywidgets.HBox([self.add, self.save], layout={"flex_flow": "row wrap"}),
                self.count,
                self.result,
            ]
        )
        self.add_class(SPACED)
        self.source = source
        if hasattr(source, "watch"):
            source.watch(self.refresh)
        self.refresh()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The sentences that are ticked, in their order; those of the fold come last."""
        shown = sorted(self.sentences, key=lambda one: one.folded)
        return tuple(one.text for one in shown if one.ticked)

    @property
    def text(self) -> str:
        """The sentences that are ticked, one a line, after a word on simulated answers."""
        simulated = any(one.simulated for one in self.sentences if one.ticked)
        return "\n".join([*simulated_notice(simulated=simulated), *self.chosen])

    def refresh(self) -> None:
        """Take what was added to the source since the last time."""
        for one in _given(self.source):
            if (one.title, one.text) not in self._seen:
                self._seen.add((one.title, one.text))
                self.sentences.append(one)
        self._draw()

    def _draw(self) -> None:
        rows = self._rows(folded=False)
        if not rows:
            words = tr("Nothing yet: add an answer above, or write one below.")
            rows = [ipywidgets.HTML(said(words))]
        self.rows.children = rows
        self._draw_folded()
        self._tell_count()

    def _draw_folded(self) -> None:
        self.folded.children = self._rows(folded=True)
        count = sum(one.folded for one in self.sentences)
        words = ntr(
            "{count} more sentence: how it was calculated, and what to beware of",
            "{count} more sentences: how it was calculated, and what to beware of",
            count,
        )
        self.more.titles = (words,)
        self.more.layout.display = None if count else "none"

    def _rows(self, *, folded: bool) -> list[ipywidgets.Widget]:
        rows: list[ipywidgets.Widget] = []
        title = ""
        for place, sentence in enumerate(self.sentences):
            if sentence.folded is not folded:
                continue
            if sentence.title and sentence.title != title:
                rows.append(heading(sentence.title))
            title = sentence.title
            rows.append(self._row(place, sentence))
        return rows

    def _row(self, place: int, sentence: Sentence) -> ipywidgets.HBox:
        tick = ipywidgets.Checkbox(
            value=sentence.ticked,
            description=sentence.text,
            indent=False,
            layout={"flex": "1 1 0%", "width": "auto", "height": "auto"},
        )
        up = button(tr("Up"), "arrow-up")
        down = button(tr("Down"), "arrow-down")
        tick.observe(lambda change: self._tick(place, ticked=change["new"]), names="value")
        up.on_click(lambda _: self._move(place, -1))
        down.on_click(lambda _: self._move(place, 1))
        return ipywidgets.HBox([tick, up, down], layout={"align_items": "center"})

    def _tick(self, place: int, *, ticked: bool) -> None:
        self.sentences[place] = replace(self.sentences[place], ticked=ticked)
        self._tell_count()

    def _move(self, place: int, step: int) -> None:
        """Swap a sentence with the next one that is shown in the same list."""
        target = place + step
        inside = range(len(self.sentences))
        while target in inside and self.sentences[target].folded != self.sentences[place].folded:
            target += step
        if target in inside:
            both = self.sentences[target], self.sentences[place]
            self.sentences[place], self.sentences[target] = both
            self._draw()

    def _add(self, _button: object) -> None:
        words = " ".join(self.own.value.split())
        if words:
            self.sentences.append(Sentence(words, ticked=True))
            self.own.value = ""
            self._draw()

    def _tell_count(self) -> None:
        count = len(self.chosen)
        self.count.value = said(
            ntr(
                "{count} finding chosen; three are a good number.",
                "{count} findings chosen; three are a good number.",
                count,
            )
        )

    def _save(self, _button: object) -> None:
        if not self.chosen:
            show_words(self.result, tr("Tick or write a finding first."), BAD)
            return
        if not self.file.may_be_replaced():
            words = tr(
                "{file} exists already and holds something else. Click “Save my findings” once "
                "more to replace it.",
                file=self.file.path.name,
            )
            show_words(self.result, words, BAD)
            return
        try:
            simulated = any(one.simulated for one in self.sentences)
            self.file.write(as_markdown(self.chosen, simulated=simulated))
        except (WorkshopError, OSError) as error:
            show_words(self.result, error, BAD)
        else:
            show_files(self.result, tr("Saved."), [self.file.path])

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        lines = [f"{place}. ____" for place in range(1, WANTED + 1)]
        title = tr("My findings")
        return {**bundle, "text/markdown": "\n".join([f"**{title}**", "", *lines])}


def findings(source: "Collector | Iterable[str]" = ()) -> Findings:
    """Show sentences to tick, to order and to add to.

    Parameters
    ----------
    source
        The widget `analysis`, whose additions appear here at once; or sentences.
    """
    return Findings(source)


def as_markdown(sentences: Iterable[str], *, simulated: bool = False) -> str:
    """Return findings as a numbered list; signs of markup in them stay signs.

    Those about simulated answers say so, whichever of them were chosen.

    Examples
    --------
    >>> as_markdown(["a < *b*"]).splitlines()[-1]
    '1. a \\\\< \\\\*b\\\\*'
    """
    lines = [
        f"{place}. {_MARKUP.sub(_ESCAPED, ' '.join(one.split()))}"
        for place, one in enumerate(sentences, start=1)
    ]
    notice = "".join(f"> {words}\n\n" for words in simulated_notice(simulated=simulated))
    return "\n".join(["# " + tr("My findings"), "", f"{notice}{lines[0]}", *lines[1:], ""])


def _given(source: "Collector | Iterable[str]") -> list[Sentence]:
    if isinstance(source, Iterable):
        return [Sentence(words) for words in source]
    return [
        Sentence(words, one.title, simulated=one.simulated, folded=folded)
        for one in source.collected
        for folded, sentences in ((False, one.sentences), (True, one.others))
        for words in sentences
    ]
