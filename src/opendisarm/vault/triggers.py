"""The database's own refusal to change or delete a row of the reading log, whoever asks."""

from __future__ import annotations

from typing import Any

_REFUSAL = "The reading log is only added to."

SQLITE = (
    f"CREATE TRIGGER vault_reads_no_update BEFORE UPDATE ON vault_reads BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    f"CREATE TRIGGER vault_reads_no_delete BEFORE DELETE ON vault_reads BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    # REPLACE deletes the row that it replaces without asking the trigger above.
    f"""CREATE TRIGGER vault_reads_no_replace BEFORE INSERT ON vault_reads
        WHEN NEW.seq <= (SELECT max(seq) FROM vault_reads)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION vault_reads_only_added_to() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    """CREATE TRIGGER vault_reads_no_change BEFORE UPDATE OR DELETE ON vault_reads
        FOR EACH ROW EXECUTE FUNCTION vault_reads_only_added_to()""",
    """CREATE TRIGGER vault_reads_no_truncate BEFORE TRUNCATE ON vault_reads
        FOR EACH STATEMENT EXECUTE FUNCTION vault_reads_only_added_to()""",
)


def create(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - the signature is Django's
    """Migration step.  Errors  NotImplementedError on a database that has no such trigger here."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(schema_editor.connection.vendor)
    if statements is None:
        raise NotImplementedError(f"No append-only trigger for {schema_editor.connection.vendor}.")
    for statement in statements:
        schema_editor.execute(statement, params=None)
