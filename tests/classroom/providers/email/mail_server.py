"""A real mail server on this computer, which answers as it was told to."""

import contextlib
import datetime
import email
import email.policy
import ipaddress
import socket
import ssl
from collections import defaultdict
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

USER, PASSWORD = "dewi@stt.example", "rahasia-sekali-99"
DROP = "drop the line"


class Mailbox:
    """Keeps what arrives. Before that, it gives the answers that are prepared for an address."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.sessions: set[int] = set()
        self.at_recipient: dict[str, list[str]] = defaultdict(list)
        self.at_sender: list[str] = []
        self.at_data: list[str] = []

    @property
    def letters(self) -> list[EmailMessage]:
        found = [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw]
        assert all(isinstance(one, EmailMessage) for one in found)
        return found

    # The names are those that aiosmtpd calls.
    async def handle_MAIL(  # noqa: N802
        self, server: Any, _s: Any, envelope: Any, address: str, _o: Any
    ) -> str:
        self.sessions.add(id(server))
        if self.at_sender:
            return self.at_sender.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _v: Any, _s: Any, envelope: Any, address: str, _o: Any
    ) -> str:
        if self.at_recipient[address]:
            return self.at_recipient[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, _session: Any, envelope: Any
    ) -> str:
        answer = self.at_data.pop(0) if self.at_data else "250 OK"
        if answer == DROP:
            server.transport.abort()
        elif answer.startswith("2"):
            self.raw.append(envelope.content)
            self.recipients += envelope.rcpt_tos
        return answer


def _authenticated(_server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    # The words of a careless server: they hold what it was sent.
    return AuthResult(success=right, handled=False, message=None if right else f"535 no {PASSWORD}")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def serving(
    mailbox: Mailbox,
    *,
    security: str = "none",
    certificate: Path | None = None,
    login: bool = False,
) -> Iterator[int]:
    """Run a server and yield its port."""
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    port = free_port()
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=port,
        ssl_context=context if security == "ssl" else None,
        tls_context=context if security == "starttls" else None,
        require_starttls=security == "starttls",
        authenticator=_authenticated if login else None,
        auth_required=login and security == "starttls",
        # It does not see that the whole line is encrypted.
        auth_require_tls=security == "starttls",
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def make_certificate(path: Path) -> Path:
    """Write a key and a certificate for 127.0.0.1 that signs itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
