"""The instruments, from their YAML files: checked when read, so that a typing mistake fails loudly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from opendisarm.core.records import AssistanceKind
from opendisarm.law.dated import Parameter, Version

ORDER: Final = ("apmbc", "ccm", "att", "ccw", "ccw-p4", "ccw-ap2", "ccw-p5", "poa", "iti", "ewipa", "aws", "gfa")


class InstrumentKind(StrEnum):
    """What states do with it: sign and deposit (treaty, protocol), endorse, report under, or take part in."""

    TREATY = "treaty"
    PROTOCOL = "protocol"
    DECLARATION = "declaration"
    PROGRAMME = "programme"
    PROCESS = "process"
    FRAMEWORK = "framework"


class Rule(StrEnum):
    """The shape of a duty."""

    DEADLINE = "deadline"
    INITIAL_REPORT = "initial_report"
    ANNUAL_REPORT = "annual_report"
    BIENNIAL_REPORT = "biennial_report"
    CONTINUING = "continuing"
    NATIONAL_LAW = "national_law"


@dataclass(frozen=True, slots=True)
class Cited:
    """A day with the article or document that it stands in."""

    on: date
    cite: str


@dataclass(frozen=True, slots=True)
class After:
    """So long after a deposit: days, or months (then the first day of that month, or the same day of it)."""

    cite: str
    days: int = 0
    months: int = 0
    first_of_month: bool = False


@dataclass(frozen=True, slots=True)
class EntryIntoForce:
    """first: after the instrument that reaches the threshold; later: for each state after that.

    between  why the stored day of a state that deposited between the two may differ from the rule; "" = it may not.
    """

    threshold: int
    first: After
    later: After
    between: str = ""


@dataclass(frozen=True, slots=True)
class FirstReport:
    """Which report is the first; mark: how sure that reading is."""

    cite: str
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty.  Names of parameters in `years`, `days`, `day`, `keep_years` refer to the instrument's own.

    unless       what would end a continuing duty; until_met: the duty whose fulfilment does.
    only_with_subject  binds only states that have what it is about (contaminated areas).
    after        the initial report that covers report days before it is due.
    first_full_year    the first annual report covers the first full calendar year.
    ground       the treaty scope of the land ledger that bears on it.
    sets_up      what the state has to have set up for victims -> the article that asks for it.
    """

    id: str
    title: str
    cite: str
    rule: Rule
    also: tuple[str, ...] = ()
    subject: str = ""
    evidence: str = ""
    form: str = ""
    extension: str = ""
    years: str = ""
    days: str = ""
    day: str = ""
    keep_years: str = ""
    unless: str = ""
    until_met: str = ""
    only_with_subject: bool = False
    after: str = ""
    first: FirstReport | None = None
    first_full_year: bool = False
    ground: str = ""
    meetings: str = ""
    coded_from: date | None = None
    sets_up: Mapping[AssistanceKind, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument as its file gives it."""

    id: str
    name: str
    short: str
    kind: InstrumentKind
    adopted: Cited
    opened: Cited
    parent: str = ""
    depositary: str = ""
    in_force: Cited | None = None
    entry_into_force: EntryIntoForce | None = None
    withdrawal: After | None = None
    provisional: str = ""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()

    @property
    def binding(self) -> bool:
        """Whether states become bound by depositing an instrument."""
        return self.kind in {InstrumentKind.TREATY, InstrumentKind.PROTOCOL}


@cache
def instruments() -> Mapping[str, Instrument]:
    """All instruments by id, in the field's usual order.  Errors  ValueError names the file and what is wrong in it."""
    return {name: _read(name) for name in ORDER}


@cache
def duties() -> Mapping[str, tuple[Instrument, Duty]]:
    """All duties by id, with their instrument."""
    return {duty.id: (instrument, duty) for instrument in instruments().values() for duty in instrument.duties}


def _read(name: str) -> Instrument:
    text = (files("opendisarm") / "law" / "instruments" / f"{name}.yaml").read_text(encoding="utf-8")
    try:
        return _instrument(yaml.load(text, Loader=_Strict))
    except (TypeError, KeyError, ValueError, AttributeError, yaml.YAMLError) as why:
        raise ValueError(f"law/instruments/{name}.yaml: {why}") from why


def _instrument(given: dict[str, Any]) -> Instrument:
    given["kind"] = InstrumentKind(given["kind"])
    for key in ("adopted", "opened", "in_force"):
        if key in given:
            given[key] = Cited(given[key]["day"], given[key]["cite"])
    if "withdrawal" in given:
        given["withdrawal"] = After(**given["withdrawal"])
    if rule := given.get("entry_into_force"):
        given["entry_into_force"] = EntryIntoForce(
            rule["threshold"], After(**rule["first"]), After(**rule["later"]), rule.get("between", "")
        )
    given["parameters"] = {name: _parameter(name, value) for name, value in given["parameters"].items()}
    given["duties"] = tuple(map(_duty, given["duties"]))
    found = Instrument(**given)
    for duty in found.duties:
        for key in ("years", "days", "day", "keep_years"):
            if (wanted := getattr(duty, key)) and wanted not in found.parameters:
                raise ValueError(f"{duty.id} names the parameter {wanted}, which is missing")
    return found


def _parameter(name: str, given: dict[str, Any]) -> Parameter:
    versions = tuple(
        Version(version["from"], version["value"], version["cite"], version["mark"]) for version in given["versions"]
    )
    if not versions or list(versions) != sorted(versions, key=lambda version: version.start):
        raise ValueError(f"the versions of {name} are missing or out of order")
    return Parameter(name, given["unit"], versions)


def _duty(given: dict[str, Any]) -> Duty:
    given["rule"] = Rule(given["rule"])
    given["also"] = tuple(given.get("also", ()))
    given["sets_up"] = {AssistanceKind(kind): cite for kind, cite in given.get("sets_up", {}).items()}
    if "first" in given:
        given["first"] = FirstReport(**given["first"])
    return Duty(**given)


class _Strict(yaml.SafeLoader):
    """A key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if len(keys) != len(set(keys)):
            raise yaml.constructor.ConstructorError(None, None, "a key is given twice", node.start_mark)
        return super().construct_mapping(node, deep)
