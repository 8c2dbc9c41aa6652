"""Where the server of a college is asked, found from its name as every Matrix program does."""

from typing import Any

from workshop.classroom.blueprint.model import College
from workshop.classroom.building.web import Web
from workshop.errors import ProviderError
from workshop.i18n import tr

_WELL_KNOWN = "/.well-known/matrix/client"


def address_of(college: College, ca_file: str = "") -> str:
    """Return the address of the server of a college; empty when it has none of its own.

    The name ``a.example.ac.id`` may be served at ``https://matrix.a.example.ac.id``; the file
    ``/.well-known/matrix/client`` says so. A name with a port is its own address.

    Examples
    --------
    >>> address_of(College("stt", "STT", "localhost:8448")), address_of(College("b", "B"))
    ('https://localhost:8448', '')
    """
    name = college.server.strip()
    if not name:
        return ""
    if ":" in name:
        return f"https://{name}"
    return _well_known(f"https://{name}", ca_file) or f"https://{name}"


def _well_known(url: str, ca_file: str) -> str:
    with Web(url, platform="Matrix", ca_file=ca_file, timeout=15) as web:
        try:
            found: Any = web.json(
                "GET", _WELL_KNOWN, what=tr("finding the server"), allow=range(300, 500)
            )
        except ProviderError:
            # Whatever is wrong is told by the first request to the server itself.
            return ""
    base = found.get("m.homeserver") if isinstance(found, dict) else None
    address = base.get("base_url") if isinstance(base, dict) else None
    return address.rstrip("/") if isinstance(address, str) else ""
