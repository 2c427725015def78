"""Numbers that can be published: by month, with small cells suppressed."""
