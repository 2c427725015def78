"""Two functions, so that writing in the ledger takes two round trips: its end, held; and the rest."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION ledger_end() RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('vigie.ledger'));
  RETURN (SELECT jsonb_build_array(number, digest) FROM ledger_entry ORDER BY number DESC LIMIT 1);
END $$;
CREATE FUNCTION ledger_append(entries jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO ledger_entry (number, at, who, verb, record, purpose, detail, previous, digest)
  SELECT number, at, who, verb, record, purpose, detail, previous, digest
  FROM jsonb_populate_recordset(NULL::ledger_entry, entries);
$$;
"""
UNDO = "DROP FUNCTION ledger_append(jsonb); DROP FUNCTION ledger_end();"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(FUNCTIONS, UNDO)]
