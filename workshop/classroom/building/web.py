"""The one way in which providers ask a platform over HTTP.

A `Web` waits and tries again when the platform is busy or the line breaks, as long as that can
do no harm: a request that may not be repeated is repeated only when it surely was not carried
out. It counts what it sends, and answers each trouble with one sentence that holds no secret.
"""

import datetime
import email.utils
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from workshop.classroom.building import trouble
from workshop.classroom.building.address import checked
from workshop.classroom.building.answers import json_of
from workshop.classroom.building.provider import Usage

if TYPE_CHECKING:
    import ssl

    import httpx
    import tenacity

ATTEMPTS = 6
BUSY = 429
# The platform, or the proxy before it, is not there for a moment.
AWAY = (502, 503, 504)
REPEATABLE = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
MOST_SECONDS = 120.0  # who is asked to wait longer rather comes back later


class Web:
    """A session with one server of a platform; use it in a ``with`` block, or close it.

    Parameters
    ----------
    base_url
        The address of the server, as a person typed it.
    platform
        What people call the platform, for the sentences.
    headers
        Sent with every request, such as the token.
    credential
        Name of the setting that holds the token, for the sentence when it is refused.
    ca_file
        A file with the certificate of a certificate authority of one's own.
    timeout
        Most seconds to wait for an answer.
    sleep
        Waits so many seconds; tests give another.

    Raises
    ------
    ProviderError
        When the address cannot be one, or the certificate file cannot be read.
    """

    def __init__(
        self,
        base_url: str,
        *,
        platform: str,
        headers: Mapping[str, str] | None = None,
        credential: str = "",
        ca_file: str = "",
        timeout: float = 30.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import httpx

        self.base_url = checked(base_url, platform)
        self._server = trouble.Server(platform, self.base_url, credential)
        self._sleep = sleep
        self._sent: Counter[str] = Counter()
        self._client = httpx.Client(
            timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0)),
            verify=_trusting(ca_file, self._server),
            headers={name: self._plain(value) for name, value in (headers or {}).items()},
        )

    def __enter__(self) -> "Web":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the session."""
        self._client.close()

    @property
    def usage(self) -> Usage:
        """The requests so far, those that were repeated included."""
        return Usage(dict(self._sent))

    def request(
        self,
        method: str,
        path: str,
        *,
        what: str,
        allow: Collection[int] = (),
        repeatable: bool | None = None,
        headers: Mapping[str, str] | None = None,
        **content: Any,
    ) -> "httpx.Response":
        """Send a request and return its answer.

        Parameters
        ----------
        method, path
            Such as ``"POST"`` and ``"/login"``; the path is put behind the base address.
        what
            What the request does, in the reader's language: it is counted under this name.
        allow
            Statuses that the caller understands; every other that tells no success is an error.
        repeatable
            Whether doing it twice is the same as once; by default what HTTP says of the method.
        headers
            Of this request alone.
        **content
            ``json``, ``data``, ``params``, ``files`` or ``content``, as httpx takes them.

        Raises
        ------
        ProviderError
            When the platform refuses or cannot be reached.
        """
        import httpx

        plain = {name: self._plain(value) for name, value in (headers or {}).items()}

        def send() -> httpx.Response:
            self._sent[what] += 1
            return self._client.request(method, self.base_url + path, headers=plain, **content)

        again = method.upper() in REPEATABLE if repeatable is None else repeatable
        try:
            answer: httpx.Response = self._retrying(again=again)(send)
        except httpx.RequestError as error:
            raise trouble.unreachable(error, self._server) from error
        if answer.is_success or answer.status_code in allow:
            return answer
        raise trouble.refused(answer, self._server, asked_to_wait(answer))

    def json(self, method: str, path: str, **names: Any) -> Any:
        """Send a request, see `request`, and return the JSON value of its answer."""
        answer = self.request(method, path, **names)
        try:
            return json_of(answer)
        except ValueError as error:
            raise trouble.not_json(self._server) from error

    def _retrying(self, *, again: bool) -> "tenacity.Retrying":
        import tenacity

        return tenacity.Retrying(
            retry=tenacity.retry_if_exception(lambda error: _may_repeat(error, again=again))
            | tenacity.retry_if_result(lambda answer: _is_away(answer, again=again)),
            wait=_wait,
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            sleep=self._sleep,
            retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
        )

    def _plain(self, value: str) -> str:
        """Refuse what no header can hold: mostly a token that was pasted with other words."""
        if not (value.isascii() and value.isprintable()):
            raise trouble.unsendable(self._server)
        return value


def asked_to_wait(answer: "httpx.Response") -> float | None:
    """Return the seconds that a busy platform asks to wait, in the header or Matrix's body."""
    after = answer.headers.get("Retry-After", "").strip()
    if after.isdecimal():
        return float(after)
    if after:
        try:
            until = email.utils.parsedate_to_datetime(after)
        except ValueError:
            return None
        now = datetime.datetime.now(datetime.UTC)
        return max((until.replace(tzinfo=until.tzinfo or datetime.UTC) - now).total_seconds(), 0.0)
    try:
        milliseconds = json_of(answer).get("retry_after_ms")
    except (ValueError, AttributeError):
        return None
    return milliseconds / 1000 if isinstance(milliseconds, int) and milliseconds >= 0 else None


def _may_repeat(error: BaseException, *, again: bool) -> bool:
    import httpx

    if trouble.is_hopeless(error):
        return False
    # Without a connection nothing was sent.
    not_sent = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
    lost = isinstance(error, httpx.TimeoutException | httpx.NetworkError)
    return not_sent or (again and (lost or isinstance(error, httpx.RemoteProtocolError)))


def _is_away(answer: "httpx.Response", *, again: bool) -> bool:
    away = answer.status_code == BUSY or (again and answer.status_code in AWAY)
    return away and (asked_to_wait(answer) or 0.0) <= MOST_SECONDS


def _wait(state: "tenacity.RetryCallState") -> float:
    import tenacity

    asked = _asked(state)
    own = tenacity.wait_exponential(multiplier=0.5, max=20)(state) if asked is None else asked
    # A little of chance, so that many who were sent away do not come back together.
    return own + tenacity.wait_random(0, 0.5)(state)


def _asked(state: "tenacity.RetryCallState") -> float | None:
    if state.outcome is None or state.outcome.failed:
        return None
    return asked_to_wait(state.outcome.result())


def _trusting(ca_file: str, server: trouble.Server) -> "ssl.SSLContext":
    import httpx

    context = httpx.create_ssl_context()
    if ca_file:
        try:
            context.load_verify_locations(cafile=ca_file)
        except OSError as error:  # ssl.SSLError is one, too
            raise trouble.no_certificate(ca_file, server) from error
    return context
