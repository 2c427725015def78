"""What a token may be part of, as bits, so that a whole text is sorted in one pass."""

from typing import Final

NUMBER: Final = 1 << 0  # digits, or a word or chunk that is surely a number
WEAK: Final = 1 << 1  # may be a digit beside digits: "to", "for", "o", "l"
FILLER: Final = 1 << 2  # a word that people put between digits
BREAK: Final = 1 << 3  # holds a line break
MONEY: Final = 1 << 4  # a currency, as sign or word
AT: Final = 1 << 5  # "@", "arroba"
DOT: Final = 1 << 7  # "dot", "punto", "point"
PLATFORM: Final = 1 << 8  # a platform's name, emoji, or the first part of one
MONTH: Final = 1 << 9  # a month's name
PLACE: Final = 1 << 10  # a city's whole name
NAME: Final = 1 << 11  # a first name
NAME_CUE: Final = 1 << 12  # may announce a name
LONG: Final = 1 << 13  # 25 letters and digits or more
WEB: Final = 1 << 14  # "http", "www", an ending such as "com"
STOP: Final = 1 << 15  # a word of the language itself: never a handle, a place or a name
PGP: Final = 1 << 16  # announces a fingerprint
PHONE_CUE: Final = 1 << 17  # announces a telephone number
GLUED: Final = 1 << 18  # letters and a whole telephone number without a space
MEASURE: Final = 1 << 19  # announces a height or a weight
PLACE_FIRST: Final = 1 << 20  # the first word of a longer name of a city
PLACE_SECOND: Final = 1 << 21  # the second word of one
REGION: Final = 1 << 22  # a country or a region, or the first word of its name
PLACE_LARGE: Final = 1 << 23  # a city's whole name, of one with 100,000 people or more
PLACE_WORD: Final = 1 << 24  # an ordinary word that is also a city's name
PLACE_CUE: Final = 1 << 25  # may stand before a city: "in", "near"
HEX: Final = 1 << 26  # four hexadecimal digits
PIECE: Final = 1 << 27  # the first piece of a platform's name written in pieces
PIECE_ON: Final = 1 << 28  # another piece of one
INTRODUCING: Final = 1 << 29  # may begin what somebody says before a name: "i", "soy"
DAY: Final = 1 << 30  # may begin a day said from the day of posting: "tomorrow", "until"
LANGUAGE_SHIFT: Final = 40  # the bits from here on: the languages that a word belongs to
