"""Every text that the line sends by itself. Neutral: no organisation, no link, nothing to explain.

Somebody else may be reading the telephone. HELP alone names what the line is for, as carriers
require of a short code, and still in few words.
"""

AUTOMATIC: dict[str, dict[str, str]] = {
    "welcome": {
        "en": "Thanks for your message. Someone will write back shortly. "
        "Reply STOP to end, DELETE to erase.",
        "fr": "Merci pour votre message. Quelqu'un vous repond bientot. "
        "STOP pour arreter, EFFACER pour tout effacer.",
        "es": "Gracias por su mensaje. Alguien le respondera pronto. "
        "ALTO para terminar, BORRAR para borrar todo.",
    },
    "after_hours": {
        "en": "Thanks for your message. We will write back as soon as someone is here. "
        "If it cannot wait, call your local emergency number. STOP to end.",
        "fr": "Merci pour votre message. Nous vous ecrirons des que possible. "
        "Si cela ne peut attendre, appelez le numero d'urgence. STOP pour arreter.",
        "es": "Gracias por su mensaje. Le escribiremos en cuanto haya alguien. "
        "Si no puede esperar, llame al numero de emergencia. ALTO para terminar.",
    },
    "stopped": {
        "en": "You will get no more messages. Reply START to begin again.",
        "fr": "Vous ne recevrez plus de messages. COMMENCER pour reprendre.",
        "es": "No recibira mas mensajes. INICIAR para volver a empezar.",
    },
    "started": {
        "en": "Messages are on again. Reply STOP to end.",
        "fr": "Les messages reprennent. STOP pour arreter.",
        "es": "Los mensajes vuelven. ALTO para terminar.",
    },
    "help": {
        "en": "Free text line, a person answers. Msg & data rates may apply. "
        "STOP to end, DELETE to erase.",
        "fr": "Ligne de messages gratuite, une personne repond. Frais possibles. "
        "STOP pour arreter, EFFACER pour effacer.",
        "es": "Linea gratuita, responde una persona. Pueden aplicarse tarifas. "
        "ALTO para terminar, BORRAR para borrar.",
    },
    "deleted": {
        "en": "Done. Nothing of it is kept.",
        "fr": "C'est fait. Rien n'est garde.",
        "es": "Hecho. No se guarda nada.",
    },
    "harmless": {
        "en": "Thank you! Your table is noted for Thursday.",
        "fr": "Merci ! Votre table est notee pour jeudi.",
        "es": "Gracias! Su mesa esta anotada para el jueves.",
    },
}


def automatic(name: str, language: str) -> str:
    """An automatic text in a language of the line, English where it is unknown."""
    texts = AUTOMATIC[name]
    return texts.get(language, texts["en"])
