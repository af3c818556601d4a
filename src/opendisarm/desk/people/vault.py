"""The vault of a workspace: who its persons are.  Its keys lie elsewhere, so that a copy of the workspace tells nobody.

Keys are looked for in the folder named by OPENDISARM_KEYS, else in the user's folder of settings; one folder a
workspace. Whoever copies a workspace to another machine takes its keys along on another way.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from opendisarm.core.checks.privacy import signs_of
from opendisarm.core.journal import Break
from opendisarm.desk.errors import DeskError
from opendisarm.desk.workspace import Workspace

FOLDER_OF_KEYS: Final = "OPENDISARM_KEYS"


class Candidate(Protocol):
    """Two references that may be one person, and which marks they share; no name is needed to say so."""

    @property
    def first(self) -> str:
        """A reference."""

    @property
    def second(self) -> str:
        """The other one."""

    @property
    def because(self) -> tuple[str, ...]:
        """Schemes: "national_id", "name+birth_date" ..."""


class Read(Protocol):
    """One reading of a person, or one attempt."""

    @property
    def moment(self) -> datetime:
        """UTC."""

    @property
    def by(self) -> str:
        """Who read."""

    @property
    def subject(self) -> str:
        """Whom."""

    @property
    def purpose(self) -> str:
        """What for."""

    @property
    def what(self) -> str:
        """What was done."""


class Vault(Protocol):
    """What the desk needs of a vault.  `opendisarm.vault.vault.Vault` is one; its docstrings hold the contracts."""

    def subjects(self, keys: Sequence[str]) -> dict[str, str]:
        """References of the lookup texts that are known."""
        ...

    def register(self, keys: Sequence[str], prefix: str = "P") -> dict[str, str]:
        """References of all of them; new ones at random."""
        ...

    def is_erased(self, subjects: Sequence[str]) -> set[str]:
        """Which of them were erased."""
        ...

    def seal(self, parts: Sequence[tuple[str, Mapping[str, str]]], by: str, moment: datetime) -> int:
        """Keep identifying fields; how many references got something new."""
        ...

    def view(self, subject: str, by: str, moment: datetime, purpose: str) -> Mapping[str, str]:
        """What is known of a person; the reading is on record before it is answered."""
        ...

    def erase(self, subject: str, by: str, moment: datetime) -> bool:
        """Destroy the key of a person; False when it was destroyed before."""
        ...

    def candidates(self) -> Sequence[Candidate]:
        """Pairs that may be one person."""
        ...

    def tells(self, text: str) -> bool:
        """Whether a text names somebody who is registered."""
        ...

    def verify(self) -> Sequence[Break]:
        """Where the reading log was changed."""
        ...

    def read_log(self, subject: str = "") -> Sequence[Read]:
        """Readings, oldest first."""
        ...


def vault_of(workspace: Workspace) -> Vault:
    """The vault, made with its keys when there is none yet.

    Errors  DeskError when the vault or its keys cannot be opened, above all when there is a vault and no key to it.
    """
    try:
        return _opened(workspace.vault, keys_of(workspace))
    except (OSError, ValueError) as why:
        raise DeskError(f"The vault cannot be opened: {str(why).rstrip('.')}.", "") from why


@cache
def _opened(where: str, keys: Path) -> Vault:
    """Opened once: a use case asks for its vault several times."""
    from opendisarm.vault.opening import open_vault  # slow to load, and only this door needs it

    vault: Vault = open_vault(where, keys)
    return vault


def vault_if_any(workspace: Workspace) -> Vault | None:
    """The vault; None where no person was ever entered, and then nothing is made."""
    return vault_of(workspace) if workspace.vault and keys_of(workspace).exists() else None


def keys_of(workspace: Workspace) -> Path:
    """The folder of the keys of a workspace."""
    return folder_of_keys(workspace.keys)


def folder_of_keys(name: str) -> Path:
    """The folder of the keys of this name; not made here."""
    told = os.environ.get(FOLDER_OF_KEYS, "")
    home = Path(os.environ.get("XDG_CONFIG_HOME", "") or Path.home() / ".config")
    return (Path(told) if told else home / "opendisarm" / "keys") / name


def refuse_names(workspace: Workspace, *texts: str) -> None:
    """Errors  DeskError when one of these texts, which will be kept for ever, names a person of the vault, or holds
    what looks like a name, a telephone number or the like."""
    vault = vault_if_any(workspace) if any(texts) else None
    if any(signs_of(text) or (vault is not None and vault.tells(text)) for text in texts):
        raise DeskError(
            "What was typed names a person, and the journal would keep it for ever.", "Write the reference (P-...)."
        )
