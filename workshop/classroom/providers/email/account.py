"""The mailbox that sends: read from the settings, and refused before anything is sent wrongly."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from typing import Literal

from workshop.classroom.building.provider import Setting
from workshop.classroom.building.wording import one_line
from workshop.classroom.providers.email.headers import header_text
from workshop.errors import Message, ProviderError
from workshop.redaction import hide

Security = Literal["starttls", "ssl", "none"]
SECURITIES: tuple[Security, ...] = ("starttls", "ssl", "none")

SETTINGS = (
    Setting(
        "SMTP_HOST",
        Message("Name of the mail server that sends, such as smtp.gmail.com or the campus' own"),
        secret=False,
    ),
    Setting(
        "SMTP_PORT",
        Message("Its port: 587 with starttls, 465 with ssl"),
        secret=False,
        default="587",
    ),
    Setting(
        "SMTP_SECURITY",
        Message("How the line is encrypted: starttls, ssl, or none for a server on this computer"),
        secret=False,
        default="starttls",
    ),
    Setting(
        "SMTP_USER",
        Message("Name of the mailbox; empty for a server that asks for none"),
        secret=False,
        default="",
    ),
    Setting(
        "SMTP_PASSWORD",
        Message("Password of the mailbox; Gmail and others want an app password of its own"),
        default="",
    ),
    Setting(
        "SMTP_FROM",
        Message("Address that the e-mails come from, such as Ani Wijaya <ani@example.ac.id>"),
        secret=False,
    ),
    Setting(
        "CLASSROOM_LINK",
        Message(
            "Link by which people join the class, if there is one; it stands in the invitation"
        ),
        secret=False,
        default="",
    ),
)

# What every mail server takes. Quoted and international names before the @ are legal, but few
# servers deliver to them, so that they are more often a slip of the pen.
_BEFORE = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"({_BEFORE})@((?:{_LABEL}\.)*{_LABEL})")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")


@dataclass(frozen=True)
class Account:
    """A mailbox on a mail server; the password is shown nowhere."""

    host: str
    port: int
    security: Security
    user: str
    sender: Address
    password: str = field(default="", repr=False)
    link: str = ""


def plain_address(text: str) -> str:
    """Return an address as mail servers take it, or nothing when it is none.

    Examples
    --------
    >>> plain_address("ani@kampus.example"), plain_address("ani@kampus.example, budi@x.example")
    ('ani@kampus.example', '')
    """
    before, at, domain = text.strip().rpartition("@")
    try:
        whole = f"{before}{at}{domain.encode('idna').decode()}"
    except UnicodeError:
        return ""
    found = _ADDRESS.fullmatch(whole)
    return whole if found and len(found[1]) <= 64 and len(whole) <= 254 else ""


def account(settings: Mapping[str, str]) -> Account:
    """Return the mailbox of these settings.

    Raises
    ------
    ProviderError
        When one of them cannot be right, or the password would travel in the clear.
    """
    values = {one.name: settings.get(one.name, one.default or "").strip() for one in SETTINGS}
    # Mail servers are sent both at once, in an encoding that logs would show.
    hide(values["SMTP_PASSWORD"])
    if values["SMTP_PASSWORD"]:
        hide(f"\0{values['SMTP_USER']}\0{values['SMTP_PASSWORD']}")
    security = _security(values["SMTP_SECURITY"].lower(), values["SMTP_HOST"])
    return Account(
        host=_host(values["SMTP_HOST"]),
        port=_port(values["SMTP_PORT"]),
        security=security,
        user=values["SMTP_USER"],
        sender=_sender(values["SMTP_FROM"]),
        password=values["SMTP_PASSWORD"],
        link=_link(values["CLASSROOM_LINK"]),
    )


def _host(text: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9.:-]+", text):
        return text
    raise _wrong("SMTP_HOST", text, Message("a name without http:// and port: smtp.example.ac.id"))


def _port(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,5}", text) and 0 < int(text) < 65536:
        return int(text)
    raise _wrong("SMTP_PORT", text, Message("587 with starttls, 465 with ssl"))


def _security(text: str, host: str) -> Security:
    if text not in SECURITIES:
        raise _wrong("SMTP_SECURITY", text, Message("starttls, ssl, none"))
    if text == "none" and not _is_this_computer(host):
        raise _wrong(
            "SMTP_SECURITY",
            text,
            Message("starttls or ssl, since {host} is another computer", host=host),
        )
    return text


def _is_this_computer(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _sender(text: str) -> Address:
    found = _NAMED.fullmatch(text)
    name, address = (found["name"], found["address"]) if found else ("", text)
    plain = plain_address(address)
    if not plain:
        raise _wrong("SMTP_FROM", text, Message("one address: Ani Wijaya <ani@example.ac.id>"))
    return Address(header_text(name).strip('" '), addr_spec=plain)


def _link(text: str) -> str:
    if not text or re.fullmatch(r"https?://[^\s<>\"]+", text):
        return text
    raise _wrong("CLASSROOM_LINK", text, Message("a link that begins with https://"))


def _wrong(name: str, value: str, allowed: Message) -> ProviderError:
    return ProviderError(
        "{name} is {value}; allowed: {allowed}. Correct it and try again.",
        name=name,
        value=repr(one_line(value)),
        allowed=allowed,
    )
