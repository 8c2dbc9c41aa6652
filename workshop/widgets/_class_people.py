"""Who takes part, and in which study group."""

import html
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ipywidgets

from workshop.classroom.blueprint.grouping import Attribute, grouped
from workshop.classroom.blueprint.mixing import mixing
from workshop.classroom.blueprint.model import ROLES, Blueprint, Group, Person
from workshop.classroom.blueprint.roster import read_roster
from workshop.errors import WorkshopError
from workshop.i18n import language, ntr, number, tr
from workshop.widgets import _class_sections as sections
from workshop.widgets._class_draft import ClassDraft
from workshop.widgets._form import Field, typed
from workshop.widgets._reading import reading
from workshop.widgets._show import BAD, button, said, show
from workshop.widgets._upload import upload_button, uploaded

LISTS = ".csv,.tsv,.txt,.xlsx"
MIXED: tuple[Attribute, ...] = ("college", "level")
LARGEST = 12  # of a study group, as the slider offers it


def is_simulated(people: tuple[Person, ...]) -> bool:
    """Whether people are made up: their addresses are in domains that nobody can register.

    Examples
    --------
    >>> is_simulated((Person("ayu", "Ayu", "ayu@musi.example.ac.id", "student", "musi"),))
    True
    """
    domains = [person.email.rpartition("@")[2].split(".") for person in people]
    return bool(domains) and all("example" in domain for domain in domains)


class People(ipywidgets.VBox):
    """A list that is uploaded, how it was read, and the people one by one."""

    def __init__(self, draft: ClassDraft, changed: Callable[[], None]) -> None:
        self.draft, self._changed = draft, changed
        self.upload = upload_button(tr("Upload a list of people"), LISTS)
        self.upload.observe(self._take, names="value")
        self.told = ipywidgets.HTML()
        self.summary = ipywidgets.HTML()
        self.rows = sections.people(draft, changed)
        about = tr(
            "A CSV or Excel file with the columns name, role, college and consent; e-mail, student "
            "number and level help. It takes the place of all people below, and is read on this "
            "computer only. Names are shown here and never on pages made from this notebook."
        )
        super().__init__(
            [
                ipywidgets.HTML(said(about)),
                ipywidgets.HBox([self.upload]),
                self.told,
                self.summary,
                self.rows,
            ],
            layout={"width": "100%"},
        )

    def show(self, blueprint: Blueprint) -> None:
        """Show who takes part."""
        self.told.value = ""
        self.summary.value = counted(blueprint) + reading(blueprint.report)
        self.rows.show(blueprint)

    def _take(self, _change: object) -> None:
        for file in uploaded(self.upload):
            self._read(*file)

    def _read(self, name: str, content: bytes) -> None:
        shown = self.draft.shown
        try:
            roster = read_roster(name, content, shown.colleges)
        except WorkshopError as error:
            kept = tr("The people of before are still there.")
            self.told.value = said(error, BAD) + said(kept)
            return
        people = tuple(replace(person, row=0) for person in roster.people)
        fresh = replace(shown, people=people, roster="", report=roster.report)
        self.draft.become(fresh)
        self._changed()
        words = ntr("{file}: {count} person was read.", "{file}: {count} people were read.",
                    len(people), file=name)  # fmt: skip
        self.told.value = said(words)


