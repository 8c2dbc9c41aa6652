"""Every word of the live view, in the reader's language; the script fills what is in braces."""

from workshop.classroom.network.telling import SENTENCES
from workshop.i18n import gettext, tr


def words() -> dict[str, str]:
    """Return the words of the live view by the names that its script knows."""
    return {
        **{name: gettext(message.template) for name, message in SENTENCES.items()},
        "title": tr("Network of a class"),
        "controls": tr("Your class and your link"),
        "activity": tr("Form of meeting"),
        "reset": tr("Reset"),
        "rungs": tr("From video down to text"),
        "carries": tr("The link carries {usable} Mbps; thin line: low to high", usable="{usable}"),
        "mbps": tr("{mbps} Mbps", mbps="{mbps}"),
        "gb": tr("{gb} GB", gb="{gb}"),
        "advice": tr("use this"),
        "rung_works": tr(
            "for up to {people} people · from {link} Mbps on · overload {chance}",
            people="{people}",
            link="{link}",
            chance="{chance}",
        ),
        "rung_fails": tr(
            "{people} of {all} people · from {link} Mbps on · overload {chance}",
            people="{people}",
            all="{all}",
            link="{link}",
            chance="{chance}",
        ),
        "student": tr("Each student, on mobile data"),
        "meeting": tr("A meeting"),
        "month": tr("{meetings} a month", meetings="{meetings}"),
        "devices": tr("Devices of one college"),
        "access_points": tr("Access points"),
        "switches": tr("Switch"),
        "ports": tr("{count} with {ports} ports", count="{count}", ports="{ports}"),
        "ups": tr("UPS"),
        "ups_about": tr("{va} VA, {minutes} minutes", va="{va}", minutes="{minutes}"),
        "servers": tr("Your own servers"),
        "platform": tr("Platform"),
        "cores": tr("Cores"),
        "ram": tr("GB RAM"),
        "disk": tr("GB disk"),
    }
