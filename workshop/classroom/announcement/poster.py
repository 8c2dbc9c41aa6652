"""The announcement as a poster in A4, with a code to photograph."""

from pathlib import Path

from workshop import i18n
from workshop.classroom.announcement.model import Announcement
from workshop.classroom.building.codes import qr_code
from workshop.i18n import tr
from workshop.paper.pages import array, call, string, to_pdf

_LOOK = Path(__file__).with_name("poster.typ")


def poster(announcement: Announcement, language: str) -> bytes:
    """Set an announcement as a poster.

    Parameters
    ----------
    announcement
        What is said; parts that are missing leave no gap.
    language
        ``"id"`` or ``"en"``.

    Returns
    -------
    bytes
        A PDF in A4; its QR code opens the link.

    Examples
    --------
    >>> poster(Announcement(theme="Kelas virtual"), "id")[:4]
    b'%PDF'
    """
    said = announcement
    with i18n.use(language):
        facts = (
            (tr("Speaker"), said.speaker),
            (tr("Time"), said.when),
            (tr("Place"), said.place),
            (tr("Cost"), tr("free of charge") if said.free else ""),
            (tr("Seats"), i18n.number(said.seats) if said.seats else ""),
        )
        written = call(
            "poster",
            string(said.theme),
            string(said.benefit),
            string(tr("What you learn")),
            array([string(line) for line in said.taught]),
            array([array([string(name), string(value)]) for name, value in facts if value]),
            string(tr("Photograph the code to register")),
            string(said.link),
        )
        pictures = {"code.svg": qr_code(said.link)} if said.link else {}
        return to_pdf(said.theme, language, [written], look=_LOOK, pictures=pictures)
