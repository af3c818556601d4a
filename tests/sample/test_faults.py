from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
import shapely

from opendisarm.core.records import DeviceFound, EventReported, LandRecord
from opendisarm.core.vocabulary import FINDINGS_OF_CONTAMINATION, RELEASES
from opendisarm.sample import FAULTS, Planned, country, planned
from opendisarm.sample.rings import ring_of


@pytest.fixture(scope="module")
def plan() -> list[Planned]:
    return list(planned(20_000, seed=4))


def faulty(plan: list[Planned], name: str) -> list[LandRecord]:
    found = [entry.record for entry in plan if entry.fault == name]
    assert found, f"no fault {name} was planted"
    return found  # type: ignore[return-value]


def test_every_sort_of_fault_is_planted_and_about_as_many_as_asked_for(plan):
    counted = Counter(entry.fault for entry in plan if entry.fault)
    assert set(counted) == set(FAULTS)
    assert 200 < sum(counted.values()) < 400


def test_a_clean_country_has_no_fault():
    assert {entry.fault for entry in planned(3_000, seed=4, faults=0.0)} == {""}


def test_the_year_whose_published_totals_are_true_is_spared(plan):
    assert 2021 not in {entry.record.on.year for entry in plan if entry.fault}


def test_crossed_rings_cross_themselves_and_two_point_rings_have_two_points(plan):
    for record in faulty(plan, "crossed_ring"):
        assert shapely.is_valid_reason(shapely.from_wkb(record.shape.wkb)).startswith("Self-intersection")
    for record in faulty(plan, "two_point_ring"):
        assert len(set(ring_of(record.shape.wkb))) == 2


def test_swapped_coordinates_lie_in_the_country_once_swapped_back(plan):
    west, south, east, north = country(4).box
    for record in faulty(plan, "swapped_latitude_longitude"):
        x0, y0, x1, y1 = shapely.from_wkb(record.shape.wkb).bounds
        assert south < x0 <= x1 < north
        assert west < y0 <= y1 < east


def test_points_without_a_position_are_at_nought(plan):
    for record in faulty(plan, "zero_coordinates"):
        assert isinstance(record, DeviceFound | EventReported)
        assert shapely.from_wkb(record.shape.wkb) == shapely.Point(0, 0)


def test_copied_ids_are_those_of_an_earlier_record_of_the_kind(plan):
    seen: set[tuple[str, str]] = set()
    repeated = Counter()
    for entry in plan:
        kind, ref = str(entry.record.kind), entry.record.ref
        if entry.fault in ("duplicate_id", "trailing_space_id"):
            assert (kind, ref.rstrip(" ")) in seen
            assert (ref != ref.rstrip(" ")) == (entry.fault == "trailing_space_id")
            repeated[entry.fault] += 1
        seen.add((kind, ref))
    assert len(repeated) == 2


def test_areas_differ_by_a_third_or_by_the_factor_of_a_hectare(plan):
    sound = {entry.record.ref: entry.record for entry in planned(20_000, seed=4, faults=0.0)}
    for record in faulty(plan, "area_differs"):
        assert abs(record.area_m2 / sound[record.ref].area_m2 - 1) > 0.3
    for record in faulty(plan, "hectares_as_m2"):
        assert record.area_m2 == sound[record.ref].area_m2 / 10_000


def test_future_dates_lie_two_generations_ahead(plan):
    assert all(record.on > date(2090, 1, 1) for record in faulty(plan, "future_date"))


def test_contamination_is_missing_from_surveys(plan):
    for record in faulty(plan, "missing_contamination"):
        assert record.kind in FINDINGS_OF_CONTAMINATION
        assert not record.contamination


def test_work_outside_touches_no_recorded_hazard(plan):
    outlines = shapely.from_wkb(
        [
            entry.record.shape.wkb
            for entry in plan
            if isinstance(entry.record, LandRecord)
            and entry.record.kind in FINDINGS_OF_CONTAMINATION
            and entry.record.shape
            and not entry.fault
        ]
    )
    tree = shapely.STRtree(outlines)
    for record in faulty(plan, "outside_hazard"):
        assert record.kind in RELEASES
        assert len(tree.query(shapely.from_wkb(record.shape.wkb), predicate="intersects")) == 0


def test_a_double_release_repeats_the_outline_of_an_earlier_one(plan):
    outlines = Counter(
        entry.record.shape.wkb for entry in plan if isinstance(entry.record, LandRecord) and entry.record.shape
    )
    for record in faulty(plan, "double_release"):
        assert record.kind in RELEASES
        assert outlines[record.shape.wkb] == 2


def test_an_over_release_is_twice_what_was_there(plan):
    found = {
        entry.record.hazard: entry.record.area_m2
        for entry in plan
        if isinstance(entry.record, LandRecord) and entry.record.kind in FINDINGS_OF_CONTAMINATION
    }
    for record in faulty(plan, "over_release"):
        assert record.area_m2 == 2 * found[record.hazard]


def test_battle_area_clearance_on_mined_land_searched_for_no_mines(plan):
    for record in faulty(plan, "mines_not_searched_for"):
        assert (record.method, record.contamination) == ("BAC", {"other_erw"})


def test_template_rows_say_that_they_are_examples(plan):
    for record in faulty(plan, "template_row"):
        assert (record.ref, record.operator) == ("EXAMPLE", "EXAMPLE - delete this row")


def test_the_sound_records_are_those_of_the_clean_country(plan):
    clean = planned(20_000, seed=4, faults=0.0)
    for entry, sound in zip(plan, clean, strict=True):
        if not entry.fault:
            assert entry.record == sound.record
