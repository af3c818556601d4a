"""Names that people type, as codes: states and instruments; a mistake is answered with the nearest."""

from __future__ import annotations

from difflib import get_close_matches

from opendisarm.desk.errors import DeskError
from opendisarm.importers.values.states import left_to_users, name_of
from opendisarm.law.instrument import Instrument, instruments
from opendisarm.world import names
from opendisarm.world import states as world

_ALSO = {
    "mbt": "apmbc", "ottawa": "apmbc", "mine ban convention": "apmbc", "ap2": "ccw-ap2", "apii": "ccw-ap2",
    "ccw-apii": "ccw-ap2", "pv": "ccw-p5", "p5": "ccw-p5", "ccw-pv": "ccw-p5", "ccw-piv": "ccw-p4", "laws": "aws",
    "poa/iti": "poa", "un poa": "poa", "ammunition": "gfa",
}  # fmt: skip


def state_named(text: str) -> str:
    """The ISO3 code of a state by its code or name.  Errors  DeskError names the nearest ones."""
    code = text.strip().upper()
    if len(code) == 3 and code.isascii() and code.isalpha() and left_to_users(code):
        return code
    if (known := names.found(text)) is not None:
        return known.iso3
    like = " or ".join(f"{state.name} ({state.iso3})" for state in names.nearest(text)[:2])
    meant = f"Did you mean {like}?" if like else "Use its name, or the three-letter code of ISO 3166-1, such as AFG."
    raise DeskError(f"There is no state '{text}'.", meant)


def state_name(code: str, language: str = "en") -> str:
    """Its name, in English as the United Nations writes it; the code itself for a state that no list has."""
    known = world.state(code)
    return known.name if known and language == "en" else name_of(code, language) or code


def instrument_named(text: str) -> Instrument:
    """An instrument by its id or another common name.  Errors  DeskError names the nearest one."""
    wanted = text.strip().casefold()
    known = instruments()
    wanted = _ALSO.get(wanted, wanted)
    for instrument in known.values():
        if wanted in {instrument.id, instrument.short.casefold(), instrument.name.casefold()}:
            return instrument
    near = get_close_matches(wanted, [*known, *_ALSO], n=1, cutoff=0.4)
    meant = f"Did you mean {_ALSO.get(near[0], near[0])}?" if near else f"There are: {', '.join(known)}."
    raise DeskError(f"There is no instrument '{text}'.", meant)
