"""The site in a real browser, as people use it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.house.tree import ROOT
from tests.site.browser import ABSENT, browser, chromium, come_in, one_time_code, sign_in
from tests.site.screenshots import PAGES, SURE, keep_sessions, keep_sure_sessions, objects, sample
from tests.site.served import Served, served

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The invented country, served."""
    if chromium() is None:
        pytest.skip(ABSENT)
    folder = tmp_path_factory.mktemp("served") / "demo"
    sample(folder, 300)
    with served(folder / "workspace", folder / "keys") as running:
        yield running


@pytest.fixture(scope="module")
def started(site: Served) -> Iterator[Browser]:
    """A browser; everybody whose pages are looked at has signed in once, and their session lies in NAME.json."""
    with browser() as running:
        keep_sessions(site, running)
        yield running


@pytest.fixture(scope="module")
def sure(site: Served, started: Browser) -> None:
    """Sessions of those whose pages ask for a second factor."""
    keep_sure_sessions(site, started)


@pytest.fixture(scope="module")
def pages(site: Served, started: Browser) -> dict[str, tuple[str, str]]:
    """Every page with its address, objects filled in."""
    filled = objects(site, started)
    return {name: (member, address.format(**filled)) for name, (member, address) in PAGES.items()}


def test_the_first_administrator_comes_in_and_needs_a_second_factor(site: Served, started: Browser) -> None:
    page = started.new_page()
    come_in(page, site, "alex", lands="/account/2fa/totp/activate/")
    secret = page.input_value("#authenticator_secret")
    page.fill("#id_code", one_time_code(secret))
    page.click("form.form button.first")
    page.goto(f"{site.address}/members/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who may do what?")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, site, "alex")
    expect(page.locator("#id_code")).to_be_visible()
    page.fill("#id_code", "000000")
    page.click("form.form button.first")
    expect(page.locator(".errorlist")).to_be_visible()
    page.fill("#id_code", one_time_code(secret, 1))
    page.click("form.form button.first")
    page.wait_for_url("**/administration/")
    page.goto(f"{site.address}/members/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who may do what?")
    page.context.close()


def test_a_figure_opens_down_to_its_file_and_row(site: Served, started: Browser) -> None:
    page = _page(site, started)
    page.goto(f"{site.address}/overview/")
    page.locator("a.figure").first.click()
    drawer = page.locator("#why")
    expect(drawer.get_by_role("heading", level=2)).to_be_focused()
    expect(drawer.get_by_text("Sources").or_(drawer.get_by_text("Summed by cause")).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_empty()
    expect(page.locator("a.figure").first).to_be_focused()
    page.context.close()


def test_the_clocks_travel_with_every_link(site: Served, started: Browser) -> None:
    page = _page(site, started)
    page.goto(f"{site.address}/overview/")
    page.fill("input[name=on]", "2020-12-31")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".as-of")).to_contain_text("31 December 2020")
    page.get_by_role("navigation").get_by_role("link", name="Ledgers").click()
    expect(page.locator(".as-of")).to_contain_text("31 December 2020")
    page.context.close()


_SHOWN = "() => { const map = document.getElementById('map').groundMap; " \
    "return map.queryRenderedFeatures({layers: ['land', 'points']}).length; }"  # fmt: skip
_DRAWN = "() => { const map = document.getElementById('map').groundMap; return Boolean(map) && map.areTilesLoaded(); }"


def test_the_map_changes_with_the_day_and_a_click_leads_to_the_record(site: Served, started: Browser) -> None:
    page = _page(site, started)
    page.goto(f"{site.address}/map/?on=2024-12-31")
    expect(page.locator("#map")).to_have_attribute("data-ready", "yes")
    page.wait_for_function(_DRAWN)
    later = page.evaluate(_SHOWN)
    assert later > 0
    page.locator("#map-on").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**on=*")
    page.wait_for_function(f"(before) => ({_DRAWN})() && ({_SHOWN})() < before", arg=later)
    assert page.evaluate(_SHOWN) == 0, "nothing was recorded before the first day"
    page.keyboard.press("End")
    page.wait_for_function(f"(before) => ({_DRAWN})() && ({_SHOWN})() >= before", arg=later)
    page.evaluate(
        "() => { const map = document.getElementById('map').groundMap; "
        "const found = map.queryRenderedFeatures({layers: ['points']}).find((one) => one.properties.entry); "
        "map.jumpTo({center: found.geometry.coordinates, zoom: 12}); }"
    )
    page.wait_for_function(_DRAWN)
    page.wait_for_timeout(500)
    page.locator("#map canvas").focus()
    page.keyboard.press("Enter")
    link = page.locator(".map-panel a").first
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/E-*/")
    page.context.close()


