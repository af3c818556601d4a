"""A workspace: a folder with the journal and what can be made anew from it.

workspace.yaml     name, state (ISO 3166-1 alpha-3), where the journal and the vault are, and which keys open the vault
journal.sqlite     the journal, unless it is kept on a server
vault.sqlite       who its persons are, encrypted, unless it is kept on a server; made with the first of them
attachments/       pictures of records, under the digests of their content
uploads/           files that are being imported, sealed
cache/             ledgers; may be deleted at will
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from opendisarm.desk.errors import DeskError
from opendisarm.desk.store import Store

CONFIG: Final = "workspace.yaml"
_JOURNAL: Final = "journal.sqlite"
_VAULT: Final = "vault.sqlite"


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace.

    state  "" when it holds several states.
    vault  where identities are kept: a path or an address.     keys  the name of its keys, which lie elsewhere.
    """

    folder: Path
    name: str
    state: str
    store: Store
    vault: str = ""
    keys: str = ""


def create(folder: Path, name: str = "", state: str = "", database: str = "") -> Workspace:
    """Make a workspace; its journal is an SQLite file in it, or the PostgreSQL database at an address.

    Errors  DeskError when the folder already is a workspace or cannot be written to, or the state is no alpha-3 code.
    """
    if (folder / CONFIG).exists():
        raise DeskError(f"{folder.name} already is a workspace.", "Use it with -w, or choose another folder.")
    if not name.isprintable():
        raise DeskError(f"{name!a} is no name.", "Give letters that can be printed.")
    state = state.upper()
    if state and not re.fullmatch("[A-Z]{3}", state):
        raise DeskError(f"'{state}' is no ISO 3166-1 alpha-3 code.", "Give three letters, for example KHM.")
    config = {
        "name": name or folder.resolve().name, "state": state, "journal": database or _JOURNAL,
        "vault": database or _VAULT, "keys": secrets.token_hex(8),
    }  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = _opened(folder, config["journal"])
        _write(folder, yaml.safe_dump(config, sort_keys=False, allow_unicode=True))
    except OSError as why:
        raise DeskError(
            f"{folder} cannot be made into a workspace: {why.strerror}.", "Choose a folder that you may write to."
        ) from why
    return Workspace(folder, config["name"], state, store, _where(folder, config["vault"]), config["keys"])


@dataclass(frozen=True, slots=True)
class Described:
    """What workspace.yaml says: as `Workspace`, with the journal and the vault as paths in the folder or addresses."""

    name: str
    state: str
    journal: str
    vault: str
    keys: str


def described(folder: Path) -> Described:
    """What a workspace says of itself; nothing is opened.  Errors  DeskError when there is none, or it is damaged."""
    try:
        config: dict[str, Any] = yaml.safe_load((folder / CONFIG).read_text(encoding="utf-8"))
        return Described(**{name: str(config[name]) for name in ("name", "state", "journal", "vault", "keys")})
    except (FileNotFoundError, NotADirectoryError):
        raise DeskError(
            f"{folder} is not an OpenDisarm workspace.", "Make one with 'opendisarm init DIR', or name one with -w DIR."
        ) from None
    except (OSError, yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError) as why:
        raise DeskError(f"{CONFIG} cannot be read ({type(why).__name__}).", "Restore it from a backup.") from why


def opened(folder: Path) -> Workspace:
    """The workspace in a folder.  Errors  DeskError when there is none, or its journal cannot be opened."""
    says = described(folder)
    journal = says.journal
    if "://" not in journal and not (folder / journal).is_file():
        # Opening would make an empty one, and every balance would be 0.
        raise DeskError(f"The journal {journal} is missing from {folder}.", "Restore it from a backup.")
    return Workspace(folder, says.name, says.state, _opened(folder, journal), _where(folder, says.vault), says.keys)


def _write(folder: Path, config: str) -> None:
    """The configuration last and whole: a workspace that was made only in part can be made again."""
    part = folder / f"{CONFIG}.part"
    part.write_text(config, encoding="utf-8")
    part.replace(folder / CONFIG)


def _opened(folder: Path, journal: str) -> Store:
    from opendisarm.store.opening import open_store  # slow to load, and only this door needs it

    try:
        store: Store = open_store(_where(folder, journal))
        store.head()
    except Exception as why:  # whatever a database driver raises, the user gets one line
        reason = str(why).strip().partition("\n")[0].rstrip(".") or type(why).__name__
        raise DeskError(
            f"The journal cannot be opened: {reason}.", "Check the file or the server, then try again."
        ) from why
    return store


def _where(folder: Path, said: str) -> str:
    return said if "://" in said else str(folder / said)
