"""Texts of a blueprint as platforms take them: strangers typed them, or pasted them from a chat."""

from workshop.classroom.blueprint.model import Blueprint, Person


def one_line(text: str) -> str:
    """Return a text as one line, with nothing invisible in it but single spaces.

    Examples
    --------
    >>> one_line(" Ani\\r\\nBcc: all@example.org\\t ")
    'Ani Bcc: all@example.org'
    """
    return " ".join("".join(map(_visible, text)).split())


def several_lines(text: str) -> str:
    """Return a text with its line breaks, and nothing else that is invisible.

    Examples
    --------
    >>> several_lines("\\ufeffWhat?\\r\\n\\r\\n\\r\\n\\r\\nWhy?\\x00 ")
    'What?\\n\\nWhy?'
    """
    lines: list[str] = []
    for line in map(one_line, text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip()


def names_of(person: Person) -> tuple[str, str]:
    """Return given and family name; many programs ask for both, and many people have only one.

    Examples
    --------
    >>> names_of(Person("ani", "Dr. Ani Wati, M.T.", "ani@example.ac.id", "lecturer", "a"))
    ('Dr. Ani', 'Wati, M.T.')
    >>> names_of(Person("suharto", "Suharto", "", "student", "a"))
    ('Suharto', '.')
    """
    bare, comma, titles = (one_line(person.name) or person.key).partition(",")
    given, _, family = bare.strip().rpartition(" ")
    return (given, family + comma + titles) if given else (family + comma + titles, ".")


def address(person: Person) -> str:
    """Return the e-mail address as programs compare it; empty when there is none."""
    return one_line(person.email).lower()


def rules(blueprint: Blueprint) -> str:
    """Return the rules of the class as a numbered list, in its language."""
    texts = (one_line(blueprint.said(rule.text)) for rule in blueprint.rules)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(filter(None, texts), 1))


def _visible(sign: str) -> str:
    # The joiner holds the parts of one emoji together.
    return sign if sign.isprintable() or sign == "\u200d" else " "
