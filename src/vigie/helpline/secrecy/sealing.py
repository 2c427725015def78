"""Sealing and opening: AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits before it."""

import secrets
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vigie.helpline.errors import CannotUnseal
from vigie.helpline.secrecy.keyring import Keyring

NONCE = 12
Stored: TypeAlias = bytes | memoryview


def new_key() -> bytes:
    """A key for one conversation or one number."""
    return secrets.token_bytes(32)


def seal(key: bytes, text: str, bound_to: str) -> bytes:
    """Seal a text so that it opens only with `key` and only as part of `bound_to`."""
    return _encrypt(key, text.encode("utf-8", "replace"), bound_to)


def unseal(key: bytes, sealed: Stored, bound_to: str) -> str:
    """Open a sealed text. Errors: CannotUnseal."""
    return _decrypt(key, bytes(sealed), bound_to).decode("utf-8")


def wrap(ring: Keyring, key: bytes, bound_to: str) -> bytes:
    """A key, sealed under the current key-encryption key, whose name stands before it."""
    name = ring.current.encode("ascii")
    return bytes([len(name)]) + name + _encrypt(ring.wrapping[ring.current], key, bound_to)


def unwrap(ring: Keyring, stored: Stored, bound_to: str) -> bytes:
    """The key that was wrapped. Errors: CannotUnseal, also where the key was destroyed."""
    wrapped = bytes(stored)
    if not wrapped:
        raise CannotUnseal("its key was destroyed")
    end = 1 + wrapped[0]
    wrapping = ring.wrapping.get(wrapped[1:end].decode("ascii", "replace"))
    if wrapping is None:
        raise CannotUnseal("it is wrapped by a key that the key file does not hold")
    return _decrypt(wrapping, wrapped[end:], bound_to)


def _encrypt(key: bytes, content: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode("utf-8"))


def _decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to.encode("utf-8"))
    except (InvalidTag, ValueError) as error:
        raise CannotUnseal("it was altered, or does not belong here") from error
