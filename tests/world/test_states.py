"""Who is a state here, and that each has all that a page or a map needs."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter

import pytest

from opendisarm.world.states import state, states
from tests.house.tree import ROOT

TREATIES = ROOT.parent / "shared" / "data" / "treaties"

REGIONS = {
    "Africa": {"Northern Africa", "Sub-Saharan Africa"},
    "Americas": {"Latin America and the Caribbean", "Northern America"},
    "Asia": {"Central Asia", "Eastern Asia", "South-eastern Asia", "Southern Asia", "Western Asia"},
    "Europe": {"Eastern Europe", "Northern Europe", "Southern Europe", "Western Europe"},
    "Oceania": {"Australia and New Zealand", "Melanesia", "Micronesia", "Polynesia"},
}


def test_there_are_197_states_in_the_order_of_their_codes() -> None:
    codes = [one.iso3 for one in states()]
    assert len(codes) == 197
    assert codes == sorted(codes)


def test_193_are_members_of_the_united_nations_and_four_are_not() -> None:
    assert {one.iso3 for one in states() if not one.un_member} == {"VAT", "PSE", "COK", "NIU"}


@pytest.mark.parametrize("field", ["iso3", "alpha2", "numeric", "name"])
def test_no_two_states_share(field: str) -> None:
    assert [value for value, times in Counter(getattr(one, field) for one in states()).items() if times > 1] == []


def test_numbers_keep_their_zeros() -> None:
    afghanistan = state("AFG")
    assert afghanistan is not None
    assert (afghanistan.alpha2, afghanistan.numeric, afghanistan.name) == ("AF", "004", "Afghanistan")
    assert all(len(one.numeric) == 3 and one.numeric.isdigit() for one in states())


def test_every_state_has_its_region_and_subregion() -> None:
    told: dict[str, set[str]] = {}
    for one in states():
        told.setdefault(one.region, set()).add(one.subregion)
    assert told == REGIONS


def test_regions_have_as_many_states_as_they_should() -> None:
    assert Counter(one.region for one in states()) == {
        "Africa": 54, "Americas": 35, "Asia": 48, "Europe": 44, "Oceania": 16,
    }  # fmt: skip


def test_a_code_that_no_state_has_finds_none() -> None:
    assert state("XSA") is None
    assert state("GRL") is None
    assert state("afg") is None


def test_positions_are_longitude_then_latitude() -> None:
    norway = state("NOR")
    assert norway is not None
    assert 4 < norway.longitude < 31
    assert 58 < norway.latitude < 72


def test_reading_the_states_loads_nothing_heavy() -> None:
    ask = "import sys; from opendisarm.world.states import states; states(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.split()
    assert {"babel", "numpy", "shapely", "pyproj"} & set(loaded) == set()


@pytest.mark.data
def test_every_state_of_the_published_treaty_tables_is_a_state_here() -> None:
    if not TREATIES.is_dir():
        pytest.skip("The published data (../shared/data) is not beside this checkout.")
    unknown = {
        f"{file.name}: {row['iso3']}"
        for file in sorted(TREATIES.glob("*.csv"))
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
        if row.get("iso3") and row["iso3"] != "ALL" and state(row["iso3"]) is None
    }
    assert unknown == set()
