"""Keccak-256 with the original padding, as Ethereum and Monero use it (not SHA3-256).

Source: The Keccak reference, version 3.0 (Bertoni, Daemen, Peeters, Van Assche, 2011).
"""

from typing import Final

RATE: Final = 136
LANE: Final = (1 << 64) - 1


def _round_constants() -> tuple[int, ...]:
    constants = []
    register = 1
    for _ in range(24):
        constant = 0
        for j in range(7):
            if register & 1:
                constant |= 1 << ((1 << j) - 1)
            register = (register << 1) ^ (0x171 if register >> 7 else 0)
        constants.append(constant)
    return tuple(constants)


def _rotations() -> tuple[tuple[int, int, int], ...]:
    """Where each lane goes in the rho and pi steps, and by how many bits it turns."""
    moves = [(0, 0, 0)]
    x, y = 1, 0
    for t in range(24):
        moves.append((x + 5 * y, y + 5 * ((2 * x + 3 * y) % 5), (t + 1) * (t + 2) // 2 % 64))
        x, y = y, (2 * x + 3 * y) % 5
    return tuple(moves)


ROUNDS: Final = _round_constants()
MOVES: Final = _rotations()


def _turn(lane: int, bits: int) -> int:
    return ((lane << bits) | (lane >> (64 - bits))) & LANE


def _permute(state: list[int]) -> list[int]:
    for constant in ROUNDS:
        column = [
            state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20]
            for x in range(5)
        ]
        spread = [column[x - 1] ^ _turn(column[(x + 1) % 5], 1) for x in range(5)]
        moved = [0] * 25
        for source, target, bits in MOVES:
            moved[target] = _turn(state[source] ^ spread[source % 5], bits)
        state = [
            moved[i] ^ (~moved[i - i % 5 + (i + 1) % 5] & LANE & moved[i - i % 5 + (i + 2) % 5])
            for i in range(25)
        ]
        state[0] ^= constant
    return state


def keccak256(message: bytes) -> bytes:
    """The 32 bytes of the Keccak-256 hash."""
    padded = bytearray(message + b"\x01")
    padded += b"\x00" * (-len(padded) % RATE)
    padded[-1] |= 0x80
    state = [0] * 25
    for block in range(0, len(padded), RATE):
        for i in range(RATE // 8):
            state[i] ^= int.from_bytes(padded[block + 8 * i : block + 8 * i + 8], "little")
        state = _permute(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state[:4])
