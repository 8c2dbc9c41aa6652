"""One connection to a mail server, which comes back when it drops.

A mail server answers with three digits: 4xx asks to come again later, 5xx is a refusal for good.
A refusal of one recipient concerns that letter alone; a refusal of the sender concerns all.
"""

import contextlib
import smtplib
import ssl
import time
from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage

from workshop.classroom.building.provider import Usage
from workshop.classroom.providers.email.account import Account
from workshop.classroom.providers.email.trouble import (
    LetterRefusedError,
    UnreachableError,
    answer,
    unreachable,
)
from workshop.errors import ProviderError
from workshop.i18n import tr

TIMEOUT = 30.0
PAUSES = (2.0, 8.0, 30.0)  # seconds before each further attempt
# So many letters in a row that were put off, and the server wants no more today.
MOST_PUT_OFF = 3


class Post:
    """A mail server that takes letters.

    Parameters
    ----------
    account
        The mailbox that sends.
    sleep
        Waits so many seconds; tests give another.
    """

    def __init__(self, account: Account, sleep: Callable[[float], None] = time.sleep) -> None:
        self._account = account
        self._sleep = sleep
        self._smtp: smtplib.SMTP | None = None
        self._put_off = 0
        self._sent: Counter[str] = Counter()

    @property
    def usage(self) -> Usage:
        """The connections made and the letters handed over."""
        return Usage(dict(self._sent))

    def open(self) -> smtplib.SMTP:
        """Connect and sign in, unless it is done already, and return the line.

        Raises
        ------
        ProviderError
            When the server does not answer, cannot encrypt, or refuses the account.
        """
        if self._smtp is not None and self._smtp.sock is not None:
            return self._smtp
        self._smtp = None
        self._sent[tr("connections")] += 1
        try:
            smtp = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise unreachable(error, self._account) from error
        try:
            self._sign_in(smtp)
        except BaseException:
            smtp.close()
            raise
        self._smtp = smtp
        return smtp

    def close(self) -> None:
        """Say goodbye."""
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._smtp.quit()
            self._smtp.close()
        self._smtp = None

    def send(self, letter: EmailMessage, recipient: str) -> None:
        """Hand over one letter.

        Raises
        ------
        LetterRefusedError
            When the server does not take it for this recipient.
        ProviderError
            When it takes none any more.
        """
        for pause in (*PAUSES, None):
            trouble = self._attempt(letter, recipient)
            if trouble is None:
                self._put_off = 0
                return
            if pause is None:
                raise self._given_up(trouble)
            self._sleep(pause)

    def _attempt(self, letter: EmailMessage, recipient: str) -> ProviderError | None:
        """Try once, and return why it should be tried again."""
        try:
            smtp = self.open()
            self._sent[tr("letters")] += 1
            smtp.send_message(letter, self._account.sender.addr_spec, [recipient])
        except UnreachableError as error:
            return error
        except OSError as error:  # smtplib's own errors, too
            dropped = isinstance(error, smtplib.SMTPServerDisconnected)
            if isinstance(error, smtplib.SMTPException) and not dropped:
                return self._refused(error)
            self._drop()
            return unreachable(error, self._account)
        return None

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None

    def _refused(self, error: smtplib.SMTPException) -> ProviderError:
        code, words = answer(error)
        reason = self._reason(code, words)
        if 400 <= code < 500:
            return reason
        if isinstance(error, smtplib.SMTPSenderRefused):
            raise ProviderError(
                "{host} sends nothing for {sender} ({code} {words}). Check SMTP_FROM, and whether "
                "the mailbox has reached its limit for today; then run the same command again.",
                **reason.parts | {"sender": self._account.sender.addr_spec},
            ) from error
        raise reason from error

    def _reason(self, code: int, words: str) -> LetterRefusedError:
        return ProviderError(
            "{host} did not take the letter ({code} {words}).",
            host=self._account.host,
            code=code,
            words=words,
        ).of_kind(LetterRefusedError)

    def _given_up(self, trouble: ProviderError) -> ProviderError:
        if not isinstance(trouble, LetterRefusedError):
            return trouble
        self._put_off += 1
        if self._put_off < MOST_PUT_OFF:
            return trouble
        return ProviderError(
            "{host} takes no more letters for now ({code} {words}). Run the same command again in "
            "some hours; nobody gets a letter twice.",
            **trouble.parts,
        )

    def _connected(self) -> smtplib.SMTP:
        account = self._account
        if account.security == "ssl":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(account.host, account.port, timeout=TIMEOUT, context=context)
        smtp = smtplib.SMTP(account.host, account.port, timeout=TIMEOUT)
        try:
            if account.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        if not self._account.user:
            return
        try:
            smtp.login(self._account.user, self._account.password)
        # The server's own words may hold what it was sent.
        except (smtplib.SMTPException, UnicodeError) as error:
            code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
            if 400 <= code < 500 or isinstance(error, smtplib.SMTPServerDisconnected):
                raise unreachable(error, self._account) from None
            raise ProviderError(
                "{host} does not accept the user {user} with this password. Check SMTP_USER and "
                "SMTP_PASSWORD; Gmail and many others want an app password in place of your own.",
                host=self._account.host,
                user=self._account.user,
            ) from None
