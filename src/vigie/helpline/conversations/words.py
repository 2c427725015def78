"""Words that mean something when they are the whole message, in three languages.

Case, accents, surrounding punctuation and spaces do not matter; any further word does: "stop
please" is somebody talking, not a command.
"""

import unicodedata

STOP, START, HELP, DELETE, SAFE = "stop", "start", "help", "delete", "safe"

# STOP's kin in English are those that US carriers require (CTIA Messaging Principles, 2023, 5.3).
WORDS: dict[str, tuple[str, ...]] = {
    STOP: (
        *("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "opt out", "revoke"),
        *("arret", "arreter", "arretez", "desabonner", "fin"),
        *("alto", "parar", "cancelar", "baja", "detener"),
    ),
    START: (
        *("start", "unstop", "yes"),
        *("demarrer", "commencer", "reprendre"),
        *("iniciar", "empezar", "comenzar"),
    ),
    HELP: ("help", "info", "aide", "infos", "ayuda", "informacion"),
    DELETE: (
        *("delete", "delete all", "erase"),
        *("effacer", "supprimer", "tout effacer"),
        *("borrar", "eliminar", "borrar todo"),
    ),
}
# An answer as well as a command: it begins again what was stopped, and says nothing else.
ANSWERS = ("yes",)
_MEANING = {word: meaning for meaning, words in WORDS.items() for word in words}
_QUOTES = "\"'`«»“”‘’"


def folded(text: str) -> str:
    """The text in lower case, without accents, surrounding punctuation or doubled spaces."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    words = plain.split()
    return " ".join(words).strip(" .!?¡¿,;:*_-" + _QUOTES)


def only_an_answer(text: str) -> bool:
    """Whether a command is what anybody might answer, without knowing that it is one."""
    return folded(text) in ANSWERS


def meaning(text: str, safe_word: str) -> str:
    """What a whole message means: stop, start, help, delete, safe; or nothing of the kind, ''."""
    word = folded(text)
    if word and word == folded(safe_word):
        return SAFE
    return _MEANING.get(word, "")
