"""Write SAFEGUARDS.md, and in each rule's page the tests that hold it, from the rules."""

from pathlib import Path

from vigie.safeguards import RULES, Rule

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "safeguards"
HELD = "\nHeld by:\n\n"
HEAD = """# Safeguards

What the software must never do, or must always do. Each rule is held by tests that fail when it is broken; each has a page that says why. A refusal shown to a user carries the id of its rule. This table is made from `src/vigie/safeguards/rules.py` by `make docs`.

| rule | what it says | held by |
|---|---|---|
"""  # noqa: E501 (a paragraph of prose is one line)


def listing() -> str:
    """The whole of SAFEGUARDS.md."""
    return HEAD + "".join(
        f"| [{rule.rule_id}](docs/safeguards/{rule.rule_id}.md) | {rule.sentence} | "
        f"{'<br>'.join(_link(test, '') for test in rule.tests)} |\n"
        for rule in RULES
    )


def page(rule: Rule) -> str:
    """A rule's page: its own words as they stand, then the tests that hold it."""
    words = (PAGES / f"{rule.rule_id}.md").read_text("utf-8").split(HELD)[0]
    return words + HELD + "".join(f"- {_link(test, '../../')}\n" for test in rule.tests)


def _link(test: str, up: str) -> str:
    path, name = test.split("::")
    return f"[`{name}`]({up}{path})"


if __name__ == "__main__":
    (ROOT / "SAFEGUARDS.md").write_text(listing(), "utf-8")
    for each in RULES:
        (PAGES / f"{each.rule_id}.md").write_text(page(each), "utf-8")
