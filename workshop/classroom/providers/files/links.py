"""The links of a class, and their codes to photograph."""

import re
from collections.abc import Mapping

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.codes import qr_code
from workshop.classroom.building.wording import one_line

# More signs make squares too small for the camera of a simple phone.
LONGEST = 300
# No session is called so: keys have no underscore.
CLASS_CODE = "qr/class_link.svg"


def is_web(link: str) -> bool:
    """Whether a link opens in a browser.

    Examples
    --------
    >>> is_web("https://meet.example.ac.id/a"), is_web("javascript:alert(1)"), is_web("Ruang 3")
    (True, False, False)
    """
    return re.fullmatch(r"https?://\S+", link, re.IGNORECASE) is not None


def link_of(blueprint: Blueprint, given: str = "") -> str:
    """Return the link by which people join: the given one, or that of the first meeting."""
    links = [given, *(session.link for session in blueprint.sessions)]
    return next(filter(is_web, map(one_line, links)), "")


def code(text: str) -> bytes | None:
    """Return a text as a QR code; nothing when it is empty or too long for a phone."""
    return qr_code(text) if 0 < len(text.encode()) <= LONGEST else None


def codes(blueprint: Blueprint, given: str = "") -> Mapping[str, bytes]:
    """Return a picture for the link of the class, and one a meeting: name → SVG."""
    links = {f"qr/{session.key}.svg": one_line(session.link) for session in blueprint.sessions}
    links[CLASS_CODE] = one_line(given)
    pictures = {name: code(link) for name, link in links.items() if is_web(link)}
    return {name: picture for name, picture in pictures.items() if picture}
