"""Counts that a reader explores without a kernel."""
