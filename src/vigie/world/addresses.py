"""Addresses on the network that cannot be anybody's: invented syllables, reserved domains.

Domains are those that RFC 2606 keeps for examples (`example.com`, `.example`, `.test`). Onion
addresses and wallets have right checksums over random bytes, so nobody holds their keys.
"""

import base64
from hashlib import sha3_256, sha256

from vigie.world.dice import Dice

PLATFORMS = ("instagram", "telegram", "snapchat", "twitter", "wechat", "signal", "kik", "whatsapp")
MAIL_DOMAINS = (
    "example.com",
    "example.org",
    "example.net",
    "mail.example.com",
    "post.example.org",
    "box.test",
)
SITE_DOMAINS = ("example.com", "example.com", "example.org", "example.net", "example", "test")
_HEADS = (
    "v",
    "z",
    "qu",
    "dr",
    "kl",
    "m",
    "n",
    "t",
    "b",
    "f",
    "s",
    "l",
    "r",
    "p",
    "gr",
    "br",
    "x",
    "y",
    "w",
)
_VOWELS = ("a", "e", "i", "o", "u", "ae", "io", "ei", "ou")
_TAILS = ("", "", "", "n", "r", "l", "s", "x", "m")
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def invented_word(dice: Dice, syllables: int) -> str:
    """A word that no language has."""
    parts = [dice.pick(_HEADS) + dice.pick(_VOWELS) + dice.pick(_TAILS) for _ in range(syllables)]
    return "".join(parts)


def handle(dice: Dice) -> str:
    """A name on a platform: three invented syllables or more, and a number."""
    mark = dice.pick(("_", "_", ".", ""))
    return f"{invented_word(dice, dice.between(3, 4))}{mark}{dice.between(10, 9999)}"


def email(dice: Dice) -> str:
    """A mail address under a domain that is reserved for examples."""
    mark = dice.pick((".", "_", "", "-"))
    name = invented_word(dice, dice.between(2, 3)) + mark + invented_word(dice, 2)
    return f"{name}{dice.pick(('', str(dice.between(1, 99))))}@{dice.pick(MAIL_DOMAINS)}"


def website(dice: Dice) -> str:
    """An address under a domain that is reserved for examples."""
    name = invented_word(dice, dice.between(3, 4))
    domain = dice.pick(SITE_DOMAINS)
    path = dice.pick(("", "", "/", "/contact", "/about", f"/{invented_word(dice, 2)}"))
    return f"https://{dice.pick(('', 'www.'))}{name}.{domain}{path}"


def onion(dice: Dice) -> str:
    """A version 3 onion address with a right checksum (Tor rend-spec-v3, section 6)."""
    key = bytes(dice.below(256) for _ in range(32))
    check = sha3_256(b".onion checksum" + key + b"\x03").digest()[:2]
    return base64.b32encode(key + check + b"\x03").decode().lower() + ".onion"


def wallet(dice: Dice) -> tuple[str, str]:
    """A coin and an address of it: BTC (base58 or bech32) or ETH in lower case."""
    form = dice.below(3)
    body = bytes(dice.below(256) for _ in range(20))
    if form == 0:
        return "BTC", _base58check(b"\x00" + body)
    if form == 1:
        return "BTC", _bech32(body)
    return "ETH", "0x" + body.hex()


def _base58check(payload: bytes) -> str:
    whole = payload + sha256(sha256(payload).digest()).digest()[:4]
    number, digits = int.from_bytes(whole, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    return "1" * (len(whole) - len(whole.lstrip(b"\x00"))) + digits


def _bech32(program: bytes) -> str:
    """A version 0 witness program for `bc` (BIP 173)."""
    bits = "".join(f"{byte:08b}" for byte in program)
    values = [0] + [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    prefix = [ord(c) >> 5 for c in "bc"] + [0] + [ord(c) & 31 for c in "bc"]
    check = _polymod([*prefix, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [(check >> 5 * (5 - at)) & 31 for at in range(6)]
    return "bc1" + "".join(_BECH32[value] for value in values)


def _polymod(values: list[int]) -> int:
    """The checksum of BIP 173."""
    generator = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, part in enumerate(generator):
            check ^= part if top >> bit & 1 else 0
    return check
