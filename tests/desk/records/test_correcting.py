"""Correct a record by a form: nothing is lost, nothing is approved by the one who typed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import shapely

from opendisarm.access.roles import Role
from opendisarm.access.scope import Reader, Scope
from opendisarm.core.findings import Severity
from opendisarm.core.journal import breaks
from opendisarm.core.records import record_of
from opendisarm.core.review import Act
from opendisarm.desk import review
from opendisarm.desk.errors import DeskError
from opendisarm.desk.outlook import Outlook, outlook
from opendisarm.desk.records import correcting
from opendisarm.desk.records.area import LISTED_KINDS
from opendisarm.desk.records.changes import Change
from opendisarm.desk.records.correcting import Looked, Typed, empty_form, look, open_form, reasons, send
from opendisarm.desk.records.fields import fields_of, said_of
from opendisarm.desk.records.history import record_history
from opendisarm.desk.records.standing import Standing
from opendisarm.desk.records.typed import row_of
from opendisarm.desk.workspace import Workspace
from opendisarm.sample import records
from tests.desk.office import Office, at, square

OFFICER = Reader("omar", Role.OPERATOR_OFFICER, Scope("HI"))
COLLEAGUE = Reader("hana", Role.OPERATOR_OFFICER, Scope("HI"))
STRANGER = Reader("nadia", Role.OPERATOR_OFFICER, Scope("NPA"))
DATA = Reader("dina", Role.DATA_OFFICER)
CHIEF = Reader("amal", Role.APPROVER)
SURVEY = f"CHA,S-1,H-1,2024-02-01,12000,ap_mine,North,HI,{square(10.0)}"


@pytest.fixture
def record(office: Office) -> str:
    """A record of HI in the north that counts."""
    return _entered(office)


@pytest.fixture
def office_in(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office on each kind of database."""
    made = Office(tmp_path, database=database_url if "://" in database_url else "")
    yield made
    made.store.close()


def test_a_form_says_of_every_kind_what_its_record_says(office: Office) -> None:
    made = [record for record in records(400, 7, faults=0) if record.kind in LISTED_KINDS]
    assert len({str(record.kind) for record in made}) >= 5
    for one in made:
        row = row_of(str(one.kind), said_of(one), one)
        assert (row.records, row.findings) == ((one,), ())


@pytest.mark.parametrize("kind", LISTED_KINDS)
def test_an_empty_form_of_every_kind_says_what_is_missing(office: Office, kind: str) -> None:
    form = empty_form(office.workspace, DATA, kind)
    found = look(office.workspace, DATA, Typed(kind, form.said), at(1))
    missing = {one.source.field for one in found.findings if one.severity is Severity.ERROR}
    assert missing == {field.name for field in fields_of(kind) if field.needed} - {"state", "place.state"}
    assert not found.ready


def test_a_correction_replaces_the_record_once_somebody_else_approves_it(office: Office, record: str) -> None:
    found = _looked(office, OFFICER, record, area_m2="12500")
    assert found.changes == (Change("area_m2", "12000", "12500"),)
    new = _sent(office, OFFICER, record, "measured again", area_m2="12500")
    first, second = record_history(office.workspace, OFFICER, "S-1").versions
    assert (first.standing, second.standing, second.replaces) == (Standing.COUNTS, Standing.WAITS, record)
    assert reasons(office.workspace, (first, second)) == {new: "measured again"}
    with pytest.raises(DeskError, match="nobody is to verify what they entered"):
        review.decide(office.workspace, OFFICER, Act.VERIFY, [new], "", at(4), verified_first=True)
    review.decide(office.workspace, COLLEAGUE, Act.VERIFY, [new], "", at(4), verified_first=True)
    review.decide(office.workspace, CHIEF, Act.APPROVE, [new], "", at(5), verified_first=True)
    assert [one.standing for one in record_history(office.workspace, OFFICER, "S-1").versions] == [
        Standing.SUPERSEDED, Standing.COUNTS,
    ]  # fmt: skip
    assert not breaks(office.store.load(), office.store.head())


