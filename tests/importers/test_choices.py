import pytest

from opendisarm.core.vocabulary import Account, Contamination, LandKind
from opendisarm.importers.tables.drafts import TABLE_KINDS
from opendisarm.importers.values.choices import choices
from opendisarm.importers.values.states import state


def said(parsed):
    return [remark.code.what.format(**remark.facts) for remark in parsed[1]]


@pytest.mark.parametrize(
    "typed",
    [
        "land.suspected",
        "SHA",
        "sha",
        " Suspected hazardous area ",
        "Zone suspectée dangereuse",
        "AREA PELIGROSA SOSPECHOSA",
        "منطقة مشتبه بها",
    ],
)
def test_a_kind_is_known_by_code_or_label_in_four_languages(typed):
    assert choices("kind").one(typed) == ("land.suspected", ())


def test_an_unknown_kind_names_the_nearest_valid_one():
    assert said(choices("kind").one("claered")) == ['"claered" is not a known kind. Did you mean "land.cleared"?']


@pytest.mark.parametrize(
    "typed",
    ["AP mine; ERW", "ap_mine_factory+other_erw", "APM, UXO", "AP/ERW", "ألغام مضادة للأفراد، ذخائر غير منفجرة"],
)
def test_several_kinds_of_contamination_stand_in_one_cell(typed):
    assert choices("contamination").several(typed) == (frozenset({"ap_mine_factory", "other_erw"}), ())


def test_one_unknown_word_among_several_is_an_error_that_names_it():
    assert said(choices("contamination").several("AP mine; AV mnie")) == [
        '"AV mnie" is not a known contamination. Did you mean "av_mine"?'
    ]


@pytest.mark.parametrize("typed", ["mine", "mines", "IED", "minefield"])
def test_a_word_that_could_mean_two_treaties_is_not_guessed(typed):
    assert choices("contamination").one(typed)[0] is None
    assert choices("contamination").one(typed)[1]


def test_not_known_is_an_empty_set_and_no_finding():
    assert choices("contamination").several("unknown") == (frozenset(), ())
    assert choices("contamination").one("n/a") == (None, ())


def test_a_word_outside_an_open_list_is_kept_with_a_warning():
    found = choices("method").one("Drone")
    assert found[0] == "Drone"
    assert said(found) == ['"Drone" is not in the list for method; it is kept as it is.']


def test_the_lists_hold_exactly_the_codes_of_the_core():
    assert choices("kind").codes == TABLE_KINDS
    assert set(LandKind) <= set(choices("kind").codes)
    assert set(choices("contamination").codes) == set(Contamination)
    assert set(choices("to").codes) == set(Account)


@pytest.mark.parametrize("name", ["kind", "contamination", "method", "fate", "to", "device", "event", "weapon"])
def test_no_word_means_two_codes_of_one_list(name):
    from opendisarm.importers.values.choices import _all_choices
    from opendisarm.importers.values.words import fold

    meanings: dict[str, set[str]] = {}
    for code, words in _all_choices()[name]["codes"].items():
        for word in (code, *words):
            meanings.setdefault(fold(word), set()).add(code)
    assert {word: codes for word, codes in meanings.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("COL", "COL"),
        ("col", "COL"),
        ("CO", "COL"),
        ("Colombia", "COL"),
        ("Irak", "IRQ"),
        ("العراق", "IRQ"),
        ("Côte d'Ivoire", "CIV"),
        ("DR Congo", "COD"),
        ("XAA", "XAA"),
    ],
)
def test_a_state_is_known_by_code_or_name(typed, code):
    assert state(typed) == (code, ())


def test_a_wrong_code_of_three_letters_is_kept_with_a_warning():
    found = state("AGF")
    assert found[0] == "AGF"
    assert said(found) == ['"AGF" has three letters but is not a code of ISO 3166-1; it is kept as it is.']


def test_a_name_of_no_state_is_an_error():
    assert said(state("Atlantis")) == ['"Atlantis" is not the name or the code of a state.']
