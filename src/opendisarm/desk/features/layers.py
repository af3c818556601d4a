"""Which layers there are, what each of them holds, and who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from opendisarm.access.roles import Permission
from opendisarm.access.scope import Reader
from opendisarm.core.vocabulary import Account, LandKind
from opendisarm.desk.errors import DeskError


class Holds(StrEnum):
    """What the features of a layer are."""

    RECORDS = "records"
    GROUND = "ground"
    ACCIDENTS = "accidents"


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer.

    id     its name in addresses, never changed.      word   a kind of record, or an account of the land ledger.
    about  what a feature is, in one sentence.        needs  what its reader must hold.
    filters  properties by which its features can be chosen.
    """

    id: str
    title: str
    about: str
    holds: Holds
    word: str
    needs: Permission
    filters: tuple[str, ...]


_OF_RECORDS: Final = ("hazard", "admin1", "org", "standing")
_OF_GROUND: Final = ("hazard", "admin1", "org")


def _of_kind(kind: LandKind) -> Layer:
    word = kind.value.partition(".")[2]
    return Layer(
        f"land_{word}", f"Land records: {word}",
        f"Records of {word} land as they were entered, with the shape that was sent.",
        Holds.RECORDS, kind.value, Permission.SEE_RECORDS, _OF_RECORDS,
    )  # fmt: skip


def _of_account(account: Account) -> Layer:
    return Layer(
        f"ground_{account.value}", f"State of the land: {account.value}",
        f"Ground that is {account.value} at the end of the day asked for, less what later records took from it.",
        Holds.GROUND, account.value, Permission.SEE_RECORDS, _OF_GROUND,
    )  # fmt: skip


LAYERS: Final = (
    *(_of_account(Account(word)) for word in ("confirmed", "suspected", "cleared", "reduced", "cancelled")),
    *(_of_kind(kind) for kind in LandKind if kind is not LandKind.CORRECTION),
    Layer(
        "accidents", "Accidents", "How many accidents there were in a cell of 10 km; never where one of them happened.",
        Holds.ACCIDENTS, "accident", Permission.SEE_PERSON_COUNTS, (),
    ),
)  # fmt: skip
"""In the order in which they are listed.  A correction of the ledger has no shape, and no layer."""


def layers_for(reader: Reader) -> tuple[Layer, ...]:
    """The layers that a reader may open."""
    return tuple(layer for layer in LAYERS if reader.may(layer.needs))


def layer_named(reader: Reader, name: str) -> Layer:
    """The layer of this id.  Errors  DeskError when the reader may open none that is called so."""
    for layer in layers_for(reader):
        if layer.id == name:
            return layer
    raise DeskError(f"There is no layer '{name[:40]}' for you.", "Choose one of the list of layers.")
