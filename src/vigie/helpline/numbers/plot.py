"""A plot of conversations by month, drawn as SVG on the server: no script, nobody else's code."""

from collections.abc import Sequence
from html import escape

from vigie.helpline.numbers.tables import Published

WIDTH, HEIGHT, BASE = 640, 220, 180


def bars(rows: Sequence[Published], title: str) -> str:
    """An SVG of bars; a hidden cell is an empty outline. Its text alternative holds the values."""
    shown = [row for row in rows if not row.a_year][-24:]
    top = max([row.conversations or 0 for row in shown], default=0) or 1
    step = (WIDTH - 40) / max(1, len(shown))
    parts = []
    for index, row in enumerate(shown):
        height = 6 if row.conversations is None else BASE * row.conversations / top * 0.9
        style = "hidden-cell" if row.conversations is None else "bar"
        x = 30 + index * step
        parts.append(
            f'<rect class="{style}" x="{x:.1f}" y="{BASE - height:.1f}" '
            f'width="{step * 0.7:.1f}" height="{height:.1f}"/>'
            f'<text x="{x:.1f}" y="{BASE + 18}">{escape(row.month)}</text>'
        )
    told = ", ".join(f"{row.month}: {_told(row)}" for row in shown)
    return (
        f'<svg role="img" viewBox="0 0 {WIDTH} {HEIGHT}" aria-label="{escape(title)}: '
        f'{escape(told)}">{"".join(parts)}</svg>'
    )


def _told(row: Published) -> str:
    return "hidden" if row.conversations is None else str(row.conversations)
