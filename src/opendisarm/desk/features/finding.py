"""A page of any layer, one feature of it, its extent."""

from __future__ import annotations

from datetime import datetime

from opendisarm.access.scope import Reader
from opendisarm.desk.errors import DeskError
from opendisarm.desk.features.accidents import cell_feature, extent_of_accidents, page_of_accidents
from opendisarm.desk.features.asked import LARGEST_PAGE, Asked, Extent, Found
from opendisarm.desk.features.ground import ground_feature, page_of_ground
from opendisarm.desk.features.layers import Holds, Layer
from opendisarm.desk.features.records import extent_of_records, page_of_records, record_feature
from opendisarm.desk.land import LAND_KINDS
from opendisarm.desk.workspace import Workspace
from opendisarm.exports.table import Table


def page(workspace: Workspace, reader: Reader, layer: Layer, asked: Asked, moment: datetime) -> Found:
    """A page of what the reader reaches of a layer and what fits.

    moment  of asking, UTC: what the page is known as of where no moment of knowledge was asked for.
    Errors  DeskError when no page begins where it should, the days are reversed, or the page is too large.
    """
    _refuse(asked)
    match layer.holds:
        case Holds.RECORDS:
            return page_of_records(workspace, reader, layer, asked, moment)
        case Holds.GROUND:
            return page_of_ground(workspace, reader, layer, asked, moment)
        case Holds.ACCIDENTS:
            return page_of_accidents(workspace, reader, layer, asked, moment)


def feature(workspace: Workspace, reader: Reader, layer: Layer, name: str, asked: Asked, moment: datetime) -> Table:
    """One feature as a table of one row.  Errors  DeskError when the reader reaches none of this name in the layer."""
    match layer.holds:
        case Holds.RECORDS:
            found = record_feature(workspace, reader, layer, name, asked, moment)
        case Holds.GROUND:
            found = ground_feature(workspace, reader, layer, name, asked, moment)
        case Holds.ACCIDENTS:
            found = cell_feature(workspace, reader, layer, name, asked, moment)
    if found is None:
        raise DeskError(f"The layer '{layer.id}' has no feature '{name[:60]}' for you.", "Look it up among its items.")
    return found


def extent(workspace: Workspace, reader: Reader, layer: Layer, asked: Asked) -> Extent:
    """Where and when the features of a layer are, as far as the reader reaches; of ground: all land records."""
    match layer.holds:
        case Holds.RECORDS:
            return extent_of_records(workspace, reader, frozenset({layer.word}), asked.known)
        case Holds.GROUND:
            return extent_of_records(workspace, reader, frozenset(LAND_KINDS), asked.known)
        case Holds.ACCIDENTS:
            return extent_of_accidents(workspace, reader, asked)


def _refuse(asked: Asked) -> None:
    if not 1 <= asked.limit <= LARGEST_PAGE:
        raise DeskError(f"A page cannot have {asked.limit} features.", f"Ask for 1 to {LARGEST_PAGE}.")
    if asked.first is not None and asked.last is not None and asked.last < asked.first:
        raise DeskError(f"Nothing is between {asked.first} and {asked.last}.", "Give the earlier day first.")
