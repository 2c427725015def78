"""Write docs/indicators/: a page for each cue of the registry, and a list of them all."""

from pathlib import Path

from vigie.analysis.triage.registry import LEVELS, QUESTIONS, Indicator, Registry, registry
from vigie.analysis.triage.signals import SIGNALS

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "indicators"
HEAD = """# Indicators

Every cue that triage knows, made from `src/vigie/analysis/triage/indicators/` by `make docs`. Two questions are asked of a profile and never mixed. A cue adds its bits to the log-odds of its question where it holds in full (one bit doubles the odds); negative bits speak against. No cue proves anything, and most of the literature rests on ads whose truth nobody knows: read the standing.

- **validated**: found in ads with known outcomes, or established by people.
- **contested**: taught or published without known outcomes, or with findings on both sides.
- **contrary**: widely taught, and found to be empty or to speak against.
- **folk**: passed on; shown, and worth next to nothing.
- **refused**: known, and never computed.

"""  # noqa: E501 (a paragraph of prose is one line)
LEVEL = {"ad": "What an ad says", "profile": "What a party does", "network": "What a party shares"}
ASKED = {"trafficking": "signs of trafficking", "minor": "signs that a minor is concerned"}


def page(cue: Indicator, listed: Registry) -> str:
    """A cue's page: what is shown, how it is computed, what it is worth and does not prove."""
    parts = [
        f"# {cue.id}\n",
        f"> {cue.sentence}\n",
        _facts(cue),
        f"## {'Why it is never used' if cue.refused else 'What it does not prove'}\n",
        f"{cue.does_not_prove}\n",
        "## Sources\n",
        "\n".join(_source(key, found, listed) for key, found in cue.sources.items()) + "\n",
        _words("Words looked for", cue.phrases),
        _words("Words that the learned wording is never shown", cue.masked),
    ]
    return "\n".join(part for part in parts if part)


def _facts(cue: Indicator) -> str:
    rows = [("question", ASKED[cue.question]), ("level", cue.level), ("standing", cue.standing)]
    if not cue.refused:
        rows += [
            ("bits", f"{cue.bits:+g}"),
            ("computed by", f"`{cue.compute}`: {_sentence(cue.compute)}"),
            ("languages", ", ".join(cue.languages)),
        ]
    if cue.parameters:
        rows.append(("parameters", ", ".join(f"{k} {v}" for k, v in cue.parameters.items())))
    return "| | |\n|---|---|\n" + "".join(f"| {name} | {said} |\n" for name, said in rows)


def _sentence(compute: str) -> str:
    return " ".join((SIGNALS[compute].__doc__ or "").split("\n\n", 1)[0].split())


def _source(key: str, found: str, listed: Registry) -> str:
    source = listed.sources[key]
    return (
        f"- {source.authors}, *{source.title}*, {source.year} ({source.where}). "
        f"Sample: {source.sample}. Found: {found}. Read for this page: {source.verified}."
    )


def _words(title: str, words: dict[str, tuple[str, ...]] | object) -> str:
    if not isinstance(words, dict) or not words:
        return ""
    return f"## {title}\n\n" + "".join(
        f"- {language}: {', '.join(listed)}\n" for language, listed in words.items()
    )


def listing(listed: Registry) -> str:
    """The list of all cues, by question and level."""
    parts = [HEAD]
    for question in QUESTIONS:
        parts.append(f"## Question: {ASKED[question]}\n\n")
        for level in LEVELS:
            cues = [c for c in listed.used if (c.question, c.level) == (question, level)]
            parts.append(
                f"### {LEVEL[level]}\n\n| cue | bits | standing | shown as |\n|---|---|---|---|\n"
            )
            parts += [f"{_row(cue, f'{cue.bits:+g}')}\n" for cue in cues] + ["\n"]
    parts.append("## Refused\n\n| cue | bits | standing | what it is |\n|---|---|---|---|\n")
    parts += [f"{_row(cue, 'none')}\n" for cue in listed.every if cue.refused]
    return "".join(parts)


def _row(cue: Indicator, bits: str) -> str:
    return f"| [{cue.id}]({cue.id}.md) | {bits} | {cue.standing} | {cue.sentence} |"


def pages() -> dict[str, str]:
    """Every page by its file's name."""
    listed = registry()
    return {"README.md": listing(listed)} | {
        f"{cue.id}.md": page(cue, listed) for cue in listed.every
    }


if __name__ == "__main__":
    PAGES.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for old in PAGES.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, content in wanted.items():
        (PAGES / name).write_text(content, "utf-8")
