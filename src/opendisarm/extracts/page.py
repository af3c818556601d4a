"""What stands on the page, in the reader's words: a statement becomes the values that `page.typ` sets."""

from __future__ import annotations

import math
from io import BytesIO
from typing import Any, Final

import segno

from opendisarm.extracts import wording as w
from opendisarm.extracts.extract import Extract
from opendisarm.extracts.statement import DEGREES, Corner, ParcelKind, Release, Statement
from opendisarm.extracts.wording import ExtractVoice

_LRI, _PDI = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_TONE: Final = {"confirmed": "danger", "suspected": "danger", "unrecorded": "nothing", "correction": "nothing"}


def page_of(extract: Extract, voice: ExtractVoice, key: str, state_name: str = "") -> dict[str, Any]:
    """JSON values for the template.  key: id of the key that signed; state_name: in the reader's language."""
    says, say = extract.says, voice.say
    return {
        "lang": voice.lang,
        "rtl": voice.rtl,
        "office": says.office,
        "title": say(w.TITLE),
        "serial": say(w.SERIAL.of(serial=whole(says.serial))),
        "tone": "danger" if says.uncleared_m2 else "released" if not says.unrecorded_m2 else "nothing",
        "verdict": say(w.verdict(says)) + (f" {say(w.DO_NOT_ENTER)}" if says.uncleared_m2 else ""),
        "facts": _facts(says, voice, state_name),
        "recorded": say(w.RECORDED),
        "stands": [say(w.STANDS), say(w.M2)],
        "accounts": [
            {"word": say(word), "m2": voice.number(says.m2(account)), "tone": _TONE.get(account.value, "released")}
            for account, word in w.ACCOUNTS.items()
            if says.m2(account)
        ],
        "rounded": say(w.ROUNDED),
        "releases": _releases(says, voice),
        "notes": _notes(says, voice),
        "limits": say(w.LIMITS),
        "not_safe": say(w.NOT_SAFE),
        "limits_said": [say(w.DEPTH_ONLY), say(w.ONLY_THEN), say(w.IF_FOUND)],
        "outline": _outline(says, voice),
        "check": say(w.CHECK),
        "how": [say(w.HOW.of(key=whole(key))), say(w.HOW_WITHDRAWN)],
        "code_said": say(w.CODE),
        "code": _code(extract.text),
        "text": extract.text,
        "head": [say(w.HEAD.of(seq=says.head[0])), says.head[1]],
        "page": [say(w.PAGE), say(w.PAGE_OF)],
    }


def _facts(says: Statement, voice: ExtractVoice, state_name: str) -> list[list[str]]:
    parcel, say = says.parcel, voice.say
    meant = w.KINDS[parcel.kind].of(name=whole(parcel.name)) if parcel.name else w.KINDS[parcel.kind]
    if parcel.kind is ParcelKind.DRAWN and not parcel.corners:
        meant = w.OUTLINE_ONLY.of(outline=whole(parcel.outline))
    clocks = w.CLOCKS.of(on=says.on, known=says.known)
    signer = w.BY_ROLE.of(office=says.office, role=w.ROLES.get(says.role, says.role.replace("_", " ")))
    facts = [
        (w.STATE, f"{state_name} ({whole(says.state)})" if state_name else says.state),
        (w.PARCEL, say(meant)),
        (w.PLACE, parcel.place),
        (w.ABOUT, f"{voice.number(says.area_m2)} {say(w.M2)}" if says.area_m2 else say(w.NOT_RECORDED)),
        (w.AS_OF, say(clocks)),
        (w.ISSUED, voice.moment(says.issued)),
        (w.VALID, voice.day(says.valid_until)),
        (w.SIGNED_BY, say(signer)),
    ]
    return [[say(name), value] for name, value in facts if value]


def _releases(says: Statement, voice: ExtractVoice) -> dict[str, Any] | None:
    say = voice.say
    if not says.releases:
        return None
    more = [say(w.MORE_RELEASES.of(count=says.more_releases))] if says.more_releases else []
    return {
        "title": say(w.RELEASES),
        "head": [say(w.RELEASED_BY), say(w.RELEASED_ON), say(w.METHOD), say(w.DEPTH)],
        "rows": [_release(one, voice) for one in says.releases],
        "more": more,
        "handover": [say(w.HANDOVER), voice.day(says.handover) if says.handover else say(w.NOT_RECORDED)],
    }


def _release(one: Release, voice: ExtractVoice) -> list[str]:
    say = voice.say
    depth = say(w.CENTIMETRES.of(depth=f"{one.depth_cm:g}")) if one.depth_cm is not None else say(w.NOT_RECORDED)
    return [say(w.WAYS[one.account]), voice.day(one.on), one.method or say(w.NOT_RECORDED), depth]


def _notes(says: Statement, voice: ExtractVoice) -> list[dict[str, Any]]:
    notes = [(w.AROUND, w.NEAR[says.near], says.near.value == "y")]
    if says.told_of_before:
        notes.insert(0, (w.EARLIER_DAY, w.EARLIER, True))
    if says.unplaced:
        notes.append((w.ELSEWHERE, w.UNPLACED, False))
    if says.pending:
        notes.append((w.WAITING, w.PENDING, True))
    return [{"name": voice.say(name), "said": voice.say(said), "loud": loud} for name, said, loud in notes]


def _outline(says: Statement, voice: ExtractVoice) -> dict[str, Any] | None:
    """The sketch and the corners of a drawn parcel."""
    corners, say = says.parcel.corners, voice.say
    if not corners:
        return None
    return {
        "title": say(w.OUTLINE),
        "head": [say(w.CORNER), say(w.LATITUDE), say(w.LONGITUDE)],
        "rows": [[str(n), _degrees(north), _degrees(east)] for n, (east, north) in enumerate(corners, 1)],
        "sketch": _sketch(corners),
        "said": say(w.SKETCH),
        "north": say(w.NORTH),
    }


def _sketch(corners: tuple[Corner, ...]) -> list[list[float]]:
    """Corners in a square of side 1, y downwards, as long as they are wide on the ground, the middle in the middle."""
    north = [corner[1] for corner in corners]
    shrink = math.cos(math.radians(sum(north) / len(north) / DEGREES))
    points = [(corner[0] * shrink, -corner[1]) for corner in corners]
    west, top = min(x for x, _ in points), min(y for _, y in points)
    wide, tall = max(x for x, _ in points) - west, max(y for _, y in points) - top
    side = max(wide, tall) or 1
    left, above = (side - wide) / 2, (side - tall) / 2
    return [[round((x - west + left) / side, 4), round((y - top + above) / side, 4)] for x, y in points]


def _code(text: str) -> str:
    """The QR code as SVG, error correction M."""
    drawn = BytesIO()
    segno.make(text, error="m", micro=False, boost_error=False).save(drawn, kind="svg", border=4, xmldecl=False)
    return drawn.getvalue().decode()


def _degrees(millionths: int) -> str:
    return f"{millionths / DEGREES:.6f}"


def whole(name: str) -> str:
    """A name with digits and dashes that keeps its order in a line of Arabic."""
    return f"{_LRI}{name}{_PDI}"
