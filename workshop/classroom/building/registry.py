"""The platforms that this installation can build on.

Each is a plug-in: a class or function without arguments under the entry point group
``ruang_kelas.providers``. One that is broken is told by name and does not disturb the others.
"""

import difflib
import functools
import importlib.metadata
from collections.abc import Iterator, Mapping

from workshop.classroom.building.provider import ENTRY_POINTS, Provider
from workshop.errors import ProviderError


class Providers(Mapping[str, Provider]):
    """Name → platform, by name; those that cannot be loaded are ``broken``: name → why."""

    def __init__(self, found: Mapping[str, Provider], broken: Mapping[str, ProviderError]) -> None:
        self._found = dict(sorted(found.items()))
        self.broken = dict(sorted(broken.items()))

    def __getitem__(self, name: str) -> Provider:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@functools.cache
def providers() -> Providers:
    """Return all platforms."""
    found: dict[str, Provider] = {}
    broken: dict[str, ProviderError] = {}
    for entry in importlib.metadata.entry_points(group=ENTRY_POINTS):
        try:
            found[entry.name] = entry.load()()
        except Exception as error:  # noqa: BLE001  # a stranger's plug-in may fail in any way
            broken[entry.name] = ProviderError(
                "The plug-in for {name} cannot be used ({reason}). Install it again, or tell its "
                "makers.",
                name=entry.name,
                reason=f"{type(error).__name__}: {error}",
            )
    return Providers(found, broken)


def provider(name: str) -> Provider:
    """Return a platform by the name that stands after ``--on``.

    Raises
    ------
    ProviderError
        When there is none of this name, or its plug-in is broken.
    """
    known = providers()
    key = name.strip().lower().replace("_", "-").replace(" ", "-")
    if key in known:
        return known[key]
    if key in known.broken:
        raise known.broken[key]
    names = ", ".join(known)
    if near := difflib.get_close_matches(key, [*known, *known.broken], 1):
        raise ProviderError(
            "There is no platform {name!r}; did you mean {near}? Allowed: {names}",
            name=name,
            near=near[0],
            names=names,
        )
    raise ProviderError("There is no platform {name!r}. Allowed: {names}", name=name, names=names)
