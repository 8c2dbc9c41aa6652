"""What a college needs that hosts a platform itself.

A server has whole cores and RAM in the sizes that are sold; where one is not
enough, there are several of the size that the product's documentation names.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from workshop.charts import Chart, Series
from workshop.classroom.network.constants import Constants
from workshop.errors import Message
from workshop.i18n import number, tr
from workshop.results import Column, Result

if TYPE_CHECKING:
    import pandas as pd

NAMES = ("Moodle", "BigBlueButton", "Jitsi", "JupyterHub", "Synapse")
_HAIR = 1e-9


@dataclass(frozen=True)
class Server:
    """What one platform needs: so many servers, each with these cores, GB and Mbps out."""

    name: str
    count: int
    cores: int
    ram_gb: int
    disk_gb: int
    out_mbps: float


@dataclass(frozen=True)
class Demand:
    """What servers have to serve: people in all and at once, and the Mbps that go out to them."""

    people: int
    at_once: int
    colleges: int
    meeting_mbps: float
    notebooks_mbps: float
    text_mbps: float


@dataclass(frozen=True)
class Servers(Result):
    """The servers of each platform that a college can host itself."""

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("name", Message("Platform")),
        Column("count", Message("Servers"), "count"),
        Column("cores", Message("CPU cores each"), "count"),
        Column("ram_gb", Message("RAM each (GB)"), "count"),
        Column("disk_gb", Message("Disk each (GB)"), "count"),
        Column("out_mbps", Message("Sends (Mbps, each)"), "number"),
    )

    servers: tuple[Server, ...]
    demand: Demand

    def __getitem__(self, name: str) -> Server:
        """Return the need of a platform by its name."""
        return {one.name: one for one in self.servers}[name]

    @property
    def table(self) -> "pd.DataFrame":
        """One row a platform."""
        import pandas as pd

        return pd.DataFrame(map(vars, self.servers))

    def sentences(self) -> Iterator[str]:
        """Say for how many people this is, and what not to conclude."""
        yield tr(
            "For {people} people, {at_once} of them at the same time. You need only those "
            "servers whose platform you host yourself.",
            people=number(self.demand.people),
            at_once=number(self.demand.at_once),
        )
        yield tr(
            "These are sizes to begin with, from rules of thumb. Test with your class before "
            "the first lesson that matters."
        )

    def drawing(self) -> Chart:
        """Draw the RAM, which decides first."""
        title = tr("RAM of the servers that you host yourself")
        series = Series(title, tuple(float(one.count * one.ram_gb) for one in self.servers))
        return Chart(title, tuple(one.name for one in self.servers), (series,), unit="GB")


def servers(demand: Demand, constants: Constants) -> Servers:
    """Return what each platform needs.

    Moodle: RAM to begin with + people at once / people a GB. BigBlueButton and Jitsi: as many
    servers of the documented size as their people and Mbps ask for. JupyterHub: people at once ×
    RAM a person + 128 MB (The Littlest JupyterHub), and likewise cores and disk. Synapse: one a
    college, since colleges join by federation.

    Examples
    --------
    >>> found = servers(Demand(62, 62, 1, 62.0, 6.2, 0.31), Constants.read())
    >>> found["JupyterHub"].ram_gb, found["BigBlueButton"].count
    (32, 1)
    """
    figure = {name: one.value for name, one in constants.by_name.items()}
    people, at_once, colleges = demand.people, demand.at_once, demand.colleges
    bbb = max(whole(at_once / figure["bbb_users"]), whole(demand.meeting_mbps / figure["bbb_link"]))
    jitsi = whole(demand.meeting_mbps / figure["jitsi_link"])
    found = (
        Server(
            "Moodle",
            1,
            whole(at_once / figure["moodle_users_per_core"]),
            ram(figure["moodle_base_gb"] + at_once / figure["moodle_users_per_gb"]),
            whole(figure["moodle_disk_gb"] + people * figure["upload_gb"]),
            demand.text_mbps,
        ),
        Server(
            "BigBlueButton",
            bbb,
            whole(figure["bbb_cores"]),
            ram(figure["bbb_ram_gb"]),
            whole(figure["bbb_disk_gb"]),
            demand.meeting_mbps / bbb,
        ),
        Server(
            "Jitsi",
            jitsi,
            whole(figure["jitsi_cores"]),
            ram(figure["jitsi_ram_gb"]),
            whole(figure["jitsi_disk_gb"]),
            demand.meeting_mbps / jitsi,
        ),
        Server(
            "JupyterHub",
            1,
            whole(at_once * figure["hub_user_cores"] + figure["hub_base_cores"]),
            ram(at_once * figure["hub_user_gb"] + figure["hub_base_gb"]),
            whole(people * figure["hub_quota_gb"] + figure["hub_disk_gb"]),
            demand.notebooks_mbps,
        ),
        Server(
            "Synapse",
            colleges,
            whole(figure["synapse_cores"]),
            ram(figure["synapse_ram_gb"]),
            whole(figure["synapse_disk_gb"] + people / colleges * figure["upload_gb"]),
            demand.text_mbps / colleges,
        ),
    )
    return Servers(found, demand)


def whole(need: float) -> int:
    """Round up to a whole number, at least 1.

    Examples
    --------
    >>> whole(0.3), whole(2.0000000001), whole(2.1)
    (1, 2, 3)
    """
    return max(1, math.ceil(need - _HAIR))


def ram(need: float) -> int:
    """Round up to an amount of RAM that is sold: 1, 2, 4, 8 … GB.

    Examples
    --------
    >>> ram(6.2), ram(16)
    (8, 16)
    """
    size = 1
    while size < need - _HAIR:
        size *= 2
    return size
