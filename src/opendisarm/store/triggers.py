"""The database's own refusal to change or delete an entry, whoever asks."""

from __future__ import annotations

from typing import Any

_REFUSAL = "The journal is only added to: enter a correction or a withdrawal."

SQLITE = (
    f"CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    f"CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    # REPLACE deletes the row that it replaces without asking the trigger above.
    f"""CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
        WHEN NEW.seq <= (SELECT max(seq) FROM journal) OR EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION journal_only_added_to() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    """CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal
        FOR EACH ROW EXECUTE FUNCTION journal_only_added_to()""",
    """CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_only_added_to()""",
)


def create(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - the signature is Django's
    """Migration step.  Errors  NotImplementedError on a database that has no such trigger here."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(schema_editor.connection.vendor)
    if statements is None:
        raise NotImplementedError(f"No append-only trigger for {schema_editor.connection.vendor}.")
    for statement in statements:
        schema_editor.execute(statement, params=None)
