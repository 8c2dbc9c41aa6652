"""Guided questions to the answers: what to ask is clicked, which statistic fits is found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import ipywidgets

from workshop.errors import WorkshopError
from workshop.i18n import tr
from workshop.survey.guide import ASKS, Ask, ask
from workshop.survey.responses import Responses
from workshop.survey.results import Result, simulated_notice
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
    """What was asked, and the sentences that answer it."""

    title: str
    sentences: tuple[str, ...]
    simulated: bool = False


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
        """Show the menus that the question needs, each with another first choice."""
        menus: list[ipywidgets.Dropdown] = []
        taken: set[str] = set()
        for pick in self._asked.picks:
            choices = pick.options(self.responses)
            menu = _menu(str(pick.label), choices)
            menu.value = next((one for one in choices if one not in taken), None)
            taken.add(menu.value)
            menu.observe(self._answer, names="value")
            menus.append(menu)
        self.menus.children = menus
        self._answer()

    def _answer(self, _change: object = None) -> None:
        self.message.value = ""
        names = [menu.value for menu in self.menus.children]
        self.results = ()
        if None in names:
            words = tr("These answers hold no question of the kind that this needs.")
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
        simulated = self.responses.simulated
        notice = simulated_notice(simulated=simulated)  # goes with all of them
        lines = [line for one in self.results for line in one.explain().splitlines()]
        sentences = tuple(line for line in dict.fromkeys(lines) if line not in notice)
        found = Collected(title, sentences, simulated)
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


def _menu(label: str, choices: dict[str, str]) -> ipywidgets.Dropdown:
    # Two questions may have the same words; a menu needs each only once.
    options: dict[str, str] = {}
    for name, words in choices.items():
        short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
        options[f"{short} ({name})" if short in options else short] = name
    return ipywidgets.Dropdown(
        options=list(options.items()),
        value=None,
        description=label,
        style={"description_width": _LABEL},
        layout={"width": WIDE},
    )
