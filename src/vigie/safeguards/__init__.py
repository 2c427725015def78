"""What may be kept, shown, joined and sent; by whom; for how long."""

from vigie.safeguards.rules import RULE_IDS, RULES, Rule

__all__ = ["RULES", "RULE_IDS", "Rule"]
