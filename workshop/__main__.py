"""Starts the ``workshop`` command; a wrong language in the environment is told kindly too."""

import sys

from workshop.errors import WorkshopError


def main() -> None:
    """Run the command line."""
    try:
        from workshop.cli import workshop
    except WorkshopError as error:
        sys.exit(str(error))
    workshop(prog_name="workshop")


if __name__ == "__main__":
    main()
