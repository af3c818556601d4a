"""A state's self-assessment: what the ledgers, the reports and the published year-ends say, question by question."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from opendisarm.core.vocabulary import Account, Contamination, Treaty
from opendisarm.desk.balance import land_balance
from opendisarm.desk.duties import DutyLine, duties_of
from opendisarm.desk.errors import DeskError
from opendisarm.desk.ground import released_by_method
from opendisarm.desk.land import land_ledger
from opendisarm.desk.reconciling import figures_of, year_ends
from opendisarm.desk.workspace import Workspace
from opendisarm.law.answers import Seen
from opendisarm.law.freshness import fresh
from opendisarm.law.self_assessment import AssessmentFacts, SelfAssessment, assess, editions

_SCOPE: Final = {"APMBC": Treaty.APMBC, "CCM": Treaty.CCM}
_CLEARANCE: Final = {Treaty.APMBC: "apmbc-5-clearance", Treaty.CCM: "ccm-4-clearance"}
_ANNUAL: Final = {Treaty.APMBC: "apmbc-7-annual", Treaty.CCM: "ccm-7-annual"}
_LAW: Final = {Treaty.APMBC: "apmbc-9-law", Treaty.CCM: "ccm-9-law"}
_WEAPON: Final = {Treaty.APMBC: "apm", Treaty.CCM: "cmr"}


def assessment(
    workspace: Workspace | None, name: str, on: date, moment: datetime | None, edition: str
) -> tuple[str, SelfAssessment]:
    """(ISO3, the assessment).  Errors  DeskError: no such state, no such edition."""
    if edition not in editions():
        raise DeskError(f"There is no edition '{edition}'.", f"There are: {', '.join(editions())}.")
    scope = _SCOPE[editions()[edition].convention]
    state, lines = duties_of(workspace, name, on, moment)
    return state, assess(_facts(workspace, state, lines, on, moment, scope), edition)


def _facts(
    workspace: Workspace | None, state: str, lines: list[DutyLine], on: date, moment: datetime | None, scope: Treaty
) -> AssessmentFacts:
    by_duty = {line.answer.duty: line for line in lines}
    clearance, report, law = by_duty[_CLEARANCE[scope]], by_duty[_ANNUAL[scope]], by_duty[_LAW[scope]]
    land, pace = clearance.land, clearance.pace
    if land is not None and not fresh(land.on, on):
        land = pace = None  # an old figure says nothing about what remains today
    checks = [check for check in year_ends(figures_of(None)[0]) if check.state == state]
    judged = [check for check in checks if check.weapon == _WEAPON[scope] and check.verdict.value != "cannot_judge"]
    return AssessmentFacts(
        on=on,
        remaining_m2=land.remaining_m2 if land else None,
        suspected_m2=land.suspected_m2 if land else None,
        confirmed_m2=land.confirmed_m2 if land else None,
        **_from_our_land(workspace, state, on, moment, scope),
        national_law=True if law.answer.enacted is Seen.YES else None,
        report_due=report.answer.due,
        report_submitted=_submitted(report),
        year_ends=len(judged) or None,
        year_ends_closing=sum(check.verdict.value == "closes" for check in judged) if judged else None,
        planned_m2=land.planned_m2 if land else {},
        deadline=clearance.answer.due,
        track=pace.verdict if pace else None,
        entries={"national_law": tuple(why.entry for why in law.answer.because if why.entry)},
    )


def _submitted(report: DutyLine) -> bool | None:
    """Whether the report asked about was submitted; only an answer says so."""
    return {"met": True, "missed": False}.get(report.answer.verdict.value)


def _from_our_land(
    workspace: Workspace | None, state: str, on: date, moment: datetime | None, scope: Treaty
) -> dict[str, Any]:
    """What only a land ledger of records can say."""
    if workspace is None:
        return {}
    open_m2 = {"": 0, "improvised": 0}
    hazards: set[str] = set()
    for row in land_balance(workspace, on, moment, ("state", "contamination", "hazard"), "").rows:
        where, kinds, hazard = row.key
        left = row.m2.get(Account.SUSPECTED, 0) + row.m2.get(Account.CONFIRMED, 0)
        if where != state or left <= 0:
            continue
        hazards.add(hazard)
        if kinds in {"", "unknown"}:
            open_m2[""] += left
        elif Contamination.AP_IMPROVISED in kinds or Contamination.AP_FACTORY in kinds:
            open_m2["improvised"] += left
    if not hazards:
        return {}
    released = released_by_method(land_ledger(workspace, moment), state, on, scope)
    return {
        "contamination_unknown_m2": open_m2[""],
        "improvised_said_m2": open_m2["improvised"],
        "areas_open": len(hazards - {""}),
        "released_m2": {year: {account.value: m2 for account, m2 in parts.items()} for year, parts in released.items()},
    }
