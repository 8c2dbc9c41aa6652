"""The address of a server, as a person typed it."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from workshop.errors import ProviderError


def checked(url: str, platform: str) -> str:
    """Return an address without the slash at its end.

    Raises
    ------
    ProviderError
        When it is none, holds a password, or would send the token over the internet in the clear.

    Examples
    --------
    >>> checked(" https://elearning.example.ac.id/ ", "Moodle")
    'https://elearning.example.ac.id'
    """
    text = url.strip().rstrip("/")
    parts = _parts(text)
    if parts is None or parts.query or parts.fragment or parts.username or parts.password:
        raise ProviderError(
            "{url} is no address of {platform}. It begins with https:// and holds a name and "
            "nothing secret, such as https://kelas.example.ac.id; correct it and try again.",
            url=repr(text.partition("?")[0].rpartition("@")[2]),
            platform=platform,
        )
    if parts.scheme == "http" and not _is_near(parts.hostname or ""):
        raise ProviderError(
            "{url} is not encrypted: everybody on the way could read the token for {platform}. Use "
            "the address that begins with https://; http:// is allowed only inside your own "
            "network.",
            url=text,
            platform=platform,
        )
    return text


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # raises for a port that is none
        host = parts.hostname or ""
        host.encode("idna")  # which is what the search for the server does later
    except ValueError:
        return None
    plain = text.isascii() and text.isprintable() and " " not in text
    return parts if parts.scheme in ("http", "https") and host and plain else None


def _is_near(host: str) -> bool:
    """Whether a server stands in one's own network."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".test"))
    return found.is_private or found.is_loopback
