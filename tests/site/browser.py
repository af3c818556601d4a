"""A real browser: Debian's chromium, driven by Playwright; no browser is downloaded."""

from __future__ import annotations

import base64
import hmac
import shutil
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from tests.site.served import PASSWORD, Served

ABSENT = "Chromium is not installed"
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip


def chromium() -> str | None:
    """Where the browser is; None when there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        try:
            yield started
        finally:
            started.close()


def come_in(page: Page, site: Served, name: str, lands: str = "/overview/") -> None:
    """Follow an invitation: choose a password, and be signed in.  lands: the first page."""
    page.goto(site.address + site.invitations[name])
    page.fill("#id_password", PASSWORD)
    page.fill("#id_again", PASSWORD)
    page.click("form.form button")
    page.wait_for_url(f"**{lands}**")


def come_in_surely(page: Page, site: Served, name: str) -> None:
    """Follow an invitation, and set up the second factor that the pages of this member ask for."""
    page.goto(site.address + site.invitations[name])
    page.fill("#id_password", PASSWORD)
    page.fill("#id_again", PASSWORD)
    page.click("form.form button")
    page.wait_for_url(lambda where: "/invitation/" not in where)
    page.goto(f"{site.address}/account/2fa/totp/activate/")
    page.fill("#id_code", one_time_code(page.input_value("#authenticator_secret")))
    page.click("form.form button.first")
    page.wait_for_url(lambda where: "/activate/" not in where)


def sign_in(page: Page, site: Served, name: str) -> None:
    """Sign in with the password of all members of these tests."""
    page.goto(f"{site.address}/account/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.click("form.form button.first")
    page.wait_for_load_state()


def one_time_code(secret: str, later: int = 0) -> str:
    """What an authenticator app shows (RFC 6238: SHA-1, six digits, 30 seconds).  later: so many codes after now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    counter = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.new(key, counter, "sha1").digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
