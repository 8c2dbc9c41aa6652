"""Telling Moodle's web service apart from whatever else answers at an address.

The service answers every request that reaches it with status 200 and JSON. A page, a way to
somewhere else or a status such as 404 means that there is no service: the address is another
one, or the administrator has not switched it on (then Moodle answers 403, without a word).
"""

from typing import TYPE_CHECKING, Any

from workshop.classroom.building.answers import json_of
from workshop.classroom.building.trouble import own_words, shortened
from workshop.errors import Message, ProviderError

if TYPE_CHECKING:
    import httpx

# 401 is about a token, 429 and all other 5xx about later.
ELSEWHERE = (301, 302, 303, 307, 308, 400, 403, 404, 405, 406, 410, 415, 501)


def values_of(answer: "httpx.Response", url: str) -> Any:
    """Return the values that the service answered.

    Raises
    ------
    ProviderError
        When it is not the service that answered.
    """
    try:
        values = json_of(answer)
    except ValueError as error:
        raise no_service(url, _instead(answer)) from error
    if answer.is_success or (isinstance(values, dict) and "exception" in values):
        return values
    raise no_service(url, _instead(answer))


def no_service(url: str, instead: Message) -> ProviderError:
    """Return the sentence for an address at which there is no web service of Moodle."""
    return ProviderError(
        "There is no Moodle web service at {url}: {instead}. Compare the address with the one that "
        "the browser shows on the first page of Moodle. If it is right, ask Moodle's administrator "
        "to switch web services on under Site administration → General → Advanced features → "
        "Enable web services, and REST under Site administration → Server → Web services → Manage "
        "protocols; or use the import files instead.",
        url=url,
        instead=instead,
    )


def _instead(answer: "httpx.Response") -> Message:
    target = answer.headers.get("Location", "").partition("?")[0]
    if answer.is_redirect and target:
        return Message("it sends us on to {target}", target=shortened(target))
    if answer.is_success:
        return Message("a page comes in place of data")
    return Message(
        "the answer is {status} ({reason})", status=answer.status_code, reason=own_words(answer)
    )
