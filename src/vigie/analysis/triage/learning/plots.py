"""Plots as plain SVG: no script, no font, no picture from elsewhere; the same bytes each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, EDGE = 420, 260, 44
INKS = ("#0b5394", "#999999", "#b45f06")
Point = Sequence[float]


@dataclass(frozen=True)
class Line:
    """One series of a plot: its name and its points, left to right."""

    name: str
    points: Sequence[Point]
    dotted: bool = False


def lines(title: str, axes: tuple[str, str], series: Sequence[Line]) -> str:
    """A line plot whose vertical axis is a share, 0 to 1."""
    right = max((point[0] for line in series for point in line.points), default=1.0) or 1.0
    drawn = "".join(_line(line, right, place) for place, line in enumerate(series))
    return _frame(title, axes, right, drawn)


def _line(line: Line, right: float, place: int) -> str:
    ink = INKS[place % len(INKS)]
    points = " ".join(f"{_across(p[0], right):.1f},{_up(p[1]):.1f}" for p in line.points)
    dots = "" if line.dotted else "".join(
        f'<circle cx="{_across(p[0], right):.1f}" cy="{_up(p[1]):.1f}" r="2.5" fill="{ink}"/>'
        for p in line.points
    )  # fmt: skip
    dash = ' stroke-dasharray="4 4"' if line.dotted else ""
    label = (
        f'<text x="{WIDTH - EDGE}" y="{16 + 14 * place}" text-anchor="end" fill="{ink}">'
        f"{escape(line.name)}</text>"
    )
    return f'<polyline points="{points}" fill="none" stroke="{ink}"{dash}/>{dots}{label}'


def bars(title: str, rows: Sequence[tuple[str, float, float]]) -> str:
    """A bar for each row, from zero: its name, a value, and another value drawn as a mark."""
    height = 30 + 16 * len(rows)
    most = max((abs(value) for _, *both in rows for value in both), default=1.0) or 1.0
    middle, reach = 380, 170
    drawn = []
    for place, (name, value, mark) in enumerate(rows):
        top, wide = 26 + 16 * place, reach * value / most
        left, at = middle + min(0.0, wide), middle + reach * mark / most
        drawn.append(
            f'<text x="{middle - reach - 6}" y="{top + 10}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{left:.1f}" y="{top}" width="{abs(wide):.1f}" height="11" '
            f'fill="{INKS[0] if value > 0 else INKS[2]}"/>'
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{top - 1}" y2="{top + 12}" stroke="black"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="570" height="{height}" '
        f'font-family="sans-serif" font-size="11"><title>{escape(title)}</title>'
        f'<text x="4" y="14" font-weight="bold">{escape(title)}</text>{"".join(drawn)}</svg>'
    )


def _frame(title: str, axes: tuple[str, str], right: float, drawn: str) -> str:
    across, up = axes
    marks = "".join(
        f'<text x="{EDGE - 6}" y="{_up(share) + 4:.1f}" text-anchor="end">{share:g}</text>'
        f'<line x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{_up(share):.1f}" y2="{_up(share):.1f}" '
        'stroke="#eeeeee"/>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )
    ends = "".join(
        f'<text x="{_across(value, right):.1f}" y="{HEIGHT - EDGE + 16}" text-anchor="middle">'
        f"{value:g}</text>"
        for value in (0, right)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif" font-size="11"><title>{escape(title)}</title>'
        f'<text x="{EDGE}" y="20" font-weight="bold">{escape(title)}</text>{marks}{ends}{drawn}'
        f'<text x="{WIDTH / 2:g}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>'
        f'<text transform="translate(12 {HEIGHT / 2:g}) rotate(-90)" text-anchor="middle">'
        f"{escape(up)}</text></svg>"
    )


def _across(value: float, right: float) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * value / right


def _up(share: float) -> float:
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share
