"""What a facilitator reads when servers for a demonstration are running."""

from pathlib import Path

from workshop.classroom.providers.matrix.server import LocalServers
from workshop.i18n import tr


def instructions(servers: LocalServers, accounts: Path | None = None) -> str:
    """Say how to enter the running servers, and how to build on them from another window.

    Parameters
    ----------
    servers
        Those that are running.
    accounts
        The file with the first passwords, when a class was built on them.

    Returns
    -------
    str
        Some lines in the reader's language, without any secret.
    """
    lines = [
        tr("A Matrix server is running for each college:"),
        *(f"  {one.college}: {one.url}" for one in servers.servers),
        tr(
            "To look inside, open Element, choose “Sign in”, and give this address as the server. "
            "The program must trust the certificate authority in {file}; on a phone, install it "
            "under the settings for security.",
            file=servers.authority,
        ),
        tr(
            "To build from another window, type there first: . {file}",
            file=servers.write_settings(),
        ),
    ]
    if accounts and accounts.exists():
        lines.append(tr("Names and first passwords are in {file}.", file=accounts))
    return "\n".join(lines)
