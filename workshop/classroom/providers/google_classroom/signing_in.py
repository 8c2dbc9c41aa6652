"""Signing in to Google, once: the permission is kept in the keyring, never in a file.

A teacher makes an OAuth client in the Google Cloud console and downloads its file. The first
command opens the browser, where the teacher agrees; what Google gives then goes to the keyring.
"""

import contextlib
import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop import config
from workshop.classroom.building.address import checked
from workshop.classroom.building.provider import Setting
from workshop.classroom.building.settings import store
from workshop.classroom.providers.google_classroom.browser import ask_in_browser
from workshop.errors import Message, ProviderError, SettingsError
from workshop.redaction import hide

if TYPE_CHECKING:
    from google.oauth2.credentials import Credentials

TOKEN = Setting(
    "GOOGLE_CLASSROOM_TOKEN",
    Message("The sign-in to Google; it is made and stored for you at the first run"),
    default="",
)
CLIENT = Setting(
    "GOOGLE_CLASSROOM_CLIENT",
    Message(
        "Path of the file of your OAuth client (type: desktop app) from the Google Cloud console; "
        "needed for the first run"
    ),
    secret=False,
    default="",
)
SETTINGS = (TOKEN, CLIENT)

GOOGLE = "https://oauth2.googleapis.com/token"
_CLASSROOM = "https://www.googleapis.com/auth/classroom"
SCOPES = [
    f"{_CLASSROOM}.{name}"
    for name in (
        "courses",
        "topics",
        "announcements",
        "coursework.students",
        "courseworkmaterials",
        "rosters",
        "profile.emails",
    )
]
_SECRETS = ("token", "refresh_token", "client_secret")


def credentials(settings: Mapping[str, str]) -> "Credentials":
    """Return the permission of a teacher, asked for in the browser when there is none yet.

    Raises
    ------
    ProviderError
        When neither a permission nor an OAuth client is given, or one of them is damaged.
    """
    _check_installed()
    token = settings.get(TOKEN.name, "").strip()
    if token:
        return _from_token(token)
    client = settings.get(CLIENT.name, "").strip()
    if client:
        return _from_browser(Path(client).expanduser())
    raise ProviderError(
        "Google Classroom needs to know who you are. Make an OAuth client (type: desktop app) in "
        "the Google Cloud console, download its file, and give its path as {client}; the guide "
        "shows each step.",
        client=CLIENT.name,
    )


def _check_installed() -> None:
    try:
        import google_auth_httplib2  # noqa: F401
        import google_auth_oauthlib  # noqa: F401
        import googleapiclient  # noqa: F401
    except ModuleNotFoundError as error:
        raise ProviderError(
            "Google's client library is not installed. Install it with `make classroom` in the "
            "folder of the kit."
        ) from error


def _from_token(token: str) -> "Credentials":
    hide(token)
    try:
        found = json.loads(token)
        _hide_all(found)
        return _permission(found)
    # The words of these errors may quote the token.
    except (ValueError, TypeError, AttributeError, KeyError):
        raise ProviderError(
            "{name} is not what Google gave. Remove it from the keyring or the environment, and "
            "sign in again with {client}.",
            name=TOKEN.name,
            client=CLIENT.name,
        ) from None


def _permission(found: dict[str, str]) -> "Credentials":
    """Return a permission as Google's library writes it; its own reader forgets the address."""
    from google.oauth2 import credentials as google

    expiry = datetime.datetime.fromisoformat(found.get("expiry", "2000-01-01T00:00:00Z"))
    make: Any = google.Credentials  # has no types
    permission: Credentials = make(
        token=found.get("token"),
        refresh_token=found["refresh_token"],
        token_uri=checked(found.get("token_uri", GOOGLE), "Google"),
        client_id=found["client_id"],
        client_secret=found["client_secret"],
        scopes=SCOPES,
        expiry=expiry.astimezone(datetime.UTC).replace(tzinfo=None),
    )
    return permission


def _from_browser(file: Path) -> "Credentials":
    _check_place(file)
    given: Any = ask_in_browser(file, SCOPES)
    text: str = given.to_json()
    _hide_all(json.loads(text))
    # Without a keyring the browser opens again the next time.
    with contextlib.suppress(ProviderError):
        store(TOKEN, text)
    permission: Credentials = given
    return permission


def _check_place(file: Path) -> None:
    """Refuse a client that lies among the files of the class, which are given away."""
    try:
        kit = config.kit_folder(Path.cwd())
    except SettingsError:
        return
    if file.resolve().is_relative_to(kit.resolve()):
        raise ProviderError(
            "{file} lies in the folder of the workshop, which is passed on to others. Move it to a "
            "folder of your own, and give the new path as {client}.",
            file=file,
            client=CLIENT.name,
        )


def _hide_all(found: Any) -> None:
    for name in _SECRETS:
        if isinstance(found.get(name), str):
            hide(found[name])
