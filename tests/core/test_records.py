from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendisarm.core.canonical import canonical_json
from opendisarm.core.records import (
    NORM_KINDS,
    PEOPLE_KINDS,
    RECORD_KINDS,
    AdminUnit,
    DeviceFound,
    EventReported,
    Harm,
    LandRecord,
    Place,
    Precision,
    PublishedFigure,
    Reached,
    Record,
    Shape,
    class_of,
    payload_of,
    record_of,
)
from opendisarm.core.vocabulary import Account, Contamination, LandKind
from tests.core.checks.cast import SQUARE, land, shape, unit

text = st.text(max_size=8)
number = st.floats(allow_nan=False, allow_infinity=False)
places = st.builds(Place, text, text, text, text, text)
shapes = st.builds(
    Shape, st.binary(max_size=9), st.none() | st.binary(max_size=9), st.sampled_from(["EPSG:4326", "MGRS"]),
    st.none() | number, st.booleans(),
)  # fmt: skip
facts: dict[str, Any] = {"on": st.dates(), "ref": text, "extra": st.lists(st.tuples(text, text), max_size=3).map(tuple)}
drawn: dict[str, Any] = {"shape": st.none() | shapes}
dated: dict[str, Any] = {"precision": st.sampled_from(Precision), "place": places}

harms = st.builds(Harm, text, text, text, st.integers())

records = st.one_of(
    st.builds(
        LandRecord, **facts, **drawn, **dated, kind=st.sampled_from(LandKind), hazard=text, operator=text, method=text,
        contamination=st.frozensets(st.sampled_from(Contamination)), area_m2=st.none() | number, reason=text,
        depth_cm=st.none() | number, to=st.none() | st.sampled_from(Account),
    ),
    st.builds(
        DeviceFound, **facts, **drawn, **dated, category=text, quantity=st.integers(), hazard=text, activity=text,
        model=text, fate=text, operator=text, depth_cm=st.none() | number,
    ),
    st.builds(EventReported, **facts, **drawn, **dated, category=text),
    st.builds(
        AdminUnit, **drawn, on=facts["on"], extra=facts["extra"], code=text, name=text, level=st.integers(), state=text,
        parent=text,
    ),
    st.builds(
        PublishedFigure, **facts, place=places, year=st.integers(), weapon=text, figure=text, value=text, unit=text,
        citation=text, as_of=text, note=text,
    ),
)  # fmt: skip


reached = st.lists(st.builds(Reached, text, text, st.integers(0, 10**6))).map(tuple)
_GIVEN: Final[dict[str, dict[str, Any]]] = {
    "incident.use": {"harmed": st.lists(harms).map(tuple)},
    "education.session": {"direct": reached, "indirect": reached, "shape": st.none()},
    "accident": {"shape": st.none()},
}
told = st.one_of(
    *(
        st.builds(class_of(kind), kind=st.just(kind), **_GIVEN.get(kind, {}))
        for kind in (*NORM_KINDS, "incident.use", *PEOPLE_KINDS)
    )
)


@settings(max_examples=300)
@given(st.one_of(records, told))
def test_a_record_becomes_a_payload_and_back_without_loss(record: Record) -> None:
    payload = json.loads(canonical_json(payload_of(record)))
    held = getattr(record, "shape", None)
    assert record_of(record.kind, payload, held and held.wkb, held and held.given_wkb) == record


@given(records)
def test_what_is_empty_is_left_out_of_the_payload_unless_the_record_needs_it(record: Record) -> None:
    empty = {name for name, value in payload_of(record).items() if value in ("", [], {}, None)}
    assert not empty & {field.name for field in fields(record) if field.default == getattr(record, field.name)}


def test_the_payload_keeps_the_digest_of_a_shape_and_not_its_bytes() -> None:
    payload = payload_of(land(SQUARE))
    assert list(payload["shape"]) == ["sha256"]
    assert len(payload["shape"]["sha256"]) == 64
    other = payload_of(land("POLYGON ((36 1, 36.001 1, 36.001 1.001, 36 1))"))
    assert other["shape"] != payload["shape"]


def test_zero_is_not_the_same_as_not_told() -> None:
    assert payload_of(land(area_m2=0.0, depth_cm=0.0)).items() >= {"area_m2": 0.0, "depth_cm": 0.0}.items()
    assert "area_m2" not in payload_of(land(area_m2=None))


def test_a_kind_unknown_to_this_version_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        record_of("land.blessed", {"on": "2021-03-01"})


def test_a_payload_that_names_a_shape_comes_with_its_bytes() -> None:
    with pytest.raises(AssertionError, match="comes with its bytes"):
        record_of("land.cleared", payload_of(land(SQUARE)))


def test_every_kind_can_be_read_back() -> None:
    assert set(RECORD_KINDS) == {
        "land.suspected", "land.confirmed", "land.cancelled", "land.reduced", "land.cleared", "land.correction",
        "device.found", "event.reported", "place.admin", "figure.published", "report.declaration",
        "norm.act", "norm.endorsement", "norm.vote", "norm.position", "norm.milestone", "norm.count",
        "norm.obligation", "norm.report", "norm.measure", "norm.practice", "norm.assistance", "incident.use",
        "accident", "person.harmed", "person.need", "person.referral", "person.service", "person.consent",
        "person.same", "person.erased", "education.session",
    }  # fmt: skip


def test_an_administrative_unit_is_known_by_its_code() -> None:
    assert unit(code="XS07").ref == "XS07"


def test_a_shape_as_sent_and_its_system_are_kept_beside_it() -> None:
    sent = Shape(shape(SQUARE).wkb, b"as sent", "EPSG:32637", 12.5, synthetic=True)
    payload = payload_of(land(shape=sent))
    assert payload["shape"]["given_crs"] == "EPSG:32637"
    assert record_of("land.cleared", payload, sent.wkb, b"as sent") == land(shape=sent)
