"""What a desk is served with: which ledger, who may use it, and how much of it."""

import ipaddress
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from readout.errors import OptionError

Role = Literal["reader", "judge"]
ROLES: tuple[str, ...] = ("reader", "judge")
_SHORTEST_TOKEN = 16
_ENVIRONMENT = "READOUT_DESK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who uses the desk. A judge may judge rows and read pages; a reader looks."""

    name: str
    role: Role

    @property
    def may_judge(self) -> bool:
        """Whether rows may be judged."""
        return self.role == "judge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a desk is served.

    ``members`` are those with a token; ``identity_header`` is the request header in which a reverse proxy says who
    asks ("" where there is none), its people have ``header_role``. With neither, the desk is for the one machine:
    whoever asks is ``owner``, and only from it. ``body_limit`` is in bytes; ``rate`` is requests a minute of one
    client, ``read_rate`` how many of them may have a page fetched or read.
    """

    ledger: str
    host: str = "127.0.0.1"
    owner: str = "desk"
    members: Mapping[str, Member] = field(default_factory=dict)
    identity_header: str = ""
    header_role: Role = "reader"
    allow_private: bool = False
    body_limit: int = 5_000_000
    rate: int = 600
    read_rate: int = 30

    @property
    def is_open(self) -> bool:
        """Whether nobody has to say who he is: on the machine itself."""
        return not self.members and not self.identity_header

    def check(self) -> None:
        """Raise OptionError where others could use the desk and nobody would ask who they are."""
        if self.is_open and not is_loopback(self.host):
            raise OptionError(
                f"--host {self.host} can be reached by others; say who may use the desk with --members FILE, or which "
                "header your proxy puts its users' names in with --identity-header, or leave --host at 127.0.0.1"
            )


def is_loopback(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def read_people(path: str) -> dict[str, Member]:
    """The members named in a file, by token: a line each, ``name role token``. Raises OptionError naming the line."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(
            f"{path} can't be read ({error}); give a text file of lines: name role token"
        ) from error
    members: dict[str, Member] = {}
    for number, line in enumerate(lines, start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) != 3 or words[1] not in ROLES:
            raise OptionError(f"{path}, line {number}: write name, role ({' or '.join(ROLES)}) and token")
        name, role, token = words
        if len(token) < _SHORTEST_TOKEN:
            raise OptionError(
                f"{path}, line {number}: a token of {_SHORTEST_TOKEN} characters or more is needed"
            )
        if token in members:
            raise OptionError(f"{path}, line {number}: two members have one token; give each its own")
        members[token] = Member(name=name, role="judge" if role == "judge" else "reader")
    if not members:
        raise OptionError(f"{path} names nobody; write a line: name role token")
    return members


def keep_settings(settings: Settings) -> None:
    """Put the settings into the environment, where the processes that serve find them."""
    os.environ[_ENVIRONMENT] = json.dumps(asdict(settings))


def settings_from_environment() -> Settings:
    """The settings that were kept. Raises OptionError where there are none."""
    kept = os.environ.get(_ENVIRONMENT, "")
    if not kept:
        raise OptionError(f"{_ENVIRONMENT} says nothing; start the desk with readout serve")
    values = json.loads(kept)
    members = {token: Member(**member) for token, member in values.pop("members").items()}
    return Settings(**values, members=members)
