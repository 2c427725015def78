"""The part of an address before the `@`, read to the left, plainly written or spelled."""

from typing import Final

from vigie.analysis.identifiers.addresses import LABEL, OPEN
from vigie.analysis.identifiers.sheet import Sheet

JOINTS: Final = {
    "dot": ".", "punto": ".", "point": ".", "d0t": ".", "ponto": ".",
    "underscore": "_", "under score": "_", "underscor": "_", "guion bajo": "_", "guionbajo": "_",
    "tiret bas": "_", "dash": "-", "hyphen": "-", "guion": "-", "tiret": "-", "tirets": "-",
}  # fmt: skip


def local_before(sheet: Sheet, at: int) -> tuple[str, int, frozenset[str]]:
    """The part before the `@` that stands at token `at`: its text, first token, tricks."""
    tokens = sheet.tokens
    i = at - 1
    tricks: set[str] = set()
    while i >= 0 and at - i <= 3 and len(tokens[i]) <= 4 and OPEN.match(tokens[i]):
        if tokens[i] in ("_", "-") and not _framed(tokens, at):
            break
        if tokens[i].isspace() and "\n" in tokens[i]:
            return "", at, frozenset()
        i -= 1
    local = ""
    first = at
    while i >= 0 and len(local) < 64:
        if not LABEL.match(tokens[i]):
            break
        local, first = tokens[i] + local, i
        while i > 0 and LABEL.match(tokens[i - 1]):
            i -= 1
            local, first = tokens[i] + local, i
        joint, i = _joint_before(sheet, i)
        if joint is None:
            break
        if joint in ("", " "):
            tricks.add("spaced")
            joint = ""
        elif joint[0] == "=":
            tricks.add("at_and_dot")
            joint = joint[1:]
        local = joint + local
    return local.strip(".-"), first, frozenset(tricks)


def _framed(tokens: list[str], at: int) -> bool:
    """Whether the same sign stands on both sides of the "at" (`-at-`, `_at_`)."""
    return 0 < at < len(tokens) - 1 and tokens[at - 1].strip() == tokens[at + 1].strip() != ""


def _joint_before(sheet: Sheet, i: int) -> tuple[str | None, int]:
    """What joins the label at token `i` to one before it, and that label's token."""
    tokens = sheet.tokens
    if i < 2:
        return None, i
    before = tokens[i - 1]
    if before in (".", "_", "-", "+", "__", "..", "._", "_.", "--") and LABEL.match(tokens[i - 2]):
        return before, i - 2
    if before == " ":
        word = tokens[i - 2]
        if len(tokens[i]) == 1 and len(word) == 1 and LABEL.match(word):
            return " ", i - 2
        if word in ("_", ".", "-") and len(tokens[i]) == 1 and i >= 4 and tokens[i - 3] == " ":
            return word, i - 4
        joint = JOINTS.get(word)
        pair = f"{tokens[i - 4]} {word}" if i >= 5 and tokens[i - 3] == " " else ""
        if pair in JOINTS and i >= 6:
            return "=" + JOINTS[pair], i - 6
        if joint is not None and i >= 4 and tokens[i - 3] == " " and LABEL.match(tokens[i - 4]):
            return "=" + joint, i - 4
        return _opened_before(tokens, i) or (None, i)
    bare = before.strip("[](){}<>* ")
    framed = _opened_before(tokens, i) if bare == "" else None
    if framed is not None:
        return framed
    if bare in (".", "_") and len(before) > 1 and LABEL.match(tokens[i - 2]):
        return "=" + bare, i - 2
    return None, i


def _opened_before(tokens: list[str], i: int) -> tuple[str, int] | None:
    """The joint in brackets before the label at token `i` (`jane [dot] doe`), and its label."""
    word = i - 1
    while word > 0 and i - word < 4 and OPEN.match(tokens[word]):
        word -= 1
    joint = JOINTS.get(tokens[word])
    label = word - 1
    while label > 0 and word - label < 4 and OPEN.match(tokens[label]):
        label -= 1
    if joint is None or label < 0 or label == word - 1 or not LABEL.match(tokens[label]):
        return None
    return "=" + joint, label
