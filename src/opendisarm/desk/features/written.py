"""A page of a layer, or one feature of it, as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from opendisarm.desk.features.asked import Found
from opendisarm.exports import geojson_file
from opendisarm.exports.table import Table

Link = dict[str, str]
_END: Final = b"}\n"


def page_as_geojson(found: Found, links: Sequence[Link], moment: datetime) -> bytes:
    """A FeatureCollection as an export writes it, with the links and numbers of OGC API Features.  moment: UTC."""
    said = {
        "links": list(links),
        "timeStamp": moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "numberMatched": found.matched,
        "numberReturned": found.rows,
    }
    # The features are put together once; members of the collection go behind them, where they cost nothing.
    return _written(found.table).removesuffix(_END) + b", " + json.dumps(said, ensure_ascii=False).encode()[1:]


def feature_as_geojson(table: Table, links: Sequence[Link]) -> bytes:
    """The one Feature of a table, with its links and what it is as of."""
    whole: dict[str, Any] = json.loads(_written(table))
    [feature] = whole["features"]
    return json.dumps(feature | {"as_of": whole["as_of"], "links": list(links)}, ensure_ascii=False).encode()


def _written(table: Table) -> bytes:
    out = BytesIO()
    geojson_file.write(table, out)
    return out.getvalue()
