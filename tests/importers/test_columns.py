from datetime import date

import pytest
import shapely

from opendisarm.core.records import AdminUnit, DeviceFound, EventReported, LandRecord, Shape
from opendisarm.core.sources import Source
from opendisarm.core.vocabulary import Account, Contamination, LandKind
from opendisarm.importers.mapping import Wanted
from opendisarm.importers.tables.columns import Layout, letter

WHERE = Source("areas.csv", "d1")
SQUARE = "POLYGON ((9 5, 9.001 5, 9.001 5.001, 9 5.001, 9 5))"


def laid(headers: str, wanted: Wanted = Wanted(), **more) -> Layout:  # noqa: B008
    layout = Layout.of(headers.split(","), wanted, WHERE, **more)
    assert isinstance(layout, Layout), [str(finding) for finding in layout]
    return layout


def one(headers: str, values: list, wanted: Wanted = Wanted(), **more):  # noqa: B008
    return laid(headers, wanted, **more).row(values, Source("areas.csv", "d1", row=14))


def codes(row) -> list[str]:
    return [finding.code for finding in row.findings]


def test_a_full_row_becomes_a_record():
    headers = (
        "kind,ref,hazard,date,state,admin1,admin2,admin1_code,admin2_code,contamination,area_m2,operator,method,"
        "depth_cm,wkt,Donor"
    )
    values = [
        "land.cleared",
        "C-1",
        "H-7",
        "2021-04-25",
        "COL",
        "Cauca",
        "Corinto",
        "19",
        "19212",
        "ap_mine_factory+av_mine",
        "1250.5",
        "HALO",
        "manual",
        "13",
        SQUARE,
        "Norway",
    ]
    row = one(headers, values)
    assert row.accepted
    assert row.findings == ()
    [record] = row.records
    assert isinstance(record, LandRecord)
    assert (record.kind, record.ref, record.hazard, record.on) == (LandKind.CLEARED, "C-1", "H-7", date(2021, 4, 25))
    assert record.contamination == {Contamination.AP_FACTORY, Contamination.AV_MINE}
    assert (record.area_m2, record.depth_cm, record.method, record.operator) == (1250.5, 13, "manual", "HALO")
    assert (record.place.state, record.place.admin2, record.place.admin2_code) == ("COL", "Corinto", "19212")
    assert record.extra == (("Donor", "Norway"),)
    assert record.shape is not None
    assert shapely.from_wkb(record.shape.wkb).equals(shapely.from_wkt(SQUARE))


def test_a_correction_says_where_the_land_goes():
    [record] = one(
        "kind,hazard,date,area_m2,reason,to", ["correction", "H-7", "2021-04-25", 10, "counted twice", "off the books"]
    ).records
    assert (record.kind, record.to, record.reason) == (LandKind.CORRECTION, Account.CORRECTION, "counted twice")


def test_a_hazardous_area_is_its_own_hazard():
    [record] = one("kind,ref,date,area_m2", ["SHA", "S-1", "2021-04-25", 10]).records
    assert record.hazard == "S-1"


def test_a_release_without_a_hazard_names_none():
    [record] = one("kind,ref,date,area_m2", ["cleared", "C-1", "2021-04-25", 10]).records
    assert record.hazard == ""


def test_all_errors_of_a_row_are_told_at_their_cells():
    row = one("kind,ref,date,area_m2,contamination", ["CHA", "S-1", "soon", "big", "AP mnes"])
    assert row.rejected
    assert [str(finding).split(" Use one of")[0] for finding in row.findings] == [
        'areas.csv, row 14, date (C14): "soon" is not a date. Write it as 2025-04-30; 2025-04 or 2025 if only the '
        "month or the year is known. [DATE_UNREADABLE]",
        'areas.csv, row 14, area_m2 (D14): "big" is not a number. Type digits only, with a point before decimals; '
        "leave the cell empty if it is unknown. [NUMBER_UNREADABLE]",
        'areas.csv, row 14, contamination (E14): "AP mnes" is not a known contamination. '
        'Did you mean "ap_mine_factory"?',
    ]


def test_the_errors_beside_an_unknown_kind_are_told_too():
    assert codes(one("kind,date,area_m2", ["claered", "soon", "big"])) == [
        "CHOICE_UNKNOWN",
        "DATE_UNREADABLE",
        "NUMBER_UNREADABLE",
    ]


def test_a_missing_date_is_an_error():
    row = one("kind,ref,date,area_m2", ["CHA", "S-1", "n/a", 5])
    assert [str(finding) for finding in row.findings] == [
        "areas.csv, row 14, date (C14): date is missing; a land.confirmed record needs it. "
        "Fill it in, or send the record when it is known. [FIELD_MISSING]"
    ]


