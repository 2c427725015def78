"""The states of a conversation, and what moves it from one to the next. Nothing else does."""

from collections.abc import Iterable

NEW, QUEUED, ASSIGNED, ACTIVE, WAITING, CLOSED, PURGED = STATES = (
    "new",
    "queued",
    "assigned",
    "active",
    "waiting",
    "closed",
    "purged",
)
OPEN = (NEW, QUEUED, ASSIGNED, ACTIVE, WAITING)
HELD = (ASSIGNED, ACTIVE, WAITING)

# event -> state before -> state after
MOVES: dict[str, dict[str, str]] = {
    "opened": {"": NEW},
    "queued": {NEW: QUEUED},
    "claimed": {QUEUED: ASSIGNED},
    "released": dict.fromkeys(HELD, QUEUED),
    "transferred": dict.fromkeys(HELD, ASSIGNED),
    "advocate_wrote": dict.fromkeys(HELD, WAITING),
    "texter_wrote": {QUEUED: QUEUED, ASSIGNED: ASSIGNED, ACTIVE: ACTIVE, WAITING: ACTIVE},
    "closed": dict.fromkeys((QUEUED, *HELD), CLOSED),
    "reopened": {CLOSED: QUEUED},
    "purged": dict.fromkeys((*OPEN, CLOSED), PURGED),
}
# Events that change what stands beside the state, not the state itself.
BESIDE = (
    "opted_out",
    "opted_in",
    "marked_after_hours",
    "paused_for_safety",
    "safety_pause_lifted",
    "risk_flagged",
    "risk_unflagged",
    "draft_written",
    "draft_approved",
    "draft_declined",
    "note_added",
    "reminder_set",
    "reminder_done",
    "consent_given",
    "consent_revoked",
    "handed_off",
    "glass_broken",
    "glass_reviewed",
    "message_status",
    "read_together",
)


def after(state: str, event: str) -> str | None:
    """The state that an event leads to; None where it cannot happen in this state."""
    if event in BESIDE:
        return state if state not in ("", PURGED) else None
    return MOVES[event].get(state)


def replay(events: Iterable[str]) -> str:
    """The state that follows from a history. Errors: ValueError for one that cannot have been."""
    state = ""
    for event in events:
        following = after(state, event)
        if following is None:
            raise ValueError(f"{event} cannot happen to a conversation that is {state or 'unborn'}")
        state = following
    return state
