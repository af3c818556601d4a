"""The file of shapes: what it is, and what is read from it."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files

import numpy as np

from opendisarm.world.topology import topology
from tests.house.tree import ROOT

WORLD = files("opendisarm").joinpath("data", "world")
OF_WORLD_ATLAS_2_0_2 = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"


def test_the_file_is_the_one_of_the_package() -> None:
    assert hashlib.sha256(WORLD.joinpath("countries-50m.json").read_bytes()).hexdigest() == OF_WORLD_ATLAS_2_0_2


def test_the_licence_travels_with_it() -> None:
    assert "Michael Bostock" in WORLD.joinpath("LICENSE-world-atlas.txt").read_text(encoding="utf-8")
    readme = " ".join(WORLD.joinpath("README.md").read_text(encoding="utf-8").split())
    assert "Boundaries and names shown do not imply any opinion on the legal status of a territory." in readme


def test_the_lock_has_a_hash_for_every_package_and_names_no_host_to_fetch_it_from() -> None:
    text = (ROOT / "web" / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in text
    assert not re.search(r"https?:|//", re.sub(r'"(?:integrity|url)": "[^"]*"', "", text)), "besides whom to thank"
    packages = {name: told for name, told in json.loads(text)["packages"].items() if name}
    assert packages["node_modules/world-atlas"]["version"] == "2.0.2"
    assert all(told["integrity"].startswith("sha512-") for told in packages.values())


def test_rings_are_closed_and_do_not_jump_at_the_180th_meridian() -> None:
    file = topology()
    rings = [file.ring(ring) for area in file.areas for polygon in area.polygons for ring in polygon]
    assert len(rings) > 1_400
    assert all(np.allclose(ring[0], ring[-1]) for ring in rings)
    assert max(np.abs(np.diff(ring[:, 0])).max() for ring in rings) < 90


def test_antarctica_is_left_out() -> None:
    names = {area.name for area in topology().areas}
    assert "Norway" in names
    assert "Antarctica" not in names
