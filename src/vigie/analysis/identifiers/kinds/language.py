"""The language of the text, in ISO 639-1, from its script and its commonest words.

The mention spans the whole text. `detail`: `words`, how many of its words speak for the language.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers import languages
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "language"
WORDS: Final[Mapping[str, int]] = languages.WORDS


def find(sheet: Sheet) -> Iterator[Mention]:
    """The language of a text, where enough of its words tell."""
    language, confidence, said = sheet.language
    if language:
        end = len(sheet.text)
        yield Mention(KIND, language, sheet.text, 0, end, round(confidence, 3), "", {"words": said})


EXAMPLES: Final = (
    Example("Naprawiam stare zegary i radia, zapraszam wieczorem", "pl"),
    Example("Прибираю квартири, їжджу по місту", "uk"),
    Example("Hello, I am new in the city and available today", "en"),
    Example("Bonjour, je suis disponible ce soir dans le centre", "fr"),
    Example("Hola, soy nueva en la ciudad y estoy disponible hoy", "es"),
    Example("Olá, sou nova na cidade e estou disponível hoje", "pt"),
    Example("Привет, я новая в этом городе", "ru"),
    Example("1234", None),
)
