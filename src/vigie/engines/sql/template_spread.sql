-- How far each template has spread: its ads, its sources, the places named, and the days between.
-- Tables: templates (ad_id, version, template), ads. Parameter: at_least, the fewest ads to show.
SELECT
    t.template,
    COUNT(*) AS ads,
    COUNT(DISTINCT a.source) AS sources,
    COUNT(DISTINCT NULLIF(a.location, '')) AS places,
    MIN(a.posted_at) AS first_posted,
    MAX(a.posted_at) AS last_posted
FROM templates AS t
INNER JOIN ads AS a ON a.ad_id = t.ad_id AND a.version = t.version
GROUP BY t.template
HAVING COUNT(*) >= $at_least
ORDER BY ads DESC, t.template
