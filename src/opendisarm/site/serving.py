"""The site behind waitress: one process, a few threads, the same on a laptop and a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

THREADS: Final = 8
_MOST_BODY: Final = 256 * 1024 * 1024
"""Bytes of an upload; what is larger is cut off before anything reads it."""


def application(folder: Path) -> Callable[..., Any]:
    """The WSGI application of a workspace that `site.starting` has started."""
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    from opendisarm.site.assets import packed

    root = packed(folder / "cache")
    pages = get_wsgi_application()
    whole: Callable[..., Any] = WhiteNoise(
        pages, root=str(root), prefix=f"static/{root.name}/", max_age=365 * 24 * 3600, add_headers_function=_for_ever
    )
    return whole


def _for_ever(headers: Any, _path: str, _url: str) -> None:
    headers["Cache-Control"] = "public, max-age=31536000, immutable"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def serve(folder: Path, host: str, port: int, tell: Callable[[str], None], *, behind_tls: bool = False) -> None:
    """Serve until interrupted.  port: 0 takes a free one.  tell: called with the address when it can be asked."""
    from waitress.server import create_server

    from opendisarm.site.warming import warm

    proxy = (
        {"trusted_proxy": "*", "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for"}} if behind_tls else {}
    )
    server = create_server(
        application(folder), host=host, port=port, threads=THREADS, max_request_body_size=_MOST_BODY,
        channel_timeout=60, clear_untrusted_proxy_headers=True, ident=None, **proxy,
    )  # fmt: skip
    shown = "localhost" if host in ("127.0.0.1", "::1", "localhost") else host
    tell(f"http://{shown}:{server.effective_port}/")
    warm()
    server.run()
