"""A provider for a platform on which nothing can be made by a program.

Why not, and since when, stands with each platform in ``data/catalogue/platforms.csv``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building import wording
from workshop.classroom.building.provider import Connection, Guide, GuideStep, Setting
from workshop.classroom.building.resources import Coverage, Kind, Resource, Support
from workshop.errors import Message, ProviderError

BY_HAND = Message("By hand, with the guide.")


@dataclass(frozen=True)
class GuideProvider:
    """A platform that is built by following a guide.

    Parameters
    ----------
    name, title
        After ``--on``, and as people call it.
    introduction
        Why there is a guide and no button.
    impossible
        Kind → why the platform has nothing like it.
    write
        Blueprint → all steps, in the reader's language.
    most_people
        How many people fit into it; 0 when there is no such limit.
    """

    name: str
    title: str
    introduction: Message
    impossible: Mapping[Kind, Message]
    write: Callable[[Blueprint], Iterable[GuideStep]]
    limits: tuple[Message, ...] = ()
    most_people: int = 0
    settings: tuple[Setting, ...] = ()

    def support(self) -> tuple[Support, ...]:
        """Say that all is done by hand, but for what the platform does not have."""
        return tuple(self._support(kind, title) for kind, title in _TITLES.items())

    def _support(self, kind: Kind, title: Message) -> Support:
        coverage: Coverage = "impossible" if kind in self.impossible else "guide"
        return Support(kind, title, coverage, self.impossible.get(kind, BY_HAND))

    def check(self, blueprint: Blueprint) -> list[Message]:
        """Return what does not fit."""
        people = len(blueprint.members)
        if not 0 < self.most_people < people:
            return []
        return [
            Message(
                "{platform} takes {most} people in one group; the class has {people}. Choose "
                "another platform, or make several groups.",
                platform=self.title,
                most=self.most_people,
                people=people,
            )
        ]

    def desired(self, blueprint: Blueprint) -> tuple[Resource, ...]:
        """Return nothing: no program may make anything here."""
        del blueprint
        return ()

    def connect(self, blueprint: Blueprint, settings: Mapping[str, str]) -> Connection:
        """Refuse, and name the guide.

        Raises
        ------
        ProviderError
            Always.
        """
        del blueprint, settings
        raise ProviderError(
            "Nothing can be built on {platform} by a program. Make the guide instead: `workshop "
            "classroom guide classroom.toml --on {name}`.",
            platform=self.title,
            name=self.name,
        )

    def files(self, blueprint: Blueprint) -> Mapping[str, bytes]:
        """Return nothing: the platform imports nothing."""
        del blueprint
        return {}

    def guide(self, blueprint: Blueprint) -> Guide:
        """Return all steps, with texts to copy."""
        title = Message(
            "{course} on {platform}",
            course=wording.one_line(blueprint.said(blueprint.course)) or blueprint.key,
            platform=self.title,
        )
        return Guide(
            str(title),
            str(self.introduction),
            tuple(self.write(blueprint)),
            tuple(str(limit) for limit in self.limits),
        )


_TITLES: Mapping[Kind, Message] = {
    "person": Message("People"),
    "channel": Message("Channels"),
    "group": Message("Study groups"),
    "rules": Message("Rules"),
    "discussion": Message("Weekly discussions"),
    "announcement": Message("Announcements"),
    "event": Message("Dates"),
}
