from pathlib import Path

import pytest

from tests.importers.tables_on_disk import read, read_text

HEADER = "iso3,state,weapon,year,figure,value,unit,as_of,source,note\n"
PANEL = Path(__file__).parents[3] / "shared/data/article5/panel.csv"


def test_a_figure_keeps_the_digits_that_were_printed(tmp_path):
    [figure] = read_text(tmp_path, HEADER + "COL,Colombia,apm,2019,cleared_km2,530.0,km2,,Report 2020,\n").records
    assert (figure.value, figure.unit, figure.weapon, figure.year) == ("530.0", "km2", "apm", 2019)
    assert (figure.place.state, figure.citation, str(figure.on)) == ("COL", "Report 2020", "2019-12-31")


def test_a_stock_is_dated_as_its_source_dates_it(tmp_path):
    [figure] = read_text(tmp_path, HEADER + "COL,Colombia,apm,2019,cha_km2,1,km2,2019-06-30,Report,\n").records
    assert (str(figure.on), figure.as_of) == ("2019-06-30", "2019-06-30")


def test_an_unknown_name_of_a_figure_is_taken_as_it_is(tmp_path):
    assert read_text(tmp_path, HEADER + "COL,,all,2019,goats_led,3,goats,,Report,\n").records[0].figure == "goats_led"


def test_a_value_that_is_no_number_is_an_error_at_its_cell(tmp_path):
    result = read_text(tmp_path, HEADER + "COL,Colombia,apm,2019,cleared_km2,about 5,km2,,Report,\n")
    assert result.words("NUMBER_UNREADABLE")[0].startswith('table.csv, row 2, value (F2): "about 5" is not a number.')
    assert result.records == []


def test_a_figure_without_a_source_is_rejected(tmp_path):
    result = read_text(tmp_path, HEADER + "COL,Colombia,apm,2019,cleared_km2,5,km2,,,\n")
    assert result.words("FIELD_MISSING")[0].startswith(
        "table.csv, row 2, source (I2): source is missing; a figure.published record needs it."
    )


def test_an_unknown_weapon_is_an_error(tmp_path):
    result = read_text(tmp_path, HEADER + "COL,Colombia,apn,2019,cleared_km2,5,km2,,Report,\n")
    assert result.words("CHOICE_UNKNOWN")[0].startswith('table.csv, row 2, weapon (C2): "apn" is not a known weapon.')


@pytest.mark.data
def test_the_published_panel_is_read_without_a_finding():
    if not PANEL.exists():
        pytest.skip("the published panel is not beside this checkout (../shared/data/article5/panel.csv)")
    result = read(PANEL)
    assert result.findings == []
    assert len(result.records) == result.reading.total == 747
