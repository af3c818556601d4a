from pathlib import Path

import pytest

from opendisarm.core.findings import Finding
from opendisarm.core.sources import Source
from opendisarm.importers.mapping import load, problems, save, synonyms
from opendisarm.importers.tables.headers import match_of
from opendisarm.importers.values.words import fold


def loaded(folder: Path, text: str):
    path = folder / "office.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_a_mapping_that_was_saved_loads_as_it_was(tmp_path):
    mapping = {
        "kind": "land.cleared",
        "header_row": "3",
        "columns": {"ref": "رقم السجل", "area_m2": "Surface (ha)"},
        "constants": {"state": "COL"},
        "values": {"contamination": {"Minefield": "ap_mine_factory"}},
    }
    save(mapping, tmp_path / "office.yaml")
    assert load(tmp_path / "office.yaml") == mapping


def test_words_that_yaml_takes_for_true_or_false_stay_words(tmp_path):
    assert loaded(tmp_path, "columns: {to: on}\nvalues: {fate: {no: unknown, yes: destroyed}}") == {
        "columns": {"to": "on"},
        "values": {"fate": {"no": "unknown", "yes": "destroyed"}},
    }


def test_a_typing_mistake_in_a_key_names_the_nearest_word(tmp_path):
    assert str(loaded(tmp_path, "colums: {ref: A}")) == (
        'office.yaml: The mapping says "colums", which is not a key of a mapping. Did you mean "columns"? Use one of: '
        "kind, sheet, layer, header_row, crs, decimal, date_order, columns, constants, values. [MAPPING_WORD]"
    )


def test_a_typing_mistake_in_a_field_names_the_nearest_field(tmp_path):
    found = loaded(tmp_path, "columns: {hazzard: A}")
    assert isinstance(found, Finding)
    assert found.message == 'The mapping says "hazzard", which is not a field. Did you mean "hazard"?'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("columns: [a, b]", "columns must list fields, one a line"),
        ("just words", "it has no section named columns"),
        ("columns: {ref: A, ref: B}", "line 1: ref is given twice"),
        ("columns: {ref: [A, B]}", "columns of ref must be one word"),
        ("values: {kind: cleared}", "values of kind must be pairs (their word: our word)"),
        ("header_row: third", 'header_row is "third", not the number of a row'),
        ("header_row: 0", 'header_row is "0", not the number of a row'),
    ],
)
def test_what_is_no_mapping_is_a_finding_that_says_why(tmp_path, text, why):
    found = loaded(tmp_path, text)
    assert isinstance(found, Finding)
    assert found.message == f"The mapping cannot be read: {why}."


@pytest.mark.parametrize(
    "text", ["columns: {", "a: b: c", "\t- x", "? [a]: b", "!!python/object/apply:os.system [id]", "&a [*a]", ""]
)
def test_broken_yaml_is_a_finding_and_never_runs(tmp_path, text):
    assert isinstance(loaded(tmp_path, text), Finding)


def test_a_missing_mapping_is_a_finding(tmp_path):
    found = load(tmp_path / "none.yaml")
    assert isinstance(found, Finding)
    assert found.message == "The mapping cannot be read: No such file or directory."


def test_all_problems_can_be_had_at_once():
    wrong = {"kindd": "x", "date_order": "dym", "decimal": ";", "columns": {"aera_m2": "A"}}
    assert [finding.message for finding in problems(wrong, Source("office.yaml"))] == [
        'The mapping says "kindd", which is not a key of a mapping. Did you mean "kind"?',
        'The mapping says "aera_m2", which is not a field. Did you mean "area_m2"?',
        'The mapping says "dym", which is not a date_order.',
        'The mapping says ";", which is not a decimal.',
    ]


CANONICAL = [
    "kind", "ref", "hazard", "date", "started", "state", "admin1", "admin2", "admin1_code", "admin2_code",
    "contamination", "area_m2", "operator", "method", "depth_cm", "reason", "to", "wkt", "lat", "lon", "mgrs",
    "utm_zone", "easting", "northing",
    "category", "model", "quantity", "fate", "activity", "code", "name", "level", "parent",
]  # fmt: skip


def test_every_canonical_name_is_known_and_comes_first():
    assert set(synonyms()) == set(CANONICAL)
    for name in CANONICAL:
        match = match_of(name)
        assert match == (name, 0)


def test_no_header_means_two_fields():
    meanings: dict[str, set[str]] = {}
    for field, words in synonyms().items():
        for word in words:
            meanings.setdefault(fold(word).replace(" ", ""), set()).add(field)
    assert {word: fields for word, fields in meanings.items() if len(fields) > 1} == {}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Hazard ID", "hazard"), ("hazard_localid", "hazard"), ("HAZREDUC_LOCALID", "ref"), ("imsma_id", "ref"),
        ("Superficie (m²)", "area_m2"),
        ("Área (ha)", "area_m2"), ("المساحة (هكتار)", "area_m2"),
        ("Depth cleared (cm)", "depth_cm"), ("Date de fin", "date"), ("Fecha", "date"),
        ("Date of completion (dd/mm/yyyy)", "date"), ("ADM1_PCODE", "admin1_code"),
        ("ADM2_EN", "admin2"), ("hazard_loc", "hazard"),
        ("group_a/latitude", "lat"), ("Longitude:", "lon"),
        ("Tipo de contaminación", "contamination"), ("نوع التلوث", "contamination"),
        ("Ref. *", "ref"), ("contaminat", "contamination"),
    ],
)  # fmt: skip
def test_a_header_is_known_in_the_spellings_of_the_field(header, field):
    match = match_of(header)
    assert match is not None
    assert match.field == field


@pytest.mark.parametrize("header", ["OBJECTID", "Shape__Area", "Type", "Remarks", "", "clearance_", "x", "Unité"])
def test_a_header_that_could_mean_many_things_is_not_guessed(header):
    assert match_of(header) is None
