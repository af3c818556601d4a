"""What somebody published or signed: a figure with its source, a statement that stands where no figure does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opendisarm.core.records.parts import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """A figure somebody published: a claim with a source, never an observation of ours.

    weapon   "apm", "avm", "cmr", "erw" or "all".       figure   as in the panel, e.g. "cleared_km2".
    value    in `unit`, as printed (text keeps the digits printed: "530.0" is not "530").
    on       end of the period (31 December of `year`), or `as_of` for a stock dated otherwise.
    """

    on: date
    place: Place
    year: int
    weapon: str
    figure: str
    value: str
    unit: str
    citation: str
    kind: str = "figure.published"
    ref: str = ""
    as_of: str = ""
    note: str = ""
    extra: tuple[tuple[str, str], ...] = ()


class Said(StrEnum):
    """What a state may say in a report instead of a figure; each is a statement that somebody signs."""

    NONE_DECLARED = "none_declared"
    NOT_APPLICABLE = "not_applicable"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A signed statement that stands in a treaty report where no figure does.

    form   form or part of one, as the treaty letters it ("C", "F", "G2"); `cell`: a column of it, "" for all of it.
    said   what is declared; reason: required for not applicable (why) and withheld (who may see it).
    """

    on: date
    place: Place
    year: int
    form: str
    said: Said
    kind: str = "report.declaration"
    ref: str = ""
    cell: str = ""
    reason: str = ""
    signed_by: str = ""
    extra: tuple[tuple[str, str], ...] = ()
