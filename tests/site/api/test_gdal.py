"""The layers opened as QGIS opens them: by GDAL's driver for OGC API Features, from a site that is served."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyogrio
import pytest

from tests.desk.office import Office, square
from tests.site.served import Served, served

pytestmark = pytest.mark.skipif("OAPIF" not in pyogrio.list_drivers(), reason="This GDAL does not speak HTTP")

_MAKE_A_TOKEN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from opendisarm.site import starting
starting.start(Path(sys.argv[1]))
from opendisarm.access.roles import Role
from opendisarm.site.members.models import Member
from opendisarm.site.tokens.making import make
now = datetime.now(UTC)
member = Member.objects.create(username="omar", role=sys.argv[2], org=sys.argv[3], areas=[], joined=now)
print(make(member, "QGIS", now.date(), now))
"""
"""In a process of its own: a site is started once a process."""
_READ = """
import json, sys
import pyogrio
address, layer, options = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
if not layer:
    print(json.dumps([name for name, _ in pyogrio.list_layers("OAPIF:" + address).tolist()]))
else:
    if "bbox" in options:
        options["bbox"] = tuple(options["bbox"])
    told, _, shapes, columns = pyogrio.raw.read("OAPIF:" + address, layer=layer, **options)
    print(json.dumps({"fields": list(told["fields"]), "crs": told["crs"], "count": len(shapes),
                      "kind": told["geometry_type"]}))
"""
"""With the token in the environment, before GDAL starts."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    """A served workspace with a layer of 250 confirmed areas and one of another organisation; a token of HI."""
    folder = tmp_path_factory.mktemp("gdal")
    office = Office(folder)
    rows = [f"confirmed,M-{n},H-{n},2024-03-01,,ap_mine,South,HI,{square(30 + n / 100, 5.0)}" for n in range(250)]
    office.enter(*rows, org="HI", name="hi.csv")
    office.enter(f"suspected,N-1,H-N,2024-03-01,,ap_mine,South,NPA,{square(20.0)}", org="NPA", name="npa.csv", hours=1)
    office.store.close()
    keys, home = folder / "keys", office.workspace.folder
    token = _run(_MAKE_A_TOKEN, str(home), "operator_officer", "HI", OPENDISARM_KEYS=str(keys)).strip()
    with served(home, keys, members=False) as running:
        yield running, token


def test_gdal_lists_the_layers(site: tuple[Served, str]) -> None:
    layers = set(_gdal(site))
    assert {"land_confirmed", "ground_confirmed", "ground_suspected"} <= layers
    assert "accidents" not in layers


@pytest.mark.parametrize("layer", ["land_confirmed", "ground_confirmed"])
def test_gdal_reads_a_layer_page_by_page(site: tuple[Served, str], layer: str) -> None:
    found = _gdal(site, layer, PAGE_SIZE=100)
    assert found["count"] == 250, "three pages"
    assert {"hazard", "org", "area_m2"} <= set(found["fields"])
    assert found["kind"].endswith("Polygon")
    assert found["crs"] in ("OGC:CRS84", "EPSG:4326")


def test_gdal_asks_for_a_box_and_gets_what_lies_in_it(site: tuple[Served, str]) -> None:
    assert _gdal(site, "land_confirmed", bbox=[30.0, 4.9, 30.0949, 5.1])["count"] == 10


def test_gdal_sees_nothing_of_others(site: tuple[Served, str]) -> None:
    assert _gdal(site, "land_suspected")["count"] == 0
    assert _gdal(site, "ground_suspected")["count"] == 0


def test_the_land_of_an_earlier_day_is_one_address_away(site: tuple[Served, str]) -> None:
    assert _gdal(site, "land_confirmed", asked="?on=2024-02-29")["count"] == 0


def test_gdal_with_a_wrong_token_opens_nothing(site: tuple[Served, str]) -> None:
    with pytest.raises(AssertionError, match="401"):
        _gdal((site[0], "odt_wrong"))


def _gdal(site: tuple[Served, str], layer: str = "", asked: str = "", **options: Any) -> Any:
    running, token = site
    address = f"{running.address}/ogc/{asked}"
    told = _run(
        _READ,
        address,
        layer,
        json.dumps(options),
        GDAL_HTTP_USERPWD=f"omar:{token}",
        GDAL_HTTP_AUTH="BASIC",
        GDAL_HTTP_TIMEOUT="30",
    )
    return json.loads(told)


def _run(script: str, *words: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *words], env=os.environ | environment, capture_output=True, text=True,
        check=False, timeout=120, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
