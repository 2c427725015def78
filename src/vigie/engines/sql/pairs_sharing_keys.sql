-- Pairs of accounts that share a key which is rare or middling: one row a pair and kind of key.
-- keys(account, block, key, kind, accounts, first_day, last_day): only keys that may block; a block
-- is a key, or a window of the accounts of a key that a whole party shares.
-- rarest packs how many accounts carry the rarest shared key (high 32 bits) and that key (low 32).
-- gap is the shortest stretch of days between the two accounts' use of a shared key.
SELECT
    l.account AS left_account,
    r.account AS right_account,
    l.kind AS kind,
    CAST(COUNT(DISTINCT l.key) AS INT) AS shared,
    MIN(CAST(l.accounts AS BIGINT) * 4294967296 + l.key) AS rarest,
    MIN(GREATEST(
        0,
        CAST(GREATEST(l.first_day, r.first_day) AS BIGINT) - LEAST(l.last_day, r.last_day)
    )) AS gap
FROM keys AS l
INNER JOIN keys AS r ON l.block = r.block AND l.account < r.account
GROUP BY l.account, r.account, l.kind
