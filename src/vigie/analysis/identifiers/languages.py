"""Which language a text is in, from its script and its commonest words."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from vigie.analysis.identifiers.flags import LANGUAGE_SHIFT, STOP

LANGUAGES: Final = (
    "en", "fr", "es", "pt", "it", "de", "nl", "pl", "ro", "tr", "sv", "cs", "hu", "vi", "id", "tl",
)  # fmt: skip
MAIN: Final = 7  # the languages whose commonest words are never a handle, a place or a name
COMMON: Final = {
    "en": "the and you your for with this that are have will can not me my is of to in at on be "
    "by or as we our all just no so if but from out now new here i am i'm im call text only "
    "please who what when how about more time available your yours day night week weekend "
    "city first very good nice friendly looking want like know see come get let us back "
    "today also up down hello hi offer their they it its he she was has had there an a do "
    "does any some one two than then needs need must lovely provided included includes after "
    "before "
    "over off well made make take keep much own still every most other used buyer",
    "fr": "le la les des du un une et est pas pour dans sur avec je tu vous nous mon ma mes votre "
    "vos notre ce cette ces qui que quoi ou ne plus moi toi lui elle il ils elles suis sont "
    "etes avez ai bonjour salut au aux en par tres bien tout toute tous toutes jour nuit "
    "disponible appelle appelez sans chez depuis aussi meme mais donc leur deux ans ville "
    "on pis chaque entre puis numero j d l c m qu n s bonsoir merci nouvelle nouveau reservation "
    "heure heures",
    "es": "el la los las un una unos unas y de del que en por para con mi tu su sus es soy estoy "
    "eres no si me te se lo le mas muy hola como cuando donde todo toda todos todas al pero "
    "ven ya tengo tienes llama llamame disponible anos hoy aqui solo desde hasta noche dia "
    "dias ciudad nueva numero hora horas bien estas esta este sin somos tambien porque",
    "pt": "o os as um uma e de do da dos das que em no na nos nas por para com meu minha seu sua "
    "eu voce sou estou nao sim mais muito ola como quando onde tudo ao mas ja tenho "
    "disponivel anos hoje aqui so desde ate noite dia cidade nova numero hora bem esta este "
    "sem somos tambem",
    "it": "il lo gli un una di del della dei che in per con mio mia tuo tua sono sei non si mi ti "
    "piu molto ciao come quando dove tutto tutta al ma ho anni oggi qui solo da fino notte "
    "giorno citta nuova numero ora ore bene questo questa senza siamo anche sono "
    "disponibile e i le la nel nella alla dal dalla ed faccio lavori",
    "de": "der die das und ist ich du sie wir ihr ein eine einen mit fur von zu im in auf nicht "
    "auch bin bist sind mein meine dein hallo wie wann wo alles aber nur heute hier jahre "
    "neu nummer stunde tag nacht stadt gut sehr oder als bei aus nach ruf mich",
    "nl": "de het een en van is ik je jij wij zijn mijn met voor niet ook op aan bij naar maar "
    "vandaag hier jaar nieuw nummer uur dag nacht stad goed zeer of als uit wat hoe waar "
    "ben",
    "pl": "i w na z do nie sie jest to ze jak po od za o dla czy mam jestem twoj moj moja oraz "
    "tylko tak bardzo dzien dobry noc miasto godzina wieczorem zapraszam ktory ktora sa bez "
    "pod przy u was",
    "ro": "si in la cu de pe nu sunt este un o sa ce din pentru mai imi iti va te ma ale cel cea "
    "foarte buna seara astazi oras ora noapte dupa sau fara acasa imobil doresc caut vand "
    "la",
    "tr": "ve bir bu icin ile de da ne var yok cok ben sen siz biz benim her gibi daha kadar gun "
    "gece saat sehir merhaba bugun yeni aksam evde sonra ucretsiz satilik ama",
    "sv": "och i att det som en pa ar av for med till den har de inte om ett jag du vi mig dig "
    "kan ditt din hos fran eller dag natt kvall stad ny idag timme hej gratis saljes mycket "
    "utan",
    "cs": "a v na se je to ze s z do o i pro jsem jsi ale tak jako po ve za ktery ktera nebo muj "
    "moje dnes vecer den noc mesto hodina velmi dobry prodam nabizim jen od u",
    "hu": "a az es egy hogy nem is de van vagyok ez meg csak mint ki be el le fel nagyon jo nap "
    "ejszaka varos ora ma este uj szia elado kedves nalam vagy minden",
    "vi": "va la cua co cho khong toi ban mot nhung trong duoc voi nay khi den o day ngay dem gio "
    "thanh pho moi xin chao nha cac rat em anh chi cung tai",
    "id": "dan yang di ke dari untuk dengan ini itu saya anda kamu tidak ada akan atau juga bisa "
    "pada hari malam jam kota baru selamat rumah kami kita dijual hubungi",
    "tl": "ang ng sa na at ay mga ko mo ako ikaw siya kami tayo hindi ito para may wala po lang "
    "din rin araw gabi oras lungsod bago dito kung bahay",
}  # fmt: skip


def _words() -> dict[str, int]:
    table: dict[str, int] = {}
    for place, language in enumerate(LANGUAGES):
        for word in COMMON[language].split():
            first = STOP if place < MAIN else 0
            table[word] = table.get(word, 0) | first | 1 << (LANGUAGE_SHIFT + place)
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
UKRAINIAN: Final = re.compile("[іїєґІЇЄҐ]")
OTHER_SCRIPTS: Final = re.compile(
    "[" + "".join(letters.pattern[1:-1] for _, letters in SCRIPTS) + "]"
)
LATIN: Final = re.compile("[A-Za-z]")
FEW: Final = 3
HOME: Final = {
    "US": "en", "GB": "en", "AU": "en", "IE": "en", "NZ": "en", "FR": "fr", "ES": "es",
    "MX": "es", "CO": "es", "AR": "es", "DE": "de", "IT": "it", "PT": "pt", "BR": "pt",
}  # fmt: skip
SPOKEN: Final = 1 << LANGUAGE_SHIFT


@lru_cache(maxsize=4096)
def votes_of(flags: int) -> tuple[tuple[int, float], ...]:
    """The languages that a word speaks for, each with its share of the word's vote."""
    bits = flags >> LANGUAGE_SHIFT
    share = 1 / max(1, bits.bit_count()) ** 1.5
    return tuple((place, share) for place in range(len(LANGUAGES)) if bits >> place & 1)


