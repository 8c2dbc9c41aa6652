"""Secrets stay out of everything that is shown or kept: messages, ledgers, logs, tracebacks.

A value that was read from the environment or the keyring is announced once with `hide`. From
then on `redacted` blots it out of any text, and every log record of the process, whoever writes
it, is cleaned while it is made: before any handler sees it.
"""

import base64
import json
import logging
import threading
import traceback
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, quote_plus

BLOT = "•••"
# Shorter ones would blot out ordinary syllables and protect nothing.
SHORTEST = 4

# The longest first: one secret may be the beginning of another.
_hidden: list[str] = []
_turn = threading.Lock()  # servers are asked side by side


def hide(secret: str) -> None:
    """Remember a secret, in the ways in which programs write it.

    Examples
    --------
    >>> hide("abc/123456")
    >>> redacted("GET /?token=abc%2F123456 failed")
    'GET /?token=••• failed'
    """
    if len(secret) < SHORTEST:
        return
    ways = (
        secret,
        quote(secret, safe=""),
        quote_plus(secret),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        base64.b64encode(secret.encode()).decode(),
    )
    with _turn:
        _hidden[:] = sorted({*_hidden, *ways}, key=len, reverse=True)
    _guard_logs()


def redacted(text: str) -> str:
    """Return a text without any secret that is known."""
    for secret in tuple(_hidden):
        text = text.replace(secret, BLOT)
    return text


def told(error: BaseException) -> str:
    """Return the traceback of an error, without secrets."""
    return redacted("".join(traceback.format_exception(error)))


class _CarefulRecords:
    """Makes log records without secrets."""

    def __init__(self, make: Callable[..., logging.LogRecord]) -> None:
        self._make = make

    def __call__(self, *arguments: Any, **names: Any) -> logging.LogRecord:
        record = self._make(*arguments, **names)
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):  # written wrongly: no reason to fail here
            message = f"{record.msg} {record.args}"
        record.msg, record.args = redacted(message), ()
        if record.exc_info and record.exc_info[1]:
            # Formatters use this text when it is there.
            record.exc_text = told(record.exc_info[1])
        return record


def _guard_logs() -> None:
    make = logging.getLogRecordFactory()
    if not isinstance(make, _CarefulRecords):
        logging.setLogRecordFactory(_CarefulRecords(make))
