"""What a mail server answers when it does not take a letter, each told in one sentence."""

import smtplib
import ssl

from workshop.classroom.building.trouble import shortened
from workshop.classroom.providers.email.account import Account
from workshop.errors import ProviderError


class LetterRefusedError(ProviderError):
    """One letter was refused; the others may go."""


class UnreachableError(ProviderError):
    """The server does not answer; later it may."""


def unreachable(error: Exception, account: Account) -> ProviderError:
    """Return the sentence for a line that could not be opened, or broke."""
    where = {"host": account.host, "port": account.port}
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return ProviderError(
            "{host} cannot encrypt on port {port}, so that nothing was sent. Set SMTP_SECURITY to "
            "ssl and SMTP_PORT to 465, or ask who looks after the server.",
            **where,
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return ProviderError(
            "The certificate of {host} is not trusted ({reason}), so that nothing was sent. Check "
            "SMTP_HOST; if your college signs its own certificates, name the file of its "
            "certificate authority in the environment variable SSL_CERT_FILE.",
            **where,
            reason=shortened(error.verify_message),
        )
    if isinstance(error, ssl.SSLError):
        return ProviderError(
            "{host} does not speak this encryption on port {port}. Use starttls with port 587, or "
            "ssl with port 465.",
            **where,
        )
    return ProviderError(
        "The mail server {host} does not answer on port {port}. Check SMTP_HOST, SMTP_PORT and "
        "your connection, then run the same command again; nobody gets a letter twice.",
        **where,
    ).of_kind(UnreachableError)


def answer(error: smtplib.SMTPException) -> tuple[int, str]:
    """Return the three digits of an answer, and the server's own words."""
    code, words = _code_and_words(error)
    return code, shortened(words.decode(errors="replace") if isinstance(words, bytes) else words)


def _code_and_words(error: smtplib.SMTPException) -> tuple[int, bytes | str]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code, error.smtp_error
    return 554, str(error)
