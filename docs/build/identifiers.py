"""Write `docs/identifiers/`: a page for each kind and each trick, out of its file.

    python docs/build/identifiers.py

A page is the file's docstring and its examples, which are also its tests.
"""

import json
import re
from pathlib import Path
from types import ModuleType

from vigie.analysis.identifiers import kinds, tricks
from vigie.analysis.identifiers.examples import Example

FOLDER = Path(__file__).parent.parent / "identifiers"
HEAD = "<!-- Written by docs/build/identifiers.py; edit {} instead. -->\n\n"
UNSHOWN = re.compile(r"[\n\u200b-\u200f\u202a-\u202e\u2060|`]")
INDEX = """# Identifiers

What `vigie extract` finds, and the ways of hiding that it undoes. `detail.tricks` of a mention
lists its tricks; `trick` is the first of them in the order below.

Values: telephone numbers in E.164; addresses and handles in lower case, a handle without its `@`;
ages in years; `200 USD/60` is 200 dollars for 60 minutes; heights in centimetres, weights in
kilograms; `Paris, TX, US`; dates in ISO 8601; the language in ISO 639-1.

To add a kind, write a file under `kinds/` with `KIND`, `WORDS`, `find` and `EXAMPLES`, and name it
in `kinds/__init__.py` and `extraction.py`. To add a trick, write a file under `tricks/` with `NAME`
and `EXAMPLES`, and name it in `tricks/__init__.py`. Then run `python docs/build/identifiers.py`.

## Kinds

{kinds}

## Tricks

{tricks}
"""


def short(module: ModuleType) -> str:
    """The module's own name."""
    return module.__name__.rsplit(".", 1)[1]


def shown(text: str) -> str:
    """A text as it may stand in a table: invisible characters and line breaks escaped."""
    visible = re.sub(
        r"[\n\u200b-\u200f\u202a-\u202e\u2060|`]", lambda m: _escaped(m.group(0)), text
    )
    return f"`{visible}`"


def _escaped(character: str) -> str:
    return "\\n" if character == "\n" else f"\\u{ord(character):04x}"


def row(example: Example, kind: str) -> str:
    """One example as a row of the table."""
    hints = ", ".join(h for h in (example.region, example.location) if h)
    detail = json.dumps(example.detail, sort_keys=True) if example.detail else ""
    value = f"`{example.value}`" if example.value is not None else "nothing"
    return f"| {shown(example.text)} | {hints} | {example.kind or kind} | {value} | {detail} |"


def page(module: ModuleType, kind: str) -> str:
    """The page of one kind or trick."""
    source = f"src/{module.__name__.replace('.', '/')}.py"
    rows = "\n".join(row(example, kind) for example in module.EXAMPLES)
    table = f"| text | hints | kind | value | detail |\n|---|---|---|---|---|\n{rows}\n"
    return f"{HEAD.format(source)}# {short(module)}\n\n{(module.__doc__ or '').strip()}\n\n{table}"


def pages() -> dict[str, str]:
    """Every page by its file name."""
    written = {}
    for module in kinds.MODULES:
        written[f"kind-{short(module)}.md"] = page(module, getattr(module, "KIND", ""))
    for module in tricks.MODULES:
        written[f"trick-{module.NAME}.md"] = page(module, "")
    lists = {
        name: "\n".join(
            f"- [{short(m)}]({prefix}-{short(m)}.md): {(m.__doc__ or '').splitlines()[0]}"
            for m in modules
        )
        for name, prefix, modules in (
            ("kinds", "kind", kinds.MODULES),
            ("tricks", "trick", tricks.MODULES),
        )
    }
    written["README.md"] = INDEX.format(**lists)
    return written


def main() -> None:
    """Write every page and remove those whose file is gone."""
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
