"""What every test may ask for: journals on both databases, and golden files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import ABSENT, Cluster, binaries

_HOME = pytest.StashKey[Path]()
_numbers = count(1)


def _let_django_read_the_settings_of_the_site() -> None:
    """Django reads its settings once a process; a journal opened first would leave the site's tests without theirs."""
    from opendisarm.site import languages, starting

    cache = Path(tempfile.gettempdir()) / f"opendisarm-tests-{os.getuid()}"
    starting.put(
        SECRET_KEY="for tests only",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        LOCALE_PATHS=[str(languages.compiled(cache))],
        ALLOWED_HOSTS=["testserver", "localhost"],
    )
    starting.set_up()


_let_django_read_the_settings_of_the_site()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    """The process that people started owns the folder of the server; its workers (pytest-xdist) are told of it."""
    worker = getattr(config, "workerinput", None)
    config.stash[_HOME] = Path(worker["postgres"] if worker else tempfile.mkdtemp(prefix="opendisarm-pg-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["postgres"] = str(node.config.stash[_HOME])


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        Cluster(config.stash[_HOME], binaries() or Path()).stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """When golden files are rewritten, only the tests that have one run."""
    if config.getoption("--rewrite-golden"):
        items[:] = [item for item in items if "golden" in getattr(item, "fixturenames", ())]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if ABSENT in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{ABSENT}; {len(skipped)} tests skipped.", yellow=True)


@pytest.fixture(autouse=True)
def _keys_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys of a test's vaults lie where that test lies, never in the settings of whoever runs it."""
    monkeypatch.setenv("OPENDISARM_KEYS", str(tmp_path_factory.getbasetemp() / "keys"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str | bytes], None]:
    """golden(file, actual): the file must hold exactly that; `./run golden` writes it instead."""

    def check(file: Path, actual: str | bytes) -> None:
        if request.config.getoption("--rewrite-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(actual if isinstance(actual, bytes) else actual.encode())
        assert file.exists(), f"{file} is missing; './run golden' writes it."
        expected = file.read_bytes() if isinstance(actual, bytes) else file.read_text(encoding="utf-8")
        assert actual == expected, f"{file} is stale; if the change is meant, './run golden' rewrites it."

    return check


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Cluster:
    """A running PostgreSQL, one for all workers; the test is skipped where none is installed."""
    programs = binaries()
    if programs is None:
        pytest.skip(ABSENT)
    server = Cluster(request.config.stash[_HOME], programs)
    server.start()
    return server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a journal can be made, on each kind of database: nothing is there yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "journal.sqlite")
        return
    with request.getfixturevalue("cluster").database(_fresh_name()) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty journal of its own, on each kind of database: a copy of one that was made once, so that it is cheap."""
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("_sqlite_template"), tmp_path / "journal.sqlite"))
        _hang_up()
        return
    template = request.getfixturevalue("_postgres_template")
    with request.getfixturevalue("cluster").database(_fresh_name(), template) as address:
        yield address
        _hang_up()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "journal.sqlite"
    _make_journal(str(file))
    return file


@pytest.fixture(scope="session")
def _postgres_template(cluster: Cluster) -> Iterator[str]:
    name = _fresh_name()
    with cluster.database(name) as address:
        _make_journal(address)
        yield name


def _make_journal(where: str) -> None:
    from opendisarm.store.opening import open_store  # only tests of a journal wait for Django

    open_store(where)
    _hang_up()


def _hang_up() -> None:
    """Close what Django holds open: a database that somebody is connected to cannot be a template."""
    from django.db import connections

    connections.close_all()


def _fresh_name() -> str:
    return f"journal_{os.getpid()}_{next(_numbers)}"
