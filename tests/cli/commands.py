"""The command in a process of its own, as a terminal starts it."""

import os
import subprocess
import sys

from tests.conftest import KIT


def run(*arguments: str, language: str = "id") -> subprocess.CompletedProcess[str]:
    """Run the command in a language; the caller looks at the exit code."""
    return subprocess.run(
        [sys.executable, "-m", "workshop", *arguments],
        cwd=KIT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "WORKSHOP_LANG": language},
    )
