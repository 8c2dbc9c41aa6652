"""The values that R found for tables and groups; `tables_and_groups.R` makes them."""

import functools
import json
from pathlib import Path
from typing import Any

TOOLS = {"R": "4.2.2", "effectsize": "0.8.3", "psych": "2.2.9", "survey": "4.1.1"}


@functools.cache
def values() -> dict[str, Any]:
    """Return them, having made sure that they are of the versions that the tests name."""
    found: dict[str, Any] = json.loads(
        Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    )
    assert all(version in found["tools"][tool] for tool, version in TOOLS.items())
    return found
