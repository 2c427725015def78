"""The words around places: what announces one, what only looks like one."""

from typing import Final

ARTICLES: Final = frozenset(("la", "el", "los", "las", "le", "les"))
IN: Final = frozenset("in near visiting en around downtown sur vers cerca leaving".split())
BEFORE: Final = frozenset(
    (
        "in to near visiting visit from around downtown central at a en sur vers cerca desde zona "
        "centro north south east west greater city now arriving leaving towards proche pres aux "
        "de area live based location lieu ville ubicada ubicado located region metro"
    ).split()
)
PHRASES: Final = frozenset(
    ("el centro", "old town", "vieille ville", "casco viejo", "ciudad vieja", "high street",
     "east side",
     "west side", "la ville", "the village", "le centre", "the park", "new town", "le port",
     "the heights", "the lakes", "union city center", "la paz interior")
)  # fmt: skip
COMMON: Final = frozenset(
    "salida seaside countryside uptown downtown centro price side welcome tarifa tarifas hora "
    "horas young nice reading bath mobile orange sale most of can male love lady sweet paradise "
    "independence hope liberty union central enterprise normal commerce progress surprise "
    "pleasant best call time much many mon mar deal march beautiful bell rose lily may june april "
    "august hot long big clean real soft blue green white black brown star angel private fun "
    "party massage spa body rich diamond golden gold silver pearl ruby crystal amber princess "
    "queen king prince lake hill hills park garden valley forest river spring springs beach "
    "island bay bar van ham man men kit bra bon belle plaisir bonita bella linda buena salta "
    "limon sol mira cali luz mesa vista plaza villa amor gay trim roma latina asia asian santa "
    "san los las la le el de mission weed bend buy buckeye home corner college university school "
    "academy market center centre station airport police bank ware post street road west east "
    "north south parker murray barry mary carlos eden sun moon early same une unna sur pau mol "
    "are hit us as is ok so me hell batman imo perm tours page mens vienne sens nation imperial "
    "elegant senior junior friend friendly alt along about moscow mills bully bacon gap wing ash "
    "tarn dole digne auch lens die grave vire bury rugby poole sandwich battle barking hythe hook "
    "wells stone stroud rye diss eye wigan speed luck pass ready marina coral sierra clay chance "
    "reserve grant garner hurst euless plant dale troy alma gent welcome "
    "rest metro change coco".split()
)
