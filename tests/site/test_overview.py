"""The overview: what it shows to whom, that every figure leads to what is behind it, that it is calm and small."""

from __future__ import annotations

import gzip
import html
import re

import pytest

from opendisarm.access.roles import Role
from tests.desk.office import square
from tests.site.conftest import Site

DAY = "/overview/?on=2024-12-31"
FIGURE = re.compile(r'<a class="figure" href="([^"]+)"[^>]*>([^<]+)</a>')


def page(site: Site, role: Role = Role.APPROVER, address: str = DAY, lang: str = "en", **told: object) -> str:
    browser = site.client(role, **told)
    browser.cookies["language"] = lang
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def large(said: str) -> str:
    """The figures in large letters."""
    [found] = re.findall(r'<dl class="figures">.*?</dl>', said, re.DOTALL)
    return str(found)


def test_the_figures_are_those_of_the_ledger(site: Site) -> None:
    told = site.client(Role.APPROVER).get(f"{DAY}&format=json").json()
    assert {name: m2 for name, m2 in told["balances_m2"].items() if m2} == site.m2(on="2024-12-31")
    bridge = told["bridge"]
    moved = sum(m2 for name, m2 in bridge.items() if name not in ("first", "last", "opening", "closing"))
    assert bridge["opening"] + moved == bridge["closing"] > 0


def test_every_figure_leads_to_what_is_behind_it(site: Site) -> None:
    found = FIGURE.findall(page(site))
    addresses = {html.unescape(address) for address, _ in found}
    assert len(found) > 20
    browser = site.client(Role.APPROVER)
    broken = {address for address in addresses if browser.get(address).status_code != 200}
    assert broken == set()


def test_a_figure_in_the_table_of_years_is_explained_as_of_its_own_day(site: Site) -> None:
    site.enter(f"confirmed,S-3,H-3,2022-03-01,,ap_mine,South,NPA,{square(22.0)}", org="NPA", name="old.csv", hours=2)
    [then] = {html.unescape(a) for a, _ in FIGURE.findall(page(site)) if "ref=confirmed&amp;on=2022-12-31" in a}
    told = site.client(Role.APPROVER).get(f"{then}&format=json").json()
    assert told["amount"] > 0
    assert [source["ref"] for source in told["sources"]] == ["S-3"]


@pytest.mark.parametrize("lang", ["en", "ar", "es", "fr"])
def test_pictures_stand_in_the_page_without_styles_or_scripts_of_their_own(site: Site, lang: str) -> None:
    said = page(site, lang=lang)
    assert said.count("<svg") == 6, "bridge, strata and duties, each wide and narrow"
    for svg in re.findall(r"<svg.*?</svg>", said, re.DOTALL):
        assert 'role="img"' in svg
        assert "<desc" in svg
        assert "style=" not in svg
        assert "<style" not in svg
    names = re.findall(r'id="([^"]+)"', said)
    assert len(names) == len(set(names)), "several pictures on one page share no name"


def test_an_area_has_its_unit_as_the_language_writes_it(site: Site) -> None:
    assert re.findall(r"[\d,]+ k?m²", large(page(site)))
    arabic = large(page(site, lang="ar"))
    assert re.findall("\u2066[\\d,]+\u2069 م²", arabic)
    assert "m²" not in arabic


def test_what_waits_is_told_to_those_whom_it_concerns(site: Site) -> None:
    site.enter(
        f"confirmed,S-9,H-9,2024-06-01,,ap_mine,South,NPA,{square(23.0)}", org="NPA", name="held.csv", hours=3,
        hold=True,
    )  # fmt: skip
    assert "1 record waits for a decision" in page(site)
    assert "held.csv" in page(site)
    of_another = page(site, Role.OPERATOR_OFFICER, username="omar", org="HI")
    assert "waits for a decision" not in of_another
    assert "held.csv" not in of_another
    assert "hi.csv" in of_another
    donor = page(site, Role.DONOR)
    assert "waits for a decision" not in donor
    assert "hi.csv" not in donor


def test_an_empty_workspace_says_what_to_do_next(site: Site) -> None:
    told = page(site, address="/overview/?on=2001-01-01")
    assert "opendisarm import FILE" in told
    assert "<svg" not in told


def test_the_page_weighs_less_than_150_kilobytes_on_the_wire(site: Site) -> None:
    browser = site.client(Role.APPROVER)
    answer = browser.get(DAY, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode().startswith("<!doctype html>")
    assert len(answer.content) < 150_000


def test_at_most_six_figures_stand_in_large_letters(site: Site) -> None:
    assert 0 < large(page(site)).count("<dd>") <= 6
