"""Sign an extract, withdraw it, list what was signed: what the authority does.  Whoever may publish may do it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from opendisarm.access.roles import Permission, Role
from opendisarm.access.scope import Reader
from opendisarm.core.clocks import add_months, utc
from opendisarm.core.journal import Proposal
from opendisarm.desk.errors import DeskError
from opendisarm.desk.extracts import acts
from opendisarm.desk.extracts.acts import Issue
from opendisarm.desk.extracts.checking import name_of_state, voice_of
from opendisarm.desk.extracts.stating import Asked, Found, cut_to, known_of, refuse_strips
from opendisarm.desk.people.vault import folder_of_keys, refuse_names
from opendisarm.desk.workspace import Workspace
from opendisarm.extracts import keys, paper
from opendisarm.extracts.extract import Extract, opened, signed
from opendisarm.extracts.refused import RefusedError
from opendisarm.extracts.statement import Statement
from opendisarm.extracts.withdrawn import WithdrawnList, sealed_list

VALID_MONTHS: Final = 6
LONGEST_OFFICE: Final = 120
"""Bytes that the code on the page has room for: as many letters in Latin script, half as many in Arabic."""

_LONGEST_NAME: Final = 60


def authority(name: str) -> Reader:
    """Whoever acts at a door without accounts is the authority."""
    return Reader(name, Role.APPROVER)


def issue(
    workspace: Workspace,
    reader: Reader,
    parcel: str,
    on: date,
    known: datetime | None,
    moment: datetime,
    lang: str,
    office: str = "",
) -> Extract:
    """Sign what is known of a piece of land; the extract is on record before anybody sees it.

    parcel  id of a hazardous area, code or name of an administrative unit, or an outline as WKT or GeoJSON.
    known   None: as known at `moment`.     office  as it signs, default: the name of the workspace.
    Errors  DeskError when the reader may not, nothing is meant, the land is too small, or the language is unknown.
    """  # fmt: skip
    _refuse(reader)
    voice_of(lang)
    office = " ".join(office.split()) or workspace.name
    if len(office.encode()) > LONGEST_OFFICE:
        raise DeskError(
            f"The office's name takes {len(office.encode())} bytes, and the code on the page has room for "
            f"{LONGEST_OFFICE}.", "Shorten it."
        )  # fmt: skip
    refuse_names(workspace, office)
    moment = utc(moment)
    if on > moment.date() or (known is not None and utc(known) > moment):
        raise DeskError("An extract tells what is known, and that day has not come.", "Choose today, or a day before.")
    asked = Asked(parcel, on, utc(known) if known else moment)
    key = _key(workspace)
    # Read before anybody has to wait: what is known at a moment stays what it is, whatever is entered meanwhile.
    found = known_of(workspace, reader, asked)
    with workspace.store.alone():
        before = acts.issues(workspace)
        refuse_strips(found, before)
        says = _statement(workspace, reader, found, _serial(workspace, before, moment), office, moment)
        try:
            extract = signed(says, key)
        except ValueError as why:
            raise DeskError(str(why), "Shorten the name of the office, or draw the land.") from why
        _enter(workspace, acts.issued(says.serial, extract.text, lang, found.meant.known_outline), reader, moment)
    return extract


def page(workspace: Workspace, extract: Extract, lang: str) -> bytes:
    """The paper of an extract of this workspace as PDF; the same bytes whenever it is asked for again.

    Errors  DeskError when the language is unknown.
    """
    voice_of(lang)
    return paper.pdf(extract, lang, key_id(workspace), name_of_state(extract.says, lang))


def page_pictures(workspace: Workspace, extract: Extract, lang: str) -> list[bytes]:
    """The same pages as PNG, for a screen.  Errors  DeskError when the language is unknown."""
    voice_of(lang)
    return paper.picture(extract, lang, key_id(workspace), name_of_state(extract.says, lang))


def signed_before(workspace: Workspace, reader: Reader, serial: str) -> Issue:
    """One extract on record.  Errors  DeskError when there is none of this number."""
    _refuse(reader)
    for one in acts.issues(workspace):
        if one.serial == serial.strip():
            return one
    raise DeskError(f"No extract {serial} was signed here.", "'opendisarm extract list' shows all of them.")


def again(workspace: Workspace, reader: Reader, serial: str) -> tuple[Extract, str]:
    """An extract that was signed before, and the language of its paper.

    Errors  DeskError when there is none, or it was signed with a key that this workspace no longer has.
    """
    one = signed_before(workspace, reader, serial)
    try:
        return opened(one.text, _key(workspace).public_key()), one.lang
    except RefusedError as why:
        raise DeskError(
            f"{one.serial} was signed with another key.", "Put the folder of keys back from a copy."
        ) from why


def revoke(workspace: Workspace, reader: Reader, serial: str, reason: str, moment: datetime) -> str:
    """Withdraw an extract, with the reason; the id of the entry.  It stays on record, and cannot be undone.

    Errors  DeskError when there is no such extract, it is withdrawn already, or no reason is given.
    """
    _refuse(reader)
    if not reason.strip():
        raise DeskError("A withdrawal needs its reason.", "Say it with --reason.")
    refuse_names(workspace, reason)
    with workspace.store.alone():
        if (one := signed_before(workspace, reader, serial)).withdrawn is not None:
            raise DeskError(f"{serial} was withdrawn on {one.withdrawn:%Y-%m-%d}.", "Nothing is left to do.")
        act = acts.revoked(serial, reason)
        _enter(workspace, act, reader, moment)
    return act.id


def signed_so_far(workspace: Workspace, reader: Reader) -> Sequence[Issue]:
    """Every extract that was ever signed here, oldest first."""
    _refuse(reader)
    return acts.issues(workspace)


def statement(workspace: Workspace, one: Issue) -> Statement | None:
    """What an extract on record states; None when it was signed with a key that this workspace no longer has."""
    try:
        return opened(one.text, _key(workspace).public_key()).says
    except RefusedError:
        return None


def withdrawn_list(workspace: Workspace, moment: datetime) -> str:
    """The signed list of withdrawn extracts, as of a moment: one text for everybody, without the reasons."""
    gone = tuple((one.serial, one.withdrawn) for one in acts.issues(workspace) if one.withdrawn is not None)
    return sealed_list(WithdrawnList(workspace.name, utc(moment), gone), _key(workspace))


def public_key(workspace: Workspace) -> str:
    """What a check needs, as PEM; made with the private key when there is none yet."""
    return keys.public_pem(_key(workspace).public_key())


def has_key(workspace: Workspace) -> bool:
    """Whether a key was made already; nobody can have an extract of this workspace before."""
    return (_folder(workspace) / keys.FILE).is_file()


def key_id(workspace: Workspace) -> str:
    """How people name the key: 16 hex digits, as the page prints them."""
    return keys.key_id(_key(workspace).public_key())


def _statement(
    workspace: Workspace, reader: Reader, found: Found, serial: str, office: str, moment: datetime
) -> Statement:
    moment = moment.replace(microsecond=0)
    return Statement(
        serial=serial, workspace=cut_to(workspace.name, _LONGEST_NAME),
        state=workspace.state or found.state, parcel=found.meant.parcel,
        on=found.asked.on, known=found.asked.known, area_m2=found.area_m2, held=found.held, releases=found.releases,
        more_releases=found.more_releases, handover=found.handover, near=found.near, unplaced=found.unplaced,
        pending=found.pending, role=reader.role.value, office=office, issued=moment,
        valid_until=add_months(moment.date(), VALID_MONTHS), head=(found.head.seq, found.head.chain),
    )  # fmt: skip


def _serial(workspace: Workspace, before: Sequence[Issue], moment: datetime) -> str:
    """State, year, and a running number of the journal: a gap in the numbers would show."""
    start = f"{workspace.state or 'OD'}-{moment.year}-"
    return f"{start}{1 + sum(one.serial.startswith(start) for one in before):04d}"


def _enter(workspace: Workspace, act: Proposal, reader: Reader, moment: datetime) -> None:
    seq = workspace.store.head().seq
    workspace.store.append([act], batch=f"B-acts-{seq + 1}", by=reader.name, moment=moment)


def _refuse(reader: Reader) -> None:
    if not reader.may(Permission.PUBLISH):
        raise DeskError(
            f"The role {reader.role.value.replace('_', ' ')} may not sign extracts.",
            "Ask an approver or a focal point.",
        )


def _key(workspace: Workspace) -> keys.PrivateKey:
    try:
        return keys.signing_key(_folder(workspace))
    except (OSError, ValueError) as why:
        raise DeskError(f"The key that signs cannot be used: {str(why).rstrip('.')}.", "") from why


def _folder(workspace: Workspace) -> Path:
    # A folder of its own: that of the vault's keys tells, by being there, that there is a vault.
    return folder_of_keys(f"{workspace.keys}.extracts")
