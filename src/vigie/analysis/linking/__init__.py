"""Two records become propositions, and propositions a weight of evidence."""
