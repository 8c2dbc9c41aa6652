"""What a class does online, and how much each of it sends to and from one person.

Watching costs the same in a room of ten and of a thousand; a gallery of cameras
does not: everybody receives everybody who is seen at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop.classroom.network.constants import Constants
from workshop.errors import Message


@dataclass(frozen=True)
class Activity:
    """Something that people do online at the same time.

    Parameters
    ----------
    key
        A slug.
    rate
        Name of the figure that each person receives, in Mbps; the simulation draws it.
    steady
        Name of a figure that each receives on top, if there is one.
    many
        Whether the rate counts once for each camera that is seen.
    up_each
        Names of the figures that everybody sends.
    up_one
        Name of the figure that only the lecturer sends.
    spoken
        Whether microphones are open.
    """

    key: str
    label: Message
    rate: str
    steady: str = ""
    many: bool = False
    up_each: tuple[str, ...] = ()
    up_one: str = ""
    spoken: bool = False

    def description(self) -> dict[str, Any]:
        """Return it as plain JSON values, for the script."""
        return {**vars(self), "label": str(self.label), "up_each": list(self.up_each)}


ACTIVITIES: Mapping[str, Activity] = {
    one.key: one
    for one in (
        Activity(
            "gallery",
            Message("Video gallery, all cameras on"),
            "gallery_stream_rate",
            steady="audio_rate",
            many=True,
            up_each=("gallery_stream_rate", "audio_rate"),
        ),
        Activity(
            "video",
            Message("Video of the lecturer"),
            "video_rate",
            up_one="video_up_rate",
            spoken=True,
        ),
        Activity(
            "slides-audio",
            Message("Slides and audio"),
            "slides_audio_rate",
            up_one="slides_audio_rate",
            spoken=True,
        ),
        Activity("audio", Message("Audio only"), "audio_rate", up_one="audio_rate", spoken=True),
        Activity("text", Message("Text chat and summary"), "text_rate", up_each=("text_rate",)),
        Activity("recording", Message("Watching a recording"), "recording_rate"),
        Activity(
            "notebooks",
            Message("Notebooks on a shared hub"),
            "notebooks_rate",
            up_each=("notebooks_up_rate",),
        ),
    )
}
# Where to go when the link does not carry what was planned, from the richest down.
LADDER = ("gallery", "video", "slides-audio", "audio", "text")


@dataclass(frozen=True)
class Rates:
    """Mbps that one person receives: ``steady + streams × rate``, the rate from low to high."""

    low: float
    likely: float
    high: float
    steady: float = 0.0
    streams: int = 1

    def of(self, rate: float) -> float:
        """Return what a person receives when the rate is this one."""
        return self.steady + self.streams * rate

    @property
    def person(self) -> tuple[float, float, float]:
        """What a person receives: low, likely and high."""
        return self.of(self.low), self.of(self.likely), self.of(self.high)


def rates(activity: Activity, people: int, constants: Constants) -> Rates:
    """Return what each of so many people receives.

    In a gallery that is a camera of each of the others, as far as the page shows them,
    and the sound.

    Examples
    --------
    >>> rates(ACTIVITIES["gallery"], 62, Constants.read()).person
    (1.86, 2.31, 4.56)
    """
    low, likely, high = constants[activity.rate].ends
    steady = constants[activity.steady].value if activity.steady else 0.0
    streams = 1
    if activity.many:
        streams = max(0, min(people - 1, int(constants["gallery_tiles"].value)))
    return Rates(low, likely, high, steady, streams)


def upload(activity: Activity, at_once: float, constants: Constants) -> float:
    """Return the Mbps that so many people send over one link, the lecturer among them.

    Examples
    --------
    >>> round(upload(ACTIVITIES["video"], 62, Constants.read()), 2)
    0.62
    """
    each = at_once * sum(constants[name].value for name in activity.up_each)
    lecturer = constants[activity.up_one].value if activity.up_one else 0.0
    others = max(0.0, min(at_once, constants["speakers"].value) - 1) if activity.spoken else 0.0
    return each + lecturer + others * constants["audio_rate"].value
