"""Runs Synapse for as long as the program lives that started it.

A closed terminal, or a notebook kernel that was killed, would otherwise leave servers behind
that nobody sees and whose ports are taken. The one who starts us holds the other end of our
standard input; when it ends, so do we.
"""

import os
import runpy
import signal
import threading


def main() -> None:
    """Run Synapse with the arguments of this process."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    # Not by `sys.stdin`, whose lock a thread must not hold when Python ends.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
