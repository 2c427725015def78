-- How many edges keep the components from being stars: a centre near another, a node with two.
-- edges(node, near): what hangs together, node > near, each edge once.
WITH nodes AS (
    SELECT e.node AS node, COUNT(*) AS many FROM edges AS e GROUP BY e.node
)
SELECT CAST(COUNT(*) AS BIGINT) AS edges
FROM edges AS e
INNER JOIN nodes AS n ON n.node = e.node
LEFT JOIN nodes AS c ON c.node = e.near
WHERE n.many > 1 OR c.node IS NOT NULL
