"""What has to stand in the room: access points, a switch, a router, and a UPS for them.

A class does not fail for Mbps alone: a single access point that sixty phones
talk to at once is full before the link is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from workshop.charts import Chart, Series
from workshop.classroom.network.constants import Constants
from workshop.classroom.network.servers import whole
from workshop.errors import Message
from workshop.i18n import number, tr
from workshop.results import Column, Result

if TYPE_CHECKING:
    import pandas as pd

# What shops have; a larger need takes several of the largest.
PORTS = (5, 8, 16, 24, 48)
VOLT_AMPERES = (650, 1000, 1500, 2000, 3000)
_EXTRA_PORTS = 3  # the router, the lecturer's computer, and one that is free


@dataclass(frozen=True)
class Devices(Result):
    """The devices of one college.

    Attributes
    ----------
    ports
        Used ones; ``switch_ports`` is the size of each of the ``switches``.
    watts
        Of all that hangs on the UPS.
    ups_va
        Its size; above the largest that is sold, of all together.
    ups_minutes
        That its ``batteries`` last.
    server_watts
        What each server adds that stands there, too.
    """

    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("device", Message("Device")),
        Column("count", Message("Number"), "count"),
        Column("about", Message("What to look for")),
    )

    people: int
    colleges: int
    access_points: int
    ports: int
    switches: int
    switch_ports: int
    watts: float
    ups_va: int
    batteries: int
    ups_minutes: float
    server_watts: float

    @property
    def table(self) -> "pd.DataFrame":
        """One row a device."""
        import pandas as pd

        rows = (
            (tr("Access point"), self.access_points, tr("5 GHz, power over Ethernet")),
            (
                tr("Switch"),
                self.switches,
                tr(
                    "{size} ports with power over Ethernet; {used} are used",
                    size=number(self.switch_ports),
                    used=number(self.ports),
                ),
            ),
            (tr("Router"), 1, tr("for {people} people", people=number(self.people))),
            (
                tr("UPS"),
                whole(self.ups_va / VOLT_AMPERES[-1]),
                tr(
                    "{va} VA for {watts} W; batteries of 12 V × 7 Ah: {batteries}; lasts about "
                    "{minutes} minutes",
                    va=number(self.ups_va),
                    watts=number(self.watts, 0),
                    batteries=number(self.batteries),
                    minutes=number(self.ups_minutes, 0),
                ),
            ),
        )
        return pd.DataFrame(rows, columns=["device", "count", "about"])

    def sentences(self) -> Iterator[str]:
        """Say for whom the list is and what it leaves out."""
        yield tr(
            "One college with {people} people at the same time needs these devices.",
            people=number(self.people),
        )
        if self.colleges > 1:
            yield tr("Each of the {count} colleges needs them.", count=number(self.colleges))
        yield tr(
            "The UPS keeps the network alive, not a server: each server that stands there adds "
            "about {watts} W. Phones and laptops have batteries of their own.",
            watts=number(self.server_watts, 0),
        )

    def drawing(self) -> Chart:
        """Draw how many of each."""
        found = self.table
        title = tr("Devices of one college")
        series = Series(title, tuple(map(float, found["count"])))
        return Chart(title, tuple(found["device"]), (series,), unit="")


def devices(at_once: float, colleges: int, constants: Constants) -> Devices:
    """Return what a college needs for so many people at the same time.

    Access points = devices / devices a radio. Watts = access points + switches + router.
    VA = watts × reserve / watts a VA. Battery = watts × minutes / 60 / efficiency. After
    industry-electronics.com/knowhow/ups-sizing, with the figures in ``data/catalogue``.

    Examples
    --------
    >>> found = devices(62, 1, Constants.read())
    >>> found.access_points, found.switch_ports, found.ups_va
    (3, 8, 650)
    """
    figure = {name: one.value for name, one in constants.by_name.items()}
    radios = whole(at_once * figure["devices_per_person"] / figure["devices_per_radio"])
    ports = radios + _EXTRA_PORTS
    switches = whole(ports / PORTS[-1])
    watts = (
        radios * figure["access_point_watts"]
        + switches * figure["switch_watts"]
        + figure["router_watts"]
    )
    stored = figure["ups_battery_wh"] * figure["ups_efficiency"]
    batteries = whole(watts * figure["ups_minutes"] / 60 / stored)
    return Devices(
        people=whole(at_once),
        colleges=colleges,
        access_points=radios,
        ports=ports,
        switches=switches,
        switch_ports=sold(ports / switches, PORTS),
        watts=watts,
        ups_va=sold(watts * figure["ups_margin"] / figure["ups_power_factor"], VOLT_AMPERES),
        batteries=batteries,
        ups_minutes=batteries * stored / watts * 60,
        server_watts=figure["server_watts"],
    )


def sold(need: float, sizes: tuple[int, ...]) -> int:
    """Return the smallest size that is enough; above the largest, several of that.

    Examples
    --------
    >>> sold(6, PORTS), sold(3001, VOLT_AMPERES)
    (8, 6000)
    """
    enough = (size for size in sizes if size >= need)
    return next(enough, whole(need / sizes[-1]) * sizes[-1])
