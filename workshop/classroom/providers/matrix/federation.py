"""The servers of a class: one for each college that has its own, and one where it is at home.

The first college's server is the home: the space and all rooms are made there. People of a
college without a server of its own get their accounts at home, too. A college whose server we
have no key for makes the accounts itself; its people are invited.
"""

from collections import Counter
from collections.abc import Mapping

from workshop.classroom.blueprint.model import Blueprint, College, Person
from workshop.classroom.building.provider import Usage
from workshop.classroom.providers.matrix.discovery import address_of
from workshop.classroom.providers.matrix.homeserver import KEYS, Homeserver
from workshop.classroom.providers.matrix.names import by_college
from workshop.errors import ProviderError

URLS, AUTHORITY = "MATRIX_URLS", "MATRIX_CA"


class Federation:
    """The servers that let us in.

    Parameters
    ----------
    blueprint
        Whose colleges they serve.
    settings
        Addresses, keys and the certificate authority.

    Raises
    ------
    ProviderError
        When the home server is not given, or a server does not let us in.
    """

    def __init__(self, blueprint: Blueprint, settings: Mapping[str, str]) -> None:
        self._servers: dict[str, Homeserver] = {}  # by address
        self._of_college: dict[str, Homeserver | None] = {}
        self._names: dict[str, str] = {}
        urls = by_college(settings.get(URLS, ""), blueprint, URLS)
        keys = by_college(settings.get(KEYS, ""), blueprint, KEYS)
        ca_file = settings.get(AUTHORITY, "")
        try:
            for number, college in enumerate(blueprint.colleges):
                # A key is shown to the server that it was given for, and to no other.
                bare = "" if number == 0 else college.key
                key = keys.get(college.key) or keys.get(bare, "")
                url = urls.get(college.key) or urls.get(bare, "")
                if key and not url:
                    url = address_of(college, ca_file)
                self._admit(college, url or college.server, key, ca_file)
        except BaseException:
            self.close()
            raise

    def _admit(self, college: College, url: str, key: str, ca_file: str) -> None:
        is_home = not self._of_college
        if is_home and not (url and key):
            raise _no_home(college, url)
        if url and key:
            if url not in self._servers:
                self._servers[url] = Homeserver(url, key, ca_file)
            self._of_college[college.key] = self._servers[url]
            self._names[college.key] = self._servers[url].name
        elif college.server and college.server != self.home.name:
            self._of_college[college.key] = None
            self._names[college.key] = college.server
        else:
            self._of_college[college.key] = self.home
            self._names[college.key] = self.home.name

    @property
    def home(self) -> Homeserver:
        """The server of the first college, where the rooms are."""
        return next(iter(self._servers.values()))

    @property
    def others(self) -> tuple[Homeserver, ...]:
        """The other servers that let us in."""
        return tuple(self._servers.values())[1:]

    @property
    def all(self) -> tuple[Homeserver, ...]:
        """Every server that lets us in, the home first."""
        return tuple(self._servers.values())

    def at(self, college: str) -> Homeserver:
        """Return the server of a college, or the home server when it has none that lets us in."""
        return self._of_college.get(college) or self.home

    def of(self, person: Person) -> Homeserver | None:
        """Return the server of a person, if it lets us in."""
        return self._of_college[person.college]

    def account(self, person: Person) -> str:
        """Return the name of a person on Matrix: ``"@ani:a.example.ac.id"``."""
        return f"@{person.key}:{self._names[person.college]}"

    @property
    def usage(self) -> Usage:
        """The requests to all servers."""
        sent: Counter[str] = Counter()
        for server in self.all:
            sent.update(server.usage.requests)
        return Usage(dict(sent))

    def close(self) -> None:
        """End all sessions."""
        for server in self.all:
            server.close()


def _no_home(college: College, url: str) -> ProviderError:
    if url:
        return ProviderError(
            "The Matrix server of {college} at {url} needs a key. Give the registration secret of "
            "the server, or the access token of its administrator, as {setting}.",
            college=college.name,
            url=url,
            setting=KEYS,
        )
    return ProviderError(
        "{college} has no Matrix server. Write its name behind server in classroom.toml, or give "
        "its address as {setting}; workshop classroom serve starts one on this computer.",
        college=college.name,
        setting=URLS,
    )
