"""Who sees which ground on the map, and as of when; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
import shapely

from opendisarm.access.roles import Role
from opendisarm.access.scope import EVERYTHING, Reader, Scope
from opendisarm.core.journal import APPROVAL, WITHDRAWAL, Proposal
from opendisarm.core.records import Accident, Place, Shape, payload_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.ground_map import painted, tiles
from opendisarm.desk.ground_map.painted import MOST, painted_ground
from opendisarm.desk.ground_map.picture import drawn_ground
from opendisarm.desk.ground_map.tiles import ground_tile
from opendisarm.tiles.grid import tile_at
from tests.desk.office import Office, at, square

HERE, LATER = date(2026, 6, 1), date(2030, 1, 1)
LON, LAT = 80.0, 5.0
AUDITOR = Reader("Noor", Role.AUDITOR)


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    painted.forgotten()
    made = Office(tmp_path, database="" if database_url.endswith(".sqlite") else database_url)
    made.enter(
        f"land.suspected,S-1,H-1,2026-01-10,,ap_mine_factory,North,A,{square(LON, LAT)}",
        name="a.csv", org="A",
    )  # fmt: skip
    made.enter(
        f"land.cleared,C-1,H-1,2026-03-10,,,North,B,{square(LON, LAT, 0.0005)}",
        f"land.confirmed,S-2,H-2,2026-02-10,,ap_mine_factory,South,B,{square(LON + 0.002, LAT)}",
        "land.suspected,S-3,H-3,2026-02-11,5000,ap_mine_factory,South,B,",
        name="b.csv", org="B", hours=5,
    )  # fmt: skip
    yield made
    painted.forgotten()


def seen(
    office: Office, reader: Reader = AUDITOR, on: date = LATER, known: Any = None, z: int = 16
) -> set[tuple[str, str]]:
    """(state, ref) of what all tiles around the land show."""
    middle = tile_at(LON, LAT, z)
    found: set[tuple[str, str]] = set()
    around = (-1, 0, 1) if z else (0,)
    for x in around:
        for y in around:
            content = ground_tile(office.workspace, reader, on, known, z, middle.x + x, middle.y + y)
            told = mapbox_vector_tile.decode(content)
            for layer in ("land", "land_points"):
                features = told.get(layer, {"features": []})["features"]
                found |= {(one["properties"]["state"], one["properties"].get("ref", "")) for one in features}
    return found


def test_land_is_shown_as_it_stood_on_the_day(office: Office) -> None:
    assert seen(office, on=date(2026, 1, 9)) == set()
    assert seen(office, on=date(2026, 2, 9)) == {("suspected", "S-1")}
    assert seen(office) == {("suspected", "S-1"), ("cleared", "C-1"), ("confirmed", "S-2")}


def test_land_is_shown_as_it_was_known_at_the_moment(office: Office) -> None:
    assert seen(office, known=at(1)) == {("suspected", "S-1")}
    assert seen(office, known=at(6)) == seen(office)


def test_an_operator_sees_only_its_own_records(office: Office) -> None:
    assert seen(office, Reader("Omar", Role.OPERATOR_OFFICER, Scope("B"))) == {("cleared", "C-1"), ("confirmed", "S-2")}
    assert seen(office, Reader("Ana", Role.OPERATOR_OFFICER, Scope("A"))) == {("suspected", "S-1")}


def test_an_area_office_sees_only_its_area(office: Office) -> None:
    south = Reader("Sara", Role.DATA_OFFICER, Scope(areas=frozenset({"South"})))
    assert seen(office, south) == {("confirmed", "S-2")}
    assert painted_ground(office.workspace).undrawn(south) == 1


def test_land_that_a_record_out_of_reach_changed_is_left_blank_not_shown_as_it_was(office: Office) -> None:
    index = painted_ground(office.workspace)
    own = index.seen_m2(LATER, Reader("Ana", Role.OPERATOR_OFFICER, Scope("A")))
    before = index.seen_m2(date(2026, 2, 1), Reader("Ana", Role.OPERATOR_OFFICER, Scope("A")))
    assert own.sum() == pytest.approx(before.sum() * 0.75, rel=0.001)


@pytest.mark.parametrize("role", [Role.DONOR, Role.ADMINISTRATOR, Role.ASSISTANCE_WORKER])
def test_who_may_not_see_records_sees_no_land(office: Office, role: Role) -> None:
    assert seen(office, Reader("Pat", role, EVERYTHING)) == set()
    with pytest.raises(DeskError, match="may see records"):
        drawn_ground(office.workspace, Reader("Pat", role), LATER, None, None, "en", 390)


def test_one_reader_is_never_answered_with_the_tile_of_another(office: Office) -> None:
    everything = seen(office)
    assert seen(office, Reader("Ana", Role.AUDITOR, Scope("A"))) != everything
    assert seen(office) == everything


def test_at_low_zoom_nothing_vanishes(office: Office) -> None:
    assert {state for state, _ in seen(office, z=0)} == {"suspected", "cleared", "confirmed"}


def test_a_new_entry_is_on_the_next_tile(office: Office) -> None:
    assert ("cancelled", "C-9") not in seen(office)
    office.enter(f"land.cancelled,C-9,H-2,2026-04-01,,,South,B,{square(LON + 0.002, LAT)}", name="c.csv", hours=9)
    assert {("cancelled", "C-9")} == seen(office) - {("suspected", "S-1"), ("cleared", "C-1")}


def test_a_withdrawn_record_leaves_the_map_of_today_and_stays_on_that_of_then(office: Office) -> None:
    [cleared] = office.ids("C-1")
    payload = {"entry": cleared, "reason": "test"}
    acts = [Proposal(kind=WITHDRAWAL, payload=payload), Proposal(kind=APPROVAL, payload={"batch": "B-w"})]
    office.store.append(acts, batch="B-w", by="Amal", moment=at(10))
    assert ("cleared", "C-1") not in seen(office)
    assert ("cleared", "C-1") in seen(office, known=at(9))


def test_two_heads_are_kept_and_many_may_ask_at_once(office: Office) -> None:
    moments = [None, at(1), at(2), at(6)] * 4
    with ThreadPoolExecutor(8) as pool:
        sizes = list(pool.map(lambda known: len(painted_ground(office.workspace, known)), moments))
    assert sizes == [3, 1, 1, 3] * 4
    assert len(painted._kept) <= MOST


def test_the_tiles_kept_stay_within_their_bytes() -> None:
    kept = tiles._Tiles(5_000)
    for number in range(50):
        kept.put(("w", "h", "", frozenset(), "auditor", 1, 0, number, 0), b"x" * 400)
    assert sum(len(content) + 600 for content in kept._kept.values()) <= 5_000
    assert kept.get(("w", "h", "", frozenset(), "auditor", 1, 0, 49, 0)) is not None
    assert kept.get(("w", "h", "", frozenset(), "auditor", 1, 0, 0, 0)) is None


def test_accidents_are_shown_by_cell_and_only_to_who_may_see_numbers(office: Office) -> None:
    happened = [
        Accident(
            on=date(2026, 2, n), ref=f"A-{n}", place=Place("XSA", "North"), injured=1,
            shape=Shape(shapely.to_wkb(shapely.Point(LON + n / 1000, LAT + 0.001))),
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    office.store.append(
        [
            *(Proposal(kind="accident", payload=payload_of(one), shape=one.shape and one.shape.wkb, on=one.on, org="A")
              for one in happened),
            Proposal(kind=APPROVAL, payload={"batch": "B-a"}),
        ],
        batch="B-a", by="Amal", moment=at(12),
    )  # fmt: skip

    def counts(reader: Reader, on: date = LATER) -> list[dict[str, Any]]:
        told = mapbox_vector_tile.decode(ground_tile(office.workspace, reader, on, None, 0, 0, 0))
        return [one["properties"] for one in told.get("accidents", {"features": []})["features"]]

    focal = Reader("Fay", Role.FOCAL_POINT)
    assert counts(focal) == [{"count": 3, "cell_km": 10}]
    assert counts(focal, date(2026, 2, 1)) == [{"count": 1, "cell_km": 10}]
    assert counts(Reader("Fay", Role.FOCAL_POINT, Scope("B"))) == []
    assert counts(AUDITOR) == []


def test_the_picture_tells_the_same_land_as_the_ledger(office: Office) -> None:
    drawn = drawn_ground(office.workspace, AUDITOR, LATER, None, None, "en", 1280)
    told = office.m2()
    for state in ("suspected", "confirmed", "cleared"):
        held = told[state] - (5_000 if state == "suspected" else 0)
        assert any(f"{held + off:,} m2" in drawn for off in (-1, 0, 1)), "the ledger rounds record by record"
    assert "which no map can show: 1." in drawn


def test_a_box_that_is_none_is_refused_in_words(office: Office) -> None:
    with pytest.raises(DeskError, match="is no box on the map"):
        drawn_ground(office.workspace, AUDITOR, LATER, None, (10.0, 5.0, 9.0, 6.0), "en", 390)
