"""What exists, or should exist, on a platform; and the steps from one to the other.

A provider turns a blueprint into the resources that should exist, and reads those that do.
Comparing the two gives steps, as in Terraform; here nothing is ever removed because it is
absent from the blueprint: a removal is a step of its own, named, counted and confirmed.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from workshop.errors import Message

Action = Literal["create", "change", "keep", "remove"]
State = Literal["done", "failed", "skipped"]
Coverage = Literal["done", "import", "guide", "impossible"]

# What is counted together in a plan, in the order in which it is made and told.
KINDS = (
    "category", "course", "person", "space", "channel", "topic", "group", "enrolment",
    "membership", "role", "section", "material", "rules", "announcement", "discussion",
    "assignment", "event", "invitation", "reminder",
)  # fmt: skip
Kind = str  # one of KINDS


@dataclass(frozen=True)
class Resource:
    """One thing on a platform.

    Parameters
    ----------
    kind
        One of `KINDS`.
    key
        Unique within the kind, and the same in every run: made of keys of the blueprint.
    label
        What people call it. Never a secret.
    values
        JSON values that the platform keeps and gives back, so that drift can be seen.
    once
        JSON values that are only sent when the thing is made, such as a welcome text.
    needs
        Addresses that must exist before.
    where
        The server that is asked, on platforms that have several.
    remote
        The platform's own id; only known of things that were read.
    """

    kind: Kind
    key: str
    label: str
    values: Mapping[str, Any] = field(default_factory=dict)
    once: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    where: str = ""
    remote: str = ""

    @property
    def address(self) -> str:
        """Kind and key: the name of the thing in plans and ledgers."""
        return f"{self.kind}/{self.key}"

    @property
    def fingerprint(self) -> str:
        """A short digest of the values, by which a ledger tells whether they changed."""
        text = json.dumps(self.values, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Step:
    """What is to be done to one thing.

    ``desired`` is absent for a removal, ``actual`` for a creation; ``changes`` names each value
    that differs: name → (as it is, as it should be).
    """

    action: Action
    desired: Resource | None
    actual: Resource | None = None
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def resource(self) -> Resource:
        """The thing itself: as it should be, or as it is when it is to be removed."""
        found = self.desired or self.actual
        if found is None:
            raise ValueError(self.action)
        return found

    @property
    def address(self) -> str:
        """The address of the thing."""
        return self.resource.address


@dataclass(frozen=True)
class Outcome:
    """How a step ended; ``reason`` says why not, or how else; ``remote`` is the id."""

    address: str
    action: Action
    state: State
    reason: Message | None = None
    remote: str = ""


@dataclass(frozen=True)
class Support:
    """What a platform can do for one kind of thing in a blueprint, and why not more."""

    kind: Kind
    title: Message
    coverage: Coverage
    note: Message
