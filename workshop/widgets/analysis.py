"""Guided questions to the answers: what to ask is clicked, which statistic fits is found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import ipywidgets

from workshop.errors import WorkshopError
from workshop.i18n import tr
from workshop.results import Result
from workshop.survey.guide import ASKS, Ask, ask
from workshop.survey.headlines import headlines
from workshop.survey.responses import Responses
from workshop.widgets._show import BAD, GOOD, button, said, show, show_words
from workshop.widgets._style import SPACED, STYLE, WIDE

_LABEL = "11em"
LONGEST = 90


class Source(Protocol):
    """Something that holds answers and tells when it holds others."""

    responses: Responses

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever other answers are loaded."""


@dataclass(frozen=True)
class Collected:
    """What was asked, what answers it, and what says how and what to beware of."""

    title: str
    sentences: tuple[str, ...]
    simulated: bool = False
    others: tuple[str, ...] = ()


class Analysis(ipywidgets.VBox):
    """A menu of what to ask, menus of questions, the answer, and a button that keeps it.

    Attributes
    ----------
    collected
        What was added to the findings, in this order.
    """

    def __init__(self, source: Responses | Source) -> None:
        self.source = source
        self.collected: list[Collected] = []
        self._watchers: list[Callable[[], None]] = []
        self.results: tuple[Result, ...] = ()
        self.ask = ipywidgets.ToggleButtons(
            options=[(str(one.words), one.id) for one in ASKS],
            description="",
            style={"button_width": "auto"},
            tooltips=[str(one.words) for one in ASKS],
        )
        self.menus = ipywidgets.VBox()
        self.picture = ipywidgets.Output()
        self.keep = button(tr("Add to my findings"), "plus", style="primary")
        self.message = ipywidgets.HTML()
        self.ask.observe(self._offer, names="value")
        self.keep.on_click(self._keep)
        super().__init__(
            [
                ipywidgets.HTML(STYLE),
                self.ask,
                self.menus,
                self.picture,
                ipywidgets.HBox([self.keep, self.message], layout={"flex_flow": "row wrap"}),
            ]
        )
        self.add_class(SPACED)
        if not isinstance(source, Responses):
            source.watch(self._offer)
        self._offer()

    @property
    def responses(self) -> Responses:
        """The answers that are asked now."""
        return self.source if isinstance(self.source, Responses) else self.source.responses

    @property
    def _asked(self) -> Ask:
        return ask(self.ask.value)

    def watch(self, changed: Callable[[], None]) -> None:
        """Call a function whenever something is added to the findings."""
        self._watchers.append(changed)

    def _offer(self, _change: object = None) -> None:
        """Show the menus that the question needs, with choices that fit each other."""
        picks = self._asked.picks
        choices = [pick.options(self.responses) for pick in picks]
        first = self._asked.first(self.responses, [list(names) for names in choices])
        menus = [
            _menu(str(pick.label), names, value)
            for pick, names, value in zip(picks, choices, first, strict=True)
        ]
        for menu in menus:
            menu.observe(self._answer, names="value")
        self.menus.children = menus
        self._answer()

    @property
    def _can_be_asked(self) -> bool:
        """Whether every menu can have a question of its own."""
        names = [{name for _, name in menu.options} for menu in self.menus.children]
        return all(names) and len(set().union(*names)) >= len(names)

    def _answer(self, _change: object = None) -> None:
        self.message.value = ""
        names = [menu.value for menu in self.menus.children]
        self.results = ()
        if not self._can_be_asked:
            words = tr("These answers hold no question of the kind that this needs.")
            show_words(self.picture, words)
        elif None in names:
            words = tr(
                "Choose in both menus: the same thing, measured before and measured after, such "
                "as the points in two tests. Nothing in these answers shows it for certain."
            )
            show_words(self.picture, words)
        else:
            try:
                self.results = self._asked.results(self.responses, *names)
            except WorkshopError as error:
                show_words(self.picture, error, BAD)
            else:
                parts = [part for one in self.results for part in (one, one.chart())]
                show(self.picture, *parts)
        self.keep.disabled = not self.results

    def _keep(self, _button: object) -> None:
        picked = [dict(map(reversed, menu.options))[menu.value] for menu in self.menus.children]
        title = f"{self._asked.words} {' · '.join(picked)}"
        # That the answers are simulated is said once, for all of them.
        lines = dict.fromkeys(line for one in self.results for line in one.sentences())
        first = dict.fromkeys(line for one in self.results for line in headlines(one))
        others = tuple(line for line in lines if line not in first)
        found = Collected(title, tuple(first), self.responses.simulated, others)
        if found in self.collected:
            self.message.value = said(tr("This is among your findings already."))
            return
        self.collected.append(found)
        self.message.value = said(tr("Added to your findings."), GOOD)
        for changed in self._watchers:
            changed()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        title = tr("In the notebook, you click on a question and see its answer:")
        return {
            **bundle,
            "text/markdown": "\n".join([title, "", *(f"- {one.words}" for one in ASKS)]),
        }


def analysis(source: Responses | Source) -> Analysis:
    """Show guided questions to answers.

    Parameters
    ----------
    source
        The answers, or the widget that loads them: then other answers are taken as soon as
        they are loaded there.
    """
    return Analysis(source)


def _menu(label: str, choices: dict[str, str], value: str | None) -> ipywidgets.Dropdown:
    # Two questions may have the same words; a menu needs each only once.
    options: dict[str, str] = {}
    for name, words in choices.items():
        short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
        options[f"{short} ({name})" if short in options else short] = name
    return ipywidgets.Dropdown(
        options=list(options.items()),
        value=value,
        description=label,
        style={"description_width": _LABEL},
        layout={"width": WIDE},
    )
