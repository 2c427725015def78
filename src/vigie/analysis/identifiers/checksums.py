"""The checksums of wallets and onion addresses; an address that fails one is none.

Sources: Bitcoin's base58check; BIP 173 and BIP 350 (bech32, bech32m); EIP-55; Monero's base58 and
address format; Tor's rend-spec-v3, section 6.
"""

import hashlib
from base64 import b32decode
from typing import Final

from vigie.analysis.identifiers.keccak import keccak256

BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE58_VALUES: Final = {c: i for i, c in enumerate(BASE58)}
BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BECH32_VALUES: Final = {c: i for i, c in enumerate(BECH32)}
GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
BECH32M: Final = 0x2BC830A3
MONERO_BLOCKS: Final = {11: 8, 7: 5}
MONERO_KINDS: Final = {18: 69, 19: 77, 42: 69}


def is_bitcoin_base58(address: str) -> bool:
    """Whether a base58 address (1…, 3…) carries its checksum and a main-net version."""
    number = 0
    for character in address:
        value = BASE58_VALUES.get(character)
        if value is None:
            return False
        number = number * 58 + value
    if number >= 1 << 200:
        return False
    raw = number.to_bytes(25, "big")
    if len(address) - len(address.lstrip("1")) != len(raw) - len(raw.lstrip(b"\0")):
        return False
    check = hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()[:4]
    return raw[0] in (0, 5) and check == raw[21:]


def is_bitcoin_segwit(address: str) -> bool:
    """Whether a bc1 address carries its bech32 (version 0) or bech32m (later) checksum."""
    if address not in (address.lower(), address.upper()):
        return False
    lower = address.lower()
    values = [BECH32_VALUES.get(c, -1) for c in lower[3:]]
    if not lower.startswith("bc1") or -1 in values or not 11 <= len(values) <= 87:
        return False
    expanded = [ord(c) >> 5 for c in "bc"] + [0] + [ord(c) & 31 for c in "bc"]
    constant = 1 if values[0] == 0 else BECH32M
    return values[0] <= 16 and _polymod(expanded + values) == constant and _program(values)


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i in range(5):
            check ^= GENERATOR[i] if top >> i & 1 else 0
    return check


def _program(values: list[int]) -> bool:
    """Whether the witness program has a length that its version allows and no stray bits."""
    data = values[1:-6]
    size, stray = divmod(5 * len(data), 8)
    if stray > 4 or (data and data[-1] & ((1 << stray) - 1)):
        return False
    return size in (20, 32) if values[0] == 0 else 2 <= size <= 40


def is_ethereum(address: str) -> bool:
    """Whether 0x and 40 hexadecimal digits are all of one case or carry the EIP-55 checksum."""
    digits = address[2:]
    if digits in (digits.lower(), digits.upper()):
        return True
    mask = keccak256(digits.lower().encode()).hex()
    return all(
        c == (c.upper() if int(m, 16) > 7 else c.lower())
        for c, m in zip(digits, mask, strict=False)
    )


def is_monero(address: str) -> bool:
    """Whether a Monero main-net address carries its checksum."""
    raw = _monero_bytes(address)
    return (
        raw is not None
        and MONERO_KINDS.get(raw[0]) == len(raw)
        and keccak256(raw[:-4])[:4] == raw[-4:]
    )


def _monero_bytes(address: str) -> bytes | None:
    raw = b""
    for at in range(0, len(address), 11):
        block = address[at : at + 11]
        size = MONERO_BLOCKS.get(len(block))
        number = 0
        for character in block:
            number = number * 58 + BASE58_VALUES.get(character, 1 << 80)
        if size is None or number >= 1 << (8 * size):
            return None
        raw += number.to_bytes(size, "big")
    return raw


def is_onion(name: str) -> bool:
    """Whether 56 base32 characters are a version 3 onion address with its checksum."""
    try:
        raw = b32decode(name.upper())
    except ValueError:
        return False
    check = hashlib.sha3_256(b".onion checksum" + raw[:32] + raw[34:]).digest()[:2]
    return len(raw) == 35 and raw[34] == 3 and raw[32:34] == check
