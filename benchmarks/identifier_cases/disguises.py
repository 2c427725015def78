"""Ways of writing digits so that machines miss them, by trick.

Written from what ads do and from nothing of Vigie: no table and no rule is shared with the code
that is measured. A disguise takes the national digits of a number and returns what is posted.
"""

from collections.abc import Callable

Disguise = Callable[[str], str]

EN = "zero one two three four five six seven eight nine".split()
FR = "zéro un deux trois quatre cinq six sept huit neuf".split()
ES = "cero uno dos tres cuatro cinco seis siete ocho nueve".split()
EN_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
EN_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
FR_LOW = [*FR, *"dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split()]
FR_TENS = "_ _ vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()
ES_LOW = [
    *ES,
    *"diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve".split(),
]
ES_TENS = "_ _ veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
ES_TWENTY = (
    "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()


def groups(digits: str) -> list[str]:
    """The digits as they are commonly grouped: 3-3-4, or pairs where they begin with 0."""
    if len(digits) == 10 and digits[0] != "0":
        return [digits[:3], digits[3:6], digits[6:]]
    if len(digits) == 11:
        return [digits[:5], digits[5:8], digits[8:]]
    if len(digits) == 9:
        return [digits[:3], digits[3:5], digits[5:7], digits[7:]]
    return pairs(digits)


def pairs(digits: str) -> list[str]:
    """The digits two by two."""
    return [digits[i : i + 2] for i in range(0, len(digits), 2)]


def said(words: list[str], between: str) -> Disguise:
    """Each digit as a word."""
    return lambda digits: between.join(words[int(d)] for d in digits)


def grouped(words: list[str], within: str, between: str) -> Disguise:
    """Each digit as a word, in groups."""
    return lambda digits: between.join(
        within.join(words[int(d)] for d in group) for group in groups(digits)
    )


def english_pair(pair: str) -> str:
    """Two digits as an English speaker says them."""
    if len(pair) == 1 or pair[0] == "0":
        return " ".join(EN[int(d)] for d in pair)
    if pair[0] == "1":
        return EN_TEENS[int(pair[1])]
    return EN_TENS[int(pair[0])] + (f" {EN[int(pair[1])]}" if pair[1] != "0" else "")


def french_pair(pair: str) -> str:
    """Two digits as a French speaker says them."""
    value = int(pair)
    if pair[0] == "0":
        return " ".join(FR[int(d)] for d in pair)
    if value < 20:
        return FR_LOW[value]
    ten, rest = value // 10, value % 10
    if ten in (7, 9):
        joint = " et " if value == 71 else "-"
        return f"{FR_TENS[ten]}{joint}{FR_LOW[10 + rest]}"
    if rest == 0:
        return FR_TENS[ten] + ("s" if ten == 8 else "")
    return f"{FR_TENS[ten]} et un" if rest == 1 and ten != 8 else f"{FR_TENS[ten]}-{FR[rest]}"


def spanish_pair(pair: str) -> str:
    """Two digits as a Spanish speaker says them."""
    value = int(pair)
    if len(pair) == 1 or pair[0] == "0":
        return " ".join(ES[int(d)] for d in pair)
    if value < 20:
        return ES_LOW[value]
    if value < 30:
        return ES_TWENTY[value - 20]
    return ES_TENS[value // 10] + (f" y {ES[value % 10]}" if value % 10 else "")


def in_pairs(pair: Disguise, between: str) -> Disguise:
    """Two digits at a time."""
    return lambda digits: between.join(pair(p) for p in pairs(digits))


def every_other(words: list[str], between: str, first: int = 0) -> Disguise:
    """Words and digits by turns."""
    return lambda digits: between.join(
        words[int(d)] if i % 2 == first else d for i, d in enumerate(digits)
    )


def one_group(words: list[str], which: int, between: str) -> Disguise:
    """One group in words, the others in digits."""
    return lambda digits: between.join(
        " ".join(words[int(d)] for d in g) if i == which else g
        for i, g in enumerate(groups(digits))
    )


def swapped(pairs_of: str, between: str = "-") -> Disguise:
    """Digits as other characters: `0O1l` writes 0 as O and 1 as l."""
    table = str.maketrans(dict(zip(pairs_of[::2], pairs_of[1::2], strict=True)))
    return lambda digits: between.join(groups(digits)).translate(table)


def shifted(zero: int, between: str = "-") -> Disguise:
    """Digits of another alphabet, whose zero is at a code point."""
    return lambda digits: "".join(
        chr(zero + int(c)) if c.isdigit() else c for c in between.join(groups(digits))
    )


def spelled(alphabet: str, between: str, digit_between: str = "") -> Disguise:
    """Digits as the ten characters of an alphabet, zero first."""
    return lambda digits: between.join(
        digit_between.join(alphabet[int(d)] for d in g) for g in groups(digits)
    )


def inserted(character: str, between: str = "") -> Disguise:
    """A character after every digit, the groups as they are."""
    return lambda digits: between.join(
        character.join(g) + (character if between == "" else "") for g in groups(digits)
    ).rstrip(character)


def joined(*between: str) -> Disguise:
    """Groups with one thing after another between them."""

    def disguise(digits: str) -> str:
        text, parts = "", groups(digits)
        for i, part in enumerate(parts):
            text += part + (between[i % len(between)] if i < len(parts) - 1 else "")
        return text

    return disguise


def wrapped(left: str, right: str, between: str = "", *, single: bool = False) -> Disguise:
    """Every group, or every digit, in brackets."""
    return lambda digits: between.join(
        f"{left}{part}{right}" for part in (digits if single else groups(digits))
    )


def keycaps(between: str = "", digit_between: str = "") -> Disguise:
    """Keycap emoji."""
    return lambda digits: between.join(
        digit_between.join(f"{d}\ufe0f\u20e3" for d in g) for g in groups(digits)
    )


SOUNDS = "oh won too tree for five six seven ate nine".split()
SOUNDS_MORE = "o won to three fore fife sicks sevin ait nein".split()
LEET = "z3ro 0ne tw0 thr33 f0ur f1ve s1x s3ven e1ght n1ne".split()
LEET_MORE = "zer0 on3 tw0 thre3 fou4 f1v3 s1x sev3n 31ght n1n3".split()
CYRILLIC = str.maketrans("aeopcxi", "аеорсхі")
LOOKALIKE_WORDS = [w.translate(CYRILLIC) for w in EN]
GREEK_WORDS = [w.translate(str.maketrans("oivn", "οινn")) for w in EN]
TITLED = [w.title() for w in EN]
CAPITALS = [w.upper() for w in EN]

HIDDEN: dict[str, list[Disguise]] = {
    "number_words": [
        said(EN, " "), grouped(EN, " ", " - "), said(TITLED, ", "), in_pairs(english_pair, " "),
        one_group(EN, 1, " "), one_group(EN, 2, "-"), every_other(EN, " "),
        said(CAPITALS, ". "), grouped(EN, "-", " "), every_other(CAPITALS, "-", 1),
        one_group(EN, 0, " / "), said(EN, " . "),
    ],
    "glued_words": [
        grouped(EN, "", " "), grouped(EN, "", "-"), every_other(EN, ""), grouped(TITLED, "", " "),
        said(EN, ""), one_group([f"{w}" for w in EN], 1, ""), every_other(EN, "", 1),
        grouped(CAPITALS, "", "."),
    ],
    "letters_for_digits": [
        swapped("0O1l"), swapped("0o1I", " "), swapped("0O", "."), swapped("1l5S", " "),
        swapped("0o", ""), swapped("5S0O1I", "-"), swapped("8B0o1l", " "), swapped("1i0o", ""),
    ],
    "homophone": [
        said(SOUNDS, " "), said(SOUNDS_MORE, " "), every_other(SOUNDS, " "),
        grouped(SOUNDS, " ", " - "), one_group(SOUNDS, 2, " "), said(SOUNDS, "-"),
        every_other(SOUNDS, " ", 1), grouped([w.title() for w in SOUNDS], " ", ", "),
    ],
    "leet_words": [
        said(LEET, " "), grouped(LEET, " ", " - "), said([w.upper() for w in LEET], " "),
        every_other(LEET, " "), one_group(LEET, 1, " "), said(LEET_MORE, " "),
        said(LEET, "-"), one_group(LEET, 2, " "),
    ],
    "full_width": [
        shifted(0xFF10), shifted(0xFF10, ""), shifted(0xFF10, " "), shifted(0xFF10, "．"),
        shifted(0xFF10, "－"), lambda d: shifted(0xFF10, " ")(d)[:5] + d[5:] if len(d) < 5
        else shifted(0xFF10, "")(d[:3]) + " " + d[3:], wrapped("（", "）", " "),
        lambda d: "　".join(shifted(0xFF10, "")(x) for x in d),
    ],
    "mathematical": [
        shifted(0x1D7CE), shifted(0x1D7D8), shifted(0x1D7E2, " "), shifted(0x1D7EC, ""),
        shifted(0x1D7F6, "."), shifted(0x1D7CE, " / "), shifted(0x1D7EC, " "),
        shifted(0x1D7F6, ""),
    ],
    "circled": [
        spelled("⓪①②③④⑤⑥⑦⑧⑨", " "), spelled("⓿❶❷❸❹❺❻❼❽❾", "-"),
        spelled("⓪①②③④⑤⑥⑦⑧⑨", "", " "), spelled("0⓵⓶⓷⓸⓹⓺⓻⓼⓽", " "),
        spelled("🄋➀➁➂➃➄➅➆➇➈", ""), spelled("⓿➊➋➌➍➎➏➐➑➒", "."),
        spelled("0⑴⑵⑶⑷⑸⑹⑺⑻⑼", " "), spelled("⓪①②③④⑤⑥⑦⑧⑨", " - ", ""),
    ],
    "keycap": [
        keycaps(), keycaps(" "), keycaps("-"), keycaps(" ", " "), keycaps("", " "),
        keycaps("💕"), keycaps(" • "), keycaps("\n"),
    ],
    "superscript": [
        spelled("⁰¹²³⁴⁵⁶⁷⁸⁹", "-"), spelled("⁰¹²³⁴⁵⁶⁷⁸⁹", ""), spelled("₀₁₂₃₄₅₆₇₈₉", "-"),
        spelled("₀₁₂₃₄₅₆₇₈₉", " "), spelled("⁰¹²³⁴⁵⁶⁷⁸⁹", " "), spelled("⁰¹²³⁴⁵⁶⁷⁸⁹", ".", " "),
        spelled("₀₁₂₃₄₅₆₇₈₉", "", " "), spelled("⁰¹²³⁴⁵⁶⁷⁸⁹", "/"),
    ],
    "other_digits": [
        shifted(0x660), shifted(0x6F0), shifted(0x966, " "), shifted(0x660, " "), shifted(0xE50),
        shifted(0x9E6, "."), shifted(0x6F0, ""), shifted(0x1040, "-"),
    ],
    "invisible": [
        inserted("\u200b"), inserted("\u200c", "-"), inserted("\u00ad"), inserted("\u2060", " "),
        lambda d: "\u202d" + "\u200e".join(groups(d)) + "\u202c", inserted("\ufeff"),
        joined("\u200b-\u200b"), inserted("\u200d\u200b", " "),
    ],
    "lookalikes": [
        swapped("0О"), swapped("0о", " "), said(LOOKALIKE_WORDS, " "), swapped("3З0О", "."),
        grouped(LOOKALIKE_WORDS, " ", " - "), said(GREEK_WORDS, " "), swapped("0Ο1І", "-"),
        every_other(LOOKALIKE_WORDS, " "),
    ],
    "emoji_between": [
        joined("💋"), inserted("❤"), joined("🌹🌹"), joined(" 💎 "), inserted("💕", " "),
        joined("🔥", "✨"), lambda d: "🍒".join(d), joined("📱 ", " 👉"),
    ],
    "punctuation_between": [
        joined("~"), joined("_"), joined(" :: "), inserted(","), joined(" | "), inserted("."),
        joined("=", "+"), lambda d: ";".join(d), joined("\\"), joined("…"),
    ],
    "filler_words": [
        joined(" call ", " me "), joined(" then "), joined(" and ", " and then "),
        joined(" text me ", " baby "), joined(" hun "), joined(" dash ", " dash "),
        joined(" honey ", " please "), joined(" space "), joined(" ok ", " now "),
    ],
    "bracketed": [
        wrapped("[", "]"), wrapped("*", "*", " "), wrapped("(", ")"), wrapped("{", "}", "-"),
        wrapped("(", ")", single=True), wrapped("<", ">", " "), wrapped("**", "**"),
        wrapped("[", "]", "*", single=True),
    ],
    "spaced": [
        lambda d: " ".join(d), lambda d: "  ".join(d), lambda d: " - ".join(d),
        lambda d: " ".join(" ".join(g) + " " for g in groups(d)).strip(), lambda d: ". ".join(d),
        lambda d: "   ".join(" ".join(g) for g in groups(d)), lambda d: "-".join(d),
        lambda d: "/".join(d),
    ],
    "broken_line": [
        joined("\n"), lambda d: f"{groups(d)[0]}\n" + "-".join(groups(d)[1:]),
        lambda d: "-".join(groups(d)[:-1]) + f"\n{groups(d)[-1]}", lambda d: d[:5] + "\n" + d[5:],
        lambda d: f"({groups(d)[0]})\n" + " ".join(groups(d)[1:]), joined(" -\n"),
        lambda d: " ".join(d[:6]) + "\n" + " ".join(d[6:]), joined("\n\n"),
    ],
}  # fmt: skip
FRENCH: dict[str, list[Disguise]] = {
    "number_words": [in_pairs(french_pair, " "), said(FR, " "), in_pairs(french_pair, " - "),
                     in_pairs(french_pair, ", ")],
    "glued_words": [in_pairs(lambda p: "".join(FR[int(d)] for d in p), " ")],
    "filler_words": [joined(" puis ", " et "), joined(" tiret ")],
}  # fmt: skip
SPANISH: dict[str, list[Disguise]] = {
    "number_words": [said(ES, " "), grouped(ES, " ", " - "), in_pairs(spanish_pair, " "),
                     said([w.upper() for w in ES], " ")],
    "glued_words": [grouped(ES, "", " ")],
    "filler_words": [joined(" luego "), joined(" y ", " guion ")],
}  # fmt: skip
