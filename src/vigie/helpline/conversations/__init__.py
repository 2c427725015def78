"""Conversations: what happened, in order; what state that leaves; what may happen next."""