def test_what_was_not_touched_stays_to_the_last_digit(office: Office) -> None:
    utm = '"SRID=32633;POLYGON ((500000.123456 500000, 500100 500000, 500100 500100.5, 500000.123456 500000))"'
    office.enter(f"CHA,U-1,H-9,2024-02,1234.5678,ap_mine,North,HI,{utm}", org="HI")
    before = next(iter(office.store.load(ref="U-1")))
    assert before.given_shape is not None
    assert before.payload["precision"] == "month"
    new = _sent(office, OFFICER, before.id, "the operator", operator="Another")
    after = next(iter(office.store.load(ids=[new])))
    assert (after.shape, after.given_shape, after.on) == (before.shape, before.given_shape, before.on)
    assert dict(after.payload) == dict(before.payload) | {"operator": "Another"}


def test_a_shape_can_be_typed_as_wkt_or_as_geojson(office: Office, record: str) -> None:
    drawn = "POLYGON ((10 5, 10.002 5, 10.002 5.001, 10 5.001, 10 5))"
    feature = f'{{"type": "Feature", "properties": {{}}, "geometry": {shapely.to_geojson(shapely.from_wkt(drawn))}}}'
    for text in (drawn, feature):
        found = _looked(office, OFFICER, record, shape=text)
        assert found.shape is not None
        assert found.shape.words.startswith("The shape grew by")
        assert found.after_m2["confirmed"] == pytest.approx(2 * found.before_m2["confirmed"], abs=1)


def test_findings_stand_at_their_fields_and_errors_stop(office: Office, record: str) -> None:
    found = _looked(office, OFFICER, record, area_m2="much", on="2030-01-01", shape="POLYGON ((0 0", method="hope")
    at_field = {(one.source.field, one.code) for one in found.findings if one.severity is Severity.ERROR}
    assert at_field == {("area_m2", "NUMBER_UNREADABLE"), ("shape", "WKT_UNREADABLE")}
    assert ("method", "CHOICE_KEPT") in {(one.source.field, one.code) for one in found.findings}
    later = _looked(office, OFFICER, record, on="2030-01-01")
    assert not later.ready
    assert {one.source.field for one in later.findings if one.severity is Severity.ERROR} == {"on"}
    with pytest.raises(DeskError, match="cannot be entered yet"):
        send(office.workspace, OFFICER, _typed(office, record, area_m2="much"), "x", frozenset(), "", at(2))
    assert len(office.ids("S-1")) == 1


def test_a_warning_needs_a_tick(office: Office, record: str) -> None:
    typed = _typed(office, record, area_m2="90000")
    found = look(office.workspace, OFFICER, typed, at(2))
    assert [one.code for one in found.warnings.values()] == ["AREA_DIFFERS"]
    with pytest.raises(DeskError, match="not ticked"):
        send(office.workspace, OFFICER, typed, "the form says so", frozenset(), found.stamp, at(2))
    assert send(office.workspace, OFFICER, typed, "the form says so", frozenset(found.warnings), found.stamp, at(2))


def test_what_was_not_looked_at_is_not_entered(office: Office, record: str) -> None:
    stamp = _looked(office, OFFICER, record, area_m2="12500").stamp
    other = _typed(office, record, area_m2="12600")
    with pytest.raises(DeskError, match="not what was looked at"):
        send(office.workspace, OFFICER, other, "measured again", frozenset(), stamp, at(2))


def test_nothing_new_is_no_correction(office: Office, record: str) -> None:
    found = _looked(office, OFFICER, record)
    assert (found.unchanged, found.ready, found.findings) == (True, False, ())


