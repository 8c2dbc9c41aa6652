"""Asking the Classroom API: one by one or fifty at once, with patience when it is busy.

The description of the API ships with Google's library, so that no request is needed to learn it
and every parameter is checked before it is sent.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workshop.classroom.building.provider import Usage
from workshop.classroom.providers.google_classroom.shape import Shapes
from workshop.classroom.providers.google_classroom.trouble import (
    Refusal,
    hopeless,
    misshapen,
    refusal,
    signed_out,
    unreachable,
)
from workshop.i18n import tr

if TYPE_CHECKING:
    from googleapiclient.http import HttpRequest

ENDPOINT = "https://classroom.googleapis.com/"
MOST_IN_A_BATCH = 50  # what Google allows for Classroom
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_HARMLESS_TWICE = ("GET", "PATCH", "DELETE")
# Of these there is only one: made a second time, they are told to exist already.
_MADE_ONCE = (
    "classroom.courses.create",
    "classroom.courses.studentGroups.studentGroupMembers.create",
    "classroom.courses.topics.create",
    "classroom.invitations.create",
)
_STUMBLES = (AttributeError, LookupError, RecursionError, TypeError, ValueError)

# What a request gave: the JSON object of its answer, or why it was refused.
Answer = dict[str, Any] | Refusal


class Service:
    """The Classroom API.

    Parameters
    ----------
    http
        What carries requests, with the sign-in; as google-auth-httplib2 makes it.
    endpoint
        Where the API is.
    sleep
        Waits so many seconds.
    """

    def __init__(
        self,
        http: Any,
        endpoint: str = ENDPOINT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        from googleapiclient.discovery import build_from_document
        from googleapiclient.discovery_cache import get_static_doc

        description = json.loads(get_static_doc("classroom", "v1"))
        description["rootUrl"] = endpoint
        self.api: Any = build_from_document(description, http=http)
        self._shapes = Shapes(description)
        self._http = http
        self._sleep = sleep
        self._sent: Counter[str] = Counter()

    @property
    def usage(self) -> Usage:
        """The requests so far; a batch is one."""
        return Usage(dict(self._sent))

    def close(self) -> None:
        """End the connection."""
        self._http.close()

    def ask(self, request: "HttpRequest") -> Answer:
        """Send one request.

        Raises
        ------
        ProviderError
            When nothing would be answered any more: signed out, no right, quota used up, no line.
        """
        return self.ask_all({"": request})[""]

    def ask_all(self, requests: "Mapping[str, HttpRequest]") -> dict[str, Answer]:
        """Send requests that need nothing of one another, fifty at once.

        Raises
        ------
        ProviderError
            As for `ask`.
        """
        found: dict[str, Answer] = {}
        for answers in self.in_batches(requests):
            found |= answers
            check(answers.values())
        return found

    def in_batches(self, requests: "Mapping[str, HttpRequest]") -> Iterator[dict[str, Answer]]:
        """Send requests fifty at once, and yield the answers of each fifty as they come.

        Those that Google was too busy for are sent again; the others keep their answer.

        Raises
        ------
        ProviderError
            When there is no line, or the sign-in has ended.
        """
        names = list(requests)
        for start in range(0, len(names), MOST_IN_A_BATCH):
            chosen = names[start : start + MOST_IN_A_BATCH]
            yield self._patiently({name: requests[name] for name in chosen})

    def _patiently(self, requests: "Mapping[str, HttpRequest]") -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        waiting = dict(requests)
        for pause in (*PAUSES, None):
            answers |= self._once(waiting)
            waiting = {
                name: waiting[name] for name in waiting if _again(waiting[name], answers[name])
            }
            if not waiting or pause is None:
                break
            self._sleep(pause)
        return answers

    def _once(self, requests: "Mapping[str, HttpRequest]") -> dict[str, Answer]:
        from http.client import HTTPException

        from google.auth.exceptions import RefreshError, TransportError
        from googleapiclient.errors import BatchError
        from httplib2 import HttpLib2Error

        try:
            if len(requests) == 1:
                return {name: self._single(request) for name, request in requests.items()}
            return self._batch(requests)
        except RefreshError as error:
            raise signed_out() from error
        except (OSError, HTTPException, HttpLib2Error, TransportError) as error:
            raise unreachable() from error
        # Google's library takes every answer for one of Google's, and stumbles over others.
        except (BatchError, *_STUMBLES) as error:
            raise misshapen("JSON") from error

    def _single(self, request: "HttpRequest") -> Answer:
        from googleapiclient.errors import HttpError

        self._sent[tr("single requests")] += 1
        try:
            return self._shapes.checked(request.methodId, request.execute())
        except HttpError as error:
            return refusal(error)

    def _batch(self, requests: "Mapping[str, HttpRequest]") -> dict[str, Answer]:
        from googleapiclient.errors import HttpError

        # Addresses are long enough to be folded, which not every reader of such headers undoes.
        names = {str(number): name for number, name in enumerate(requests)}
        answers: dict[str, Answer] = {}

        def keep(number: str, answer: Any, error: HttpError | None) -> None:
            name = names[number]
            answers[name] = (
                refusal(error) if error else self._shapes.checked(requests[name].methodId, answer)
            )

        self._sent[tr("batches of up to 50 requests")] += 1
        batch = self.api.new_batch_http_request(callback=keep)
        for number, name in names.items():
            batch.add(requests[name], request_id=number)
        try:
            batch.execute(http=self._http)
        except HttpError as error:
            return dict.fromkeys(requests, refusal(error))
        return answers


def check(answers: Iterable[Answer]) -> None:
    """Raise when one of the answers tells that nothing else would be answered either.

    Raises
    ------
    ProviderError
        Signed out, no right, quota used up, or Google is out of order.
    """
    for answer in answers:
        error = hopeless(answer) if isinstance(answer, Refusal) else None
        if error:
            raise error


def _again(request: "HttpRequest", answer: Answer) -> bool:
    """Whether asking again may help and can do no harm."""
    if not isinstance(answer, Refusal):
        return False
    harmless = request.method in _HARMLESS_TWICE or request.methodId in _MADE_ONCE
    return answer.is_busy or (answer.is_away and harmless)
