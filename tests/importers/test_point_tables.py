import shapely

from opendisarm.importers.mapping import Wanted
from tests.importers.tables_on_disk import read_text

HEADER = "hazard_localid,status_date,shape_id,pointno,pointlocal_id,pointtypeenum,latitude,longitude"
SHA = Wanted(kind="land.suspected", state="COL")


def points(folder, *lines: str, header: str = HEADER):
    return read_text(folder, "\n".join([header, *lines]), SHA)


def line(area="H-1", shape="1", number="1", ident="P1", kind="Turning Point", lat="5.0000001", lon="9.0000001"):
    return f"{area},2021-04-25,{shape},{number},{ident},{kind},{lat},{lon}"


TRIANGLE = [
    line(number="3", ident="P3", lat="5.00100", lon="9.00100"),
    line(number="1", ident="P1", lat="5.00000", lon="9.00000"),
    line(number="2", ident="P2", lat="5.00000", lon="9.00100"),
]


def drawn(record):
    return shapely.to_wkt(shapely.from_wkb(record.shape.wkb), rounding_precision=4)


def test_a_ring_is_rebuilt_by_the_numbers_of_its_points(tmp_path):
    result = points(tmp_path, *TRIANGLE)
    [record] = result.records
    assert drawn(record) == "POLYGON ((9 5, 9.001 5, 9.001 5.001, 9 5))"
    assert record.hazard == "H-1"
    assert result.codes == []


def test_one_area_stands_for_all_its_point_rows(tmp_path):
    result = points(tmp_path, *TRIANGLE, line(area="H-2"), "", line(area=""))
    assert [row.span for row in result.rows] == [3, 1, 1, 1]
    assert sum(row.span for row in result.rows) == result.reading.total == 6


def test_several_shapes_are_one_multipolygon(tmp_path):
    second = [text.replace(",1,", ",2,", 1).replace("P", "Q").replace("5.00", "5.01") for text in TRIANGLE]
    [record] = points(tmp_path, *TRIANGLE, *second).records
    assert drawn(record).startswith("MULTIPOLYGON (((9 5,")
    assert shapely.get_num_geometries(shapely.from_wkb(record.shape.wkb)) == 2


def test_a_benchmark_is_no_corner(tmp_path):
    result = points(tmp_path, *TRIANGLE, line(number="", ident="BM", kind="Benchmark", lat="6.00000", lon="8.00000"))
    [record] = result.records
    assert drawn(record) == "POLYGON ((9 5, 9.001 5, 9.001 5.001, 9 5))"
    assert record.extra == (("benchmark", "8.0000000 6.0000000"),)
    assert result.words("REFERENCE_POINTS")[0].startswith(
        "table.csv, row 2: 1 points (Benchmark) are reference points and not corners;"
    )


def test_a_closing_point_is_normalised_and_noted(tmp_path):
    result = points(tmp_path, *TRIANGLE, line(number="4", ident="P4", lat="5.00000", lon="9.00000"))
    assert drawn(result.records[0]) == "POLYGON ((9 5, 9.001 5, 9.001 5.001, 9 5))"
    assert result.words("RING_CLOSED") == [
        "table.csv, row 5: Shape 1 repeats its first corner at the end (1 points); that closes the ring and is no "
        "corner. Nothing to do. [RING_CLOSED]"
    ]


def test_the_first_two_points_repeated_at_the_end_are_normalised_too(tmp_path):
    again = [
        line(number="4", ident="P4", lat="5.00000", lon="9.00000"),
        line(number="5", ident="P5", lat="5.00000", lon="9.00100"),
    ]
    result = points(tmp_path, *TRIANGLE, *again)
    assert drawn(result.records[0]) == "POLYGON ((9 5, 9.001 5, 9.001 5.001, 9 5))"
    assert "(2 points)" in result.words("RING_CLOSED")[0]


def test_a_corner_given_twice_is_a_warning(tmp_path):
    result = points(tmp_path, *TRIANGLE, line(number="4", ident="P4", lat="5.00100", lon="9.00100"))
    assert result.words("POINT_TWICE")[0].startswith("table.csv, row 5: Corners 3 and 4 of shape 1 are the same place")


