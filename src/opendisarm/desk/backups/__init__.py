"""Backups of a workspace: made while people work, checked before they are trusted, restored beside what there is.

A backup holds the journal, the vault (ciphertext), the site's own tables, attachments and mapping files. It never holds
keys: they travel on another way (`keys`), or a copy of the file would open the vault.
"""

from __future__ import annotations

from opendisarm.desk.backups.kept import Kept, backups, last_backup
from opendisarm.desk.backups.keys import export_keys, import_keys
from opendisarm.desk.backups.making import Stream, back_up, prepared
from opendisarm.desk.backups.passphrase import SHORTEST, refuse_weak
from opendisarm.desk.backups.restoring import Restored, needs_passphrase, restore

__all__ = [
    "SHORTEST", "Kept", "Restored", "Stream", "back_up", "backups", "export_keys", "import_keys", "last_backup",
    "needs_passphrase", "prepared", "refuse_weak", "restore",
]  # fmt: skip
