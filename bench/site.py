"""Works on the site: the server as users start it, and twenty readers who look at a page for a while, then ask for
the next.

Gives  the seconds within which 95 of 100 answers were there, all of them read; of `site first`, those of the first one.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from itertools import islice
from math import asinh, pi, radians, tan
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import shapely

Work = Callable[[int, Path], float]
Asked = Callable[[random.Random, int], list[str]]
"""(chance, records) -> addresses that a browser asks for with one page."""

READERS: Final = 20
PAGES: Final = 12
LOOKS_S: Final = (3.0, 7.0)
"""Shortest and longest that a reader looks at a page."""
_FEW: Final = 1_000
"""Below so many records nobody looks at anything: it is only to be seen that it runs."""
_PASSWORD: Final = "a long phrase for benches"
_YEARS: Final = (2012, 2025)
_PATIENCE_S: Final = 600


@dataclass(frozen=True, slots=True)
class Site:
    """A running site and somebody who is signed in.  port: on this machine; cookie: of the session."""

    port: int
    cookie: str = ""

    def asked(self, connection: HTTPConnection, address: str) -> tuple[int, bytes, dict[str, str]]:
        """(status, body, headers) of an answer, read to its end."""
        connection.request("GET", address, headers={"Cookie": self.cookie, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}

    def connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE_S)


def first(size: int, folder: Path) -> float:
    """The first overview after the start of the server, on a ledger that is kept already."""
    with _served(size, folder) as site:
        return _once(site, "/overview/")


def readers(asked: Asked) -> Work:
    """The work of answering twenty readers."""

    def work(size: int, folder: Path) -> float:
        with _served(size, folder) as site:
            for address in asked(random.Random(0), size):
                _once(site, address)
            many, pages = (READERS, PAGES) if size >= _FEW else (3, 1)
            with ThreadPoolExecutor(many) as pool:
                parts = pool.map(lambda seed: _reader(site, asked, size, seed, pages), range(1, many + 1))
            seconds = sorted(second for part in parts for second in part)
        return seconds[min(len(seconds) - 1, round(0.95 * len(seconds)))]

    return work


def _reader(site: Site, asked: Asked, size: int, seed: int, pages: int) -> list[float]:
    """Seconds of every answer that one of them got."""
    chance, connection, seconds = random.Random(seed), site.connection(), []
    if size >= _FEW:
        time.sleep(chance.uniform(0, LOOKS_S[1]))
    for _ in range(pages):
        for address in asked(chance, size):
            start = time.perf_counter()
            status, _body, _headers = site.asked(connection, address)
            seconds.append(time.perf_counter() - start)
            assert status in (200, 204), f"{address} answered {status}"
        if size >= _FEW:
            time.sleep(chance.uniform(*LOOKS_S))
    connection.close()
    return seconds


def _once(site: Site, address: str) -> float:
    """Seconds until a page is there; one that is still being made (503) is asked for again."""
    start = time.perf_counter()
    connection = site.connection()
    while (answer := site.asked(connection, address))[0] == 503:
        time.sleep(0.2)
    assert answer[0] in (200, 204), f"{address} answered {answer[0]}"
    connection.close()
    return time.perf_counter() - start


# --- what is asked for -----------------------------------------------------------------------------------------------


def _day(chance: random.Random) -> str:
    return date(chance.randint(*_YEARS), chance.choice((3, 6, 9, 12)), 28).isoformat()


def overview(chance: random.Random, _size: int) -> list[str]:
    return [f"/overview/?on={_day(chance)}"]


def ledgers(chance: random.Random, _size: int) -> list[str]:
    by = chance.choice(((), ("admin1",), ("admin1", "contamination"), ("operator",), ("year",), ("admin2",)))
    if chance.random() < 0.3:
        split = chance.choice(((), ("admin1",), ("admin2",)))
        return [f"/ledgers/flows/?{urlencode({'year': chance.randint(*_YEARS), 'by': split}, doseq=True)}"]
    return [f"/ledgers/?{urlencode({'on': _day(chance), 'by': by}, doseq=True)}"]


def listed(chance: random.Random, size: int) -> list[str]:
    told = {"sort": chance.choice(("-on", "on", "-entered", "area_m2", "-area_m2", "ref", "admin1"))}
    told["page"] = str(chance.randint(1, max(1, size // 200)))
    if chance.random() < 0.5:
        told = {"text": chance.choice(("survey", "clear", "ha-1", "north", "e-0")), "kind": "land.cleared"}
    return [f"/records/?{urlencode(told)}"]


def tiles(chance: random.Random, size: int) -> list[str]:
    """Six tiles around some record, as a map of a small window asks for them."""
    west, south = chance.choice(_places(size))
    zoom, on = chance.randint(5, 14), _day(chance)
    side = 2**zoom
    column, row = int((west + 180) / 360 * side), int((1 - asinh(tan(radians(south))) / pi) / 2 * side)
    return [
        f"/map/tiles/{zoom}/{column + right}/{row + down}.pbf?on={on}"
        for right in (-1, 0, 1) for down in (0, 1)
        if 0 <= column + right < side and 0 <= row + down < side
    ]  # fmt: skip


_PLACES: Final[dict[int, list[tuple[float, float]]]] = {}


def _places(size: int) -> list[tuple[float, float]]:
    """Longitude and latitude of some records."""
    if size not in _PLACES:
        from bench.works import land_records  # which imports this module

        shapes = (shapely.from_wkb(record.shape.wkb) for record in land_records(min(size, 20_000)) if record.shape)
        _PLACES[size] = [(shape.centroid.x, shape.centroid.y) for shape in islice(shapes, 0, None, 7)]
    return _PLACES[size]


# --- the server ------------------------------------------------------------------------------------------------------


@contextmanager
def _served(size: int, folder: Path) -> Iterator[Site]:
    """The site on the journal that `append` left, its ledger kept; stopped in the end."""
    place = folder / f"journal-{size}"
    _kept_ledger(place)
    environment = os.environ | {"OPENDISARM_KEYS": str(folder / "keys"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "opendisarm"]
    kept = folder / f"session-{size}.txt"
    link = "" if kept.exists() else _invited(command, place, environment)
    server = subprocess.Popen(
        [*command, "serve", "-w", place, "--port", "0"], env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        found = re.search(r"http://[^:]+:(\d+)", server.stdout.readline())
        assert found, "the server did not start"
        site = Site(int(found[1]))
        if link:
            kept.write_text(_session(site, link), encoding="utf-8")
        yield Site(site.port, kept.read_text(encoding="utf-8"))
    finally:
        server.terminate()
        server.wait(30)


def _kept_ledger(place: Path) -> None:
    """In a process of its own, so that no memory of a fold is counted with that of the server."""
    if not any(place.glob("cache/land-*")):
        program = (
            "import sys; from pathlib import Path; from opendisarm.desk.land import land_ledger; "
            "from opendisarm.desk.workspace import opened; land_ledger(opened(Path(sys.argv[1])))"
        )
        subprocess.run([sys.executable, "-c", program, place], check=True)


def _invited(command: list[str], place: Path, environment: dict[str, str]) -> str:
    """The end of the link with which somebody makes an account."""
    name = f"reader{int(time.time())}"
    told = subprocess.run(
        [*command, "invite", name, "--role", "auditor", "-w", place], env=environment, check=True, capture_output=True,
        text=True,
    )  # fmt: skip
    found = re.search(r"/invitation/\S+/", told.stdout)
    assert found, told.stdout
    return found[0]


def _session(site: Site, link: str) -> str:
    """The cookies of a member who follows an invitation and is signed in."""
    connection = site.connection()
    connection.request("GET", link)
    page = connection.getresponse()
    cookies, said = _cookies(page.msg.get_all("Set-Cookie")), page.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', said)
    assert token, "an invitation has no form"
    told = urlencode({"csrfmiddlewaretoken": token[1], "name": "Reader", "password": _PASSWORD, "again": _PASSWORD})
    headers = {"Cookie": _said(cookies), "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", link, told, headers)
    answer = connection.getresponse()
    assert answer.status == 302, f"the invitation answered {answer.status}"
    answer.read()
    connection.close()
    return _said(cookies | _cookies(answer.msg.get_all("Set-Cookie")))


def _cookies(told: list[str] | None) -> dict[str, str]:
    return dict(line.split(";")[0].split("=", 1) for line in told or ())  # type: ignore[misc]  # two parts each


def _said(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


WORKS: Final[dict[str, Work]] = {
    "site first": first,
    "site overview": readers(overview),
    "site ledgers": readers(ledgers),
    "site records": readers(listed),
    "site tiles": readers(tiles),
}
