"""Asking a teacher for permission in the browser."""

import contextlib
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from workshop.errors import ProviderError
from workshop.i18n import tr

PATIENCE = 300  # seconds
# These write down, word for word, what Google gives.
_TALKATIVE = ("oauthlib", "requests_oauthlib")


def ask_in_browser(file: Path, scopes: Sequence[str]) -> Any:
    """Open the browser, wait for the teacher, and return what Google gives.

    Parameters
    ----------
    file
        The file of an OAuth client.
    scopes
        What is asked for.

    Raises
    ------
    ProviderError
        When the file is another one, no browser opens, or the teacher does not agree.
    """
    import webbrowser

    from google_auth_oauthlib.flow import WSGITimeoutError
    from oauthlib.oauth2 import OAuth2Error

    flow = _flow(file, scopes)
    try:
        with _quiet():
            return flow.run_local_server(
                port=0,
                timeout_seconds=PATIENCE,
                authorization_prompt_message=tr(
                    "The browser opens for the sign-in to Google. If it does not, open this "
                    "address: {url}",
                    url="{url}",
                ),
                success_message=tr("You are signed in. This window can be closed."),
            )
    except webbrowser.Error:
        raise ProviderError(
            "This computer has no browser for the sign-in to Google. Sign in on a computer that "
            "has one."
        ) from None
    # A plain warning is how oauthlib tells that not all was ticked.
    except (OAuth2Error, WSGITimeoutError, OSError, Warning):
        raise ProviderError(
            "Google gave no permission: the sign-in was cancelled, took too long, or not "
            "everything was ticked. Run the same command again."
        ) from None


def _flow(file: Path, scopes: Sequence[str]) -> Any:
    from google_auth_oauthlib.flow import InstalledAppFlow

    try:
        return InstalledAppFlow.from_client_secrets_file(str(file), list(scopes))
    except (OSError, ValueError, AttributeError):
        raise ProviderError(
            "{file} is no file of an OAuth client. Download it from the Google Cloud console "
            "(APIs & Services, Credentials, OAuth client of the type desktop app).",
            file=file,
        ) from None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
