"""Lists for JupyterHub and nbgrader; the names of accounts are the keys of the people."""

import json

from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.building.wording import address, names_of
from workshop.classroom.providers.files.tables import to_csv


def nbgrader_students(blueprint: Blueprint) -> bytes:
    """Return the students as ``nbgrader db student import`` reads them."""
    rows = (
        {
            "id": person.key,
            "first_name": names_of(person)[0],
            "last_name": names_of(person)[1],
            "email": address(person),
        }
        for person in blueprint.with_role("student")
    )
    return to_csv(("id", "first_name", "last_name", "email"), rows)


def jupyterhub_users(blueprint: Blueprint) -> bytes:
    """Return one account a line, as JupyterHub's admin page takes them."""
    return "".join(f"{person.key}\n" for person in blueprint.members).encode()


def jupyterhub_groups(blueprint: Blueprint) -> bytes:
    """Return lecturers, students and study groups for ``c.JupyterHub.load_groups``."""
    agreed = {person.key for person in blueprint.members}
    members = {
        f"{blueprint.key}-{group.key}": [key for key in group.members if key in agreed]
        for group in blueprint.groups
    }
    # By these two names nbgrader knows who marks and who learns in a course.
    staff, students = (f"{role}-{blueprint.key}" for role in ("formgrade", "nbgrader"))
    members[staff] = [person.key for person in blueprint.with_role("lecturer", "moderator")]
    members[students] = [person.key for person in blueprint.with_role("student")]
    groups = {name: {"users": users} for name, users in members.items()}
    return (json.dumps(groups, indent=2) + "\n").encode()
