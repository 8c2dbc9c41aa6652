"""The copy that a participant works in: exercises as stubs, nothing that gives them away."""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workshop.publishing.notebook import parse


def participant_copy(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook without solutions, facilitator notes, speaker notes and outputs.

    Parameters
    ----------
    content
        The JSON values of a notebook; they stay as they are.

    Examples
    --------
    >>> cell = {"cell_type": "code", "id": "a", "metadata": {"tags": ["solution"]}, "source": "1"}
    >>> participant_copy({"cells": [cell], "metadata": {}})["cells"]
    []
    """
    notebook = parse(content, name="", folder=Path())
    kept = [
        _cleared(raw)
        for raw, cell in zip(content["cells"], notebook.cells, strict=True)
        if not cell.is_private
    ]
    # Widget state holds what the outputs held.
    metadata = {key: value for key, value in content["metadata"].items() if key != "widgets"}
    return {**content, "metadata": metadata, "cells": kept}


def _cleared(cell: Mapping[str, Any]) -> dict[str, Any]:
    cleared: dict[str, Any] = copy.deepcopy(dict(cell))
    if cleared["cell_type"] == "code":
        cleared |= {"outputs": [], "execution_count": None}
    return cleared
