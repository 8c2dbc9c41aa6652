"""Texts of a blueprint as platforms take them: strangers typed them, or pasted them from a chat."""

from workshop.classroom.blueprint.model import Blueprint


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


def rules(blueprint: Blueprint) -> str:
    """Return the rules of the class as a numbered list, in its language."""
    texts = (one_line(blueprint.said(rule.text)) for rule in blueprint.rules)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(filter(None, texts), 1))


def _visible(sign: str) -> str:
    # The joiner holds the parts of one emoji together.
    return sign if sign.isprintable() or sign == "\u200d" else " "
