"""Pictures of every page, wide and narrow, in English and Arabic, light and dark: for eyes, before anybody else's.

`./run screenshots [FOLDER]`
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.site.browser import browser, come_in, come_in_surely
from tests.site.served import Served, opendisarm, served

PAGES = {
    "front": ("", "/"),
    "login": ("", "/account/login/"),
    "overview": ("amal", "/overview/"),
    "why": ("amal", "/why/?ref=cleared/admin1=North"),
    "map": ("amal", "/map/"),
    "records": ("amal", "/records/?kind=land.cleared"),
    "record": ("amal", "/records/{entry}/"),
    "withdraw": ("amal", "/records/{entry}/withdraw/"),
    "add_record": ("dina", "/records/add/?kind=land.cleared"),
    "correct": ("dina", "/records/{entry}/correct/"),
    "imports": ("dina", "/import/"),
    "review": ("amal", "/review/"),
    "submission": ("amal", "/review/{batch}/"),
    "ledgers": ("amal", "/ledgers/?by=admin1&by=contamination"),
    "flows": ("amal", "/ledgers/flows/?year=2024&by=admin1"),
    "world": ("amal", "/world/"),
    "instrument": ("amal", "/world/ccm/"),
    "state": ("amal", "/world/states/KHM/"),
    "calendar": ("amal", "/world/calendar/?state="),
    "reports": ("faris", "/reports/"),
    "report": ("faris", "/reports/article7/XSA/2024/"),
    "report_withheld": ("amal", "/reports/ccm7/XSA/2024/"),
    "published": ("faris", "/reports/published/"),
    "people": ("faris", "/people/?by=admin1"),
    "casualties": ("faris", "/people/casualties/?year=2023"),
    "pathway": ("faris", "/people/pathway/?by=sex"),
    "accidents": ("faris", "/people/accidents/?year=2023"),
    "extracts": ("amal", "/extracts/"),
    "sign_extract": ("amal", "/extracts/sign/"),
    "check_extract": ("", "/extracts/check/"),
    "journal": ("amal", "/journal/"),
    "account": ("amal", "/me/"),
    "tokens": ("amal", "/me/tokens/"),
    "for_programs": ("amal", "/api/"),
    "layers": ("amal", "/ogc/collections?f=html"),
    "layer": ("amal", "/ogc/collections/ground_confirmed/items?f=html&limit=20"),
    "second_factor": ("amal", "/account/2fa/"),
    "sessions": ("amal", "/account/sessions/"),
    "refused": ("amal", "/members/"),
    "lost": ("amal", "/nowhere/"),
}
"""Picture -> (who looks, "" for the public; address)."""
SURE = {
    "administration": ("adele", "/administration/"),
    "changes": ("adele", "/administration/changes/"),
    "backups": ("adele", "/administration/backups/"),
    "organisations": ("adele", "/administration/organisations/"),
    "organisation": ("adele", "/administration/organisations/about/?org=Blue%20Heron%20Survey"),
    "areas": ("adele", "/administration/areas/"),
    "mappings": ("adele", "/administration/mappings/"),
    "members": ("adele", "/members/"),
    "member": ("adele", "/members/1/"),
    "invite": ("adele", "/members/invite/"),
    "tokens_of_all": ("adele", "/members/tokens/"),
    "persons": ("vera", "/people/persons/"),
    "duplicates": ("vera", "/people/persons/duplicates/"),
    "due_for_erasure": ("vera", "/people/persons/due/"),
    "readings": ("audit", "/people/readings/"),
}
"""The same, of pages that ask for a second factor, given within the last quarter of an hour."""
WAITING = (
    "kind,ref,hazard,date,admin1,admin2,contamination,area_m2,operator,method\n"
    "land.suspected,WAIT-1,HA-WAIT-1,2024-11-02,Dummy Hills,Near Umberlow,ap_mine_factory,1200,Blue Heron Survey,NTS\n"
    "land.confirmed,WAIT-2,HA-WAIT-1,2024-11-20,Dummy Hills,Near Umberlow,ap_mine_factory,900,Blue Heron Survey,TS\n"
)
"""What an operator sent and nobody has decided."""
LOOKS = ((1280, "en", "light"), (390, "en", "dark"), (1280, "ar", "dark"), (390, "ar", "light"))


def main(out: Path) -> None:
    """Make them all."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "demo"
        sample(work)
        with served(work / "workspace", work / "keys") as site, browser() as started:
            keep_sessions(site, started)
            of_objects = objects(site, started)
            for name, (member, address) in PAGES.items():
                _pictures(site, started, name, member, address.format(**of_objects), out)
            keep_sure_sessions(site, started)
            for name, (member, address) in SURE.items():
                _pictures(site, started, name, member, address, out)
    print(f"{(len(PAGES) + len(SURE)) * len(LOOKS)} pictures in {out}")


def sample(folder: Path, records: int = 1_000) -> None:
    """The invented country with its people, entered and approved, and a submission that waits.

    folder/workspace is the workspace, its keys lie in folder/keys.
    """
    opendisarm("demo", "--out", folder, "--records", str(records), keys=folder / "keys")
    sent = folder / "waiting.csv"
    sent.write_text(WAITING, encoding="utf-8")
    opendisarm(
        "import", sent, "--commit", "--hold", "--org", "Blue Heron Survey", "-w", folder / "workspace",
        keys=folder / "keys",
    )  # fmt: skip


def objects(site: Served, started: Browser) -> dict[str, str]:
    """What stands for {entry} and {batch} in the addresses of pages: a record, and a submission that waits."""
    context = started.new_context(storage_state=str(site.folder / "amal.json"))
    page = context.new_page()
    found = {}
    for name, listed in (("entry", "records"), ("batch", "review")):
        page.goto(f"{site.address}/{listed}/")
        link = page.locator(f"main th[scope=row] a[href^='/{listed}/']").first.get_attribute("href")
        assert link is not None
        found[name] = link.split("/")[2]
    context.close()
    return found


def keep_sessions(site: Served, started: Browser) -> None:
    """Everybody who looks at a page signs in once; the state of their session lies in NAME.json."""
    for name in {member for member, _ in PAGES.values() if member}:
        page = started.new_page()
        come_in(page, site, name)
        page.context.storage_state(path=site.folder / f"{name}.json")
        page.context.close()


def keep_sure_sessions(site: Served, started: Browser) -> None:
    """The same for those whose pages ask for a second factor."""
    for name in sorted({member for member, _ in SURE.values()}):
        page = started.new_page()
        come_in_surely(page, site, name)
        page.context.storage_state(path=site.folder / f"{name}.json")
        page.context.close()


def _pictures(site: Served, started: Browser, name: str, member: str, address: str, out: Path) -> None:
    for width, language, scheme in LOOKS:
        kept = str(site.folder / f"{member}.json") if member else None
        context = started.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, storage_state=kept, reduced_motion="reduce"
        )
        context.add_cookies([{"name": "language", "value": language, "url": site.address}])
        page = context.new_page()
        page.goto(site.address + address, wait_until="networkidle")
        page.screenshot(path=out / f"{name}-{language}-{width}-{scheme}.png", full_page=True)
        context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
