"""A menu for each sender that was not found in the class: who is it?"""

import html
from collections import Counter
from collections.abc import Callable, Iterable

import ipywidgets

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.discussion.people import Sender
from workshop.i18n import ntr, tr
from workshop.widgets._show import said
from workshop.widgets._style import WIDE

MOST = 40  # menus, each with the whole class in it; who wrote most comes first
LONGEST = 60
NOBODY = ""  # what `participation` takes for somebody who is not in the class
UNDECIDED = "?"  # no key of a person; a menu shows nothing for None


class WhoIsWho(ipywidgets.Accordion):
    """Menus in a fold, so that nobody's name is seen before it is opened.

    Attributes
    ----------
    people
        What was chosen: sender → key of a person, empty for somebody who is not in the class.
    """

    def __init__(self, changed: Callable[[], None]) -> None:
        self.people: dict[str, str] = {}
        self._changed = changed
        self._box = ipywidgets.VBox()
        super().__init__([self._box], selected_index=None)

    def ask(self, senders: Iterable[Sender], blueprint: Blueprint) -> None:
        """Offer a menu for each of some senders; what was chosen before is kept where it fits."""
        asked = sorted(filter(_handle, senders), key=lambda one: -one.posts)
        labels = _labels(blueprint)
        handles = set(map(_handle, asked))
        self.people = {
            sender: person
            for sender, person in self.people.items()
            if sender in handles and (person in labels or person == NOBODY)
        }
        menus = [self._menu(one, labels) for one in asked[:MOST]]
        words = tr(
            "The program shows a number or another name for these senders. Choose who they are; "
            "names stay in this notebook's memory and are never saved."
        )
        parts = [ipywidgets.HTML(said(words)), *menus]
        if rest := len(asked) - len(menus):
            more = ntr(
                "{count} more sender wrote less and is left out.",
                "{count} more senders wrote less and are left out.",
                rest,
            )
            parts.append(ipywidgets.HTML(said(more)))
        self._box.children = parts
        self.titles = (
            ntr(
                "Who is who: {count} sender was not found in the class",
                "Who is who: {count} senders were not found in the class",
                len(asked),
            ),
        )
        self.layout.display = None if asked else "none"

    @property
    def menus(self) -> tuple[ipywidgets.Dropdown, ...]:
        """The menus, one for each sender."""
        rows = (one for one in self._box.children if isinstance(one, ipywidgets.HBox))
        return tuple(row.children[1] for row in rows)

    def _menu(self, sender: Sender, labels: dict[str, str]) -> ipywidgets.HBox:
        near = [key for key in sender.near if key in labels]
        rest = [key for key in labels if key not in near]
        menu = ipywidgets.Dropdown(
            options=[
                (tr("– please choose –"), UNDECIDED),
                (tr("not in the class"), NOBODY),
                *((tr("{name} (similar)", name=labels[key]), key) for key in near),
                *((labels[key], key) for key in rest),
            ],
            value=self.people.get(_handle(sender), UNDECIDED),
            layout={"width": "22em"},
        )

        def chosen(change: dict[str, str]) -> None:
            self._choose(_handle(sender), change["new"])

        menu.observe(chosen, names="value")
        label = ipywidgets.HTML(_described(sender), layout={"width": "20em"})
        return ipywidgets.HBox([label, menu], layout={"max_width": WIDE, "flex_flow": "row wrap"})

    def _choose(self, sender: str, person: str) -> None:
        if person == UNDECIDED:
            self.people.pop(sender, None)
        else:
            self.people[sender] = person
        self._changed()

    def __repr__(self) -> str:
        """Show a count only: a notebook is published, names are not."""
        return f"WhoIsWho({len(self.menus)} senders)"


def _handle(sender: Sender) -> str:
    """Return what tells a sender from the others; names may be equal, accounts are not."""
    return sender.account or sender.name


def _described(sender: Sender) -> str:
    name = sender.name or sender.account
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    count = ntr("{count} message", "{count} messages", sender.posts)
    # Names of other writing directions must not turn the count around.
    return f"<bdi><b>{html.escape(short)}</b></bdi> ({html.escape(count)})"


def _labels(blueprint: Blueprint) -> dict[str, str]:
    """Return key → name of each person, in alphabetical order; equal names with more."""
    members = sorted(blueprint.members, key=lambda one: one.name.casefold())
    names = Counter(one.name for one in members)
    return {
        one.key: one.name if names[one.name] == 1 else f"{one.name} ({one.identifier or one.key})"
        for one in members
    }
