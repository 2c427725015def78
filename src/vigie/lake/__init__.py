"""Batches written once and the runs made from them: the only input and output of the analysis."""
