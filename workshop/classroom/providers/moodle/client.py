"""Asking Moodle's web services: one function a request, or many in one where Moodle lets us.

Moodle answers a refusal with status 200 and an error code. Its codes for "this cannot go on"
(a refused token, maintenance) end the work; all others are a `Refusal` of that one request.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workshop.classroom.building.trouble import shortened
from workshop.classroom.providers.moodle.functions import SEVERAL
from workshop.classroom.providers.moodle.service import ELSEWHERE, values_of
from workshop.errors import Message, ProviderError
from workshop.i18n import tr

if TYPE_CHECKING:
    from workshop.classroom.building.web import Web

Call = tuple[str, Mapping[str, Any]]  # a function and its arguments

REST = "/webservice/rest/server.php"
# PHP refuses, silently, the fields of a form beyond a thousand unless its settings allow more.
MOST_FIELDS = 980
MOST_CALLS = 50

_NO_TOKEN = ("invalidtoken", "accessexception", "invalidtimedtoken", "invalidiptoken")
_CLOSED = ("sitemaintenance", "siteundermaintenance", "upgraderunning")


class Refusal(Exception):  # noqa: N818  # not an error of ours: Moodle says no to one request
    """Moodle's answer to one request that it does not carry out.

    Parameters
    ----------
    code, words
        Moodle's own name of the reason, and its sentence.
    """

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code, words)
        self.code, self.words = code, shortened(words)

    @property
    def message(self) -> Message:
        """The reason, for the one step that was refused."""
        if self.code in ("nopermissions", "required_capability_exception", "accessexception"):
            return Message(
                "the account of the token may not do this ({reason}); ask who looks after Moodle "
                "for the right, or have the import files uploaded there",
                reason=self.words,
            )
        return Message("Moodle refuses it: {reason} ({code})", reason=self.words, code=self.code)


class Client:
    """Moodle's web services with one token.

    Parameters
    ----------
    web
        The session with the server.
    token
        Sent in the body of each request, so that it stands in no log of any server.
    """

    def __init__(self, web: "Web", token: str) -> None:
        self.web = web
        self._token = token
        self.functions: frozenset[str] = frozenset()

    def call(self, function: str, arguments: Mapping[str, Any], *, changes: bool = False) -> Any:
        """Ask one function.

        Parameters
        ----------
        function, arguments
            As Moodle's documentation of its web services names them.
        changes
            Whether something is made, so that a lost answer must not be asked for again.

        Raises
        ------
        Refusal
            When Moodle does not carry this request out.
        ProviderError
            When it will carry out none, or cannot be reached.
        """
        form = {
            "wstoken": self._token,
            "wsfunction": function,
            "moodlewsrestformat": "json",
            # Texts as they were written, not as filters and the theme show them.
            "moodlewssettingraw": "1",
            "moodlewssettingfileurl": "0",
            **dict(flat(arguments)),
        }
        answer = self.web.request(
            "POST", REST, what=function, allow=ELSEWHERE, repeatable=not changes, data=form
        )
        return self._checked(values_of(answer, self.web.base_url), function)

    def calls(self, calls: Sequence[Call], *, changes: bool = False) -> list[Any]:
        """Ask several functions in as few requests as Moodle allows.

        Returns
        -------
        list
            For each call its answer, or the `Refusal`.
        """
        if SEVERAL not in self.functions or len(calls) < 2:
            return [self._answer(call, changes=changes) for call in calls]
        answers: list[Any] = []
        while len(answers) < len(calls):
            # Moodle stops behind the first call that it refuses; the rest is asked again.
            try:
                answers += self._together(calls[len(answers) :][:MOST_CALLS], changes=changes)
            except Refusal:  # of the whole form, before any of its calls
                rest = calls[len(answers) :]
                answers += [self._answer(call, changes=changes) for call in rest]
        return answers

    def _answer(self, call: Call, *, changes: bool) -> Any:
        try:
            return self.call(*call, changes=changes)
        except Refusal as refusal:
            return refusal

    def _together(self, calls: Sequence[Call], *, changes: bool) -> Iterator[Any]:
        requests = [
            {
                "function": name,
                "arguments": json.dumps(arguments),
                "settingraw": 1,
                "settingfileurl": 0,
            }
            for name, arguments in calls
        ]
        found = self.call(SEVERAL, {"requests": requests}, changes=changes)
        if not found["responses"]:
            raise strange()
        for each in found["responses"]:
            if not each["error"]:
                yield json.loads(each.get("data") or "null")
                continue
            trouble = json.loads(each["exception"])
            yield Refusal(trouble.get("errorcode", ""), trouble.get("message", ""))

    def _checked(self, answer: Any, function: str) -> Any:
        if not (isinstance(answer, dict) and "exception" in answer):
            return answer
        code, words = str(answer.get("errorcode", "")), str(answer.get("message", ""))
        if code in _CLOSED:
            raise ProviderError(
                "Moodle is closed for maintenance ({reason}). Run the same command again later; it "
                "goes on where it stopped.",
                reason=shortened(words),
            )
        if code in _NO_TOKEN:
            raise _token_refused(code, words, function)
        raise Refusal(code, words)


def flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield nested arguments as the fields of a form, the way PHP reads them.

    Examples
    --------
    >>> list(flat({"users": [{"email": "a@example.ac.id", "createpassword": True}]}))
    [('users[0][email]', 'a@example.ac.id'), ('users[0][createpassword]', '1')]
    """
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from flat(each, f"{name}[{key}]" if name else str(key))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from flat(each, f"{name}[{number}]")
    else:
        yield name, str(int(value)) if isinstance(value, bool) else str(value)


@contextlib.contextmanager
def known_form() -> Iterator[None]:
    """Answer an answer of Moodle that has not the form we know with one sentence."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise strange() from error


def strange() -> ProviderError:
    """Return the sentence for an answer that has not Moodle's form."""
    return ProviderError(
        "Moodle answered in a way that this program does not know. Its version may be too new or "
        "too old (4.5 is tested); use the import files instead."
    )


def _token_refused(code: str, words: str, function: str) -> ProviderError:
    if code == "accessexception":
        return ProviderError(
            "The token for Moodle does not allow {function} ({reason}). Have that function added "
            "to the service that the token belongs to; the guide lists all that are needed.",
            function=function,
            reason=shortened(words) or tr("no reason given"),
        )
    return ProviderError(
        "Moodle does not accept the token ({reason}). It may have expired or been withdrawn: make "
        "a new one under Site administration → Server → Web services → Manage tokens and give "
        "it as MOODLE_TOKEN.",
        reason=shortened(words),
    )
