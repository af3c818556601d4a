"""Which tables lie in which database."""

from __future__ import annotations

from typing import Any, Final

_OF_THEIR_OWN: Final = ("store", "vault")


class EachInItsOwn:
    """The journal and the vault keep to the databases that are opened for them; all the rest is the site's own."""

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Whether the tables of an app may be made in a database."""
        if app_label in _OF_THEIR_OWN:
            return db.startswith(app_label)
        return db == "default"
