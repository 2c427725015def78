-- The other half: a node and everything smaller that it is near are put near the smallest of those.
-- edges(node, near): what hangs together, node > near.
WITH least AS (
    SELECT e.node AS node, MIN(e.near) AS centre FROM edges AS e GROUP BY e.node
)
SELECT l.node AS node, l.centre AS near FROM least AS l
UNION
SELECT e.near AS node, l.centre AS near
FROM edges AS e
INNER JOIN least AS l ON l.node = e.node
WHERE e.near > l.centre
