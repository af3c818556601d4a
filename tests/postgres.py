"""A throw-away PostgreSQL for the tests: made in a temporary folder, heard on a Unix socket only, gone at the end."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

ABSENT = "PostgreSQL is not installed: no initdb on the PATH or in /usr/lib/postgresql/*/bin"
USER = "postgres"

# Nothing here must survive a power cut, so nothing waits for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
}


def binaries(path: str | None = None, installed: Path = Path("/usr/lib/postgresql")) -> Path | None:
    """The folder that holds initdb and pg_ctl: on the PATH, or where Debian keeps the newest; None when absent."""
    if found := shutil.which("initdb", path=path):
        return Path(found).resolve().parent
    folders = [folder for folder in installed.glob("*/bin") if (folder / "initdb").exists()]
    return max(folders, key=lambda folder: [int(part) for part in folder.parent.name.split(".")], default=None)


@dataclass(frozen=True, slots=True)
class Cluster:
    """One server.  home: its temporary folder (cluster, socket, log); programs: where initdb and pg_ctl are."""

    home: Path
    programs: Path

    def start(self) -> None:
        """Start it unless it runs; safe to call from several processes at once."""
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.running:
                self._make()

    @property
    def running(self) -> bool:
        """Whether somebody has started it."""
        return (self.home / "started").exists()

    def stop(self) -> None:
        """Stop it, and leave nothing behind."""
        if (self.home / "cluster" / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "--pgdata", "cluster", "--mode", "immediate", "--silent")
        shutil.rmtree(self.home, ignore_errors=True)

    def address(self, database: str) -> str:
        """What `open_store` takes."""
        return f"postgresql://{USER}@{quote(str(self.home), safe='')}/{database}"

    @contextmanager
    def database(self, name: str, template: str = "template1") -> Iterator[str]:
        """A fresh database, and its address; dropped at the end, whoever is still connected."""
        self._tell("CREATE DATABASE {} TEMPLATE {}", name, template)
        try:
            yield self.address(name)
        finally:
            self._tell("DROP DATABASE {} WITH (FORCE)", name)

    def _make(self) -> None:
        if os.geteuid() == 0:
            os.chown(self.home, _unprivileged().pw_uid, _unprivileged().pw_gid)
        self._run("initdb", "--pgdata", "cluster", "--username", USER, "--auth", "trust", "--encoding", "UTF8",
                  "--locale", "C", "--no-sync", "--no-instructions")  # fmt: skip
        options = {**SETTINGS, "unix_socket_directories": str(self.home)}
        words = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        self._run("pg_ctl", "start", "--pgdata", "cluster", "--log", "log", "--options", words, "--wait", "--silent")
        (self.home / "started").touch()

    def _run(self, program: str, *words: str) -> None:
        # The output goes to a file: a pipe would stay open for as long as the server lives.
        with (self.home / f"{program}.out").open("a+") as output:
            done = subprocess.run(
                [self.programs / program, *words], cwd=self.home, env=_environment(), stdin=subprocess.DEVNULL,
                stdout=output, stderr=subprocess.STDOUT, check=False, **_identity(),
            )  # fmt: skip
            if done.returncode:
                output.seek(0)
                raise RuntimeError(f"{program} failed in {self.home}:\n{output.read()}")

    def _tell(self, statement: str, *names: str) -> None:
        with psycopg.connect(host=str(self.home), user=USER, dbname="postgres", autocommit=True) as server:
            server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _unprivileged() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: Debian's own user for it, else nobody."""
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _identity() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": _unprivileged().pw_uid, "group": _unprivileged().pw_gid, "extra_groups": []}


def _environment() -> Mapping[str, str]:
    """Ours without PG*: a developer's own PGHOST or PGDATA must not lead the tests to a real server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
