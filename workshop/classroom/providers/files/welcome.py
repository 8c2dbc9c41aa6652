"""Welcome sheets: one page a student, to print and hand out or to send to the one it is for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Person
from workshop.classroom.building.calendar import moment
from workshop.classroom.building.wording import address, one_line
from workshop.classroom.providers.files.links import code, link_of
from workshop.classroom.providers.files.paper import string
from workshop.i18n import clock, date, tr
from workshop.paper.pages import array, call, to_pdf

_LOOK = Path(__file__).with_name("welcome.typ")
_CODE = "code.svg"
# What is longer is cut, so that everybody gets one page that can be read.
_NAME, _TITLE, _RULE, _PROMPT, _MOST_RULES = 70, 120, 170, 360, 8


def welcome_sheets(blueprint: Blueprint, link: str = "") -> bytes:
    """Return a PDF with one page for each student who agreed.

    Parameters
    ----------
    blueprint
        The class; the words are in its language.
    link
        Where people join; by default the link of the first meeting that has one.
    """
    with i18n.use(blueprint.language):
        sheets = _Sheets(blueprint, link_of(blueprint, link))
        calls = [sheets.page(student) for student in blueprint.with_role("student")]
        title = tr("Welcome sheets: {course}", course=sheets.course)
        return to_pdf(title, blueprint.language, calls, look=_LOOK, pictures=sheets.pictures)


@dataclass(frozen=True)
class _Sheets:
    """What all sheets share; ``link`` is empty while nobody knows it."""

    blueprint: Blueprint
    link: str

    @property
    def course(self) -> str:
        return self._said(self.blueprint.said(self.blueprint.course), _TITLE)

    @property
    def lecturer(self) -> Person | None:
        return next(iter(self.blueprint.with_role("lecturer")), None)

    @property
    def asked(self) -> str:
        """The address for questions; empty when there is none."""
        return address(self.lecturer) if self.lecturer else ""

    @cached_property
    def pictures(self) -> dict[str, bytes]:
        """The code of the link; nothing without a link, or when it is too long for a phone."""
        picture = code(self.link)
        return {_CODE: picture} if picture else {}

    def page(self, student: Person) -> str:
        facts = [array([string(name), string(text)]) for name, text in self._facts(student)]
        rules = [self._said(self.blueprint.said(rule.text), _RULE) for rule in self.blueprint.rules]
        return call(
            "welcome",
            string(self._said(self.blueprint.term, _TITLE)),
            string(tr("Welcome, {name}!", name=self._said(student.name, _NAME))),
            string(self.course),
            array(facts),
            string(tr("How to join with your phone")),
            array([string(step) for step in self._steps(student)]),
            array([string(words) for words in self._card()]),
            array([string(words) for words in self._first_week()]),
            string(tr("Rules in short")),
            array([string(rule) for rule in rules[:_MOST_RULES]]),
            string(self._privacy()),
        )

    def _facts(self, student: Person) -> list[tuple[str, str]]:
        college = self.blueprint.colleges_by_key.get(student.college)
        facts = [
            (tr("Term"), f"{date(self.blueprint.begins)} –\n{date(self.blueprint.ends)}"),
            (tr("College"), self._said(college.name, _TITLE) if college else ""),
            (tr("Study group"), self._group(student)),
            (tr("Lecturer"), self._said(self.lecturer.name, _NAME) if self.lecturer else ""),
        ]
        return [(name, text) for name, text in facts if text]

    def _steps(self, student: Person) -> list[str]:
        group, mail = self._group(student), address(student)
        enter = tr("Sign in as {email}, the address that the class knows.", email=mail)
        greet = tr("Look for {group} and say hello to the others.", group=group)
        steps = [
            tr("Connect your phone to the internet; the Wi-Fi of your campus saves data."),
            self._way_in(),
            enter if mail else tr("Sign in with your own full name."),
            greet if group else tr("Introduce yourself in one sentence."),
        ]
        trouble = tr("It does not work? Write to: {email}", email=self.asked)
        return [*steps, trouble] if self.asked and self.link else steps

    def _way_in(self) -> str:
        if self.pictures:
            return tr("Open the camera, hold it over the code and tap the link that appears.")
        if self.link:
            return tr("Ask your lecturer to send you the link of the class, since it is long.")
        if self.asked:
            return tr("Ask your lecturer how to enter the class: {email}", email=self.asked)
        return tr("Ask your lecturer how to enter the class.")

    def _card(self) -> tuple[str, ...]:
        """Return the words of the card with the link; nothing without one that a phone reads."""
        if not self.pictures:
            return ()
        return tr("The door to the class"), _CODE, self.link, tr("Or type the link.")

    def _first_week(self) -> list[str]:
        if not self.blueprint.weeks:
            return []
        week = min(self.blueprint.weeks, key=lambda week: week.number)
        due = moment(self.blueprint, week.summary_due)
        return [
            tr("Week {number}, from {date}", number=week.number, date=date(week.begins)),
            self._said(self.blueprint.said(week.topic), _TITLE),
            self._said(self.blueprint.said(week.prompt), _PROMPT),
            tr("Your summary is due:"),
            tr(
                "{date}, {clock} {zone}",
                date=date(due.date()),
                clock=clock(due.time()),
                zone=due.tzname(),
            ),
        ]

    def _privacy(self) -> str:
        return tr(
            "Your name, address and study group are used for this class alone, as you agreed. You "
            "may see, correct or delete them and withdraw your consent at any time: tell your "
            "lecturer. This sheet is for you only."
        )

    def _group(self, student: Person) -> str:
        groups = (one for one in self.blueprint.groups if student.key in one.members)
        return ", ".join(self._said(self.blueprint.said(one.title), _NAME) for one in groups)

    @staticmethod
    def _said(text: str, most: int) -> str:
        line = one_line(text)
        return line if len(line) <= most else line[: most - 1].rstrip() + "…"
