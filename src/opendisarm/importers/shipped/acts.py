"""Endorsements, positions, national measures, reports, meetings, published counts and incidents that ship with us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from opendisarm.core.records import (
    Endorsement,
    Endorsing,
    Filing,
    Incident,
    MeasureKind,
    Milestone,
    NationalMeasure,
    Place,
    Position,
    PublishedCount,
    ReportFiled,
    WeaponClass,
)
from opendisarm.core.sources import Source
from opendisarm.importers.shipped.tables import Moment, by, rows, since

_INSTRUMENTS: Final = {
    "APMBC": "apmbc", "CCM": "ccm", "ATT": "att", "PoA": "poa", "PoA/ITI": "poa", "EWIPA": "ewipa", "AWS": "aws",
    "Ammunition (Global Framework)": "gfa",
}  # fmt: skip
_REPORTS: Final = {
    ("APMBC", "initial"): "apmbc-7-initial", ("APMBC", "annual"): "apmbc-7-annual",
    ("CCM", "initial"): "ccm-7-initial", ("CCM", "annual"): "ccm-7-annual",
}  # fmt: skip
_MEASURES: Final = {
    "law enacted": MeasureKind.LAW, "approval law": MeasureKind.APPROVAL, "existing law": MeasureKind.EXISTING_LAW,
    "law in progress (at that date)": MeasureKind.DRAFT, "none (at that date)": MeasureKind.NONE,
}  # fmt: skip
_LAW: Final = {"APMBC": "apmbc-9-law", "CCM": "ccm-9-law"}
_MONTHS: Final = {"Sept": 9}
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH: Final = re.compile(r"(Sept) (\d{4})")
_YEARS: Final = re.compile(r"(\d{4})(?:-\d{4})?")


def milestones(table: str) -> Iterator[tuple[Milestone, Source]]:
    """Meetings and other days in the life of each instrument; a day not known is the last of its month or year."""
    for row in rows(table):
        first = by(row["start"])
        yield (
            Milestone(
                on=first.on, precision=first.precision, instrument=_INSTRUMENTS[row["instrument"]], event=row["event"],
                until=by(row["end"]).on if row["end"] else None, venue=row["place"], citation=row["source"],
                grade=row.grade, note=row["note"],
            ),
            row.source,
        )  # fmt: skip


def endorsements(table: str) -> Iterator[tuple[Endorsement, Source]]:
    """Endorsements of the declaration on explosive weapons, as far as they were seen."""
    for row in rows(table):
        day = by(row["endorsed_on"] or row["seen_by"])
        yield (
            Endorsement(
                on=day.on, precision=day.precision, instrument="ewipa", state=row["iso3"],
                status=Endorsing(row["status"]), citation=row["source"], grade=row.grade, note=row["note"],
            ),
            row.source,
        )  # fmt: skip


def positions(table: str) -> Iterator[tuple[Position, Source]]:
    """What states said of a treaty on autonomous weapons, one record a piece of evidence."""
    for row in rows(table):
        day = by(row["as_of"])
        yield (
            Position(
                on=day.on, precision=day.precision, instrument="aws", state=row["iso3"], position=row["position"],
                basis=row["basis"], citation=row["source"], grade=row.grade, note=row["note"],
            ),
            row.source,
        )  # fmt: skip


def sponsors(table: str) -> Iterator[tuple[Position, Source]]:
    """Who tabled or co-sponsored which document on autonomous weapons."""
    for row in rows(table):
        yield (
            Position(
                on=date.fromisoformat(row["date"]), instrument="aws", state=row["iso3"], position=row["role"],
                document=row["document"], citation=row["source"], grade=row.grade,
            ),
            row.source,
        )  # fmt: skip


def measures(table: str) -> Iterator[tuple[NationalMeasure, Source]]:
    """National laws seen, and where none was seen on a day."""
    for row in rows(table):
        day = by(row["year"])
        yield (
            NationalMeasure(
                on=day.on, precision=day.precision, state=row["iso3"], duty=_LAW[row["convention"]],
                measure=_MEASURES[row["status"]], title=row["law"], citation=row["source"], grade=row.grade,
                note=row["note"],
            ),
            row.source,
        )  # fmt: skip


def reports(table: str) -> Iterator[tuple[ReportFiled, Source]]:
    """Treaty reports seen, or seen missing; a row that only states a due date is left to the law."""
    for row in rows(table):
        said = row["status"]
        if said.startswith("due "):
            continue
        submitted = said == "submitted"
        day = by(row["submitted_on"]) if submitted else _missing_on(said)
        yield (
            ReportFiled(
                on=day.on, precision=day.precision, state=row["iso3"], duty=_REPORTS[row["instrument"], row["report"]],
                report=row["report"], status=Filing.SUBMITTED if submitted else Filing.MISSING,
                year=int(row["period_year"]) if row["period_year"] and row["report"] == "annual" else None,
                citation=row["source"], grade=row.grade, note="; ".join(filter(None, (said, row["note"]))),
            ),
            row.source,
        )  # fmt: skip


def _missing_on(said: str) -> Moment:
    """When a report was missing.  Of an undated page the first day: what is missing later was missing then."""
    if match := _DAY.search(said):
        return since(match[0])
    if match := _MONTH.search(said):
        return since(f"{match[2]}-{_MONTHS[match[1]]:02d}")
    years = _YEARS.search(said)
    assert years is not None, f"'{said}' holds no date"
    return since(years[1])


def counts(table: str, instrument: str = "") -> Iterator[tuple[PublishedCount, Source]]:
    """Numbers of states that somebody published."""
    for row in rows(table):
        day = by(row["date"] or row["as_of"])
        number, what = row["number"] or row["endorsing_states"] or row["count"], row["what"]
        if row["resolution_or_draft"]:
            number = "-".join(filter(None, (row["yes"], row["no"], row["abstain"])))
            what = f"{row['resolution_or_draft']}, {row['body']}: for, against, abstaining"
        named = row["convention"] or row["weapon"]
        yield (
            PublishedCount(
                on=day.on, precision=day.precision, number=number, what=what, citation=row["source"], grade=row.grade,
                instrument=instrument or _INSTRUMENTS.get(named) or _WEAPON_TREATY[named], note=row["note"],
            ),
            row.source,
        )  # fmt: skip


_WEAPON_TREATY: Final = {"cluster munitions": "ccm", "antipersonnel mines": "apmbc"}


def incidents(table: str) -> Iterator[tuple[Incident, Source]]:
    """New use of antipersonnel mines and cluster munitions, as the source states it; a period from its first day."""
    for row in rows(table):
        first = since(row["from"])
        yield (
            Incident(
                on=first.on, precision=first.precision, until=by(row["to"]).on if row["to"] else None,
                place=Place(state=row["iso3_location"]), venue=row["location"], weapon=WeaponClass(row["weapon"]),
                certainty=row["certainty"], actor=row["actor"], actor_state=row["actor_iso3"], citation=row["source"],
                grade=row.grade, note=row["note"],
            ),
            row.source,
        )  # fmt: skip