def score(counts: Sequence[tuple[int, int]], home: str = "") -> tuple[str, float, int]:
    """The language, its confidence and how many words speak for it; ("", 0, 0) where none does.

    Where too few words tell, one is enough for the language of the country, `home`.
    `counts` has the flags of the words that tell, with how many words have them.
    """
    votes: list[float] = [0.0] * len(LANGUAGES)
    said = 0
    for flags, times in sorted(counts):
        said += times
        for place, share in votes_of(flags):
            votes[place] += times * share
    total = sum(votes)
    best = votes.index(max(votes))
    second = sorted(votes)[-2]
    if home == LANGUAGES[best] and 0 < votes[best] < 0.6 + 1.25 * second:
        return home, 0.5, said
    if said < 2 or votes[best] < 0.6 or votes[best] < 1.25 * second:
        return "", 0.0, 0
    return LANGUAGES[best], min(0.99, votes[best] / total * (1 - 1 / (1 + said))), said


def by_script(text: str) -> tuple[str, float, int]:
    """The language of a text that is mostly not in Latin letters."""
    sample = text[:4000]
    others = len(OTHER_SCRIPTS.findall(sample))
    if others <= FEW or others <= len(LATIN.findall(sample)):
        return "", 0.0, 0
    latin = len(LATIN.findall(sample))
    for language, letters in SCRIPTS:
        count = len(letters.findall(sample))
        if count > FEW and count > latin:
            ukrainian = language == "ru" and len(UKRAINIAN.findall(sample)) > 1
            return "uk" if ukrainian else language, 0.9, count
    return "", 0.0, 0


def language_of(
    text: str, masked: str, counts: Sequence[tuple[int, int]], country: str = ""
) -> tuple[str, float, int]:
    """The language, its confidence and how many words or letters speak for it.

    `masked` has the characters of the text that are not ASCII, each once; `country` is the ad's.
    """
    if OTHER_SCRIPTS.search(masked):
        scripted = by_script(text)
        if scripted[0]:
            return scripted
    return score(counts, HOME.get(country, ""))
