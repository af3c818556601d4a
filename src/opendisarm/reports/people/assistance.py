"""What the state has set up for victims: focal point, plan, budget and the like, as they stand on the day."""

from __future__ import annotations

from typing import Final

from opendisarm.core.records import AssistanceKind, AssistanceMeasure, Grade
from opendisarm.reports.figures import UNKNOWN, Cell, Column, Label, Listed, Phrase, Row, Share, Table, Terms, Unit
from opendisarm.reports.people.facts import PeopleFacts
from opendisarm.reports.people.words import ASSISTANCE_WORDS

COLUMNS: Final = (
    Column("set_up", Phrase("What is set up"), Unit.TERMS),
    Column("since", Phrase("Since"), Unit.TERMS),
)
NO_TITLE: Final = Phrase("set up; its name is not told")
UNCONFIRMED: Final = Phrase("{title} (unconfirmed)")
ON: Final = Phrase("{on}")
NOTE: Final = Phrase(
    "What stands on the last day of the period. Amounts as printed by their source, with the currency."
)

Measure = tuple[str, AssistanceMeasure]


def assistance(facts: PeopleFacts, key: str, form: Phrase) -> Table:
    """A row for each thing that the treaties ask; unknown where no record says."""
    rows = tuple(Row(kind.value, ASSISTANCE_WORDS[kind]) for kind in AssistanceKind)
    cells: dict[tuple[str, str], Cell] = {}
    for kind in AssistanceKind:
        standing = sorted(
            (one for one in facts.assistance if one[1].provision is kind and _stands(facts, one[1])),
            key=lambda one: (one[1].on, one[0]),
        )
        because = Listed(tuple(Share(entry, measure.kind, measure.on, 1) for entry, measure in standing))
        said = tuple(word for _, measure in standing for word in _said(measure))
        since = tuple((measure.on.isoformat(), ON.of(on=measure.on)) for _, measure in standing)
        cells[kind.value, "set_up"] = Terms(said, because) if standing else UNKNOWN
        cells[kind.value, "since"] = Terms(since, because) if standing else UNKNOWN
    title = Phrase("What the State has set up for victims")
    return Table(key, form, title, Phrase("Asked"), COLUMNS, rows, cells, (NOTE,), Phrase("Measures"))


def _stands(facts: PeopleFacts, measure: AssistanceMeasure) -> bool:
    ended = measure.until is not None and measure.until < facts.on
    return measure.state == facts.state and measure.on <= facts.on and not ended


def _said(measure: AssistanceMeasure) -> list[tuple[str, Label]]:
    """Its title, and its amount with the currency."""
    title: Label = measure.title or NO_TITLE
    if measure.grade is Grade.MEMORY:
        title = UNCONFIRMED.of(title=title)
    said: list[tuple[str, Label]] = [(measure.title or measure.provision.value, title)]
    if amount := " ".join(filter(None, (measure.amount, measure.currency))):
        said.append((amount, amount))
    return said
