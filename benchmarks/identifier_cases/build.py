"""Build the labelled cases: the written ones and those made from templates and disguises.

    python -m benchmarks.identifier_cases.build

writes `open.jsonl` (two thirds) and `heldout.jsonl` (a third that nobody looks at while writing
rules). A template's cases go to one side together, so that a held-out way of writing is one that
was not seen: of each kind and trick, every third template in the order of their SHA-256. What was
set aside once stays aside, and what was open stays open.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.identifier_cases.disguises import FRENCH, HIDDEN, SPANISH, Disguise

HERE = Path(__file__).parent
Case = dict[str, object]
CARRIERS = {
    "US": [
        "Call me {} anytime", "text {}", "{}", "New in town, reach me at {} no blocked calls",
        "Sweet and easy going. {} Ask for Mia", "available now!! {} serious only",
        "hit me up at {}. I am 26 yo", "$200/hr, {}",
    ],
    "FR": ["Appelle moi au {}", "{} disponible ce soir", "tel : {}", "Contact : {} merci"],
    "GB": ["ring {}", "call {} any time", "{} no texts please", "Phone: {}"],
    "ES": ["llámame al {}", "{} disponible hoy", "mi número es {}", "tel. {} sin mensajes"],
}  # fmt: skip
EXTRA = {"hit me up at {}. I am 26 yo": ["age:26"], "$200/hr, {}": ["rate:200 USD/60"],
         "Sweet and easy going. {} Ask for Mia": ["name:Mia"]}  # fmt: skip
AREAS = "201 212 305 312 404 415 469 503 512 602 617 702 713 720 832 904 916 954".split()


def american(dice: Random) -> tuple[str, str]:
    """A number that the North American plan keeps for fiction."""
    digits = f"{dice.choice(AREAS)}55501{dice.randrange(100):02d}"
    return digits, f"+1{digits}"


def french(dice: Random) -> tuple[str, str]:
    """A number that Arcep keeps for fiction."""
    digits = f"{dice.choice(['063998', '019900'])}{dice.randrange(10000):04d}"
    return digits, f"+33{digits[1:]}"


def british(dice: Random) -> tuple[str, str]:
    """A number that Ofcom keeps for fiction."""
    digits = f"07700900{dice.randrange(1000):03d}"
    return digits, f"+44{digits[1:]}"


def spanish(_: Random) -> tuple[str, str]:
    """A number of a Spanish block that nobody was given."""
    return "739012345", "+34739012345"


NUMBERS = {"US": american, "FR": french, "GB": british, "ES": spanish}


def settled(name: str) -> set[str]:
    """The templates of the file as it stands."""
    path = HERE / f"{name}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {str(json.loads(line)["template"]) for line in lines}


def heldout(cases: list[Case]) -> set[str]:
    """The templates that are set aside."""
    groups: dict[tuple[object, object], set[str]] = {}
    aside, opened = settled("heldout"), settled("open")
    for case in cases:
        if case["template"] in aside | opened:
            continue
        groups.setdefault((case["kind"], case["trick"]), set()).add(str(case["template"]))
    for templates in groups.values():
        aside.update(sorted(templates, key=lambda t: hashlib.sha256(t.encode()).digest())[::3])
    return aside


def made(trick: str, style: int, country: str, disguise: Disguise) -> Iterator[Case]:
    """Three cases of one way of writing, each in another sentence."""
    template = f"phone/{trick}/{country}/{style}"
    dice = Random(template)
    for carrier in dice.sample(CARRIERS[country], 3):
        digits, value = NUMBERS[country](dice)
        yield {
            "template": template, "kind": "phone", "trick": trick, "region": country,
            "text": carrier.format(disguise(digits)),
            "expect": [f"phone:{value}", *EXTRA.get(carrier, [])],
        }  # fmt: skip


def hidden_phones() -> Iterator[Case]:
    """Every disguise in every country it is written for."""
    for trick, disguises in HIDDEN.items():
        for style, disguise in enumerate(disguises):
            country = "GB" if style % 7 == 6 and trick not in WORDED else "US"
            yield from made(trick, style, country, disguise)
    for country, table in (("FR", FRENCH), ("ES", SPANISH)):
        for trick, disguises in table.items():
            for style, disguise in enumerate(disguises):
                yield from made(trick, style, country, disguise)


WORDED = ("number_words", "glued_words", "homophone", "leet_words", "filler_words")


def written() -> Iterator[Case]:
    """The cases of the text file; each line is its own template."""
    for line in (HERE / "plain_cases.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, trick, hints, rest = line.split("|", 3)
        text, expected = rest.rsplit("|", 1)
        region, _, location = hints.partition(";")
        values = (
            []
            if expected.strip() == "-"
            else [v.strip() for v in expected.split("  ") if v.strip()]
        )
        yield {
            "template": f"{kind}/{trick}/{text.strip()}", "kind": kind, "trick": trick,
            "region": region, "location": location, "text": text.strip().replace("\\n", "\n"),
            "expect": values,
        }  # fmt: skip


def main() -> None:
    """Write both files, each case with its number."""
    files: dict[str, list[Case]] = {"open": [], "heldout": []}
    cases = [*written(), *hidden_phones()]
    aside = heldout(cases)
    for number, case in enumerate(cases, 1):
        files["heldout" if case["template"] in aside else "open"].append({"id": number, **case})
    for name, cases in files.items():
        lines = "".join(json.dumps(c, ensure_ascii=False, sort_keys=True) + "\n" for c in cases)
        (HERE / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        digest = hashlib.sha256(lines.encode()).hexdigest()
        print(f"{name}: {len(cases)} cases, sha256 {digest}")


if __name__ == "__main__":
    main()