def test_the_second_of_two_is_told_and_loses_nothing(office_in: Office) -> None:
    office = office_in
    record = _entered(office)
    hers = _typed(office, record, operator="Hana's")
    seen = look(office.workspace, COLLEAGUE, hers, at(1))
    newer = _sent(office, OFFICER, record, "measured again", area_m2="12500")
    with pytest.raises(DeskError, match=f"Another version came in meanwhile: {newer}"):
        send(office.workspace, COLLEAGUE, hers, "operator", frozenset(seen.warnings), seen.stamp, at(3))
    told = look(office.workspace, COLLEAGUE, hers, at(3))
    assert (told.meanwhile, told.ready) == (newer, False)
    assert told.changes == (Change("area_m2", "12500", "12000"), Change("operator", "HI", "Hana's"))
    anew = Typed(hers.kind, dict(hers.said) | {"area_m2": ("12500",)}, newer)
    found = look(office.workspace, COLLEAGUE, anew, at(3))
    send(office.workspace, COLLEAGUE, anew, "operator", frozenset(found.warnings), found.stamp, at(4))
    first, second, third = record_history(office.workspace, OFFICER, record).versions
    assert (second.replaces, third.replaces) == (first.entry, second.entry)
    assert (third.said.payload["area_m2"], third.said.payload["operator"]) == (12500.0, "Hana's")


