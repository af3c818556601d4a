"""The calendar as an iCalendar file (RFC 5545) that calendar programs subscribe to or import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from opendisarm.desk.duties import Occasion
from opendisarm.desk.errors import DeskError

REMIND: Final = timedelta(days=-30)


def write_ics(occasions: Sequence[Occasion], path: Path, moment: datetime) -> None:
    """Whole-day events, each with an id that stays the same, so that importing again updates and never doubles.

    moment  when the file was made.      Errors  DeskError when the file cannot be written.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//OpenDisarm//calendar of duties//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Disarmament: duties and meetings")
    for occasion in occasions:
        event = Event()
        event.add("uid", f"{occasion.key.replace(' ', '-')}@opendisarm")
        event.add("dtstamp", moment)
        event.add("dtstart", occasion.on)
        event.add("dtend", (occasion.until or occasion.on) + timedelta(days=1))
        event.add("summary", occasion.title + (" (unconfirmed)" if occasion.unconfirmed else ""))
        told = [occasion.cite, occasion.note, "" if occasion.exact else "Only the month or the year is known."]
        event.add("description", "\n".join(filter(None, told)))
        if occasion.venue:
            event.add("location", occasion.venue)
        event.add("transp", "TRANSPARENT")
        event.add("categories", ["duty" if occasion.state else "meeting"])
        if occasion.state:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", occasion.title)
            alarm.add("trigger", REMIND)
            event.add_component(alarm)
        calendar.add_component(event)
    try:
        path.write_bytes(calendar.to_ical())
    except OSError as why:
        raise DeskError(f"{path} cannot be written: {why.strerror}.", "Choose another place with --ics.") from why
