"""The key file: made by `vigie helpline keys`, read once, never written to the database."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from vigie.database import home_folder
from vigie.helpline.errors import KeysMissing

VARIABLE = "VIGIE_HELPLINE_KEYS"
INLINE = "VIGIE_HELPLINE_KEYS_JSON"


@dataclass(frozen=True)
class Keyring:
    """Every secret of the helpline.

    `wrapping` holds the key-encryption keys by name and `current` names the one for new keys;
    `pepper` keys the hash of telephone numbers; `signing` signs hand-offs (an Ed25519 seed);
    `session` is Django's. Each is 32 random bytes.
    """

    current: str
    wrapping: dict[str, bytes] = field(repr=False)
    pepper: bytes = field(repr=False)
    signing: bytes = field(repr=False)
    session: bytes = field(repr=False)

    def number_index(self, number: str) -> bytes:
        """The keyed hash by which a number is found again: 32 bytes."""
        return hmac.new(self.pepper, number.encode("utf-8"), hashlib.sha256).digest()

    def to_json(self) -> str:
        """The key file's content."""
        return json.dumps(
            {
                "current": self.current,
                "wrapping": {name: _text(key) for name, key in self.wrapping.items()},
                "pepper": _text(self.pepper),
                "signing": _text(self.signing),
                "session": _text(self.session),
            },
            indent=2,
        )


def new_keyring() -> Keyring:
    """Fresh keys."""
    name = new_name()
    return Keyring(
        current=name,
        wrapping={name: secrets.token_bytes(32)},
        pepper=secrets.token_bytes(32),
        signing=secrets.token_bytes(32),
        session=secrets.token_bytes(32),
    )


def new_name() -> str:
    """A name for a key-encryption key that was never used before."""
    return f"k{secrets.token_hex(4)}"


def key_file() -> Path:
    """Where the key file lies: `VIGIE_HELPLINE_KEYS`, or `helpline.keys` under `VIGIE_HOME`."""
    return Path(os.environ.get(VARIABLE) or home_folder() / "helpline.keys")


@cache
def keyring() -> Keyring:
    """The keys that this process works with. Errors: KeysMissing."""
    inline = os.environ.get(INLINE)
    return parse(inline, INLINE) if inline else read(key_file())


def read(path: Path) -> Keyring:
    """The keys of a file that only its owner may read. Errors: KeysMissing."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeysMissing(
                "the key file is open to other users", where=str(path), remedy=f"chmod 600 {path}"
            )
        return parse(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise KeysMissing(
            "the helpline has no keys and does not start without them",
            where=str(path),
            remedy="vigie helpline keys (keep a copy of the file in a safe), or set " + VARIABLE,
        ) from error


def parse(content: str, where: str) -> Keyring:
    """The keys out of a key file's content. Errors: KeysMissing."""
    try:
        raw = json.loads(content)
        found = Keyring(
            current=raw["current"],
            wrapping={name: _key(key) for name, key in raw["wrapping"].items()},
            pepper=_key(raw["pepper"]),
            signing=_key(raw["signing"]),
            session=_key(raw["session"]),
        )
        found.wrapping[found.current]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeysMissing(
            "the helpline's keys cannot be read", where=where, remedy="restore them from the safe"
        ) from error
    return found


def write(path: Path, ring: Keyring) -> None:
    """Write a key file of mode 0600: whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(ring.to_json())
        stream.flush()
        os.fsync(handle)
    draft.replace(path)


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != 32:
        raise ValueError("a key has 32 bytes")
    return key
