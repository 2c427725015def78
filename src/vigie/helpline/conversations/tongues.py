"""Which of the line's languages a text is in, by its commonest words."""

import re

from vigie.helpline.conversations.words import folded

LANGUAGES = ("en", "fr", "es")
# The most frequent function words of each language, less those that another of them shares.
_COMMON = {
    "en": "the and to of i you it is my me not have with they he she was for can t don help this "
    "that what am are need want get out im please do from be his her we",
    "fr": "je vous nous il elle ils est suis pas le les des une et du qui j ai mon ma mes ne dans "
    "pour avec sur ce c au aide aidez moi peux veux sais ou plus tout besoin a",
    "es": "yo el los las una y que no estoy es esta me mi mis con por para un quiero puedo ayuda "
    "necesito tengo soy ellos ella donde como muy nada hay al lo del se ayudame",
}
_SETS = {code: frozenset(words.split()) for code, words in _COMMON.items()}


def language_of(text: str, otherwise: str = "") -> str:
    """`en`, `fr` or `es`; `otherwise` where the words do not tell."""
    words = re.findall(r"[^\W\d_]+", folded(text))
    counts = {code: sum(word in known for word in words) for code, known in _SETS.items()}
    marks = {"es": "ñ¿¡", "fr": "çœêèà"}
    for code, letters in marks.items():
        counts[code] += any(letter in text.lower() for letter in letters)
    best = max(counts, key=lambda code: counts[code])
    rivals = [count for code, count in counts.items() if code != best]
    return best if counts[best] > max(rivals) else otherwise
