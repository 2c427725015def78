"""The only way out of the helpline: what a texter agreed to, signed; or two people in a danger."""
