"""What Google refuses, each told in one sentence.

Classroom puts the true reason behind an @ into the words of its answer, such as
``@CannotDirectAddUser``; the status alone says little.
"""

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.classroom.building.trouble import shortened
from workshop.errors import Message, ProviderError

if TYPE_CHECKING:
    from googleapiclient.errors import HttpError

PLATFORM = "Google Classroom"
_BUSY = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
_NO_RIGHT = {"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}
_SWITCHED_OFF = {
    "accessNotConfigured",
    "SERVICE_DISABLED",
    "ClassroomApiDisabled",
    "ClassroomDisabled",
}

# The reason that Classroom gives → what it means here, and what to do.
EXPLAINED = {
    "CannotDirectAddUser": Message(
        "The domain of this class does not let people of this address in. Ask its administrator to "
        "allow other domains in the Admin console, or send the person the class code."
    ),
    "CourseMemberLimitReached": Message("The class is full; Google allows no more people in it."),
    "CourseTeacherLimitReached": Message("Classroom allows no more teachers in this class."),
    "CourseNotModifiable": Message("The class is archived; restore it in Classroom first."),
    "CourseTitleCannotContainUrl": Message("The title of a course may hold no link."),
    "InactiveCourseOwner": Message("The account of the owner of the class is not active."),
    "ProjectPermissionDenied": Message(
        "This was not made by this program, and Classroom lets only its maker change it; change it "
        "by hand."
    ),
    "UserCannotOwnCourse": Message("This account may not make classes; use that of a teacher."),
    "UserGroupsMembershipLimitReached": Message("This person is in too many classes."),
}


@dataclass(frozen=True)
class Refusal:
    """An answer that tells no success: HTTP code, Google's status, its reasons and its words."""

    code: int
    status: str
    reasons: frozenset[str]
    words: str

    @property
    def is_busy(self) -> bool:
        """Whether it was only too fast: nothing was done, and later it may work."""
        return (
            self.code == 429
            or self.status in ("ABORTED", "RESOURCE_EXHAUSTED")
            or bool(self.reasons & _BUSY)
        )

    @property
    def is_away(self) -> bool:
        """Whether Google is not there for a moment; it may have done it or not."""
        return self.code >= 500

    @property
    def exists(self) -> bool:
        """Whether the thing seems to be there already."""
        return self.status == "ALREADY_EXISTS" or (self.code == 409 and not self.is_busy)

    @property
    def message(self) -> Message:
        """Return why one thing was refused."""
        known = next((EXPLAINED[one] for one in sorted(self.reasons) if one in EXPLAINED), None)
        if known:
            return known
        return Message(
            "Google Classroom refused it ({status}: {words}).",
            status=self.status or self.code,
            words=self.words or "–",
        )


def refusal(error: "HttpError") -> Refusal:
    """Return what an answer tells, whatever its form."""
    found = _told(error)
    words = str(found.get("message", ""))
    reasons = set(re.findall(r"@([A-Za-z]+)", words))
    for part in (*_dicts(found.get("errors")), *_dicts(found.get("details"))):
        reasons.add(str(part.get("reason", "")))
    return Refusal(
        int(error.resp.status),
        str(found.get("status", "")),
        frozenset(reasons - {""}),
        shortened(words),
    )


def hopeless(found: Refusal) -> ProviderError | None:
    """Return the error that ends everything, when nothing else would be answered either."""
    if found.code == 401:
        return signed_out()
    if found.reasons & _NO_RIGHT:
        return ProviderError(
            "The sign-in to Google Classroom lacks a right that is needed ({words}). Sign in again "
            "and tick everything that Google asks for.",
            words=found.words,
        )
    if found.reasons & _SWITCHED_OFF:
        return ProviderError(
            "The Classroom API is switched off for this project or domain ({words}). Switch it on "
            "in the Google Cloud console, or ask the administrator of your domain.",
            words=found.words,
        )
    if found.is_busy:
        return ProviderError(
            "Google Classroom is busy ({words}): its quota is used up for now. Run the same "
            "command again later; it goes on where it stopped.",
            words=found.words or found.status,
        )
    if found.is_away:
        return ProviderError(
            "Google Classroom is out of order ({code}). Run the same command again later; it goes "
            "on where it stopped.",
            code=found.code,
        )
    return None


def signed_out() -> ProviderError:
    """Return the error for a sign-in that has ended."""
    return ProviderError(
        "Google no longer accepts the sign-in; it has expired or was withdrawn. Remove "
        "GOOGLE_CLASSROOM_TOKEN from the keyring or the environment, and run the same command "
        "again to sign in."
    )


def unreachable() -> ProviderError:
    """Return the error for a line that broke."""
    return ProviderError(
        "Google Classroom does not answer. Check your connection, then run the same command again; "
        "what was already made is not made twice."
    )


def misshapen(place: str) -> ProviderError:
    """Return the error for an answer of another shape than Google describes."""
    return ProviderError(
        "Something answered in place of Google Classroom, or not as Google describes ({place}). "
        "Often it is the sign-in page of a network: open any page in the browser, then run the "
        "same command again; what was already made is not made twice.",
        place=place,
    )


def _told(error: "HttpError") -> dict[str, Any]:
    try:
        found = json.loads(error.content)["error"]
    except (ValueError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {"message": str(found)}


def _dicts(found: Any) -> list[dict[str, Any]]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
