"""A texter that is none: it writes on a schedule and alarms when no person answers in time."""
