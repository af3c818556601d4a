"""The site as users start it: a process of its own on a free port, on a workspace with the invented country."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PASSWORD: Final = "a long phrase for tests"
MEMBERS: Final = {
    "amal": ("approver", ()), "omar": ("operator_officer", ("--org", "HI")), "dina": ("data_officer", ()),
    "faris": ("focal_point", ()), "dora": ("donor", ()), "vera": ("assistance_worker", ()),
    "alex": ("administrator", ()), "adele": ("administrator", ()), "audit": ("auditor", ()),
}  # fmt: skip
"""Name -> (role, reach): the cast of the site's tests."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running site: its address without the slash at the end, its workspace, and open invitations by name."""

    address: str
    folder: Path
    invitations: dict[str, str]


def opendisarm(*words: str | Path, keys: Path) -> str:
    """What a command prints; it must end well."""
    done = subprocess.run(
        [sys.executable, "-m", "opendisarm", *map(str, words)], env=_environment(keys), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def served(folder: Path, keys: Path, members: bool = True) -> Iterator[Served]:
    """The site of a workspace, stopped in the end."""
    invitations = {}
    for name, (role, reach) in MEMBERS.items() if members else ():
        told = opendisarm("invite", name, "--role", role, *reach, "-w", folder, keys=keys)
        invitations[name] = re.search(r"/invitation/\S+/", told)[0]  # type: ignore[index]
    server = subprocess.Popen(
        [sys.executable, "-m", "opendisarm", "serve", "-w", folder, "--port", "0"], env=_environment(keys),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found, said + server.stdout.read()
        yield Served(found[0].rstrip("/"), folder, invitations)
    finally:
        server.terminate()
        server.wait(20)


def _environment(keys: Path) -> dict[str, str]:
    return os.environ | {"OPENDISARM_KEYS": str(keys), "PYTHONUNBUFFERED": "1"}
