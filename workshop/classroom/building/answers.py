"""What a platform answered, read without trust in it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx


def json_of(answer: "httpx.Response") -> Any:
    """Return the JSON value of an answer.

    Raises
    ------
    ValueError
        When it is none, or one that is nested beyond reason.

    Examples
    --------
    >>> import httpx
    >>> json_of(httpx.Response(200, text='{"id": 7}'))
    {'id': 7}
    """
    try:
        return answer.json()
    except RecursionError as error:
        raise ValueError(str(error)) from error
