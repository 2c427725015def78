"""A source's row becomes an Ad, or a Reject with its reason."""
