"""Sizes that all widgets share."""

WIDE = "min(100%, 40em)"
LABEL_WIDTH = "9em"
