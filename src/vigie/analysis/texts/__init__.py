"""Texts become prints, and near-duplicate texts become templates."""
