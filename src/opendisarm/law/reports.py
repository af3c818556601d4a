"""Duties to report: the initial report, the annual report, the biennial report."""

from __future__ import annotations

import re
from datetime import date, timedelta

from opendisarm.core.clocks import add_years
from opendisarm.core.records import Filing, ReportFiled
from opendisarm.law.answers import Answer, Because, Verdict
from opendisarm.law.freshness import confirmed, fresh
from opendisarm.law.instrument import Duty, instruments
from opendisarm.law.party import Party
from opendisarm.ledgers.norms.facts import Fact


def initial_report(party: Party, duty: Duty) -> Answer:
    """One report, so many days or years after entry into force.

    Source  APMBC art. 7(1), CCM art. 7(1), CCW Protocol V art. 10(2)(b), ATT art. 13(1).
    """
    due, because = initial_due(party, duty)
    filed = [report for report in party.facts.reports(duty.id, party.state) if report.record.on <= party.on]
    return _judged(party, duty, due, because, filed, f"the initial report (due {due})") or Answer(
        duty.id, Verdict.DUE, because, due
    )


def initial_due(party: Party, duty: Duty) -> tuple[date, tuple[Because, ...]]:
    """The day by which the initial report is due.  Unit  calendar days, or calendar years."""
    bound = party.bound_from
    assert bound is not None
    value, article = party.number(duty.years or duty.days)
    assert isinstance(value, int)
    due = add_years(bound, value) if duty.years else bound + timedelta(days=value)
    return due, (party.binding(), Because(article.cite, says=f"{_long(value, duty)} after entry into force: {due}"))


def _long(value: int, duty: Duty) -> str:
    unit = ("year" if duty.years else "day") + ("" if value == 1 else "s")
    return f"{value} {unit}"


def annual_report(party: Party, duty: Duty) -> Answer:
    """The report that is due next, unless the last one was seen missing not long ago.

    Source  APMBC art. 7(2), CCM art. 7(2), CCW Amended Protocol II art. 13(4), Protocol V art. 10(2)(b), ATT 13(3).
    Errors  NotCodedError before the report day of the instrument is coded.
    """
    day, article = party.number(duty.day)
    first = _first_due(party, duty, str(day))
    coming = max(_on_or_after(party.on, str(day)), first)
    last = date(coming.year - 1, coming.month, coming.day)
    filed = [report for report in party.facts.reports(duty.id, party.state) if report.record.on <= party.on]
    binding = party.binding()
    note, unconfirmed, told = "", False, []
    if last >= first:
        of_last = [report for report in filed if report.record.year == last.year - 1]
        said = (binding, Because(article.cite, says=f"the report for {last.year - 1} was due {last}"))
        judged = _judged(party, duty, last, said, of_last, f"the report for {last.year - 1}")
        assert judged is not None, "the day of the last report has passed"
        if judged.verdict is Verdict.MISSED:
            return judged
        told = [why for why in judged.because if why.entry and why not in said]
        note = judged.note or f"Whether the report for {last.year - 1} (due {last}) was submitted is not recorded."
        unconfirmed = judged.unconfirmed and judged.verdict is Verdict.UNKNOWN
    because = (binding, Because(article.cite, says=f"the report for {coming.year - 1} is due {coming}"), *told)
    early = [report for report in filed if report.record.year == coming.year - 1]
    if done := _judged(party, duty, coming, because, early, f"the report for {coming.year - 1}"):
        return done
    if coming == first and duty.first is not None:
        note = f"First report: {duty.first.words} (a reading of the text that is to be confirmed). {note}".strip()
        unconfirmed = True
    return Answer(duty.id, Verdict.DUE, because, coming, unconfirmed, note=note)


def _first_due(party: Party, duty: Duty, day: str) -> date:
    """The report day of the first annual report."""
    bound = party.bound_from
    assert bound is not None
    if duty.first_full_year:
        return _on_or_after(date(bound.year + 2, 1, 1), day)
    if not duty.after:
        return _on_or_after(bound, day)
    [initial] = [other for other in party.instrument.duties if other.id == duty.after]
    return _on_or_after(initial_due(party, initial)[0], day)


