"""Which English sentences of the package have no Indonesian yet."""

from collections.abc import Iterator
from pathlib import Path

from workshop import errors, i18n

PACKAGE = Path(__file__).parents[2]
# Functions and classes whose first argument is a sentence for people.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "tr": None,
    "ntr": (1, 2),
    **{
        name: None
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, (errors.WorkshopError, errors.Message))
    },
}


def sentences() -> Iterator[tuple[Path, str]]:
    """Yield every sentence of the package that people see, with the file it stands in."""
    from babel.messages.extract import extract

    for path in sorted(PACKAGE.rglob("*.py")):
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, KEYWORDS):
                yield path, message[-1] if isinstance(message, tuple) else message


def missing_translations() -> list[str]:
    """Return the sentences that the Indonesian catalog lacks.

    Examples
    --------
    >>> missing_translations()
    []
    """
    known = i18n.indonesian()
    return sorted({words for _path, words in sentences() if not known.get(words)})


def superfluous_translations() -> list[str]:
    """Return the sentences of the Indonesian catalog that nobody uses any more."""
    used = {words for _path, words in sentences()}
    return sorted(set(i18n.indonesian()) - used)