def counted(blueprint: Blueprint) -> str:
    """Return how many take part, by college and role, as an HTML table without names."""
    if not blueprint.people:
        return said(tr("Nobody takes part yet."))
    people = blueprint.people
    counts = Counter((one.college, one.role) for one in people)
    refused = Counter(one.college for one in people if not one.consent)
    names = {one.key: one.name for one in blueprint.colleges}
    head = [tr("College"), *(str(sections.ROLE_WORDS[role]) for role in ROLES),
            tr("Did not agree")]  # fmt: skip
    rows = [
        [name, *(number(counts[key, role]) for role in ROLES), number(refused[key])]
        for key, name in names.items()
    ]
    totals = [
        tr("All"),
        *(number(sum(one.role == role for one in people)) for role in ROLES),
        number(sum(refused.values())),
    ]
    notice = ""
    if is_simulated(people):
        notice = said(tr("These people are simulated: nobody of these names takes part."))
    return notice + table(head, [*rows, totals])


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a table as HTML, the first column of which names the rows."""
    header = "".join(
        f'<th scope="col" style="padding:0 .6em">{html.escape(one)}</th>' for one in head
    )
    body = "".join(
        f'<tr><th scope="row" style="text-align:left">{html.escape(row[0])}</th>'
        + "".join(
            f'<td style="text-align:right;padding:0 .6em">{html.escape(one)}</td>'
            for one in row[1:]
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>"


class Groups(ipywidgets.VBox):
    """How large study groups are, what is mixed in them, and how well that went."""

    def __init__(self, draft: ClassDraft, changed: Callable[[], None]) -> None:
        self.draft, self._changed = draft, changed
        size = typed(tr("People in a group"), ipywidgets.IntSlider, min=0, max=LARGEST)
        size.continuous_update = False
        ticks = [
            ("college", tr("Mix the colleges")),
            ("level", tr("Mix the years or levels")),
        ]
        fields = [
            Field(size, lambda one: one.grouping.size, _sized),
            *(_mixed(name, label) for name, label in ticks),
        ]
        self.form = sections.whole(draft, fields, changed)
        self.size, self.by_college, self.by_level = (field.control for field in fields)
        self.make = button(tr("Form the groups"), "users", style="info")
        self.dissolve = button(tr("Dissolve all groups"), "times")
        self.make.on_click(self._make)
        self.dissolve.on_click(self._dissolve)
        self.result = ipywidgets.Output()
        self.members = ipywidgets.HTML()
        about = tr(
            "Who has a group stays in it: newcomers join the smallest one, and nobody moves. To "
            "form all groups anew, dissolve them first; “Undo” brings them back."
        )
        buttons = ipywidgets.HBox([self.make, self.dissolve], layout={"flex_flow": "row wrap"})
        super().__init__(
            [self.form, ipywidgets.HTML(said(about)), buttons, self.result, self.members],
            layout={"width": "100%"},
        )

    def show(self, blueprint: Blueprint) -> None:
        """Show the groups and how well they are mixed."""
        self.size.max = max(LARGEST, blueprint.grouping.size)
        self.form.show(blueprint, blueprint)
        self.make.disabled = not blueprint.grouping.size
        self.dissolve.disabled = not blueprint.groups
        show(self.result, mixing(blueprint))
        self.members.value = _members(blueprint)

    def _make(self, _button: object) -> None:
        self.draft.become(grouped(self.draft.shown))
        self._changed()

    def _dissolve(self, _button: object) -> None:
        people = tuple(replace(person, group="") for person in self.draft.shown.people)
        self.draft.become(replace(self.draft.shown, groups=(), people=people))
        self._changed()


def _sized(blueprint: Blueprint, size: int) -> Blueprint:
    return replace(blueprint, grouping=replace(blueprint.grouping, size=size))


def _mixed(name: Any, label: str) -> Field:
    def put(blueprint: Blueprint, ticked: object) -> Blueprint:
        kept = {*blueprint.grouping.mix, name} if ticked else {*blueprint.grouping.mix} - {name}
        mix = tuple(one for one in MIXED if one in kept)
        return replace(blueprint, grouping=replace(blueprint.grouping, mix=mix))

    return Field(typed(label, ipywidgets.Checkbox), lambda one: name in one.grouping.mix, put)


def _members(blueprint: Blueprint) -> str:
    if not blueprint.groups:
        return ""
    told = (html.escape(_group(group, blueprint)) for group in blueprint.groups)
    rows = "".join(f"<li>{words}</li>" for words in told)
    heading = html.escape(tr("Who is in which group"))
    return f"<details><summary>{heading}</summary><ul>{rows}</ul></details>"


def _group(group: Group, blueprint: Blueprint) -> str:
    known = blueprint.people_by_key
    names = ", ".join(known[key].name if key in known else key for key in group.members)
    return f"{group.title.in_language(language())}: {names}"
