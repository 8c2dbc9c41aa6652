"""People as the lists of other programs want them."""

from workshop.classroom.blueprint.model import Person
from workshop.classroom.building.wording import one_line


def names_of(person: Person) -> tuple[str, str]:
    """Return given and family name; both are asked for, and many people have only one.

    Examples
    --------
    >>> names_of(Person("ani", "Ani Wati, M.T.", "ani@example.ac.id", "lecturer", "a"))
    ('Ani', 'Wati, M.T.')
    >>> names_of(Person("suharto", "Suharto", "", "student", "a"))
    ('Suharto', '.')
    """
    bare, comma, titles = (one_line(person.name) or person.key).partition(",")
    given, _, family = bare.strip().rpartition(" ")
    return (given, family + comma + titles) if given else (family + comma + titles, ".")


def address(person: Person) -> str:
    """Return the e-mail address as programs compare it."""
    return one_line(person.email).lower()
