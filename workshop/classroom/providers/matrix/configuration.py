"""The configuration of a Synapse server that runs on this computer for a demonstration.

It keeps its data in SQLite, needs no other program, lets nobody register by himself, and does
not slow down whoever builds a class of sixty people in a minute. A college that runs Synapse
for real writes its own; see the guide.
"""

import base64
import secrets
from pathlib import Path
from typing import Any

from workshop import files
from workshop.classroom.providers.matrix.certificates import CERTIFICATE, CERTIFICATE_KEY

FILE, LOG = "homeserver.yaml", "synapse.log"
_UNLIMITED = {"per_second": 10_000, "burst_count": 10_000}


def write(folder: Path, name: str, port: int, *, bind: str, authority: Path, secret: str) -> None:
    """Write the configuration of one server into its folder.

    Parameters
    ----------
    folder
        Where the server keeps all its data.
    name
        What its accounts end with: ``"localhost:8448"``. It can never be changed later.
    port, bind
        Where it listens.
    authority
        The certificate that its neighbours' certificates are checked by.
    secret
        Whoever knows it may make accounts.
    """
    log = folder / "log.yaml"
    # Synapse reads YAML, of which JSON is a part.
    files.write(log, files.to_json(_logging(folder)))
    _signing_key(folder / "signing.key")
    (folder / FILE).touch(mode=0o600)
    settings = {
        "server_name": name,
        "public_baseurl": f"https://{name}/",
        "serve_server_wellknown": True,
        "listeners": [_listener(port, bind)],
        "tls_certificate_path": str(folder / CERTIFICATE),
        "tls_private_key_path": str(folder / CERTIFICATE_KEY),
        "database": {"name": "sqlite3", "args": {"database": str(folder / "homeserver.db")}},
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(folder / "signing.key"),
        "log_config": str(log),
        "pid_file": str(folder / "synapse.pid"),
        "registration_shared_secret": secret,
        "report_stats": False,
        "presence": {"enabled": False},
        "encryption_enabled_by_default_for_room_type": "off",
        # The passwords are random and long, so that quick hashing gives nothing away.
        "bcrypt_rounds": 4,
        **_neighbours(authority),
        **_no_limits(),
    }
    (folder / FILE).write_text(files.to_json(settings), encoding="utf-8")


def _listener(port: int, bind: str) -> dict[str, Any]:
    return {
        "port": port,
        "type": "http",
        "tls": True,
        "bind_addresses": [bind],
        "resources": [{"names": ["client", "federation"]}],
    }


def _neighbours(authority: Path) -> dict[str, Any]:
    """Let servers on the same computer, or in the same hall, talk to each other."""
    return {
        "federation_custom_ca_list": [str(authority)],
        "ip_range_blacklist": [],
        "federation_ip_range_blacklist": [],
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "federation_rr_transactions_per_room_per_second": 1000,
        "rc_federation": {
            "window_size": 1000,
            "sleep_limit": 10_000,
            "sleep_delay": 0,
            "reject_limit": 10_000,
            "concurrent": 50,
        },
    }


def _no_limits() -> dict[str, Any]:
    return {
        "rc_message": _UNLIMITED,
        "rc_registration": _UNLIMITED,
        "rc_login": {"address": _UNLIMITED, "account": _UNLIMITED, "failed_attempts": _UNLIMITED},
        "rc_joins": {"local": _UNLIMITED, "remote": _UNLIMITED},
        "rc_joins_per_room": _UNLIMITED,
        "rc_invites": {
            "per_room": _UNLIMITED,
            "per_user": _UNLIMITED,
            "per_issuer": _UNLIMITED,
        },
        "rc_room_creation": _UNLIMITED,
    }


def _logging(folder: Path) -> dict[str, Any]:
    handler = {
        "class": "logging.handlers.RotatingFileHandler",
        "filename": str(folder / LOG),
        "formatter": "plain",
        "maxBytes": 5_000_000,
        "backupCount": 1,
        "encoding": "utf-8",
    }
    return {
        "version": 1,
        "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"file": handler},
        # Below warnings, it would tell who wrote to whom.
        "root": {"level": "WARNING", "handlers": ["file"]},
        "disable_existing_loggers": False,
    }


def _signing_key(file: Path) -> None:
    """Make the key by which other servers know this one, as Synapse would in seven seconds."""
    if file.exists():
        return
    seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    file.touch(mode=0o600)
    file.write_text(f"ed25519 a_{secrets.token_hex(2)} {seed}\n", encoding="ascii")
