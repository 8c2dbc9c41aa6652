"""Addresses, accounts and tokens: from the environment or the keyring, never from a file.

Whatever is secret is hidden from all output as soon as it was read.
"""

import os
from collections.abc import Mapping

from workshop.classroom.building.provider import Provider, Setting
from workshop.errors import Bullets, Message, ProviderError
from workshop.redaction import hide

SERVICE = "ruang-kelas"


def settings_of(provider: Provider, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return all values that a provider needs: name → value.

    Raises
    ------
    ProviderError
        When some are missing; all of them are named, with the way to store them.
    """
    found = {setting.name: _value(setting, environment) for setting in provider.settings}
    missing = [setting for setting in provider.settings if found[setting.name] is None]
    if missing:
        raise ProviderError(
            "{platform} needs values that are not there yet:{missing}\nSet each as an environment "
            "variable, or store it once in the keyring of this computer with the command "
            "behind its name.",
            platform=provider.title,
            missing=Bullets(_how_to_store(setting, provider.name) for setting in missing),
        )
    return {name: value for name, value in found.items() if value is not None}


def store(setting: Setting, value: str) -> None:
    """Keep a value in the keyring of this computer.

    Raises
    ------
    ProviderError
        When this computer has no keyring, or it is locked.
    """
    import keyring

    if setting.secret:
        hide(value.strip())
    try:
        keyring.set_password(SERVICE, setting.name, value.strip())
    except Exception as error:  # backends are plug-ins, each with errors of its own
        raise ProviderError(
            "{name} cannot be stored: the keyring of this computer is missing or locked. Set the "
            "environment variable {name} instead.",
            name=setting.name,
        ) from error


def forget(setting: Setting) -> bool:
    """Remove a value from the keyring; false when it was not there.

    Raises
    ------
    ProviderError
        When the keyring is locked.
    """
    import keyring

    if _from_keyring(setting.name) is None:
        return False
    try:
        keyring.delete_password(SERVICE, setting.name)
    except Exception as error:  # backends are plug-ins, each with errors of its own
        raise ProviderError(
            "{name} cannot be removed: the keyring of this computer is locked. Unlock it and try "
            "again.",
            name=setting.name,
        ) from error
    return True


def setting_named(provider: Provider, name: str) -> Setting:
    """Return a setting of a provider.

    Raises
    ------
    ProviderError
        When the provider has none of this name.
    """
    for setting in provider.settings:
        if setting.name == name.upper():
            return setting
    raise ProviderError(
        "{platform} needs no {name}; allowed: {names}",
        platform=provider.title,
        name=name,
        names=", ".join(setting.name for setting in provider.settings) or Message("nothing"),
    )


def _value(setting: Setting, environment: Mapping[str, str]) -> str | None:
    # Who pastes a token often pastes the end of its line, too.
    value = environment.get(setting.name, "").strip() or _from_keyring(setting.name)
    if value and setting.secret:
        hide(value)
    return value or setting.default


def _from_keyring(name: str) -> str | None:
    import keyring

    try:
        return keyring.get_password(SERVICE, name)
    except Exception:  # noqa: BLE001  # backends are plug-ins; without one the value is missing
        return None


def _how_to_store(setting: Setting, provider: str) -> Message:
    return Message(
        "{name}: {title} → workshop classroom secret {name} --on {provider}",
        name=setting.name,
        title=setting.title,
        provider=provider,
    )