def test_without_scripts_the_map_is_a_picture(site: Served, started: Browser) -> None:
    context = started.new_context(
        storage_state=str(site.folder / "amal.json"), java_script_enabled=False, viewport={"width": 800, "height": 900}
    )
    page = context.new_page()
    with page.expect_response("**/map/picture/**") as drawn:
        page.goto(f"{site.address}/map/?on=2024-12-31")
        page.locator("noscript img, img.picture").last.scroll_into_view_if_needed()
    assert drawn.value.status == 200
    assert drawn.value.headers["content-type"].startswith("image/svg+xml")
    expect(page.locator("#map-words table")).to_contain_text("Confirmed hazardous area")
    context.close()


def test_the_page_turns_round_for_arabic(site: Served, started: Browser) -> None:
    page = _page(site, started)
    page.goto(f"{site.address}/overview/")
    page.select_option("#language", "ar")
    page.wait_for_function("document.documentElement.dir === 'rtl'")
    assert page.locator("html").get_attribute("lang") == "ar"
    nav, main = page.locator("nav.rooms").bounding_box(), page.locator("main").bounding_box()
    assert nav is not None
    assert main is not None
    assert nav["x"] > main["x"], "the rooms stand on the right"
    page.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("where", "most_kb"), [("/overview/", 150), ("/map/", 500)])
def test_a_page_is_light_when_it_is_opened_for_the_first_time(
    site: Served, started: Browser, language: str, where: str, most_kb: int
) -> None:
    page = _page(site, started, language=language)
    loaded: dict[str, int] = {}
    page.on("requestfinished", lambda asked: loaded.update({asked.url: asked.sizes()["responseBodySize"]}))
    page.goto(site.address + where, wait_until="networkidle")
    assert len(loaded) > 5
    told = {url.rpartition("/")[2]: size for url, size in sorted(loaded.items(), key=lambda one: -one[1])}
    assert sum(loaded.values()) <= most_kb * 1000, told
    page.context.close()


def test_nothing_is_fetched_from_elsewhere_and_nothing_breaks_the_policy(
    site: Served, started: Browser, pages: dict[str, tuple[str, str]]
) -> None:
    page = _page(site, started)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    for _, address in (
        told for told in pages.values() if told[0] == "amal" and told[1] not in ("/nowhere/", "/members/")
    ):
        page.goto(site.address + address, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((site.address, "data:", "blob:"))] == []
    assert said == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_no_barrier(
    site: Served, started: Browser, pages: dict[str, tuple[str, str]], language: str, scheme: str
) -> None:
    _no_barrier(site, started, pages, language, scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_no_barrier_behind_the_second_factor(
    site: Served, started: Browser, sure: None, language: str, scheme: str
) -> None:
    _no_barrier(site, started, SURE, language, scheme)


def _no_barrier(site: Served, started: Browser, pages: dict[str, tuple[str, str]], language: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed; npm ci in web/ brings it.")
    found: dict[str, Any] = {}
    windows = {member: _page(site, started, member, language, scheme) for member, _ in pages.values()}
    for name, (member, address) in pages.items():
        page = windows[member]
        page.goto(site.address + address)
        assert "/account/" not in page.url or "/account/" in address, f"{name} was not shown: {page.url}"
        barriers = _axe(page)
        if barriers:
            found[name] = barriers
    for page in windows.values():
        page.context.close()
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


def _axe(page: Page) -> list[str]:
    """Barriers as axe tells them; its script is put in past the page's policy, which lets in none but ours."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    told = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:160]}" for rule in told["violations"] for node in rule["nodes"]
    ]


def _page(site: Served, started: Browser, member: str = "amal", language: str = "en", scheme: Any = "light") -> Page:
    kept: Path | None = site.folder / f"{member}.json" if member else None
    context = started.new_context(
        storage_state=str(kept) if kept else None, color_scheme=scheme, reduced_motion="reduce"
    )
    context.add_cookies([{"name": "language", "value": language, "url": site.address}])
    return context.new_page()
