"""What every part of the building needs: whom to ask, for which class, and how a step ends."""

from dataclasses import dataclass

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.resources import Outcome, State, Step
from workshop.classroom.providers.moodle.client import Client, Refusal
from workshop.classroom.providers.moodle.files import cartridge_name
from workshop.classroom.providers.moodle.taking import Site
from workshop.errors import Message


@dataclass(frozen=True)
class Work:
    """Where something is built.

    Parameters
    ----------
    auth
        Moodle's name of the way in which new accounts are let in.
    """

    client: Client
    blueprint: Blueprint
    site: Site
    auth: str = "manual"

    @property
    def course(self) -> int:
        """Moodle's id of the course; 0 when there is none."""
        return self.site.id_of(f"course/{self.blueprint.key}")

    @property
    def cartridge(self) -> str:
        """The name of the file to import."""
        return cartridge_name(self.blueprint)


def ended(
    step: Step, remote: str = "", *, reason: Message | None = None, state: State | None = None
) -> Outcome:
    """Return how a step ended: failed when there is a reason and nothing else is said."""
    return Outcome(
        step.address,
        step.action,
        state or ("failed" if reason else "done"),
        reason,
        remote,
    )


def told(step: Step, answer: object) -> Outcome:
    """Return how a step ended by what Moodle answered: an id, or a refusal."""
    if isinstance(answer, Refusal):
        return ended(step, reason=answer.message)
    return ended(step, str(answer or step.resource.remote))
