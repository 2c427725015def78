"""Small cells suppressed, and the cells from which they could be worked out (k = 11, as CTDC)."""

K = 11
HIDDEN = None
Cell = int | None
Table = list[list[Cell]]


def suppressed(table: list[list[int]], k: int = K) -> Table:
    """A table whose last row and last column are sums, safe to publish.

    Cells from 1 to k-1 are hidden. Where a row or a column with its sum hides only one cell, that
    cell could be worked out, so the smallest other cell that is not zero is hidden too, until no
    line gives one away.
    """
    shown: Table = [[HIDDEN if 0 < cell < k else cell for cell in row] for row in table]
    for _ in range(sum(len(row) for row in table) + 1):
        if not any(_guard(shown, table, line) for line in _lines(table)):
            break
    return shown


def _lines(table: list[list[int]]) -> list[list[tuple[int, int]]]:
    rows, columns = len(table), len(table[0]) if table else 0
    across = [[(r, c) for c in range(columns)] for r in range(rows)]
    down = [[(r, c) for r in range(rows)] for c in range(columns)]
    return across + down


def _guard(shown: Table, table: list[list[int]], line: list[tuple[int, int]]) -> bool:
    """Hide one more cell of a line that hides exactly one; whether it did."""
    if len(line) < 2 or sum(shown[r][c] is HIDDEN for r, c in line) != 1:
        return False
    others = [(table[r][c], i, r, c) for i, (r, c) in enumerate(line) if shown[r][c] is not HIDDEN]
    candidates = [other for other in others if other[0] > 0] or others
    _, _, row, column = min(candidates)
    shown[row][column] = HIDDEN
    return True
