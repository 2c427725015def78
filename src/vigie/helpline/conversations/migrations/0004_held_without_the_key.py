"""Rows are held without their key, so that nobody who has the ledger waits for who waits for it.

An event's foreign key is checked when its transaction commits, with the ledger in hand. With
FOR UPDATE that check waited for whoever held the conversation, who waited for the ledger.
"""

from django.db import migrations, models

KNOWN = """
CREATE OR REPLACE FUNCTION conversations_known(ids text[], indexes bytea[]) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE receipts jsonb; texters jsonb; held jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('helpline.receive'));
  SELECT jsonb_agg(provider_id) INTO receipts
    FROM conversations_receipt WHERE provider_id = ANY(ids);
  WITH mine AS (
    SELECT * FROM conversations_texter WHERE number_index = ANY(indexes) ORDER BY id FOR NO KEY UPDATE
  ) SELECT jsonb_agg(to_jsonb(mine)) INTO texters FROM mine;
  WITH mine AS (
    SELECT * FROM conversations_conversation
    WHERE state <> 'purged'
      AND texter_id IN (SELECT id FROM conversations_texter WHERE number_index = ANY(indexes))
    ORDER BY id FOR NO KEY UPDATE
  ) SELECT jsonb_agg(to_jsonb(mine)) INTO held FROM mine;
  RETURN jsonb_build_object('receipts', coalesce(receipts, '[]'),
    'texters', coalesce(texters, '[]'), 'conversations', coalesce(held, '[]'));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0003_notices_name_the_holder")]
    operations = [
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="outgoing",
            index=models.Index(
                fields=["next_at"],
                condition=models.Q(
                    ("state", "accepted"),
                    models.Q(
                        ("status__in", ("delivered", "undelivered", "failed", "canceled", "read")),
                        _negated=True,
                    ),
                ),
                name="conversations_unsettled",
            ),
        ),
    ]
