"""Wallet addresses whose checksum holds: Bitcoin, Ethereum, Monero.

The value is the address as posted (Bitcoin's bech32 and Ethereum without a checksum in lower
case). `detail`: `coin` (BTC, ETH, XMR). Characters stay as they are: nobody hides an address that
must be copied.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from vigie.analysis.identifiers.checksums import (
    is_bitcoin_base58,
    is_bitcoin_segwit,
    is_ethereum,
    is_monero,
)
from vigie.analysis.identifiers.examples import Example
from vigie.analysis.identifiers.flags import LONG, PGP
from vigie.analysis.identifiers.making import Found, make
from vigie.analysis.identifiers.sheet import Sheet
from vigie.records import Mention

KIND: Final = "wallet"
WORDS: Final[Mapping[str, int]] = {}
KEY_NEAR: Final = 40  # characters from an address to what announces a fingerprint
BASE58: Final = re.compile(r"[13][1-9A-HJ-NP-Za-km-z]{24,34}\Z")
SEGWIT: Final = re.compile(r"(?:bc1|BC1)[0-9A-Za-z]{11,87}\Z")
HEX: Final = re.compile(r"0[xX][0-9a-fA-F]{40}\Z")
MONERO: Final = re.compile(r"[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?\Z")


def find(sheet: Sheet) -> Iterator[Mention]:
    """The wallets of a text, in order."""
    for at in sheet.at(LONG):
        span = sheet.starts[at], sheet.starts[at + 1]
        first, last = sheet.view.place(*span)
        coin = _coin(sheet.text[first:last]) if last - first <= 110 else ""
        if coin == "ETH" and _is_a_key(sheet, span, sheet.text[first + 2 : last]):
            continue
        if coin and not sheet.is_claimed(*span):
            sheet.claim(*span)
            yield make(
                sheet, KIND, _value(sheet.text[first:last]), span, Found(1.0, (), {"coin": coin})
            )


def _is_a_key(sheet: Sheet, span: tuple[int, int], digits: str) -> bool:
    """Whether an address without a checksum is announced as a fingerprint."""
    if digits not in (digits.upper(), digits.lower()):
        return False
    return any(-KEY_NEAR < sheet.starts[at] - span[0] < KEY_NEAR + 42 for at in sheet.at(PGP))


def _coin(address: str) -> str:
    if BASE58.match(address) and is_bitcoin_base58(address):
        return "BTC"
    if SEGWIT.match(address) and is_bitcoin_segwit(address):
        return "BTC"
    if HEX.match(address) and is_ethereum("0x" + address[2:]):
        return "ETH"
    if MONERO.match(address) and is_monero(address):
        return "XMR"
    return ""


def _value(address: str) -> str:
    if address.lower().startswith("bc1"):
        return address.lower()
    if HEX.match(address):
        digits = address[2:]
        return "0x" + (digits.lower() if digits == digits.upper() else digits)
    return address


EXAMPLES: Final = (
    Example("btc 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
            detail={"coin": "BTC"}),
    Example("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", detail={"coin": "BTC"}),
    Example("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", detail={"coin": "ETH"}),
    Example("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", None),
    Example("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", None),
)  # fmt: skip
