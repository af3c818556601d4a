"""OGC API Features by request: what the standard (17-069r4) demands, and what a reader may see."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from opendisarm.access.roles import Role
from opendisarm.core.journal import APPROVAL, Proposal
from tests.desk.office import at, square
from tests.site.api.programs import Program, program
from tests.site.conftest import Site

ITEMS = "/ogc/collections/{}/items"
SUSPECTED, CONFIRMED = ITEMS.format("land_suspected"), ITEMS.format("land_confirmed")


@pytest.fixture
def reader(site: Site) -> Program:
    """A program of somebody who reaches everything."""
    return program(site, Role.APPROVER)


def test_the_landing_page_leads_to_everything(reader: Program) -> None:
    links = {link["rel"]: link for link in reader.json("/ogc/")["links"]}
    assert {"self", "alternate", "service-desc", "service-doc", "conformance", "data"} <= links.keys()
    assert links["service-desc"]["type"] == "application/vnd.oai.openapi+json;version=3.0"
    for rel in ("self", "service-desc", "conformance", "data"):
        answer = reader.get(links[rel]["href"].removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert answer["Content-Type"] == links[rel]["type"]


def test_it_conforms_to_core_geojson_and_oas30(reader: Program) -> None:
    told = reader.json("/ogc/conformance")["conformsTo"]
    assert {one.rpartition("/")[2] for one in told} == {"core", "geojson", "oas30"}


def test_every_layer_tells_its_extent_and_where_its_items_are(reader: Program) -> None:
    layers = {one["id"]: one for one in reader.json("/ogc/collections")["collections"]}
    assert set(layers) == {
        f"{kind}_{word}" for kind in ("land", "ground")
        for word in ("suspected", "confirmed", "cleared", "reduced", "cancelled")
    }  # fmt: skip
    told = layers["land_suspected"]
    assert told["extent"]["spatial"]["bbox"] == [[20.0, 5.0, 20.001, 5.001]]
    assert told["extent"]["temporal"]["interval"] == [["2024-02-01T00:00:00Z", "2024-02-01T23:59:59Z"]]
    assert "extent" not in layers["land_cancelled"], "nothing is known of where nothing is"
    [items] = [one for one in told["links"] if one["rel"] == "items" and one["type"] == "application/geo+json"]
    assert items["href"].endswith(SUSPECTED)
    assert reader.json("/ogc/collections/land_suspected") | {"links": 0} == told | {"links": 0}


def test_a_page_of_features_says_how_many_there_are(reader: Program) -> None:
    answer = reader.get(SUSPECTED)
    assert answer["Content-Type"] == "application/geo+json"
    told = answer.json()
    assert (told["numberMatched"], told["numberReturned"], len(told["features"])) == (1, 1, 1)
    [feature] = told["features"]
    assert feature["properties"]["hazard"] == "H-1"
    assert feature["properties"]["on"] == "2024-02-01"
    assert feature["geometry"]["type"] == "Polygon"
    one = reader.json(f"{SUSPECTED}/{feature['id']}")
    assert {name: one[name] for name in feature} == feature
    assert {link["rel"] for link in one["links"]} >= {"self", "collection"}


def test_ground_is_what_later_records_have_left(reader: Program) -> None:
    """A quarter of H-1 was cleared on 1 May 2024."""
    before, after = "2024-04-30", "2024-05-01"
    assert _m2(reader, "ground_cleared", on=before) == []
    [whole] = _m2(reader, "ground_suspected", on=before)
    [rest] = _m2(reader, "ground_suspected", on=after)
    [cleared] = _m2(reader, "ground_cleared", on=after)
    assert cleared == pytest.approx(whole / 4, rel=1e-4)
    assert rest + cleared == pytest.approx(whole, abs=0.1)


def test_both_clocks_are_parameters_and_travel_with_the_links(site: Site, reader: Program) -> None:
    assert reader.json(f"{CONFIRMED}?known=2026-06-01T09:30:00Z")["numberMatched"] == 0, "entered an hour later"
    assert reader.json(f"{CONFIRMED}?known=2026-06-01T10:30:00Z")["numberMatched"] == 1
    assert reader.json(f"{CONFIRMED}?on=2024-02-29")["numberMatched"] == 0
    links = reader.json("/ogc/?on=2024-02-29")["links"]
    assert all("on=2024-02-29" in link["href"] for link in links if link["rel"] in ("data", "self"))
    [layer] = [
        one for one in reader.json("/ogc/collections?on=2024-02-29")["collections"] if one["id"] == "land_cleared"
    ]
    assert all("on=2024-02-29" in link["href"] for link in layer["links"] if link["rel"] == "items")


def test_pages_stay_where_they_are_while_others_enter(site: Site, reader: Program) -> None:
    _more(site, 7)
    first = reader.json(f"{CONFIRMED}?limit=3")
    assert (first["numberMatched"], first["numberReturned"]) == (8, 3)
    assert "prev" not in _hrefs(first)
    late = f"confirmed,LATE,H-9,2020-01-01,,ap_mine,South,NPA,{square(60.0)}"
    site.enter(late, name="late.csv", org="NPA", moment=datetime.now(UTC))
    assert reader.json(CONFIRMED)["numberMatched"] == 9
    seen, pages, page = [*_ids(first)], [first], first
    while "next" in _hrefs(page):
        page = reader.json(_hrefs(page)["next"])
        pages.append(page)
        seen += _ids(page)
    assert [len(_ids(one)) for one in pages] == [3, 3, 2]
    assert len(set(seen)) == 8
    assert _ids(reader.json(_hrefs(pages[2])["prev"])) == _ids(pages[1])
    assert _ids(reader.json(_hrefs(pages[1])["prev"])) == _ids(first)


def test_pages_of_ground_can_be_leafed_through_too(site: Site, reader: Program) -> None:
    _more(site, 4)
    where = f"{ITEMS.format('ground_confirmed')}?limit=2"
    pages = [reader.json(where)]
    while "next" in _hrefs(pages[-1]):
        pages.append(reader.json(_hrefs(pages[-1])["next"]))
    assert [len(_ids(one)) for one in pages] == [2, 2, 1]
    assert len({name for one in pages for name in _ids(one)}) == 5
    assert _ids(reader.json(_hrefs(pages[2])["prev"])) == _ids(pages[1])


@pytest.mark.parametrize(
    ("bbox", "there"),
    [
        ("19,4,21,6", True), ("20.0005,5.0005,20.0006,5.0006", True), ("20.001,5.001,22,6", True),
        ("20.0011,5,22,6", False), ("-10,5,10,6", False), ("19,4,0,21,6,100", True), ("170,-10,-170,10", False),
        ("19,4,-170,6", True), ("170,4,20.0005,6", True), ("-180,-90,180,90", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("layer", ["land_suspected", "ground_suspected"])
def test_a_box_finds_what_meets_it(reader: Program, layer: str, bbox: str, there: bool) -> None:
    assert reader.json(f"{ITEMS.format(layer)}?bbox={bbox}")["numberMatched"] == int(there)


def test_a_box_is_held_against_the_shape_and_not_against_its_box(site: Site, reader: Program) -> None:
    corner = '"POLYGON ((30 5, 30.1 5, 30.1 5.1, 30 5))"'
    site.enter(f"suspected,T-1,H-5,2024-02-01,,ap_mine,North,HI,{corner}", name="corner.csv", org="HI", hours=2)
    for layer in ("land_suspected", "ground_suspected"):
        assert reader.json(f"{ITEMS.format(layer)}?bbox=30.09,5,30.1,5.01")["numberMatched"] == 1
        assert reader.json(f"{ITEMS.format(layer)}?bbox=30,5.08,30.02,5.1")["numberMatched"] == 0


@pytest.mark.parametrize(
    ("when", "there"),
    [
        ("2024-02-01", True), ("2024-02-01T23:00:00Z", True), ("2024-02-02", False), ("2024-01-01/2024-02-01", True),
        ("2024-02-01T12:00:00Z/..", True), ("2024-02-02/..", False), ("../2024-01-31", False), ("/2024-02-01", True),
        ("2024-02-01/", True), ("2024-02-02T00:30:00+01:00", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("layer", ["land_suspected", "ground_suspected"])
def test_a_time_finds_what_meets_it(reader: Program, layer: str, when: str, there: bool) -> None:
    assert reader.json(f"{ITEMS.format(layer)}?{urlencode({'datetime': when})}")["numberMatched"] == int(there)


@pytest.mark.parametrize(
    "asked",
    [
        "nothing=1", "limit=0", "limit=-1", "limit=ten", "limit=1&limit=2", "bbox=1,2,3", "bbox=1,2,3,x",
        "bbox=1,2,3,nan", "bbox=0,10,1,5", "bbox=-181,0,1,1", "bbox=0,0,9,1,1,1", "datetime=yesterday",
        "datetime=../..", "datetime=2024-02-30", "datetime=2024-02-01/2024-01-01",
        "datetime=2024-01-01/2024-02-01/2024-03-01",
        "cursor=E-nothing", "standing=perhaps", "on=31.12.2024", "known=then", "f=xml", "crs=EPSG:4326",
    ],
)  # fmt: skip
def test_what_is_unknown_or_cannot_be_read_is_refused(reader: Program, asked: str) -> None:
    answer = reader.get(f"{SUSPECTED}?{asked}")
    assert answer.status_code == 400
    assert answer.json()["where"] == asked.partition("=")[0]
    assert answer.json()["remedy"]


def test_more_than_the_largest_page_is_answered_with_it(reader: Program) -> None:
    assert reader.json(f"{SUSPECTED}?limit=99999")["numberReturned"] == 1


@pytest.mark.parametrize("layer", ["land_suspected", "ground_suspected", "accidents"])
@pytest.mark.parametrize(
    "asked", ["on=0001-01-01", "on=9999-12-31", "known=0001-01-01", "datetime=0001-01-01/9999-12-31"]
)
def test_the_first_and_the_last_day_can_be_asked_for(site: Site, layer: str, asked: str) -> None:
    assert program(site, Role.FOCAL_POINT).get(f"{ITEMS.format(layer)}?{asked}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("hazard=H-1", 1), ("hazard=H-2", 0), ("org=HI", 1), ("org=NPA", 0), ("admin1=North", 1), ("admin1=South", 0),
        ("standing=counts", 1), ("standing=waits", 0), ("standing=any", 1),
    ],
)  # fmt: skip
def test_properties_choose_features(reader: Program, asked: str, there: int) -> None:
    assert reader.json(f"{SUSPECTED}?{asked}")["numberMatched"] == there


def test_what_waits_is_on_no_layer_until_it_is_asked_for(site: Site, reader: Program) -> None:
    row = f"suspected,W-1,H-7,2024-02-03,,ap_mine,North,HI,{square(40.0)}"
    site.enter(row, name="waits.csv", org="HI", hours=3, hold=True)
    assert reader.json(SUSPECTED)["numberMatched"] == 1
    assert reader.json(f"{SUSPECTED}?standing=waits")["numberMatched"] == 1
    [batch] = {entry.batch for entry in site.store.load(ref="W-1")}
    approval = Proposal(kind=APPROVAL, payload={"batch": batch})
    site.store.append([approval], batch="B-approved", by="Amal", moment=at(4))
    assert reader.json(SUSPECTED)["numberMatched"] == 2


@pytest.mark.parametrize(
    ("reach", "seen"),
    [
        ({"org": "HI"}, {"S-1", "C-1"}), ({"org": "NPA"}, {"S-2"}), ({"areas": ("South",)}, {"S-2"}),
        ({"org": "HI", "areas": ("South",)}, set()),
    ],
)  # fmt: skip
def test_nothing_beyond_the_reach_is_told_not_even_how_much(site: Site, reach: dict[str, Any], seen: set[str]) -> None:
    one = program(site, Role.OPERATOR_OFFICER, **reach)
    layers = one.json("/ogc/collections")["collections"]
    found, matched = set(), 0
    for layer in layers:
        page = one.json(ITEMS.format(layer["id"]))
        matched += page["numberMatched"] if layer["id"].startswith("land_") else 0
        found |= {feature["properties"]["ref"] for feature in page["features"]}
    assert found == seen
    assert matched == len(seen)
    whole = program(site, Role.APPROVER, username="whole")
    others = [name for name in _ids(whole.json(CONFIRMED)) + _ids(whole.json(SUSPECTED)) if not seen]
    for layer in ("land_confirmed", "land_suspected"):
        for name in others:
            assert one.get(f"{ITEMS.format(layer)}/{name}").status_code == 404
            assert one.get(f"{ITEMS.format(layer)}?cursor={name}").status_code == 400


def test_accidents_are_counted_in_cells_for_those_who_may_see_numbers(site: Site) -> None:
    header = "kind,ref,date,state,admin1,lon,lat,killed,injured"
    rows = [f"accident,A-{number},2024-03-0{number},XSA,North,20.0{number},5.01,0,0" for number in (1, 2)]
    site.enter(*rows, header=header, name="accidents.csv", hours=2)
    where = ITEMS.format("accidents")
    assert program(site, Role.APPROVER).get(where).status_code == 404
    one = program(site, Role.FOCAL_POINT)
    page = one.json(where)
    assert sum(feature["properties"]["count"] for feature in page["features"]) == 2
    assert all(feature["geometry"]["type"] == "Point" for feature in page["features"])
    assert [20.01, 5.01] not in [feature["geometry"]["coordinates"] for feature in page["features"]]
    assert set(page["features"][0]["properties"]) == {"count", "cell_km"}
    assert sum(f["properties"]["count"] for f in one.json(f"{where}?datetime=2024-03-02")["features"]) == 1
    assert one.json(f"{where}/{page['features'][0]['id']}")["id"] == page["features"][0]["id"]
    assert one.json(f"{where}?bbox=-10,-10,-5,-5")["numberMatched"] == 0


def test_people_are_shown_pages_and_programs_json(site: Site, reader: Program) -> None:
    browser = site.client(Role.APPROVER)
    for where in ("/ogc/", "/ogc/conformance", "/ogc/collections", "/ogc/collections/land_cleared", SUSPECTED):
        answer = browser.get(where, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
        assert answer["Content-Type"].startswith("text/html")
        assert "<h1>" in answer.content.decode()
        assert "json" in reader.get(where)["Content-Type"]
        assert "json" in browser.get(f"{where}?f=json", headers={"Accept": "text/html"})["Content-Type"]
        assert "Accept" in answer["Vary"]


def test_only_reading_is_answered(site: Site, reader: Program) -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(enforce_csrf_checks=True), method)(SUSPECTED, headers={"Authorization": reader.bearer})
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD"
        assert answer.json()["code"] == "method_not_allowed"


def test_whoever_has_a_page_already_is_told_so_until_something_is_entered(site: Site, reader: Program) -> None:
    first = reader.get(SUSPECTED)
    again = {"If-None-Match": first["ETag"]}
    assert reader.get(SUSPECTED, **again).status_code == 304
    assert reader.get(CONFIRMED, **again).status_code == 200, "another address"
    other = program(site, Role.OPERATOR_OFFICER, org="HI")
    assert other.get(SUSPECTED, **again).status_code == 200, "another reader"
    _more(site, 1)
    assert reader.get(SUSPECTED, **again).status_code == 200


def _m2(reader: Program, layer: str, **asked: str) -> list[float]:
    page = reader.json(f"{ITEMS.format(layer)}?{urlencode(asked)}")
    return [feature["properties"]["area_m2"] for feature in page["features"]]


def _more(site: Site, count: int) -> None:
    rows = [f"confirmed,M-{n},H-M{n},2024-03-{n + 1:02},,ap_mine,South,NPA,{square(30.0 + n)}" for n in range(count)]
    site.enter(*rows, name="more.csv", org="NPA", hours=5)


def _ids(page: dict[str, Any]) -> list[str]:
    return [feature["id"] for feature in page["features"]]


def _hrefs(page: dict[str, Any]) -> dict[str, str]:
    return {link["rel"]: link["href"].removeprefix("http://testserver") for link in page["links"]}
