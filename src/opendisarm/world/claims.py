"""Where the pictures differ from the file of shapes, and why: whose signature counts there, not who is in control."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

TERRITORY: Final = ""
"""In place of a state's code: an area that is drawn without a status."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The area that the file names so, or its part inside the box, is drawn as part of a state.

    to  its three-letter code, or the name of a territory in the file.
    """

    area: str
    to: str
    because: str
    box: Box | None = None


CLAIMS: Final = (
    Claim("Russia", "UKR", "General Assembly resolution 68/262 (Crimea)", (32.4, 44.3, 36.59, 46.3)),
    Claim("N. Cyprus", "CYP", "Security Council resolutions 541 (1983) and 550 (1984)"),
    Claim("Somaliland", "SOM", "The United Nations shows Somalia as one"),
    Claim("Morocco", "W. Sahara", "List of Non-Self-Governing Territories", (-18.0, 20.0, -8.6, 27.6667)),
    Claim("Hong Kong", "CHN", "Special administrative region"),
    Claim("Macao", "CHN", "Special administrative region"),
    Claim("Åland", "FIN", "Autonomous part of Finland"),
)
