"""What may be done to the numbers."""

from vigie.helpline.numbers.actions.settle_months import settle_months

__all__ = ["settle_months"]