def test_what_moves_no_land_is_not_folded_anew(office: Office, record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[int] = []

    def counted(workspace: Workspace, sources: Any, proposals: Sequence[Any]) -> Outlook:
        folded.append(len(proposals))
        return outlook(workspace, sources, proposals)

    monkeypatch.setattr(correcting, "outlook", counted)
    still = _looked(office, OFFICER, record, operator="X")
    assert (folded, still.after_m2) == ([0], still.before_m2)
    _looked(office, OFFICER, record, **{"on": "2024-01-01"})
    assert folded == [0, 0, 1]
    _sent(office, OFFICER, record, "measured", area_m2="12500")
    folded.clear()
    waits = record_history(office.workspace, OFFICER, record).versions[1].entry
    assert _looked(office, OFFICER, waits, operator="X").changes == (Change("operator", "HI", "X"),)
    assert folded == [0, 1], "beside the version that counts the area differs, too"


def test_a_correction_that_waits_can_be_corrected_back(office: Office, record: str) -> None:
    waits = _sent(office, OFFICER, record, "operator", operator="X")
    found = _looked(office, OFFICER, waits, operator="HI")
    assert (found.unchanged, found.changes) == (False, (Change("operator", "X", "HI"),))
    back = _sent(office, OFFICER, waits, "it was right", operator="HI")
    versions = record_history(office.workspace, OFFICER, record).versions
    assert [(one.entry, one.replaces) for one in versions] == [(record, ""), (waits, record), (back, waits)]
    review.approve(office.workspace, [back], "amal", at(3))
    assert record_history(office.workspace, OFFICER, record).current.entry == back
    assert dict(versions[2].said.payload) == dict(versions[0].said.payload)


def test_a_correction_of_a_correction_that_waits_is_foretold_without_counting_twice(
    office: Office, record: str
) -> None:
    wide = "POLYGON ((10 5, 10.002 5, 10.002 5.001, 10 5.001, 10 5))"
    waits = _sent(office, OFFICER, record, "wider", shape=wide)
    found = _looked(office, OFFICER, waits, shape="POLYGON ((10 5, 10.003 5, 10.003 5.001, 10 5.001, 10 5))")
    assert found.after_m2["confirmed"] == pytest.approx(3 * found.before_m2["confirmed"], abs=1)


def test_who_does_not_reach_a_record_cannot_correct_it(office: Office, record: str) -> None:
    for reader in (STRANGER, Reader("dora", Role.DONOR), CHIEF, Reader("s", Role.COLLECTOR, Scope("HI", {"South"}))):
        with pytest.raises(DeskError, match=r"No record that you can see|may not enter"):
            open_form(office.workspace, reader, record)
        with pytest.raises(DeskError):
            look(office.workspace, reader, _typed(office, record, operator="X"), at(1))
    northern = Reader("sami", Role.COLLECTOR, Scope("HI", frozenset({"North"})))
    with pytest.raises(DeskError, match="outside what your account reaches"):
        look(office.workspace, northern, _typed(office, record, **{"place.admin1": "South"}), at(1))


def test_the_senders_id_and_organisation_stay(office: Office, record: str) -> None:
    typed = _typed(office, record, ref="S-OTHER", operator="X")
    found = look(office.workspace, DATA, Typed(typed.kind, typed.said, typed.base, org="NPA"), at(1))
    assert found.proposal is not None
    assert (found.proposal.ref, found.proposal.org) == ("S-1", "HI")


def test_a_reason_is_needed_and_names_nobody(office: Office, record: str) -> None:
    typed = _typed(office, record, operator="X")
    found = look(office.workspace, OFFICER, typed, at(1))
    for reason, word in (("  ", "needs its reason"), ("Mr Haddad said so", "names a person")):
        with pytest.raises(DeskError, match=word):
            send(office.workspace, OFFICER, typed, reason, frozenset(found.warnings), found.stamp, at(1))


def test_a_returned_record_is_corrected_and_a_withdrawn_one_is_not(office: Office, record: str) -> None:
    waits = _sent(office, OFFICER, record, "operator", operator="X")
    review.decide(office.workspace, CHIEF, Act.RETURN, [waits], "which team?", at(3), verified_first=True)
    form = open_form(office.workspace, OFFICER, record)
    assert form.base is not None
    assert (form.base.entry, form.base.standing) == (waits, Standing.RETURNED)
    again = _sent(office, OFFICER, waits, "team 4", operator="X, team 4")
    review.approve(office.workspace, [again], "amal", at(5))
    assert record_history(office.workspace, OFFICER, record).current.entry == again
    for name in (again, waits, record):
        review.withdraw(office.workspace, name, "amal", at(6), "all wrong")
    with pytest.raises(DeskError, match="was withdrawn"):
        open_form(office.workspace, OFFICER, record)


def test_records_of_persons_are_neither_corrected_nor_added_here(office: Office) -> None:
    for kind in ("person.harmed", "accident", "journal.approval", "nothing"):
        with pytest.raises(DeskError, match="no kind of record"):
            empty_form(office.workspace, DATA, kind)


def test_a_record_is_added_by_the_same_form(office: Office, record: str) -> None:
    said = empty_form(office.workspace, OFFICER, "device.found").said | {
        "ref": ("D-1",), "on": ("2024-03-05",), "category": ("uxo",), "quantity": ("3",), "hazard": ("H-1",),
        "place.admin1": ("North",), "fate": ("destroyed",), "shape": ("POINT (10.0005 5.0005)",),
    }  # fmt: skip
    typed = Typed("device.found", said, org="NPA")
    found = look(office.workspace, OFFICER, typed, at(2))
    assert found.ready, found.findings
    new = send(office.workspace, OFFICER, typed, "", frozenset(found.warnings), found.stamp, at(2))
    [entry] = office.store.load(ids=[new])
    made: Any = record_of(entry.kind, entry.payload, entry.shape, entry.given_shape)
    assert (entry.org, made.quantity, made.fate, made.place.state) == ("HI", 3, "destroyed", "XSA")
    assert record_history(office.workspace, OFFICER, "D-1").current.standing is Standing.WAITS


def test_a_new_record_under_an_id_that_is_taken_is_no_silent_correction(office: Office, record: str) -> None:
    said = open_form(office.workspace, OFFICER, record).said | {"area_m2": ("1",), "ref": ("S-1",)}
    found = look(office.workspace, OFFICER, Typed("land.confirmed", said), at(2))
    assert (found.meanwhile, found.ready) == (record, False)


def _entered(office: Office) -> str:
    office.enter(SURVEY, org="HI")
    return office.ids("S-1")[0]


def _typed(office: Office, record: str, **said: str) -> Typed:
    form = open_form(office.workspace, OFFICER, record)
    return Typed(form.kind, form.said | {name: (text,) for name, text in said.items()}, record)


def _looked(office: Office, reader: Reader, record: str, **said: str) -> Looked:
    return look(office.workspace, reader, _typed(office, record, **said), at(1))


def _sent(office: Office, reader: Reader, record: str, reason: str, **said: str) -> str:
    typed = _typed(office, record, **said)
    found = look(office.workspace, reader, typed, at(2))
    return send(office.workspace, reader, typed, reason, frozenset(found.warnings), found.stamp, at(2))
