"""Signed documents: JSON with sorted keys, an Ed25519 signature (RFC 8032) over its bytes."""

import base64
import hashlib
import json
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from vigie.helpline.secrecy import Keyring

FORMAT = "vigie hand-off 1"


def signed(document: Mapping[str, object], ring: Keyring) -> dict[str, object]:
    """The document with its signature and the public key that checks it."""
    key = Ed25519PrivateKey.from_private_bytes(ring.signing)
    content = _bytes(document)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {
        "document": dict(document),
        "signature": base64.b64encode(key.sign(content)).decode("ascii"),
        "public_key": base64.b64encode(public).decode("ascii"),
    }


def verify(paper: Mapping[str, object], public_key: str) -> bool:
    """Whether a signed document is whole and signed by the key that the recipient knows."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        signature = base64.b64decode(str(paper["signature"]), validate=True)
        document = paper["document"]
        if not isinstance(document, Mapping):
            return False
        key.verify(signature, _bytes(document))
    except (InvalidSignature, KeyError, ValueError):
        return False
    return True


def public_key(ring: Keyring) -> str:
    """The public key that recipients are given once, by another way than the export."""
    key = Ed25519PrivateKey.from_private_bytes(ring.signing).public_key()
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode("ascii")


def digest(document: Mapping[str, object]) -> str:
    """The SHA-256 of a document, in 64 digits."""
    return hashlib.sha256(_bytes(document)).hexdigest()


def _bytes(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode("ascii")
