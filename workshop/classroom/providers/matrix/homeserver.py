"""One Matrix server on which we may look after accounts, and how it lets us in.

The key is either the access token of an administrator, or the registration secret of the
server. With the secret we make an account of our own there, once; its password follows from
the secret and the name of the server, so that it need not be kept anywhere.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from workshop.classroom.building.answers import json_of
from workshop.classroom.building.provider import Usage
from workshop.classroom.building.web import Web
from workshop.classroom.providers.matrix.answers import (
    ACCOUNT,
    ID,
    LOGIN,
    OBJECT,
    Answer,
    Shape,
    fits,
)
from workshop.classroom.providers.matrix.names import BUILDER, in_path
from workshop.errors import ProviderError
from workshop.i18n import tr
from workshop.redaction import hide

PLATFORM = "Matrix"
KEYS = "MATRIX_KEYS"
# How access tokens begin: those of Synapse, and those of its authentication service.
_TOKENS = ("syt_", "mat_", "mct_")
_DEVICE = "RUANGKELAS"
_REFUSALS = (400, 403, 404, 409, 413)


class Homeserver:
    """A server, after it has let us in.

    Parameters
    ----------
    url
        Where it is asked.
    key
        Access token of an administrator, or registration secret.
    ca_file
        Certificate of the authority that signed the server's own; empty for a public one.

    Raises
    ------
    ProviderError
        When the address or the key is wrong.
    """

    def __init__(self, url: str, key: str, ca_file: str = "") -> None:
        self._web = Web(url, platform=PLATFORM, credential=KEYS, ca_file=ca_file, timeout=90)
        self._token = ""
        hide(key)
        try:
            is_new = False
            if key.startswith(_TOKENS):
                self._token = key
            else:
                self._token, is_new = self._enter(key)
            self.account = self._who_am_i()
            if is_new:
                self._lift_limits()
        except BaseException:
            self._web.close()
            raise
        self.name = self.account.partition(":")[2]

    @property
    def url(self) -> str:
        """Where it is asked."""
        return self._web.base_url

    @property
    def usage(self) -> Usage:
        """The requests so far."""
        return self._web.usage

    def close(self) -> None:
        """End the session."""
        self._web.close()

    def ask(
        self,
        method: str,
        path: str,
        *,
        what: str,
        shape: Shape = OBJECT,
        token: str | None = None,
        repeatable: bool | None = None,
        **content: Any,
    ) -> Answer:
        """Send a request; a refusal of this one thing is an answer, too.

        Parameters
        ----------
        method, path
            Such as ``"GET"`` and ``"/_matrix/client/versions"``.
        what
            What it does, in the reader's language; it is counted under this name.
        shape
            What the answer must look like, unless the server refuses.
        token
            Of somebody else than our own account.
        repeatable
            Whether doing it twice is the same as once.
        **content
            ``json`` and ``params``.

        Raises
        ------
        ProviderError
            When nothing can be done any more: the server is away, the token has expired, or the
            answer is none of Matrix.
        """
        own = self._token if token is None else token
        answer = self._web.request(
            method,
            path,
            what=what,
            allow=_REFUSALS,
            repeatable=repeatable,
            headers={"Authorization": f"Bearer {own}"} if own else {},
            **content,
        )
        try:
            found = json_of(answer)
        except ValueError:
            found = None
        if not fits(found, shape if answer.is_success else OBJECT):
            raise self._no_matrix(what)
        if isinstance(found, list):
            return Answer(answer.status_code, {}, found)
        return Answer(answer.status_code, found)

    def must(
        self, method: str, path: str, *, what: str, shape: Shape = OBJECT, **content: Any
    ) -> Mapping[str, Any]:
        """Send a request without which nothing else can be done.

        Raises
        ------
        ProviderError
            When it is refused.
        """
        answer = self.ask(method, path, what=what, shape=shape, **content)
        if not answer.is_fine:
            raise ProviderError(
                "{url} refused a request ({what}: {reason}). Ask who looks after this Matrix "
                "server.",
                url=self.url,
                what=what,
                reason=answer.reason,
            )
        return answer.data

    def _enter(self, secret: str) -> tuple[str, bool]:
        """Return a token for our account, and whether the account was made just now."""
        password = hmac.new(secret.encode(), BUILDER.encode(), hashlib.sha256).hexdigest()
        hide(password)
        token = self._log_in(password)
        is_new = not token
        if is_new:
            self._register(secret, password)
            token = self._log_in(password)
        hide(token)
        return token, is_new

    def _log_in(self, password: str) -> str:
        login = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": BUILDER},
            "password": password,
            # Always the same, so that no list of devices grows.
            "device_id": _DEVICE,
            "initial_device_display_name": "Ruang Kelas",
        }
        answer = self.ask(
            "POST",
            "/_matrix/client/v3/login",
            what=_sign_in(),
            shape=LOGIN,
            json=login,
            repeatable=True,
        )
        if answer.status == 404 or answer.code == "M_UNRECOGNIZED":
            raise self._no_matrix(_sign_in())
        return str(answer.data.get("access_token", ""))

    def _register(self, secret: str, password: str) -> None:
        found = self.must(
            "GET", "/_synapse/admin/v1/register", what=_sign_in(), shape={"nonce": ID}
        )
        signed = "\0".join((found["nonce"], BUILDER, password, "admin")).encode()
        account = {
            "nonce": found["nonce"],
            "username": BUILDER,
            "displayname": "Ruang Kelas",
            "password": password,
            "admin": True,
            "mac": hmac.new(secret.encode(), signed, hashlib.sha1).hexdigest(),
        }
        answer = self.ask("POST", "/_synapse/admin/v1/register", what=_sign_in(), json=account)
        if answer.is_fine:
            return
        if answer.code == "M_USER_IN_USE":
            raise ProviderError(
                "On {url} there is an account @{account} already, and the registration secret does "
                "not open it. Give the access token of an administrator as {setting} instead.",
                url=self.url,
                account=BUILDER,
                setting=KEYS,
            )
        raise ProviderError(
            "{url} does not accept the registration secret ({reason}). Copy it again from the "
            "configuration of the server (registration_shared_secret) and give it as {setting}.",
            url=self.url,
            reason=answer.reason,
            setting=KEYS,
        )

    def _lift_limits(self) -> None:
        """Let our own account build without waiting a minute for each room."""
        path = f"/_synapse/admin/v1/users/{in_path(self.account)}/override_ratelimit"
        unlimited = {"messages_per_second": 0, "burst_count": 0}
        self.ask("POST", path, what=_sign_in(), json=unlimited, repeatable=True)

    def _who_am_i(self) -> str:
        found = self.must(
            "GET",
            "/_matrix/client/v3/account/whoami",
            what=_sign_in(),
            shape={"user_id": ACCOUNT},
        )
        account = str(found["user_id"])
        rights = self.ask(
            "GET",
            f"/_synapse/admin/v1/users/{in_path(account)}/admin",
            what=_sign_in(),
            shape={"admin": bool},
        )
        if not rights.data.get("admin"):
            raise ProviderError(
                "The account {account} may not look after accounts on {url}. Give the token of an "
                "administrator, or the registration secret of the server, as {setting}.",
                account=account,
                url=self.url,
                setting=KEYS,
            )
        return account

    def _no_matrix(self, what: str) -> ProviderError:
        return ProviderError(
            "{url} answers, but not as a Matrix server does ({what}). Check the address: it is the "
            "one of the server itself, not of a chat program such as Element. If it is right, ask "
            "who looks after this Matrix server.",
            url=self.url,
            what=what,
        )


def _sign_in() -> str:
    return tr("signing in")