def _on_or_after(day: date, month_day: str) -> date:
    """The first such day of the calendar on or after another."""
    month, number = map(int, month_day.split("-"))
    this = date(day.year, month, number)
    return this if this >= day else date(day.year + 1, month, number)


def biennial_report(party: Party, duty: Duty) -> Answer:
    """A report before the meeting of each even year; the day before it opens is the last.

    Source  Programme of Action section II para. 33; International Tracing Instrument para. 36.
    """
    binding = (party.binding(), Because(duty.cite, says="a report every second (even) year, before the meeting"))
    meetings = [
        fact
        for fact in party.facts.milestones(party.instrument.id)
        if re.match(duty.meetings, fact.record.event) and fact.record.on.year % 2 == 0
    ]
    filed = [report for report in party.facts.reports(duty.id, party.state) if report.record.on <= party.on]
    ahead = [meeting for meeting in meetings if meeting.record.on > party.on]
    if not ahead:
        year = party.on.year + 1 if party.on.year % 2 else party.on.year + 2
        missing = f"the date of the meeting of {year}"
        note = f"The next report belongs to the meeting of {year}; no later meeting is recorded."
        return Answer(duty.id, Verdict.UNKNOWN, binding, missing=missing, note=note)
    meeting = ahead[0]
    due = meeting.record.on - timedelta(days=1)
    because = (
        *binding,
        Because(meeting.record.citation, meeting.entry, f"{meeting.record.event} opens {meeting.record.on}"),
    )
    early = [report for report in filed if report.record.year in {due.year, due.year - 1}]
    what = f"the report before {meeting.record.event}"
    return _judged(party, duty, due, because, early, what) or Answer(
        duty.id, Verdict.DUE, because, due, not confirmed(meeting.record.grade), note=f"Before {meeting.record.event}."
    )


def _judged(
    party: Party, duty: Duty, due: date, because: tuple[Because, ...], filed: list[Fact[ReportFiled]], what: str
) -> Answer | None:
    """Met, missed or unknown by what is recorded of one report; None while it is not due and not submitted."""
    handed_in = next((report for report in filed if report.record.status is Filing.SUBMITTED), None)
    if handed_in is not None:
        record = handed_in.record
        late = " (late)" if record.on > due else ""
        cause = (*because, Because(duty.cite, handed_in.entry, f"submitted {record.on}"))
        note = f"{what[0].upper()}{what[1:]} was submitted {record.on}{late}."
        return Answer(duty.id, Verdict.MET, cause, due, not confirmed(record.grade), note=note)
    if party.on <= due:
        return None
    seen = [report for report in filed if report.record.status is Filing.MISSING and report.record.on > due]
    if not seen:
        missing = f"a record of whether {what} was submitted"
        return Answer(duty.id, Verdict.UNKNOWN, because, due, missing=missing)
    last = seen[-1]
    cause = (*because, Because(duty.cite, last.entry, f"not submitted by {last.record.on}"))
    if fresh(last.record.on, party.on) and confirmed(last.record.grade):
        note = f"{what[0].upper()}{what[1:]} was not submitted by {last.record.on}."
        return Answer(duty.id, Verdict.MISSED, cause, due, note=note)
    note = f"{what[0].upper()}{what[1:]} was not submitted by {last.record.on}; not checked since."
    return Answer(duty.id, Verdict.UNKNOWN, cause, due, True, f"a newer record of {what}", note)


def kept_until(day: date) -> date:
    """How long a record of an arms transfer made on a day must be kept at least: the longest of the rules.

    Source  ATT art. 12(4), International Tracing Instrument para. 12; the longest governs (our design rule).
    """
    rules = [instruments()["att"].parameters["record_years"], instruments()["iti"].parameters["other_record_years"]]
    return add_years(day, max(int(rule.versions[-1].value) for rule in rules))
