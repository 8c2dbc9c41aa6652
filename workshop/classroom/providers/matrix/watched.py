"""Runs Synapse for as long as the program lives that started it.

A closed terminal, or a notebook kernel that was killed, would otherwise leave servers behind
that nobody sees and whose ports are taken. The one who starts us holds the other end of our
standard input; when it ends, so do we.
"""

import os
import runpy
import signal
import sys
import threading


def main() -> None:
    """Run Synapse with the arguments of this process."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # A grammar of web addresses that JSON Schema uses where it is found; Synapse has no need of
    # it, and it takes a third of the time until the server answers.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    # Not by `sys.stdin`, whose lock a thread must not hold when Python ends.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
