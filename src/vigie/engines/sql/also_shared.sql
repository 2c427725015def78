-- What else the accounts of each pair share: hubs, names, habits.
-- pairs(left_account, right_account), keys(account, key, kind, accounts) none of which blocks, and
-- keyed(account_key), the same rows under account * 2^32 + key.
-- The one packed condition keeps an engine from joining keys with themselves first: hubs explode.
SELECT
    p.left_account AS left_account,
    p.right_account AS right_account,
    l.kind AS kind,
    CAST(COUNT(*) AS INT) AS shared,
    MIN(CAST(l.accounts AS BIGINT) * 4294967296 + l.key) AS rarest,
    CAST(0 AS BIGINT) AS gap
FROM pairs AS p
INNER JOIN keys AS l ON l.account = p.left_account
INNER JOIN keyed AS r ON r.account_key = CAST(p.right_account AS BIGINT) * 4294967296 + l.key
GROUP BY p.left_account, p.right_account, l.kind
