"""A notice names who holds the conversation, so that only the screens that show it are told."""

from django.db import migrations

HAPPENED = """
CREATE OR REPLACE FUNCTION conversations_happened(happenings jsonb, channel text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE told text;
BEGIN
  FOR told IN
    WITH added AS (
      INSERT INTO conversations_event (conversation_id, kind, who, why, at)
        SELECT (one->>'conversation_id')::uuid, one->>'kind', one->>'who', one->>'why',
          (one->>'at')::timestamptz
        FROM jsonb_array_elements(happenings) WITH ORDINALITY AS listed (one, place)
        ORDER BY place
      RETURNING id, conversation_id, kind
    ), placed AS (
      SELECT added.*, assigned_to, (row_number() OVER (ORDER BY added.id) - 1) / 25 AS part
      FROM added JOIN conversations_conversation ON conversations_conversation.id = conversation_id
    )
    SELECT json_agg(
      json_build_object('id', id, 'c', conversation_id, 'k', kind, 'a', assigned_to) ORDER BY id
    )
    FROM placed GROUP BY part ORDER BY part
  LOOP
    PERFORM pg_notify(channel, told);  -- a notice holds 8,000 bytes: 25 events, long logins too
  END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0002_functions")]
    operations = [migrations.RunSQL(HAPPENED, migrations.RunSQL.noop)]