def test_a_point_id_given_twice_is_a_warning(tmp_path):
    result = points(tmp_path, *TRIANGLE[:2], TRIANGLE[2].replace("P2", "P1"))
    assert result.words("POINT_ID_TWICE")[0].startswith(
        'table.csv, row 3, pointlocal_id (E3): Point id "P1" is given to 2 points of this area.'
    )


def test_a_point_id_given_twice_but_for_spaces_is_a_warning(tmp_path):
    result = points(tmp_path, *TRIANGLE[:2], TRIANGLE[2].replace("P2", "P1 "))
    assert result.words("POINT_ID_TWICE_TRIMMED")[0].startswith(
        'table.csv, row 3, pointlocal_id (E3): Point id "P1" is given to 2 points'
    )


def test_two_corners_are_no_area(tmp_path):
    result = points(tmp_path, *TRIANGLE[:2])
    assert result.rows[0].rejected
    assert result.words("POINTS_TOO_FEW")[0].startswith(
        "table.csv, row 2: Shape 1 has 2 distinct corners; an area needs three."
    )


def test_a_number_given_twice_and_a_number_missing_are_errors(tmp_path):
    assert (
        points(tmp_path, *TRIANGLE, line(number="2", ident="P9"))
        .words("POINT_NUMBER_TWICE")[0]
        .startswith("table.csv, row 5: Number 2 is given to two corners of shape 1 (rows 4, 5).")
    )
    assert (
        points(tmp_path, *TRIANGLE, line(number="", ident="P9"))
        .words("POINT_NUMBER_MISSING")[0]
        .startswith("table.csv, row 5: A corner of shape 1 has no number,")
    )


def test_a_corner_without_a_place_is_an_error(tmp_path):
    result = points(tmp_path, *TRIANGLE, line(number="4", ident="P4", lat="", lon=""))
    assert result.words("POINT_WITHOUT_PLACE")[0].startswith(
        "table.csv, row 5: Corner 4 of shape 1 has no coordinates."
    )


def test_a_wrong_coordinate_is_an_error_at_its_cell(tmp_path):
    result = points(tmp_path, *TRIANGLE, line(number="4", ident="P4", lat="95"))
    assert result.words("COORDINATE_OFF_SCALE")[0].startswith(
        "table.csv, row 5, latitude (G5): The latitude 95 is outside -90 to 90."
    )


def test_a_point_of_no_area_is_an_error(tmp_path):
    assert points(tmp_path, line(area="")).words("POINT_WITHOUT_POLYGON") == [
        "table.csv, row 2, hazard_localid (A2): The point does not say to which area it belongs. "
        "Fill in the id of the area (hazard_localid). [POINT_WITHOUT_POLYGON]"
    ]


def test_rows_of_one_area_that_disagree_are_a_warning(tmp_path):
    result = points(tmp_path, TRIANGLE[0], TRIANGLE[1], TRIANGLE[2].replace("2021-04-25", "2021-04-26"))
    assert result.words("POINT_ROWS_DIFFER")[0].startswith(
        "table.csv, row 4, status_date (B4): The points of this area do not agree on status_date: "
        '"2021-04-25" (row 2) and "2021-04-26";'
    )


def test_an_unknown_type_of_point_is_a_warning(tmp_path):
    result = points(tmp_path, *TRIANGLE[:2], TRIANGLE[2].replace("Turning Point", "Zigzag"))
    assert result.words("POINT_TYPE_UNKNOWN")[0].startswith(
        'table.csv, row 4, pointtypeenum (F4): Point type "Zigzag" is not known; the point is taken as a corner.'
    )
    assert len(result.records) == 1


def test_places_are_read_as_their_user_entered_them(tmp_path):
    header = "hazard_localid,status_date,pointno,user_entered_x,user_entered_y,user_entered_mgrs,coordformat,utm_zone"
    result = points(
        tmp_path,
        "H-1,2021-04-25,1,500000,552662,,UTM,32N",
        "H-1,2021-04-25,2,9.00100,5.00000,,DD,",
        "H-1,2021-04-25,3,,,32NNL0001052762,MGRS,",
        header=header,
    )
    [record] = result.records
    assert drawn(record) == "POLYGON ((9 5, 9.001 5, 9.0001 5.0009, 9 5))"
    assert record.shape.given_crs == "EPSG:32632"
