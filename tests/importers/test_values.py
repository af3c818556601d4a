import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendisarm.importers.values.numbers import area_m2, decimal_mark_in, depth_cm, digits_of, number, unit_named, whole


def said(parsed):
    return [str(remark.code.what.format(**remark.facts)) for remark in parsed[1]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1250", 1250), ("1 250", 1250), ("1\u2009250", 1250), ("1\u00a0250,5", 1250.5), ("1,250.5", 1250.5),
        ("1.250,5", 1250.5), ("1.250.000", 1_250_000), ("1,250,000", 1_250_000), ("12,5", 12.5), ("0.125", 0.125),
        ("١٢٥٠", 1250), ("۱۲۵۰٫۵", 1250.5), ("١٬٢٥٠", 1250), ("1'250", 1250), ("-3", -3), ("\u22123", -3), (7, 7),
        (2.5, 2.5), ("1e3", 1000), ("\u200f12\u200e", 12),
    ],
)  # fmt: skip
def test_a_number_is_read_in_every_usual_spelling_without_a_remark(typed, meant):
    assert number(typed) == (meant, ())


def test_one_point_before_three_digits_is_read_as_decimal_with_a_warning():
    found = number("1.234")
    assert found[0] == 1.234
    assert said(found) == ['"1.234" can be two numbers; it is read as 1.234.']


def test_one_comma_before_three_digits_is_read_as_thousands_with_a_warning():
    found = number("12,345")
    assert found[0] == 12345
    assert said(found) == ['"12,345" can be two numbers; it is read as 12345.']


def test_a_known_decimal_mark_settles_the_doubt():
    assert number("1.234", ",") == (1234, ())
    assert number("1,234", ",") == (1.234, ())
    assert number("1,234", ".") == (1234, ())


@pytest.mark.parametrize(
    "typed", ["n/a", "NA", "-", "--", "unknown", "None", "", "غير معروف", "desconocido", float("nan"), None]
)
def test_words_for_not_known_are_no_number_and_no_finding(typed):
    assert number(typed) == (None, ())


@pytest.mark.parametrize(
    "typed", ["about 5", "5-10", "1,2,3", "12 34", "1.2.3", "٣ أو ٤", True, "inf", float("inf"), "1e999", "1,25.5,0"]
)
def test_what_is_no_number_is_an_error(typed):
    found = number(typed)
    assert found[0] is None
    assert [remark.code.name for remark in found[1]] == ["NUMBER_UNREADABLE"]


def test_an_area_with_its_unit_in_the_cell_is_converted_and_noted():
    found = area_m2("1,5 ha")
    assert found[0] == 15_000
    assert said(found) == ['"1,5 ha" is converted to 15000 m2.']
    assert area_m2("2 كم²")[0] == 2_000_000
    assert area_m2("1 500 m²") == (1500, ())


def test_the_unit_of_the_cell_wins_over_that_of_the_header():
    assert area_m2(3, "ha")[0] == 30_000
    assert area_m2("1500 m2", "ha")[0] == 1500


def test_a_local_unit_is_an_error_because_it_differs_from_place_to_place():
    assert said(area_m2("12 dunum")) == ['The unit "dunum" in "12 dunum" is not known.']


def test_a_depth_in_metres_becomes_centimetres():
    assert depth_cm("0.2 m")[0] == 20
    assert depth_cm(13) == (13, ())


def test_a_count_is_a_whole_number():
    assert whole("3") == (3, ())
    assert said(whole("0.5")) == ['"0.5" is not a whole number.']


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Area (ha)", "ha"),
        ("area_m2", "m2"),
        ("Surface km²", "km2"),
        ("المساحة (م2)", "m2"),
        ("Area", ""),
        ("ha", ""),
        ("Area sq. metres", "m2"),
    ],
)
def test_a_header_may_name_the_unit(header, unit):
    assert unit_named(header) == unit


@pytest.mark.parametrize(
    ("text", "mark"),
    [("1.5", "."), ("1,5", ","), ("1.234,5", ","), ("1,234,567", "."), ("1.234", ""), ("12", ""), ("a,5", "")],
)
def test_a_text_may_show_its_decimal_mark_beyond_doubt(text, mark):
    assert decimal_mark_in(text) == mark


@pytest.mark.parametrize(
    ("printed", "kept"),
    [("530.0", "530.0"), ("1,250.50", "1250.50"), ("1,250", "1250"), ("12,345,678", "12345678"), ("0", "0")],
)
def test_published_digits_stay_as_printed_without_thousands_separators(printed, kept):
    assert digits_of(printed) == (kept, ())


@given(st.text(max_size=20) | st.floats() | st.integers() | st.none() | st.booleans())
def test_no_cell_makes_the_readers_of_numbers_stumble(cell):
    for read in (number, area_m2, depth_cm, whole, digits_of):
        value, remarks = read(cell)
        for remark in remarks:
            remark.code.what.format(**remark.facts), remark.code.remedy.format(**remark.facts)
        assert value is None or value == value


@given(st.integers(0, 10**9))
def test_an_integer_reads_back_from_every_grouping(count):
    for text in (f"{count}", f"{count:,}".replace(",", " "), f"{count:,}.0", f"{count:,}".replace(",", ".") + ",0"):
        assert number(text)[0] == count
