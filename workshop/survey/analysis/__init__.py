"""The statistics: pure functions of answers that return results."""
