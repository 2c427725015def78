"""Functions that take a batch of texts in with few round trips: what is known of it; what it adds.

A text that arrives costs a transaction; with a statement a table that was eighteen round trips.
"""

from django.db import migrations

KNOWN = """
CREATE FUNCTION conversations_known(ids text[], indexes bytea[]) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE receipts jsonb; texters jsonb; held jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('helpline.receive'));
  SELECT jsonb_agg(provider_id) INTO receipts
    FROM conversations_receipt WHERE provider_id = ANY(ids);
  WITH mine AS (
    SELECT * FROM conversations_texter WHERE number_index = ANY(indexes) ORDER BY id FOR UPDATE
  ) SELECT jsonb_agg(to_jsonb(mine)) INTO texters FROM mine;
  WITH mine AS (
    SELECT * FROM conversations_conversation
    WHERE state <> 'purged'
      AND texter_id IN (SELECT id FROM conversations_texter WHERE number_index = ANY(indexes))
    ORDER BY id FOR UPDATE
  ) SELECT jsonb_agg(to_jsonb(mine)) INTO held FROM mine;
  RETURN jsonb_build_object('receipts', coalesce(receipts, '[]'),
    'texters', coalesce(texters, '[]'), 'conversations', coalesce(held, '[]'));
END $$;
"""
TAKE_IN = """
CREATE FUNCTION conversations_take_in(batch jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO conversations_receipt (provider_id, at)
    SELECT provider_id, at
    FROM jsonb_populate_recordset(NULL::conversations_receipt, batch->'receipts');
  INSERT INTO conversations_texter (id, number_index, wrapped_key, sealed_number, gateway, line,
      language, opted_out, forget_at, canary)
    SELECT id, number_index, wrapped_key, sealed_number, gateway, line,
      language, opted_out, forget_at, canary
    FROM jsonb_populate_recordset(NULL::conversations_texter, batch->'new_texters');
  UPDATE conversations_texter old
    SET language = new.language, opted_out = new.opted_out, wrapped_key = new.wrapped_key,
      sealed_number = new.sealed_number, forget_at = new.forget_at, line = new.line,
      gateway = new.gateway
    FROM jsonb_populate_recordset(NULL::conversations_texter, batch->'texters') new
    WHERE old.id = new.id;
  -- Before those that begin: one that was just erased makes room for the texter's next.
  UPDATE conversations_conversation old
    SET state = new.state, language = new.language, score = new.score,
      after_hours = new.after_hours, paused = new.paused, waiting_since = new.waiting_since,
      last_in_at = new.last_in_at, assigned_to = new.assigned_to, wrapped_key = new.wrapped_key,
      closed_at = new.closed_at
    FROM jsonb_populate_recordset(NULL::conversations_conversation, batch->'conversations') new
    WHERE old.id = new.id;
  INSERT INTO conversations_conversation (id, texter_id, state, wrapped_key, language, assigned_to,
      score, risk_flag, after_hours, paused, opened_at, waiting_since, last_in_at, last_out_at,
      first_reply_at, closed_at, outcome, outcome_detail)
    SELECT id, texter_id, state, wrapped_key, language, assigned_to,
      score, risk_flag, after_hours, paused, opened_at, waiting_since, last_in_at, last_out_at,
      first_reply_at, closed_at, outcome, outcome_detail
    FROM jsonb_populate_recordset(NULL::conversations_conversation, batch->'new_conversations');
  INSERT INTO conversations_message (id, conversation_id, inbound, sealed, at, author, automatic,
      draft, media)
    SELECT id, conversation_id, inbound, sealed, at, author, automatic, draft, media
    FROM jsonb_populate_recordset(NULL::conversations_message, batch->'messages');
  INSERT INTO conversations_outgoing (texter_id, message_id, automatic, language, state, status,
      provider_id, attempts, created_at, next_at, taken_at, error)
    SELECT texter_id, message_id, automatic, language, state, status,
      provider_id, attempts, created_at, next_at, taken_at, error
    FROM jsonb_populate_recordset(NULL::conversations_outgoing, batch->'outgoing');
END $$;
"""
HAPPENED = """
CREATE FUNCTION conversations_happened(happenings jsonb, channel text) RETURNS void
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
      SELECT *, (row_number() OVER (ORDER BY id) - 1) / 50 AS part FROM added
    )
    SELECT json_agg(json_build_object('id', id, 'c', conversation_id, 'k', kind) ORDER BY id)
    FROM placed GROUP BY part ORDER BY part
  LOOP
    PERFORM pg_notify(channel, told);  -- a notice holds 8,000 bytes: 50 events
  END LOOP;
END $$;
"""
UNDO = """
DROP FUNCTION conversations_happened(jsonb, text);
DROP FUNCTION conversations_take_in(jsonb);
DROP FUNCTION conversations_known(text[], bytea[]);
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial")]
    operations = [migrations.RunSQL(KNOWN + TAKE_IN + HAPPENED, UNDO)]