def test_unknown_is_never_zero():
    [record] = one("kind,ref,date,area_m2,depth_cm", ["CHA", "S-1", "2021", "unknown", "-"]).records
    assert record.area_m2 is None
    assert record.depth_cm is None
    [record] = one("kind,ref,date,area_m2", ["CHA", "S-1", "2021", "0"]).records
    assert record.area_m2 == 0


def test_without_a_kind_nothing_can_be_read():
    found = Layout.of(["ref", "date"], Wanted(), WHERE)
    assert isinstance(found, tuple)
    assert found[0].message == "Nothing tells what the rows are: there is no column for the kind of record."


def test_the_kind_may_be_told_at_the_door_and_a_row_may_say_another():
    layout = laid("kind,ref,date", Wanted(kind="land.cleared"))
    kinds = [layout.row([word, "C-1", "2021-04-25"], WHERE).records[0].kind for word in ("", "reduced")]
    assert kinds == [LandKind.CLEARED, LandKind.REDUCED]


def test_a_wrong_kind_told_at_the_door_is_a_finding():
    found = Layout.of(["ref", "date"], Wanted(kind="land.claered"), WHERE)
    assert isinstance(found, tuple)
    assert (
        found[0].message == '"land.claered" is not a kind of record that a table can hold. Did you mean "land.cleared"?'
    )


def test_org_and_state_fill_in_only_what_the_file_does_not_have():
    wanted = Wanted(kind="land.cleared", org="Sender", state="COL")
    [record] = one("ref,date", ["C-1", "2021-04-25"], wanted).records
    assert (record.operator, record.place.state) == ("Sender", "COL")
    [record] = one("ref,date,operator,state", ["C-1", "2021-04-25", "", "PER"], wanted).records
    assert (record.operator, record.place.state) == ("", "PER")


def test_a_mapping_names_columns_constants_and_words():
    mapping = {
        "kind": "land.reduced",
        "columns": {"ref": "Blatt", "area_m2": "Surface traitée (ha)", "contamination": "Danger", "operator": ""},
        "constants": {"date": "2021-04", "method": "TS"},
        "values": {"contamination": {"Champ de mines": "ap_mine_factory"}},
    }
    row = one(
        "Blatt,Surface traitée (ha),Danger,Operator", ["B-1", "2", "champ de mines", "X"], Wanted(mapping=mapping)
    )
    [record] = row.records
    assert (record.ref, record.area_m2, record.on, record.method) == ("B-1", 20_000, date(2021, 4, 30), "TS")
    assert record.contamination == {Contamination.AP_FACTORY}
    assert (record.operator, record.extra) == ("", (("Operator", "X"),))


def test_what_a_layout_found_can_be_replayed():
    layout = laid("Hazard ID,Date de fin,Surface (ha),x", Wanted(kind="land.cleared"))
    replayed = laid("Hazard ID,Date de fin,Surface (ha),x", Wanted(mapping=layout.as_mapping()))
    values = ["H-1", "2021-04-25", "2", "y"]
    assert replayed.row(values, WHERE) == layout.row(values, WHERE)
    assert layout.as_mapping()["columns"] == {"hazard": "Hazard ID", "date": "Date de fin", "area_m2": "Surface (ha)"}


def test_a_header_that_the_mapping_names_and_the_table_lacks_is_an_error():
    found = Layout.of(
        ["Refrence", "date"], Wanted(mapping={"kind": "land.cleared", "columns": {"ref": "Reference"}}), WHERE
    )
    assert isinstance(found, tuple)
    assert str(found[0]) == (
        'areas.csv: The mapping reads ref from column "Reference", which the table does not have. Did you mean '
        '"Refrence"? Correct the mapping. The table has: Refrence, date. [COLUMN_ABSENT]'
    )


def test_a_word_of_the_mapping_that_is_none_of_our_codes_is_an_error():
    mapping = {"kind": "land.cleared", "values": {"contamination": {"Minefield": "ap_mine_factry"}}}
    found = Layout.of(["ref", "date", "contamination"], Wanted(mapping=mapping), WHERE)
    assert isinstance(found, tuple)
    assert (
        found[0].message
        == 'The mapping says "ap_mine_factry", which is not a contamination. Did you mean "ap_mine_factory"?'
    )


def test_two_columns_for_one_field_are_a_warning():
    layout = laid("Area (ha),Superficie,kind,date")
    assert [str(finding) for finding in layout.findings if finding.code == "COLUMN_TWICE"] == [
        'areas.csv, Superficie: Columns "Area (ha)" and "Superficie" both look like area_m2; "Area (ha)" is read, '
        "the other is kept as a remark. Remove or rename one of them, or say in the mapping which is area_m2. "
        "[COLUMN_TWICE]"
    ]


