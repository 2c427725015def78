"""Which open pages a thing that happened concerns, and what each is to do about it."""

from dataclasses import dataclass

LOOK, WAITING, NOTHING = "look", "waiting", ""
# What happens within a conversation that somebody holds: no queue shows it but the holder's.
WITHIN = frozenset({"texter_wrote", "advocate_wrote", "risk_flagged", "risk_unflagged"})
# What no queue shows at all.
INSIDE = frozenset({"message_status", "note_added"})
# What changes the list of those who wait, and of an advocate's own lists only the holder's.
QUEUE = frozenset(
    {"opened", "queued", "reopened", "marked_after_hours", "claimed", "read_together"}
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A page that listens: whose it is, and which conversation it shows, '' for the queue.

    `lang` is the page's language, `codes` are those that its person can answer in.
    """

    login: str
    shows: str = ""
    lang: str = "en"
    codes: tuple[str, ...] = ("en",)

    def concerns(self, event: dict[str, object]) -> str:
        """LOOK where the page is to fetch what it shows, WAITING where only the queue moved."""
        kind, holder = event.get("k"), event.get("a")
        if kind == "resync" or (self.shows and event.get("c") == self.shows):
            return LOOK
        if self.shows or kind in INSIDE:
            return NOTHING
        if kind not in WITHIN | QUEUE or holder == self.login:
            return LOOK
        return WAITING if kind in QUEUE or not holder else NOTHING
