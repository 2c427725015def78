-- One half of a round of components: everything larger that a node is near is put near the smallest.
-- edges(node, near): what hangs together, node > near.
WITH sides AS (
    SELECT e.node AS node, e.near AS near FROM edges AS e
    UNION
    SELECT e.near AS node, e.node AS near FROM edges AS e
),
least AS (
    SELECT s.node AS node, LEAST(s.node, MIN(s.near)) AS centre FROM sides AS s GROUP BY s.node
)
SELECT DISTINCT s.near AS node, l.centre AS near
FROM sides AS s
INNER JOIN least AS l ON l.node = s.node
WHERE s.near > s.node
