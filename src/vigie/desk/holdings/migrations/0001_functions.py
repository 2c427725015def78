"""The extensions and the functions that the tables' generated columns are made with."""

from django.contrib.postgres.operations import (
    BtreeGinExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION holdings_plain(given text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN lower(unaccent('unaccent'::regdictionary, given));

CREATE FUNCTION holdings_document(title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN to_tsvector('simple'::regconfig, left(holdings_plain(title || ' ' || body), 200000));

CREATE FUNCTION holdings_folded(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN left(lower(value), 200);

CREATE FUNCTION holdings_tail(kind text, value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN kind = 'phone' THEN reverse(regexp_replace(value, '[^0-9]', '', 'g')) END;
"""
UNDO = """
DROP FUNCTION holdings_tail; DROP FUNCTION holdings_folded;
DROP FUNCTION holdings_document; DROP FUNCTION holdings_plain;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(FUNCTIONS, UNDO),
    ]
