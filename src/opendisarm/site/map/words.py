"""The words that the script of the map shows, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _


def of_states() -> dict[str, str]:
    """The key of the map: state of the land -> what people call it."""
    return {
        "confirmed": _("Confirmed hazardous area"),
        "suspected": _("Suspected hazardous area"),
        "reopened": _("Reopened: found again after release"),
        "cleared": _("Cleared"),
        "reduced": _("Reduced"),
        "cancelled": _("Cancelled"),
        "correction": _("Taken off the books; not a release"),
    }


def of_script() -> dict[str, str]:
    """Everything that site/map.js says, by its names."""
    return of_states() | {
        "accidents": _("Accidents, by cells of 10 km"),
        "on": _("As of"),
        "known": _("As known on"),
        "now": _("today"),
        "here": _("Records here"),
        "nothing": _("No land of a record here."),
        "many": _("pieces, too close to tell apart here: zoom in"),
        "close": _("Close"),
        "open": _("Open record"),
        "failed": _("The map cannot be drawn in this browser. The picture and the table below say the same."),
        "tiles_failed": _("A part of the map could not be loaded. Move the map to try again."),
        "hint": _("Arrow keys move the map, + and - zoom, Enter asks what lies in the middle."),
    }
