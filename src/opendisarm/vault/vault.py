"""The vault: register who is known, seal what was told, read it on record, erase it for good."""

from __future__ import annotations

import base64
import hmac
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connections

from opendisarm.core.journal import Break, Head
from opendisarm.vault import duplicates, read_log, tables
from opendisarm.vault.duplicates import Candidate
from opendisarm.vault.errors import VaultError, in_words
from opendisarm.vault.keyring import Keyring
from opendisarm.vault.models import LookupRow, SealedRow
from opendisarm.vault.read_log import ERASURE, HISTORY, REFUSED, VIEW, Read, moment_text
from opendisarm.vault.sealing import seal, unseal

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_LENGTH: Final = 26
"""Letters of base 32 in a reference: 130 random bits, which nobody guesses and nothing gives away."""


@dataclass(frozen=True, slots=True)
class Version:
    """What was known of a person from a moment on, and who sealed it."""

    sealed_at: datetime
    by: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Vault:
    """A vault in a database; `alias` is Django's name for the connection.

    A subject is a random reference, all that the journal knows of a person.
    Errors  of every method: VaultError, which says what to do; OSError in the words of the database or of the keyring
            when it cannot be read or written. Nothing of what was being written is written then.
    """

    alias: str
    keyring: Keyring

    def subjects(self, keys: Sequence[str]) -> dict[str, str]:
        """Lookup text -> subject, of those that are known, also of the erased.  The text is nowhere stored."""
        digests = {key: self._digest(key) for key in keys}
        with in_words():
            known = tables.looked_up(self.alias, digests.values())
        return {key: known[digest] for key, digest in digests.items() if digest in known}

    def register(self, keys: Sequence[str], prefix: str = "P") -> dict[str, str]:
        """Lookup text -> subject: the known ones as they are, a new random reference for each of the others."""
        digests = {key: self._digest(key) for key in keys}
        with tables.alone(self.alias):
            known = tables.looked_up(self.alias, digests.values())
            new = {digest: _reference(prefix) for digest in digests.values() if digest not in known}
            rows = [(digest, subject, False) for digest, subject in new.items()]
            tables.insert(self.alias, LookupRow, ("digest", "subject", "gone"), rows)
        known |= new
        return {key: known[digest] for key, digest in digests.items()}

    def is_erased(self, subjects: Collection[str]) -> set[str]:
        """Those who were erased; a copy of the database from before does not make it undone, the keys know it too."""
        with in_words():
            gone = {subject for subject, is_gone in tables.standing(self.alias, subjects).items() if is_gone}
        return gone | self.keyring.destroyed(subjects)

    def seal(self, parts: Sequence[tuple[str, Mapping[str, str]]], by: str, moment: datetime) -> int:
        """Seal what files tell of registered subjects: all of it, or nothing.

        Returns  how many subjects have a new version. A field that is not told stays as it was; one told as ""
                 is removed; a subject of whom nothing changed is left alone.
        Errors   VaultError when a subject was erased, or was never registered.
        """
        told: dict[str, dict[str, str]] = {}
        for subject, fields in parts:
            told.setdefault(subject, {}).update(fields)
        with tables.alone(self.alias):
            self._refuse_unless_open(told)
            contents = {subject: content for subject, _, _, content in tables.sealed(self.alias, told)}
            keys = self._keys(told, contents)
            changed: dict[str, dict[str, str]] = {}
            for subject, fields in told.items():
                old = unseal(keys[subject], subject, contents[subject]) if subject in contents else {}
                new = {name: text for name, text in {**old, **fields}.items() if text}
                if new != old:
                    changed[subject] = new
            self._write(changed, keys, by, moment_text(moment))
        return len(changed)

    def view(self, subject: str, by: str, moment: datetime, purpose: str) -> Mapping[str, str]:
        """What is known of a person; {} when nothing was sealed.  The reading is on record before it is answered.

        Errors  VaultError without a reader and a purpose; when the person was erased or is unknown (logged as well);
                when what is sealed was changed or its key is missing.
        """
        versions = self._read(VIEW, subject, by, moment, purpose)
        return versions[-1].fields if versions else {}

    def history(self, subject: str, by: str, moment: datetime, purpose: str) -> list[Version]:
        """All that was ever known of a person, oldest first.  On record and refused as `view`."""
        return self._read(HISTORY, subject, by, moment, purpose)

    def erase(self, subject: str, by: str, moment: datetime) -> bool:
        """Destroy the key, then delete what is sealed and the marks; whom the lookups know stays known as erased.

        Returns  False when the person had been erased before (what an interruption left is deleted then).
        What cannot be reached from here: copies of the keys; blocks of a disk that no file owns; deleted rows that
        PostgreSQL has not freed yet and its log, which without the key are noise.
        Errors   VaultError on a subject that was never registered.
        """
        with in_words():
            known = tables.standing(self.alias, [subject])
        if subject not in known:
            raise VaultError(f"{_shown(subject)} is not registered here: there is nothing to erase.")
        self.keyring.destroy(subject)
        with tables.alone(self.alias):
            done_before = tables.standing(self.alias, [subject])[subject]
            tables.forget(self.alias, subject)
            if not done_before:
                self._log(ERASURE, subject, by, moment, "")
        tables.scrub(self.alias)
        return not done_before

    def candidates(self) -> list[Candidate]:
        """Pairs of subjects that may be one person, likeliest first; nothing is unsealed for it."""
        with in_words():
            return duplicates.candidates(tables.marked(self.alias))

    def tells(self, text: str) -> bool:
        """Whether a text names somebody who is registered: by a name of several words, a document or a telephone.

        For what people type in places that are kept for ever. Nothing is unsealed for it.
        """
        with in_words():
            return tables.has_mark(self.alias, duplicates.marks_within(self.keyring.marks, text))

    def crowds(self) -> list[tuple[tuple[str, ...], int]]:
        """Where so many subjects share something that no pairs are made of them: the schemes, and how many."""
        with in_words():
            return duplicates.crowds(tables.marked(self.alias))

    def read_log(self, subject: str = "") -> list[Read]:
        """Who read what, and when, and who erased whom; of one subject when one is given."""
        with in_words():
            return tables.reads(self.alias, subject)

    def read_head(self) -> Head:
        """Where the reading log ends: print it, and `verify` finds a log that was cut off."""
        with in_words():
            last = tables.last_read(self.alias)
        return Head() if last is None else Head(last.seq, last.chain, last.moment)

    def verify(self, head: Head | None = None) -> list[Break]:
        """Where the reading log was changed, added to, removed from or cut off, first place first; [] when whole."""
        return read_log.breaks(self.read_log(), head)

    def close(self) -> None:
        """Let go of the database."""
        connections[self.alias].close()

    def _digest(self, key: str) -> str:
        return hmac.digest(self.keyring.lookups, key.encode("utf-8", "surrogatepass"), "sha256").hex()

    def _refuse_unless_open(self, subjects: Collection[str]) -> None:
        gone, known = self.is_erased(subjects), tables.standing(self.alias, subjects)
        for subject in subjects:
            if subject in gone:
                raise self._without_key(subject)
            if subject not in known:
                raise VaultError(f"{_shown(subject)} is not registered here: register it first.")

    def _keys(self, subjects: Collection[str], sealed: Collection[str]) -> dict[str, bytes]:
        """The key of each; a new one for those of whom nothing is sealed yet."""
        keys = self.keyring.keys(subjects)
        new = [subject for subject in subjects if subject not in keys]
        for subject in new:
            if subject in sealed:
                raise self._without_key(subject)
        self.keyring.make(new)
        keys |= self.keyring.keys(new)
        for subject in new:
            if subject not in keys:
                raise self._without_key(subject)
        return keys

    def _without_key(self, subject: str) -> VaultError:
        """Why nothing of a person can be sealed or read."""
        if self.is_erased([subject]):
            return VaultError(f"{subject} was erased: nothing is known of that person, and nothing is sealed again.")
        return VaultError(f"The keyring has no key of {subject}. Put back the folder of keys of the same day.")

    def _write(self, changed: Mapping[str, Mapping[str, str]], keys: Mapping[str, bytes], by: str, at: str) -> None:
        rows = [(subject, at, by, seal(keys[subject], subject, fields)) for subject, fields in changed.items()]
        tables.insert(self.alias, SealedRow, ("subject", "sealed_at", "by", "content"), rows)
        marks = [
            (subject, scheme, digest)
            for subject, fields in changed.items()
            for scheme, digest in duplicates.marks(self.keyring.marks, fields).items()
        ]
        tables.mark_anew(self.alias, changed, marks, kept=duplicates.SPELT)

    def _read(self, what: str, subject: str, by: str, moment: datetime, purpose: str) -> list[Version]:
        if not by.strip() or not purpose.strip():
            raise VaultError("A person's data are read by somebody and for a purpose: say who reads, and what for.")
        with tables.alone(self.alias):
            known = tables.standing(self.alias, [subject])
            why = "unknown" if subject not in known else "erased" if self.is_erased([subject]) else ""
            said = REFUSED.format(what=what, why=why) if why else what
            self._log(said, subject if subject in known else "", by, moment, purpose)
        if why == "unknown":
            raise VaultError(f"{_shown(subject)} is not registered here. Check the reference.")
        if why == "erased":
            raise self._without_key(subject)
        with in_words():
            rows = list(tables.sealed(self.alias, [subject]))
        key = self.keyring.keys([subject]).get(subject)
        if rows and key is None:
            raise self._without_key(subject)
        return [
            Version(datetime.fromisoformat(at), sealer, unseal(key or b"", subject, content))
            for _, at, sealer, content in rows
        ]

    def _log(self, what: str, subject: str, by: str, moment: datetime, purpose: str) -> None:
        read = read_log.follow(self.read_head(), moment=moment, by=by, subject=subject, purpose=purpose, what=what)
        tables.log(self.alias, read)


def _reference(prefix: str) -> str:
    return f"{prefix}-{base64.b32encode(secrets.token_bytes(20)).decode()[:_LENGTH]}"


def _shown(subject: str) -> str:
    """A reference as it is; anything else is not repeated: what was typed may have been a name."""
    prefix, _, letters = subject.partition("-")
    is_reference = prefix.isalpha() and len(letters) == _LENGTH and set(letters) <= set(_LETTERS)
    return subject if is_reference else "What was given"
