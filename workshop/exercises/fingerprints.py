"""Answers as fingerprints, so that a curious reader does not stumble over the right one.

It is no secret: whoever tries every number finds it.
"""

import hashlib
import json
import math
import numbers
from collections.abc import Mapping
from typing import Any


def fingerprint(
    exercise_id: str, value: object, decimals: int | None = None, *, any_order: bool = False
) -> str:
    """Return what is stored instead of an answer.

    Parameters
    ----------
    exercise_id
        Part of the fingerprint, so that equal answers do not look alike.
    value
        A number, a text, or anything that JSON or pandas can write.
    decimals
        For numbers: how many decimals count.
    any_order
        For lists: whether every order is as good as any other.

    Raises
    ------
    ValueError
        When ``decimals`` is given and ``value`` is not a finite number.

    Examples
    --------
    >>> fingerprint("a", 3.601, 1) == fingerprint("a", "3,6", 1)
    True
    """
    if decimals is not None:
        normal = _normal_number(value, decimals)
    else:
        normal = _normal_value(value, any_order=any_order)
    return hashlib.sha256(f"{exercise_id}|{normal}".encode()).hexdigest()[:16]


def _normal_number(value: object, decimals: int) -> str:
    if isinstance(value, str):
        value = float(value.strip().rstrip("%").strip().replace(",", "."))
    elif hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise ValueError
    try:
        number = float(value)
    except OverflowError as error:
        raise ValueError from error
    if not math.isfinite(number):
        raise ValueError
    # Adding zero turns -0.0 into 0.0, which is written without a sign.
    return f"{round(number, decimals) + 0.0:.{decimals}f}"


def _normal_value(value: object, *, any_order: bool) -> str:
    if isinstance(value, str):
        return value.strip().casefold()
    plain = _plain(value)
    if any_order and isinstance(plain, list):
        plain = sorted(plain, key=str)
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str)


def _plain(value: Any) -> Any:
    """Turn what pandas and numpy hold into what JSON can write."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(one) for one in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
