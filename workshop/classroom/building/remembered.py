"""What exists on a platform that cannot be asked, such as the letters in other people's mailboxes.

A connection to such a platform says so with ``reads_back = False``. Then the ledger is asked in
its place: what it tells as done is there, with the values that it had then. Nobody can change a
letter that was sent, so that such a platform knows no drift: the plan is made without
``recorded``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workshop.classroom.building.resources import Resource


def remembered(desired: Sequence[Resource], recorded: Mapping[str, str]) -> dict[str, Resource]:
    """Return the things that the ledger tells as done: address → thing.

    It keeps a fingerprint only: when the values are others now, all that is known of the old
    ones is that they differ.

    Parameters
    ----------
    desired
        What should exist.
    recorded
        Address → fingerprint of the values at the last apply, from the ledger.

    Examples
    --------
    >>> letter = Resource("invitation", "ani", "Ani", values={"email": "ani@example.org"})
    >>> remembered([letter], {letter.address: letter.fingerprint})[letter.address] == letter
    True
    """
    return {
        one.address: one if recorded[one.address] == one.fingerprint else replace(one, values={})
        for one in desired
        if one.address in recorded
    }
