"""The first passwords of new accounts, on the facilitator's computer and nowhere else.

Each is written down before the account is made, so that no account can exist whose password
nobody knows. The file opens in a spreadsheet; only its owner may read it.
"""

import csv
import os
import secrets
import threading
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from workshop import files, i18n
from workshop.redaction import hide

FILE = "matrix-accounts.csv"  # beside the ledger
# Without those that look alike on paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_COLUMNS = 5
_FORMULA = ("=", "+", "-", "@")  # in front of which a spreadsheet needs an apostrophe


@dataclass(frozen=True)
class Account:
    """What somebody needs to sign in for the first time.

    Parameters
    ----------
    person
        Key of the person, which is the name to sign in with.
    name
        As people read it.
    server
        The address to give to the program, such as Element.
    domain
        What the account ends with: ``"a.example.ac.id"``.
    password
        Never shown in any output.
    """

    person: str
    name: str
    server: str
    domain: str
    password: str

    @property
    def account(self) -> str:
        """The whole name on Matrix: ``"@ani:a.example.ac.id"``."""
        return f"@{self.person}:{self.domain}"

    def __repr__(self) -> str:
        return f"Account({self.account!r})"


def new_password() -> str:
    """Return a password of 59 bits that can be typed on a phone.

    Examples
    --------
    >>> len(new_password())
    14
    """
    parts = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    password = "-".join(parts)
    hide(password)
    return password


class Accounts:
    """The file of first passwords.

    Parameters
    ----------
    path
        The file; it is made with the first account.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()  # servers are asked side by side

    def add(self, account: Account) -> None:
        """Write an account down, safe on the disk before this returns.

        Raises
        ------
        PublishingError
            When the file cannot be written.
        """
        try:
            with self._turn:
                self._append(account)
        except OSError as error:
            raise files.not_written(self.path, error) from error

    def read(self) -> Mapping[str, Account]:
        """Return all accounts: account → what was written last about it."""
        try:
            lines = self.path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        except OSError:
            return {}
        rows = csv.reader(lines[1:], delimiter=_separator(lines[0]) if lines else ",")
        accounts = (Account(*map(_as_it_was, row)) for row in rows if len(row) == _COLUMNS)
        return {account.account: account for account in accounts}

    def _append(self, account: Account) -> None:
        from workshop.spreadsheet import defused

        self.path.parent.mkdir(parents=True, exist_ok=True)
        ignored = self.path.parent / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
        handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        # Whoever saved it in a spreadsheet may have changed its encoding.
        with os.fdopen(handle, "r+", encoding="utf-8", errors="replace", newline="") as file:
            heading = file.readline()
            separator = _separator(heading) if heading else _usual_separator()
            file.seek(0, os.SEEK_END)
            lines = csv.writer(file, delimiter=separator, lineterminator="\n")
            if heading and not self.path.read_bytes().endswith(b"\n"):
                file.write("\n")  # a run was killed in the middle of a line
            if not heading:
                file.write("\ufeff")  # tells Excel that this is UTF-8
                lines.writerow(field.name for field in fields(Account))
            lines.writerow(defused(cell) for cell in astuple(account))
            file.flush()
            os.fsync(file.fileno())


def _usual_separator() -> str:
    """Return what the reader's Excel expects."""
    return ";" if i18n.language() == "id" else ","


def _separator(heading: str) -> str:
    return ";" if ";" in heading else ","


def _as_it_was(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell
