"""A text becomes Mentions: the numbers, names and addresses in it."""
