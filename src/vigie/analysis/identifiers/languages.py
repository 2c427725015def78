"""Which language a text is in, from its script and its commonest words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from vigie.analysis.identifiers.flags import LANGUAGE_SHIFT, STOP

LANGUAGES: Final = ("en", "fr", "es", "pt", "it", "de", "nl")
COMMON: Final = {
    "en": "the and you your for with this that are have will can not me my is of to in at on be "
    "by or "
    "as we our all just no so if but from out now new here i am i'm im call text only please who "
    "what when how about more time available your yours day night week weekend city first very "
    "good "
    "nice friendly looking want like know see come get let us back today also up down hello hi "
    "offer their they it its he she was has had there an a do does any some one two than then",
    "fr": "le la les des du un une et est pas pour dans sur avec je tu vous nous mon ma mes votre "
    "vos "
    "notre ce cette ces qui que quoi ou ne plus moi toi lui elle il ils elles suis sont etes avez "
    "ai bonjour salut au aux en par tres bien tout toute tous toutes jour nuit disponible appelle "
    "appelez sans chez depuis aussi meme mais donc leur deux ans ville numero j d l c m qu n s "
    "bonsoir merci nouvelle nouveau reservation heure heures",
    "es": "el la los las un una unos unas y de del que en por para con mi tu su sus es soy estoy "
    "eres "
    "no si me te se lo le mas muy hola como cuando donde todo toda todos todas al pero ven ya "
    "tengo tienes llama llamame disponible anos hoy aqui solo desde hasta noche dia dias ciudad "
    "nueva numero hora horas bien estas esta este sin somos tambien porque",
    "pt": "o os as um uma e de do da dos das que em no na nos nas por para com meu minha seu sua "
    "eu voce "
    "sou estou nao sim mais muito ola como quando onde tudo ao mas ja tenho disponivel anos hoje "
    "aqui so desde ate noite dia cidade nova numero hora bem esta este sem somos tambem",
    "it": "il lo gli un una di del della dei che in per con mio mia tuo tua sono sei non si mi ti "
    "piu "
    "molto ciao come quando dove tutto tutta al ma ho anni oggi qui solo da fino notte giorno "
    "citta nuova numero ora ore bene questo questa senza siamo anche sono disponibile",
    "de": "der die das und ist ich du sie wir ihr ein eine einen mit fur von zu im in auf nicht "
    "auch "
    "bin bist sind mein meine dein hallo wie wann wo alles aber nur heute hier jahre neu nummer "
    "stunde tag nacht stadt gut sehr oder als bei aus nach ruf mich",
    "nl": "de het een en van is ik je jij wij zijn mijn met voor niet ook op aan bij naar maar "
    "vandaag hier jaar nieuw nummer uur dag nacht stad goed zeer of als uit wat hoe waar ben",
}  # fmt: skip


def _words() -> dict[str, int]:
    table: dict[str, int] = {}
    for place, language in enumerate(LANGUAGES):
        for word in COMMON[language].split():
            table[word] = table.get(word, STOP) | 1 << (LANGUAGE_SHIFT + place)
    return table


WORDS: Final[Mapping[str, int]] = _words()
SCRIPTS: Final = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0430-\u044f\u0410-\u042f]")),
    ("ar", re.compile("[\u0621-\u064a]")),
    ("th", re.compile("[\u0e01-\u0e4e]")),
    ("el", re.compile("[\u03ac-\u03ce\u0391-\u03a9]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("hi", re.compile("[\u0904-\u0939]")),
)
LATIN: Final = re.compile("[A-Za-z]")


def score(flags: Sequence[int]) -> tuple[str, float, int]:
    """The language, its confidence and how many words speak for it; ("", 0, 0) where none does."""
    votes: list[float] = [0.0] * len(LANGUAGES)
    said = 0
    for kinds, times in Counter(flags).items():
        bits = kinds >> LANGUAGE_SHIFT
        if bits:
            said += times
            share = times / bits.bit_count() ** 1.5
            for place in range(len(LANGUAGES)):
                if bits >> place & 1:
                    votes[place] += share
    total = sum(votes)
    best = max(range(len(LANGUAGES)), key=lambda i: votes[i])
    second = sorted(votes)[-2]
    if said < 2 or votes[best] < 0.6 or votes[best] < 1.25 * second:
        return "", 0.0, 0
    return LANGUAGES[best], min(0.99, votes[best] / total * (1 - 1 / (1 + said))), said


def by_script(text: str) -> tuple[str, float, int]:
    """The language of a text that is mostly not in Latin letters."""
    sample = text[:4000]
    latin = len(LATIN.findall(sample))
    for language, letters in SCRIPTS:
        count = len(letters.findall(sample))
        if count > 3 and count > latin:
            return language, 0.9, count
    return "", 0.0, 0


def language_of(text: str, flags: Sequence[int]) -> tuple[str, float, int]:
    """The language, its confidence and how many words or letters speak for it."""
    if not text.isascii():
        scripted = by_script(text)
        if scripted[0]:
            return scripted
    return score(flags)