def test_unknown_columns_are_listed_once_and_kept():
    layout = laid("kind,date,Donor,Team leader's phone,")
    assert [finding.message for finding in layout.findings] == [
        "Columns without a field of ours, kept with each record as they are: Donor, Team leader's phone."
    ]
    [record] = layout.row(["CHA", "2021", "Norway", "", "stray"], WHERE).records
    assert record.extra == (("Donor", "Norway"), ("column E", "stray"))


def test_units_of_headers_are_told():
    layout = laid("kind,date,Area,Depth (m)")
    assert [str(finding) for finding in layout.findings] == [
        "areas.csv, Area: The column does not say its unit; it is read as m2. "
        "If it is another unit, write it into the header, for example: area (ha). [UNIT_NOT_TOLD]",
        "areas.csv, Depth (m): The column is in m; its values are converted to cm (times 100). "
        "Nothing to do if the unit is right. [UNIT_IN_HEADER]",
    ]


def test_fields_that_a_kind_does_not_have_are_kept_as_remarks():
    [record] = one("kind,date,area_m2,quantity,name", ["CHA", "2021", 5, 3, "Old bridge"]).records
    assert record.extra == (("quantity", "3"), ("name", "Old bridge"))


def test_a_point_beside_an_area_draws_no_circle():
    row = one("kind,ref,date,area_m2,lat,lon", ["CHA", "S-1", "2021", 500, 5.0, 9.0])
    [record] = row.records
    assert record.shape is None
    assert record.area_m2 == 500
    assert record.extra == (("lat", "5"), ("lon", "9"), ("point_wgs84", "9.0000000 5.0000000"))


def test_a_device_has_a_point_and_a_count():
    [record] = one(
        "kind,date,category,quantity,fate,lat,lon,model", ["device", "2021", "PMN-2 mine", 2, "BIP", 5, 9, "PMN-2"]
    ).records
    assert isinstance(record, DeviceFound)
    assert (record.category, record.quantity, record.fate, record.model) == ("PMN-2 mine", 2, "destroyed", "PMN-2")
    assert record.shape is not None
    assert shapely.from_wkb(record.shape.wkb).equals(shapely.Point(9, 5))


def test_a_device_without_a_count_is_an_error():
    assert codes(one("kind,date,category,quantity", ["device", "2021", "AP mine", ""])) == ["FIELD_MISSING"]


def test_an_event_is_read():
    [record] = one("kind,date,category,mgrs", ["event", "2021-04", "accident", "32NKN1234567890"]).records
    assert isinstance(record, EventReported)
    assert (record.category, record.on, record.shape.given_crs) == ("accident", date(2021, 4, 30), "MGRS")


def test_an_administrative_unit_is_read_from_the_columns_of_a_boundary_file():
    headers = "ADM2_EN,ADM2_PCODE,ADM1_EN,ADM1_PCODE,date,wkt"
    row = one(
        headers, ["Corinto", "CO19212", "Cauca", "CO19", "2020-01-01", SQUARE], Wanted(kind="place.admin", state="COL")
    )
    [unit] = row.records
    assert isinstance(unit, AdminUnit)
    assert (unit.code, unit.name, unit.level, unit.parent, unit.state) == ("CO19212", "Corinto", 2, "CO19", "COL")
    assert ("ADM1_EN", "Cauca") in unit.extra


def test_a_line_is_no_area():
    row = one("kind,date,wkt", ["CHA", "2021", "LINESTRING (9 5, 9.1 5)"])
    assert [finding.message for finding in row.findings] == [
        "The shape is a line; a land.confirmed record needs a polygon."
    ]


def test_rows_of_layers_keep_their_shape_and_have_no_cells():
    shape = Shape(shapely.to_wkb(shapely.from_wkt(SQUARE)))
    row = one("kind,date,lat", ["CHA", "soon", "5"], shapes=True)
    assert row.findings[0].source.cell == ""
    row = laid("kind,date,lat", shapes=True).row(["CHA", "2021", "5"], WHERE, shape)
    assert row.records[0].shape == shape
    assert row.records[0].extra == (("lat", "5"),)


def test_a_point_layer_of_areas_keeps_the_point_as_a_remark():
    row = laid("kind,date,area_m2", shapes=True).row(
        ["CHA", "2021", 5], WHERE, Shape(shapely.to_wkb(shapely.Point(9, 5)))
    )
    assert codes(row) == ["POINT_NOT_AREA"]
    assert row.records[0].shape is None
    assert row.records[0].extra == (("point_wgs84", "9.0000000 5.0000000"),)


def test_a_row_longer_than_the_header_is_an_error():
    row = one("kind,date", ["CHA", "2021", "", "left over"])
    assert [finding.message for finding in row.findings] == [
        "The row has 1 cells beyond the last header, the first of them: left over."
    ]


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_spreadsheets(index, name):
    assert letter(index) == name
