"""An explanation as text, line by line."""

from collections.abc import Iterator
from typing import Any

from vigie.analysis.profiles.wording import INNOCENT, day, evidence_line, weight

Told = dict[str, Any]
SHOWN = 12
"""Ads and links shown before the rest are counted only."""


def tell_profile(told: Told, shown: int = SHOWN) -> Iterator[str]:
    """The text for `explain_profile`: at most `shown` ads, links and moves (0: all)."""
    accounts = {ad["account"] for ad in told["ads"]}
    yield f"Profile {told['profile_id']}"
    if told["asked"] != told["profile_id"]:
        yield f"  (asked for as {told['asked']}, which was merged into it)"
    yield f"  {_many(len(told['ads']), 'ad')} by {_many(len(accounts), 'account')}"
    yield f"  Seen {day(told['first_seen'])} to {day(told['last_seen'])}."
    yield from _ledger(told["ledger"])
    if told["cut"]:
        yield "  It was cut: it had grown past a plausible size on weak bridges."
    if told["disputed"]:
        yield "  People disagree about it: the machine has not joined what they disagree on."
    yield from _finding(told["finding"])
    yield from _ads(told["ads"], shown)
    yield from _links(told["links"], shown)
    yield from _weakest(told["weakest"])
    yield from _judgements(told["judgements"])


def tell_between(told: Told) -> Iterator[str]:
    """The text for `explain_between`."""
    yield f"Between {told['left']} and {told['right']}"
    if told["together"]:
        yield f"  Both are in profile {told['profiles'][0]}."
    else:
        names = [profile or "no profile of this run" for profile in told["profiles"]]
        yield f"  They are in different profiles: {names[0]} and {names[1]}."
    if told["link"]:
        yield ""
        yield "Their own link"
        yield from _link(told["link"])
    else:
        yield "  No link between these two ads weighs enough to be kept."
        yield from _compared(told["compared"])
    if told["chain"] and told["chain"] != [told["link"]]:
        yield ""
        yield "The strongest chain between them (no other has a stronger weakest step)"
        for step in told["chain"]:
            yield from _link(step)
    yield from _judgements(told["judgements"])


def _compared(told: Told | None) -> Iterator[str]:
    if told is None:
        return
    yield ""
    yield "What they share, and what speaks against (the accounts that posted them)"
    yield from _link(told, "and")
    if told["bits"] >= 0:
        yield "    A part of this did not count: what strangers mostly share joins nobody."
    elif not any(one["bits"] > 0 for one in told["evidence"]):
        yield "    Nothing that they share speaks for one party."


def _ledger(ledger: Told) -> Iterator[str]:
    yield f"  Founded {day(ledger['since'])} on ad {ledger['founder']}." + (
        f" Split from {ledger['split_from']}." if ledger["split_from"] else ""
    )
    if ledger["merged_from"]:
        yield f"  Merged into it: {', '.join(ledger['merged_from'])}."


def _finding(finding: Told | None) -> Iterator[str]:
    if finding is None:
        return
    yield ""
    if finding["abstained"]:
        yield f"Nothing can be said of risk: {finding['abstained']}"
    else:
        yield f"Rank {finding['rank']}"
    for question, asked in (("trafficking", "trafficking"), ("minor", "a minor concerned")):
        yield from _question(finding, question, asked)


def _question(finding: Told, question: str, asked: str) -> Iterator[str]:
    """One question by itself: its estimate, then what speaks for and what against."""
    estimate = finding[question]
    if estimate:
        between = f"between {estimate['low']:.0%} and {estimate['high']:.0%}"
        yield f"  Signs of {asked}: {estimate['probability']:.0%} ({between})"
    reasons = [one for one in finding["reasons"] or [] if one["question"] == question]
    for heading, sign in (("for", 1), ("against", -1)):
        speaking = [one for one in reasons if one["bits"] * sign > 0]
        for one in sorted(speaking, key=lambda one: (-abs(one["bits"]), one["indicator"])):
            yield f"  {weight(one['bits'])}  {heading:<8} {one['sentence']}{_seen_in(one['ads'])}"


def _seen_in(ads: list[str] | None) -> str:
    if not ads:
        return ""
    more = f" and {len(ads) - 1} more" if len(ads) > 1 else ""
    return f"; see {ads[0]}{more}"


def _ads(ads: list[Told], shown: int) -> Iterator[str]:
    yield ""
    yield "Ads"
    for ad in ads[: shown or None]:
        words = (day(ad.get("posted_at")), ad["ad_id"], ad.get("location"), ad.get("title"))
        many = ad.get("versions", 1)
        changed = f"({many} versions, the newest shown)" if many > 1 else None
        yield "  " + "  ".join(str(word) for word in (*words, changed) if word)
    yield from _rest(len(ads), shown, "ads")


def _links(links: list[Told], shown: int) -> Iterator[str]:
    yield ""
    if not links:
        yield "Links: none; this ad stands alone."
        return
    bridges = sum(link["bridge"] for link in links)
    held = f"{_many(bridges, 'bridge')} hold{'s'[: bridges == 1]} it together"
    yield f"Links ({held}; bits add up; 10 are odds of 1000 to 1)"
    for link in links[: shown or None]:
        yield from _link(link)
    yield from _rest(len(links), shown, "links")


def _link(link: Told, joint: str = "=") -> Iterator[str]:
    if link["bits"] is None:
        yield f"  {link['left']} = {link['right']}   a person put them together"
        return
    role = "   bridge" if link.get("bridge") else ""
    start = link["bits"] - sum(one["bits"] for one in link["evidence"])
    yield f"  {link['left']} {joint} {link['right']}   {link['bits']:.1f} bits{role}"
    yield f"    {weight(start)}  To begin with: most accounts have nothing to do with each other"
    for one in link["evidence"]:
        yield f"    {evidence_line(one)}"
    if link.get("innocent"):
        yield f"             Most innocent reading: {INNOCENT[link['innocent']]}."


def _weakest(weakest: Told | None) -> Iterator[str]:
    if weakest is None:
        return
    one, other = (len(side) for side in weakest["sides"])
    yield ""
    yield "What would split it"
    bridge = f"{weakest['left']} = {weakest['right']}"
    yield f"  Its weakest bridge, {bridge} with {weakest['bits']:.1f} bits."
    yield f"  Without it, {_many(one, 'ad')} would stay on one side and {other} on the other."
    pair = f"{weakest['left']} {weakest['right']}"
    yield f"  `vigie judge different {pair} --by NAME --because WHY` would do it."


def _judgements(judgements: list[Told]) -> Iterator[str]:
    if judgements:
        yield ""
        yield "What people said"
    newest = {(one["left"], one["right"], one["by"]): one for one in judgements}
    for one in judgements:
        said = f"{one['left']} and {one['right']} {_WORDS[one['verdict']]}; {one['because']}"
        stands = newest[one["left"], one["right"], one["by"]] is one
        yield f"  {day(one['at'])}  {one['by']}: {said}{'' if stands else ' (replaced since)'}"


_WORDS = {"same": "are one party", "different": "are different", "unsure": "cannot be told"}


def _rest(many: int, shown: int, what: str) -> Iterator[str]:
    if shown and many > shown:
        yield f"  … and {many - shown} more {what} (--all shows them)"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
