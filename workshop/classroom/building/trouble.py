"""What went wrong between us and a platform, each told in one sentence without a secret."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.classroom.building.answers import json_of
from workshop.errors import Message, ProviderError
from workshop.i18n import number
from workshop.redaction import redacted

if TYPE_CHECKING:
    import httpx

LONGEST = 200  # characters of a platform's own words


@dataclass(frozen=True)
class Server:
    """Whom we asked: platform and address, and the setting that holds the token."""

    platform: str
    url: str
    credential: str = ""


def unreachable(error: Exception, server: Server) -> ProviderError:
    """Return the sentence for a request that got no answer."""
    import httpx

    names = {"platform": server.platform, "url": server.url}
    if _caused_by(error, socket.gaierror):
        return ProviderError(
            "The address {url} of {platform} is not known on the internet. Check its spelling and "
            "your connection, then try again.",
            **names,
        )
    if _caused_by(error, ssl.SSLError):
        return ProviderError(
            "The certificate of {url} is not trusted, so that nothing was sent to it. If your "
            "college signs its own certificates, ask for the file of its certificate authority "
            "and give it to {platform} as its CA file.",
            **names,
        )
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return ProviderError(
            "{platform} at {url} does not answer: the server is off, or your connection is down. "
            "Run the same command again later.",
            **names,
        )
    return ProviderError(
        "The connection to {platform} at {url} broke before the answer came. Run the same command "
        "again: what was already made is not made twice.",
        **names,
    )


def refused(answer: "httpx.Response", server: Server, wait: float | None) -> ProviderError:
    """Return the sentence for an answer that tells no success."""
    names: dict[str, Any] = {
        "platform": server.platform,
        "url": server.url,
        "status": answer.status_code,
        "reason": own_words(answer),
    }
    if answer.status_code == 401:
        return _token_refused(server, names)
    if answer.status_code == 403:
        return ProviderError(
            "{platform} refuses ({status}: {reason}). The token may have expired, or its account "
            "lacks the right; ask who looks after {url} for it.",
            **names,
        )
    if answer.status_code in (404, 405, 410) or answer.is_redirect:
        return _wrong_address(answer, names)
    if answer.status_code == 429:
        return ProviderError(
            "{platform} is busy and asks to wait {seconds} seconds. Run the same command again "
            "after that; it goes on where it stopped.",
            seconds=number(round(wait)) if wait else Message("some"),
            **names,
        )
    if answer.status_code >= 500:
        return ProviderError(
            "{platform} at {url} is out of order ({status}: {reason}). Run the same command again "
            "later; it goes on where it stopped.",
            **names,
        )
    return ProviderError("{platform} refused the request ({status}: {reason}).", **names)


def not_json(server: Server) -> ProviderError:
    """Return the sentence for a page in place of data."""
    return ProviderError(
        "{url} answers, but not as {platform} does. Check that the address is the one of "
        "{platform} itself and not of another page.",
        url=server.url,
        platform=server.platform,
    )


def unsendable(server: Server) -> ProviderError:
    """Return the sentence for a token that no request can carry."""
    return ProviderError(
        "The token for {platform} holds characters that no token has. Copy it again, without the "
        "words around it.",
        platform=server.platform,
    )


def no_certificate(file: str, server: Server) -> ProviderError:
    """Return the sentence for a certificate file that cannot be used."""
    return ProviderError(
        "{file}, the CA file for {platform}, is missing or holds no certificate. It is a text file "
        "that begins with -----BEGIN CERTIFICATE-----.",
        file=file,
        platform=server.platform,
    )


def is_hopeless(error: BaseException) -> bool:
    """Whether asking again cannot help: the name or the certificate is wrong."""
    return _caused_by(error, socket.gaierror) or _caused_by(error, ssl.SSLError)


def own_words(answer: "httpx.Response") -> str:
    """Return what a platform says itself, shortened and without secrets."""
    return shortened(_message(answer) or answer.reason_phrase or "–")


def shortened(text: str) -> str:
    """Return a stranger's sentence on one line, not too long and without secrets."""
    line = redacted(" ".join(text.split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _message(answer: "httpx.Response") -> str:
    try:
        found = json_of(answer)
    except ValueError:
        return ""
    for name in ("error", "message", "errors"):
        if isinstance(found, dict) and found.get(name):
            found = found[name]
            if isinstance(found, dict):
                found = found.get("message", "")
            break
    return found if isinstance(found, str) else ""


def _token_refused(server: Server, names: dict[str, Any]) -> ProviderError:
    if server.credential:
        return ProviderError(
            "{platform} does not accept the token ({status}: {reason}). It may have expired: make "
            "a new one there and give it as {credential}.",
            credential=server.credential,
            **names,
        )
    return ProviderError(
        "{platform} does not accept the account ({status}: {reason}). Check the name, the password "
        "or the token; it may have expired.",
        **names,
    )


def _wrong_address(answer: "httpx.Response", names: dict[str, Any]) -> ProviderError:
    target = answer.headers.get("Location", "").partition("?")[0]
    if answer.is_redirect and target:
        return ProviderError(
            "{url} sends us on to {target}. Give the address of {platform} as it stands in the "
            "browser when it is open.",
            target=shortened(target),
            **names,
        )
    return ProviderError(
        "At {url} there is no {platform} ({status}). Check the address; it is the one that the "
        "browser shows on the first page of {platform}.",
        **names,
    )


def _caused_by(error: BaseException, kind: type[BaseException]) -> bool:
    return any(isinstance(cause, kind) for cause in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
