"""The whole analysis on one page, in order."""
