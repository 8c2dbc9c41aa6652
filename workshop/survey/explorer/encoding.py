"""Counts as a short text: whole numbers of as many bytes as they need, in base64.

Each cell is one token: 1 for a hidden cell, ``count + 1`` for any other; a run
of empty cells is the token 0 and then the length of the run less one. A token
is written seven bits a byte, lowest first; the eighth bit says that more follow.
"""

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

HIDDEN = -1
_AT_ONCE = 1 << 17  # so that the memory stays small


def encode(cells: "NDArray[np.int64]") -> str:
    """Write counts; `HIDDEN` stands for a hidden one.

    Examples
    --------
    >>> decode(encode(np.array([0, 0, 300, HIDDEN]))).tolist()
    [0, 0, 300, -1]
    """
    tokens = _tokens(cells)
    parts = (tokens[start : start + _AT_ONCE] for start in range(0, len(tokens), _AT_ONCE))
    return base64.b64encode(b"".join(map(_bytes, parts))).decode()


def _tokens(cells: "NDArray[np.int64]") -> "NDArray[np.int64]":
    empty = cells == 0
    begins = empty & np.concatenate([[True], ~empty[:-1]]) if len(cells) else empty
    starts = np.flatnonzero(begins)
    ends = np.flatnonzero(empty & np.concatenate([~empty[1:], [True]])) if len(cells) else starts
    # Of an empty run two tokens stay, of any other cell one.
    width = np.where(empty, np.where(begins, 2, 0), 1)
    places = np.cumsum(width) - width
    tokens = np.zeros(int(width.sum()), np.int64)
    full = ~empty
    tokens[places[full]] = np.where(cells[full] == HIDDEN, 1, cells[full] + 1)
    tokens[places[starts] + 1] = ends - starts
    return tokens


def _bytes(tokens: "NDArray[np.int64]") -> bytes:
    more = tokens[:, None] >= (1 << (7 * np.arange(1, 9)))
    lengths = 1 + more.sum(axis=1)
    groups = (tokens[:, None] >> (7 * np.arange(9))) & 127
    follows = np.column_stack([more, np.zeros(len(tokens), bool)])
    used = np.arange(9) < lengths[:, None]
    written: bytes = (groups | (follows << 7))[used].astype(np.uint8).tobytes()
    return written


def decode(text: str) -> "NDArray[np.int64]":
    """Read counts again."""
    cells: list[int] = []
    tokens = _read_tokens(base64.b64decode(text))
    for token in tokens:
        if token == 0:
            cells.extend([0] * (next(tokens) + 1))
        else:
            cells.append(HIDDEN if token == 1 else token - 1)
    return np.array(cells, np.int64)


def _read_tokens(content: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in content:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
