-- For each pair of accounts: how often they were in one city in one week, and how often in two
-- regions on one day.
-- stays(account, week, city, region, days): one row an account, week and city; days is a mask of 7.
-- weekly(account_week, city, region, days): the same rows under account * 2^32 + week.
SELECT
    p.left_account AS left_account,
    p.right_account AS right_account,
    CAST(SUM(CASE WHEN l.city = r.city THEN 1 ELSE 0 END) AS INT) AS together,
    CAST(MIN(CASE WHEN l.city = r.city THEN l.city END) AS INT) AS one_city,
    CAST(MAX(CASE WHEN l.city = r.city THEN l.city END) AS INT) AS other_city,
    CAST(SUM(CASE WHEN l.region <> r.region THEN BIT_COUNT(l.days & r.days) ELSE 0 END) AS INT)
        AS apart
FROM pairs AS p
INNER JOIN stays AS l ON l.account = p.left_account
INNER JOIN weekly AS r ON r.account_week = CAST(p.right_account AS BIGINT) * 4294967296 + l.week
GROUP BY p.left_account, p.right_account
