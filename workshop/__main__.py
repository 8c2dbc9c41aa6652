"""Starts the ``workshop`` command; a wrong language in the environment is told kindly too."""

import io
import sys

from workshop.errors import WorkshopError


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of old Windows knows few signs: it shows a question mark for the others.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        from workshop.cli import workshop
    except WorkshopError as error:
        sys.exit(str(error))
    workshop(prog_name="workshop")


if __name__ == "__main__":
    main()
