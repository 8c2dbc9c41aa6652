"""Letters as e-mails: one person each, with headers that no name and no title can break."""

import datetime
import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from workshop.classroom.blueprint.model import Person
from workshop.classroom.building.resources import Resource
from workshop.classroom.providers.email.account import plain_address
from workshop.classroom.providers.email.headers import header_text
from workshop.classroom.providers.email.letters import CALENDAR, Letter

# A longer subject is cut on every phone, and folded into dozens of header lines.
LONGEST_SUBJECT = 150


def envelope(
    letter: Letter,
    sender: Address,
    person: Person,
    *,
    identifier: str,
    now: datetime.datetime,
) -> EmailMessage:
    """Return a letter as an e-mail to one person.

    Parameters
    ----------
    letter, sender, person
        What, from whom, to whom.
    identifier
        The ``Message-ID``. The same letter has the same one when it is sent again after a
        broken line, so that most mailboxes show it once.
    now
        The date of the letter.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = Address(header_text(person.name), addr_spec=plain_address(person.email))
    mail["Subject"] = _shortened(header_text(letter.subject))
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = identifier
    # Absence notes of sixty people need not come back.
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, cte="quoted-printable")
    return mail


def attach_calendar(mail: EmailMessage, dates: bytes) -> None:
    """Attach dates to be added to a calendar."""
    mail.add_attachment(dates, maintype="text", subtype="calendar", filename=CALENDAR)
    part = list(mail.iter_attachments())[-1]
    part.set_param("charset", "utf-8")
    part.set_param("method", "PUBLISH")


def ask_calendar(mail: EmailMessage, request: bytes) -> None:
    """Put a meeting beside the text: only there do mailboxes show buttons for yes and no."""
    mail.add_alternative(request, maintype="text", subtype="calendar")
    part = list(mail.iter_parts())[-1]
    part.set_param("charset", "utf-8")
    part.set_param("method", "REQUEST")


def message_id(resource: Resource, class_identifier: str, sender: Address) -> str:
    """Return the name of a letter, the same whenever the same letter is made."""
    text = f"{class_identifier}/{resource.address}/{resource.fingerprint}"
    return f"<{hashlib.sha256(text.encode()).hexdigest()[:32]}@{sender.domain}>"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SUBJECT else text[: LONGEST_SUBJECT - 1] + "…"
