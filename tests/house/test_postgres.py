"""The throw-away PostgreSQL of the tests."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from tests.postgres import Cluster, binaries


def test_without_postgresql_nothing_is_found(tmp_path: Path) -> None:
    assert binaries(path="", installed=tmp_path) is None


def test_the_newest_version_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    (tmp_path / "18" / "bin").mkdir(parents=True)  # only the client is installed
    assert binaries(path="", installed=tmp_path) == tmp_path / "17" / "bin"


def test_a_database_is_gone_after_use(cluster: Cluster) -> None:
    with cluster.database("passing") as address, psycopg.connect(address) as server:
        assert server.execute("SELECT current_database()").fetchone() == ("passing",)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(address)


def test_the_server_is_not_on_the_network(cluster: Cluster) -> None:
    with psycopg.connect(cluster.address("postgres")) as server:
        assert server.execute("SHOW listen_addresses").fetchone() == ("",)


def test_each_test_gets_a_database_of_its_own(database_url: str, tmp_path: Path) -> None:
    if "://" in database_url:
        with psycopg.connect(database_url) as server:
            assert server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    else:
        assert Path(database_url).parent == tmp_path
        assert not Path(database_url).exists()


def test_a_program_that_fails_says_why(cluster: Cluster, tmp_path: Path) -> None:
    elsewhere = Cluster(tmp_path, cluster.programs)
    with pytest.raises(RuntimeError, match=r"pg_ctl failed in .*:\n(.|\n)*nowhere"):
        elsewhere._run("pg_ctl", "status", "--pgdata", "nowhere")
