"""Each step as a request of the Classroom API."""

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workshop.classroom.building.resources import Resource, Step
from workshop.classroom.providers.google_classroom.desired import COLLECTIONS, is_over
from workshop.classroom.providers.google_classroom.reading import Found

if TYPE_CHECKING:
    from googleapiclient.http import HttpRequest


class Requests:
    """Makes requests for the steps of a class.

    Parameters
    ----------
    api
        The Classroom API, as Google's library makes it.
    found
        What is there; it grows while the class is made.
    now
        What lies before is published at once, what lies after is kept until then.
    """

    def __init__(self, api: Any, found: Found, now: datetime.datetime) -> None:
        self._api = api
        self._found = found
        self._now = now

    def course(self, resource: Resource, alias: str) -> "HttpRequest":
        """Return the request that makes the course, owned by who is signed in."""
        body = {**resource.values, "id": alias, "ownerId": "me", "courseState": "ACTIVE"}
        return self._api.courses().create(body=body)

    def of(self, step: Step) -> "HttpRequest":
        """Return the request of a step other than making the course."""
        if step.action == "create":
            return self._create(step.resource)
        if step.action == "change":
            return self._change(step)
        return self._remove(step.resource)

    @property
    def _course(self) -> str:
        return str(self._found.course["id"])

    def _create(self, resource: Resource) -> "HttpRequest":
        if resource.kind == "invitation":
            return self.invite(resource)
        if resource.kind == "membership":
            members = self._api.courses().studentGroups().studentGroupMembers()
            return members.create(
                courseId=self._course,
                studentGroupId=self._found.groups[resource.once["group"]],
                body={"userId": resource.once["email"]},
            )
        values = dict(resource.values)
        if is_over(resource, self._now):
            del values["due"]
            values["description"] = resource.once["overdue"]
        body = {**self._body(values), **self._published(resource)}
        if resource.kind == "assignment":
            body["workType"] = "ASSIGNMENT"
        if given := resource.once.get("links"):
            body["materials"] = [{"link": {"url": link}} for link in given]
        return self._collection(resource).create(courseId=self._course, body=body)

    def invite(self, resource: Resource) -> "HttpRequest":
        """Return the request that invites a person, who then has to accept."""
        return self._api.invitations().create(
            body={
                "courseId": self._course,
                "userId": resource.once["email"],
                "role": resource.values["role"],
            }
        )

    def out_of_the_old_role(self, step: Step) -> "Iterator[HttpRequest]":
        """Yield the requests that have to come before a person is invited in another role.

        There is only one invitation at a time, and who teaches cannot be invited as a student.
        """
        resource, held = step.resource, step.actual.remote if step.actual else ""
        if held:
            yield self._api.invitations().delete(id=held.partition("/")[2])
        taught = self._found.members.get(resource.key) == "TEACHER"
        if taught and resource.values["role"] != "TEACHER":
            teachers = self._api.courses().teachers()
            yield teachers.delete(courseId=self._course, userId=resource.once["email"])

    def _change(self, step: Step) -> "HttpRequest":
        resource, remote = step.resource, step.actual.remote if step.actual else ""
        values = {name: resource.values[name] for name in step.changes}
        undated = resource.address in self._found.undated and is_over(resource, self._now)
        if undated and "description" in values:
            values["description"] = resource.once["overdue"]
        body = self._body(values)
        mask = ",".join(body)
        if resource.kind == "course":
            return self._api.courses().patch(id=remote, updateMask=mask, body=body)
        return self._collection(resource).patch(
            courseId=self._course, id=remote, updateMask=mask, body=body
        )

    def _remove(self, resource: Resource) -> "HttpRequest":
        if resource.kind == "invitation":
            collection, _, remote = resource.remote.partition("/")
            members = getattr(self._api.courses(), collection)()
            return members.delete(courseId=self._course, userId=remote)
        if resource.kind == "membership":
            members = self._api.courses().studentGroups().studentGroupMembers()
            return members.delete(
                courseId=self._course,
                studentGroupId=self._found.groups[resource.key.partition(".")[0]],
                userId=resource.remote,
            )
        return self._collection(resource).delete(courseId=self._course, id=resource.remote)

    def _collection(self, resource: Resource) -> Any:
        return getattr(self._api.courses(), COLLECTIONS[resource.kind])()

    def _body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        body: dict[str, Any] = {}
        for name, value in values.items():
            if name == "due":
                body |= _due(value)
            elif name == "topic":
                body["topicId"] = self._found.topics[value]
            else:
                body[name] = value
        return body

    def _published(self, resource: Resource) -> dict[str, str]:
        if resource.kind in ("topic", "group"):
            return {}
        since = resource.once.get("scheduled", "")
        if since and datetime.datetime.fromisoformat(since) > self._now:
            return {"state": "DRAFT", "scheduledTime": since}
        return {"state": "PUBLISHED"}


def _due(time: str) -> dict[str, dict[str, int]]:
    due = datetime.datetime.fromisoformat(time)
    return {
        "dueDate": {"year": due.year, "month": due.month, "day": due.day},
        "dueTime": {"hours": due.hour, "minutes": due.minute},
    }
